// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace sc::audio {

// Interleaved channels to one that never overloads: the weighted mean of all (front 1, centre and surrounds less, the
// effects channel of 5.1 and 7.1 left out). Where left and right cancel each other the louder one is taken.
class Downmix
{
public:
    Downmix(int channels, int sampleRate);

    std::span<const float> push(std::span<const float> interleaved); // holds until the next call

private:
    void follow(std::span<const float> interleaved);

    int m_channels;
    int m_sampleRate;
    std::vector<float> m_weights;
    std::vector<float> m_mono;
    double m_leftPower = 0;
    double m_rightPower = 0;
    double m_product = 0;  // of left and right, smoothed over about two seconds as the powers are
    float m_cancelled = 0; // 0 = mean of all, 1 = one side only; moves without a click
    float m_left = 0;      // share of the left side while cancelled
};

// Removes what lies under about 10 Hz, in place, so that an offset neither hides zero crossings nor fills the low band.
class DcBlocker
{
public:
    explicit DcBlocker(int sampleRate);
    std::span<const float> push(std::span<const float> mono);

private:
    double m_pole;
    bool m_hasStarted = false; // it starts settled: an offset from the first sample on is no click
    double m_lastIn = 0;
    double m_lastOut = 0;
    std::vector<float> m_out;
};

} // namespace sc::audio
