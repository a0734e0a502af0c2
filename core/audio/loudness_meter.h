// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/true_peak.h"

#include <memory>
#include <span>
#include <vector>

namespace sc::audio {

// Loudness after ITU-R BS.1770-4 and EBU R128 (libebur128) at the file's own rate. One channel is counted once, as the
// recommendation has it: a mono file reads 3 LU less than the same signal on two channels.
class LoudnessMeter
{
public:
    LoudnessMeter(int channels, int sampleRate);
    ~LoudnessMeter();

    void push(std::span<const float> interleaved);
    [[nodiscard]] LoudnessSeries finish();

private:
    struct Engine;
    void measure();

    size_t m_channels;
    int m_sampleRate;
    std::unique_ptr<Engine> m_engine;
    TruePeakMeter m_truePeak;
    std::int64_t m_frames = 0;
    std::int64_t m_marks = 0;       // tenths of a second measured so far
    std::vector<double> m_power;    // of the 400 ms before each mark, weighted mean square
    std::vector<double> m_tenths;   // of the 100 ms before each mark
    std::vector<float> m_momentary; // of the 400 ms before each mark
    std::vector<float> m_shortTerm; // of the 3 s before each mark
};

} // namespace sc::audio
