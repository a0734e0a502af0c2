// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/plan_grid.h"
#include "core/planning/shot_plan.h"

namespace sc::planning {

// One row for each label of the song's sections, in the order of their first use; one row with an empty label for a song
// without sections. Shots and locks are not counted yet.
[[nodiscard]] std::vector<LabelFigures> labelsOf(const timeline::Project &project, const PlanGrid &grid);
// The row that `label` belongs to; a new one at the end for a label that the song does not have.
[[nodiscard]] LabelFigures &figuresFor(std::vector<LabelFigures> &rows, const QString &label);

// Fills what can be counted from the finished plan.
void countShots(PlanPreview &preview, const timeline::Timeline &before, const PlanGrid &grid);

} // namespace sc::planning
