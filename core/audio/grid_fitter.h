// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bar_decoder.h"
#include "core/base/song_map.h"

#include <vector>

namespace sc::audio {

// Turns beat times and their places in the bar into a grid: even regions where the beats keep within 25 ms of a straight
// line (its tempo rounded as far as the region's length allows, so that 124.003 reads 124), maps of single beats elsewhere.
// A new region begins where the metre changes or the count within the bar breaks off.
[[nodiscard]] BeatGrid fitGrid(const std::vector<double> &times, const std::vector<BeatPosition> &positions, Ticks duration);

// The tempo that most beats have: the median over all intervals, exact where it lies in an even region. 0 without beats.
[[nodiscard]] double mainTempo(const BeatGrid &grid);

} // namespace sc::audio
