// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <array>
#include <vector>

namespace sc::audio {

// What happens at and after each beat; equal indices belong together.
struct BeatFeatures
{
    std::vector<std::array<float, kBands>> hits; // onset strength in each band, on the beat
    std::vector<float> chordChange;              // 0..1, distance of the harmony after the beat to that before it
    std::vector<float> bassChange;
    std::vector<std::array<float, 12>> chroma; // mean until the next beat, unit length
};

[[nodiscard]] BeatFeatures beatFeatures(const std::vector<double> &beatTimes, const SongFeatures &features, const OnsetFunctions &onsets);

// How much harmony and bass half a second after each moment differ from those half a second before it, at kSlowRate.
[[nodiscard]] std::vector<float> harmonicChange(const SlowSeries &slow);
[[nodiscard]] std::vector<float> bassChange(const SlowSeries &slow);

// Folds 36 bins to 12 classes for a tuning in cents.
[[nodiscard]] std::array<float, 12> foldChroma(const Chroma36 &chroma, double tuningCents);

} // namespace sc::audio
