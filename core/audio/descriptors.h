// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <vector>

namespace sc::audio {

// Mean pulse clarity at the beats: how much stronger they are than what lies half-way between, times the share of beats
// that fall on an onset. 1 for clicks, near 0 for pads and noise.
[[nodiscard]] double rhythmStrength(const std::vector<double> &beatTimes, const OnsetFunctions &onsets);

// Exponent of detrended fluctuation over 0.3 to 9 s turned into 0..3 (Streich and Herrera 2005): regular loudness at the
// scale of beats reads high. 0 for what is too short.
[[nodiscard]] double danceabilityExponent(const FrameSeries &frames);

// Energy, danceability, valence, arousal: computed descriptors, not opinions of listeners. Needs the rest of `analysis`.
void describe(Analysis &analysis, const SongFeatures &features);

} // namespace sc::audio
