// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/k_weighting.h"
#include "core/audio/true_peak.h"

#include <span>
#include <vector>

namespace sc::audio {

// Loudness after ITU-R BS.1770-4 and EBU R128 at the file's own rate: integrated with both gates, momentary and short-term
// with their largest values sought every 10 and 100 ms (EBU Tech 3341), range (EBU Tech 3342), true peak. One channel is
// counted once, as the recommendation has it: a mono file reads 3 LU less than the same signal on two channels.
class LoudnessMeter
{
public:
    LoudnessMeter(int channels, int sampleRate);

    void push(std::span<const float> interleaved);
    [[nodiscard]] LoudnessSeries finish();

private:
    [[nodiscard]] std::int64_t markAt(std::int64_t index) const; // in samples
    // LUFS of `length` hundredths of a second that end at mark `end`; what lies before the song is silence.
    [[nodiscard]] double lufs(std::int64_t end, std::int64_t length) const;

    size_t m_channels;
    int m_sampleRate;
    KWeighting m_weighting;
    TruePeakMeter m_truePeak;
    std::int64_t m_frames = 0;
    double m_open = 0;           // weighted squares since the last mark
    std::vector<double> m_power; // weighted squares of each hundredth of a second
};

} // namespace sc::audio
