// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

#include <array>
#include <span>

namespace sc::ui {

// How well a beat grid fits what was heard: beats against the onsets nearest to them.
struct GridStats
{
    static constexpr int kBins = 41; // of the histogram, 3 ms each, the middle one at 0

    bool known = false; // false: no beats or no onsets
    double meanMs = 0;  // mean distance of a beat from its onset
    double worstMs = 0;
    QString worstAt;                    // "57.3"
    double onsetsOnGrid = 0;            // share of onsets at most 25 ms from a quarter of a beat
    double stability = 0;               // 1 = every beat as long as the others
    std::array<int, kBins> histogram{}; // signed distances
};

// Onsets further than 70 ms from a beat belong to something else than that beat.
[[nodiscard]] GridStats gridStats(std::span<const Beat> beats, std::span<const Ticks> onsets);

} // namespace sc::ui
