// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/onset_functions.h"
#include "core/audio/rhythm_facts.h"
#include "core/base/song_map.h"

#include <span>

namespace sc::audio {

// What the song does between its beats. Times in seconds, rising; without a grid only the rate of onsets is told.
// Syncopation after Longuet-Higgins and Lee 1984: an off-beat counts by what it has more than the stronger place that follows.
[[nodiscard]] RhythmFacts measureGroove(const BeatGrid &grid, bool isCompound, std::span<const double> onsets,
                                        const OnsetFunctions &functions, double seconds);

} // namespace sc::audio
