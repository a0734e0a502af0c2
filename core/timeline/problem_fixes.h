// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/problems.h"

// What puts a problem right. A fix takes its problem away and makes no overlap, flash gap, flash frame or broken
// rule that was not there before; where it could not, or would have to change something locked, it leaves all as it is.
namespace sc::timeline {

[[nodiscard]] bool hasFix(FindingKind kind);
[[nodiscard]] QString fixTitle(FindingKind kind); // translated, what would be done: "Roll the cut to its beat"; empty without a fix
[[nodiscard]] QString fixTitle(const Finding &finding, FrameRate rate); // with its figure: "Shorten the transition to 6 frames"
// Those that "fix all" means: every error and warning that has a fix. Gaps stay, they may be meant.
[[nodiscard]] std::vector<FindingKind> kindsOfFixAll();

struct FixProblems
{
    std::vector<FindingKind> kinds; // all problems of these kinds
    std::vector<Finding> only;      // not empty: just these, of the kinds they are
    std::span<const Beat> beats;    // of timelineBeats()
    MediaLengthOf mediaLength = {}; // for Handles
};

struct LeftProblem
{
    Finding finding;
    QString why; // translated sentence, naming a locked item
};

struct FixedProblems
{
    Timeline timeline;
    int fixed = 0;
    std::vector<LeftProblem> left;
};
// NOTHING_TO_UPDATE when there is nothing of the kind to fix; CONFLICT with the first reason when nothing could be fixed;
// INVALID_PARAMETER for a kind without a fix.
[[nodiscard]] Result<FixedProblems> fixProblems(const Timeline &timeline, const FixProblems &request);

} // namespace sc::timeline
