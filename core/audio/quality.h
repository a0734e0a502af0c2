// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/level_meter.h"

#include <span>

namespace sc::audio {

// Judges how well a recording was made. From 100 points go: up to 45 for clipping (from one sample in a million to one in
// 300), up to 20 for a noise floor of -65 to -35 dBFS whose spectrum is flat, up to 50 for sound that ends abruptly below
// 18.5 kHz, up to 25 where peak and loudness lie less than 8 dB apart. Silence has no score.
[[nodiscard]] Quality judgeQuality(const LevelMeter &levels, const SpectralSummary &spectrum, const LoudnessSeries &loudness,
                                   std::span<const float> longTermDb, double binHz);

// Above this frequency a long-term spectrum (dB by bin) holds nothing; `isAbrupt`: it ends like a filter, not like music.
struct SpectrumEnd
{
    double hz = 0;
    bool isAbrupt = false;
};
[[nodiscard]] SpectrumEnd endOfSpectrum(std::span<const float> longTermDb, double binHz);

} // namespace sc::audio
