// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <span>
#include <vector>

namespace sc::render {

// Keeps sound below a ceiling, between its samples too, without clipping: it looks 5 ms ahead, so that the gain is down when
// a peak comes, and lets it up again within about a tenth of a second. What needs no limiting passes unchanged to the bit.
//
// Peaks between samples are found by four-fold oversampling (ITU-R BS.1770-4, annex 2). The gain a sample needs is held
// for the look-ahead, released exponentially, and smoothed by a moving mean as long as the look-ahead, which reaches the
// needed gain just at the peak. All channels get the same gain, so that the picture in stereo stays where it is.
class TruePeakLimiter
{
public:
    TruePeakLimiter(int channels, int sampleRate, double ceilingDb);

    // Takes interleaved samples and appends to `out` what is ready; as many come out as went in, after finish().
    void push(std::span<const float> in, std::vector<float> &out);
    void finish(std::vector<float> &out);

private:
    void advance(std::vector<float> &out);
    [[nodiscard]] float peakAt(size_t frame) const; // on the sample and up to the next one
    void takeGain(float needed);
    void emit(std::vector<float> &out);

    size_t m_channels;
    size_t m_ahead; // frames
    float m_ceiling;
    float m_release;
    std::vector<std::vector<float>> m_phases;
    std::vector<float> m_line; // interleaved, from the first frame that a peak still needs or that was not given out
    size_t m_first;            // frame number of the first sample that was pushed
    size_t m_lineStart = 0;    // of m_line[0]
    size_t m_pushed = 0;       // frames
    size_t m_measured = 0;     // frames whose peak is known
    float m_lastPeak = 0;

    struct Need
    {
        size_t frame = 0;
        float gain = 1;
    };
    std::deque<Need> m_lowest; // rising gains: the minimum over the look-ahead is in front
    size_t m_held = 0;         // frames whose held gain is known
    float m_envelope = 1;
    std::deque<float> m_window; // envelopes of the moving mean
    double m_sum = 0;
    size_t m_reduced = 0; // of them below 1
};

} // namespace sc::render
