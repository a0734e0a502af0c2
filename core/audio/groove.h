// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/onset_functions.h"
#include "core/audio/rhythm_facts.h"
#include "core/base/song_map.h"

#include <span>
#include <vector>

namespace sc::audio {

// How strong each onset is. Times in seconds.
[[nodiscard]] std::vector<OnsetStrength> onsetStrengths(std::span<const double> onsets, const OnsetFunctions &functions);

// What the song does between its beats, for the grid that was found or for one that a person made. Without a grid only the
// rate of onsets is told, without strengths no pattern. Onsets rise.
// Syncopation after Longuet-Higgins and Lee 1984: an off-beat counts by what it has more than the stronger place that follows.
[[nodiscard]] RhythmFacts measureGroove(const BeatGrid &grid, bool isCompound, std::span<const Ticks> onsets,
                                        std::span<const OnsetStrength> strengths, Ticks duration);

} // namespace sc::audio
