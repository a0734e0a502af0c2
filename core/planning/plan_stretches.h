// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/plan_grid.h"

#include <span>

namespace sc::planning {

// A piece of the program that becomes one scene.
struct Stretch
{
    TickRange range;                   // timeline time, on the frame grid
    QString label;                     // of its section, as the song has it; empty when the song has no sections
    QString title;                     // "Verse 2"
    double energy = 0.5;               // of its section
    std::optional<Ticks> sectionStart; // song time
    int colour = 0;                    // index into the section palette
};

// A label as rules and colours know it: "Pre-Chorus" and "prechorus" are one.
[[nodiscard]] QString plainLabel(const QString &label);

// [0, end) without the `busy` ranges, divided at the song's sections, each edge on the nearest beat; an edge that no beat is
// near goes away and its section joins its neighbour. Songs without sections are divided every 8 bars.
[[nodiscard]] std::vector<Stretch> stretchesOf(const timeline::Project &project, const PlanGrid &grid, Ticks end,
                                               std::span<const TickRange> busy);

} // namespace sc::planning
