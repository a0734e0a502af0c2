// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/problem_fixes.h"

// Dissolves and wipes that reach beyond the media of the clips they join: there the first or last frame stands still. Edits
// keep within the media unless they are told to hold, but media are exchanged, slipped and sped up afterwards. Internal to
// core/timeline: the finder and the fixes use it.
namespace sc::timeline {

// By time. Each names the later clip of its cut, the one before as `other`, in `detail` the clip whose media are over.
[[nodiscard]] std::vector<Finding> handleFindings(const Timeline &timeline, const MediaLengthOf &mediaLength);

struct FixedHandles
{
    Timeline timeline;
    int fixed = 0;
    std::vector<LeftProblem> left; // at a locked clip
};
// Each side of these transitions becomes as long as the media last; a transition of which nothing is left is taken out.
[[nodiscard]] FixedHandles fixHandles(const Timeline &timeline, std::span<const Finding> findings, const MediaLengthOf &mediaLength);

} // namespace sc::timeline
