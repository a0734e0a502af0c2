// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/shot_plan.h"

namespace sc::planning {

// Gives the new shots what their rules say beyond their length: the character whose turn it is, how they begin, their
// prompt. A shot's character stands in its notes and, where there is a template, in its prompt. `given` names the new
// shots with their labels; their characters are filled in.
void writeShots(timeline::Timeline &timeline, const PlanOptions &options, std::vector<GivenShot> &given);

} // namespace sc::planning
