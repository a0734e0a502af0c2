// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <vector>

namespace sc::audio {

// Where a song lies among others: fixed places, timbre scaled so that about two thirds of songs lie within -1..1. Nothing in
// it depends on how loud the song was mastered, but for the places that say so.
namespace embedding {
inline constexpr int kTimbreMean = 0;    // 20 cepstral coefficients 1..20 of the mel bands, mean over sounding frames
inline constexpr int kTimbreSpread = 20; // standard deviations of the same
inline constexpr int kRhythm = 40;       // 12 periods from a quarter to three beats below 160 Hz, then 12 above 800 Hz
inline constexpr int kChroma = 64;       // 12 classes from the key note (without a key: from the strongest), sum 1
inline constexpr int kTonality = 76;     // magnitudes 1..6 of the chroma's Fourier transform: the same in every key
inline constexpr int kBalance = 82;      // 4 bands against the whole, dB / 10
inline constexpr int kScalars = 86;      // loudness, its range, energy, danceability, arousal, valence, brightness, onset
                                         // rate, tempo, rhythm strength
inline constexpr int kSize = 96;
} // namespace embedding

// Needs rhythm, key and descriptors in `analysis`. Empty for silence. Places of what is not known are 0.
[[nodiscard]] std::vector<float> songEmbedding(const Analysis &analysis, const SongFeatures &features, const OnsetFunctions &onsets);

} // namespace sc::audio
