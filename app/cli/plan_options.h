// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/planning/shot_plan.h"

namespace sc::cli {

// The options of `plan preview` and `plan apply`, and what they say. Rules are taken in this order, later ones win: the
// preset, the file, what is said for all sections, what is said for one.
[[nodiscard]] std::vector<OptionSpec> planOptionSpecs();
[[nodiscard]] Result<planning::PlanOptions> planOptions(const Invocation &invocation);
// Keeps the rules under the name given with --save-rules, if there is one.
[[nodiscard]] Result<> saveRules(const Invocation &invocation, const planning::SectionRules &rules);

} // namespace sc::cli
