// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/energy_scale.h"
#include "core/planning/plan_random.h"
#include "core/planning/plan_stretches.h"
#include "core/planning/shot_plan.h"

namespace sc::planning {

struct CutContext
{
    const PlanGrid &grid;
    const EnergyScale &energy;
    Ticks songOffset;
    FrameRate rate;
    Ticks maxLength;
};

struct ShotCuts
{
    std::vector<Ticks> starts; // of the shots; the first is the stretch's start
    int divided = 0;           // shots that would have been longer than the longest one allowed
    Ticks longestWished;       // the longest of those
    Ticks longestMade;         // the longest piece that they became
};
// Cuts lie on the grid only, and no shot is a flash: the first takes what comes before the first beat, the last what would
// be too short to stand alone.
[[nodiscard]] ShotCuts cutShots(const Stretch &stretch, const SectionRule &rule, const CutContext &context, PlanRandom &random);

} // namespace sc::planning
