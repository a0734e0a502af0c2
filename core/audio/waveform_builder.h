// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/waveform.h"

#include <array>
#include <span>

namespace sc::audio {

// Fills a pyramid from blocks of samples: extremes and level over all channels, band peaks of the mono mix.
class WaveformBuilder
{
public:
    WaveformBuilder(int channels, int sampleRate);

    void push(std::span<const float> interleaved, std::span<const float> mono); // the same frames
    [[nodiscard]] WaveformPyramid soFar() const;                                // of the points that are whole
    [[nodiscard]] WaveformPyramid finish();

private:
    struct Filter // second-order Butterworth
    {
        float b0 = 1;
        float b1 = 0;
        float b2 = 0;
        float a1 = 0;
        float a2 = 0;
        float s1 = 0;
        float s2 = 0;
        float push(float sample);
    };
    static Filter lowPass(double hz, int sampleRate);
    static Filter highPass(double hz, int sampleRate);
    void closePoint();

    size_t m_channels;
    WaveformPyramid m_pyramid;
    Filter m_low;
    Filter m_midFrom;
    Filter m_midTo;
    Filter m_high;
    int m_filled = 0; // frames in the open point
    float m_min = 0;
    float m_max = 0;
    double m_power = 0;
    std::array<float, 3> m_bandPeaks{};
};

// All levels above the first, as WaveformPyramid promises them.
void buildUpperLevels(WaveformPyramid &pyramid);

} // namespace sc::audio
