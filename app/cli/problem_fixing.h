// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/timeline/problem_fixes.h"

namespace sc::cli {

[[nodiscard]] std::vector<OptionSpec> fixOptionSpecs(); // --fix, --fix-all
// What --fix and --fix-all name; empty: nothing shall be fixed. INVALID_PARAMETER with the known kinds.
[[nodiscard]] Result<std::vector<timeline::FindingKind>> kindsToFix(const Arguments &arguments);

// Fixes as one step called `name` and tells what was left and why.
[[nodiscard]] Result<timeline::FixedProblems> fixInBundle(project::ProjectSession &session, const QString &name,
                                                          const timeline::FixProblems &request);
[[nodiscard]] QString fixedText(const timeline::FixedProblems &fixed, FrameRate rate);
[[nodiscard]] QJsonObject fixedJson(const timeline::FixedProblems &fixed, FrameRate rate); // {fixed, left: [{kind, text, why}]}

} // namespace sc::cli
