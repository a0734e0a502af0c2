// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

// Edits that measure in beats. VALIDATION_ERROR when the project has no song with beats.
namespace sc::timeline {

// From the beat nearest to the clip's start, `beats` of them: the end lands on a beat of the real grid, not on a multiple of
// an average. Halves are allowed.
struct SetLengthInBeats
{
    ClipId clip;
    double beats = 4; // 0.5..1024, in steps of a half
    OverlapMode overlap = OverlapMode::Refuse;
    bool ripple = false;
};
[[nodiscard]] Result<Timeline> setLengthInBeats(const Timeline &timeline, const SetLengthInBeats &request);

// Moves the clips so that the first one's start goes `beats` beats on (or back), to exactly that beat.
struct NudgeByBeats
{
    std::vector<ClipId> clips;
    int beats = 1;
    OverlapMode overlap = OverlapMode::Refuse;
};
[[nodiscard]] Result<Timeline> nudgeByBeats(const Timeline &timeline, const NudgeByBeats &request);

// Rolls every edge of the clips that lies off the beat to its nearest beat, together with the clip that touches it; edges
// bound from then on. What cannot move (locked, no room) stays, and so do edges before the first
// beat and behind the last. CONFLICT when nothing at all could move;
// NOTHING_TO_UPDATE when every edge lies on a beat.
struct AlignToBeats
{
    std::vector<ClipId> clips; // empty = all live clips, whose edges on half-beats stay as well: they may be meant
};
[[nodiscard]] Result<Timeline> alignToBeats(const Timeline &timeline, const AlignToBeats &request);

// Gaps between live clips of the same scene. `shorterThan` spares longer ones.
enum class GapFix {
    Extend, // the clip before reaches to the next
    Ripple, // what follows moves up
};
struct CloseGaps
{
    std::vector<SceneId> scenes; // empty = all live scenes
    GapFix fix = GapFix::Extend;
    std::optional<Ticks> shorterThan;
};
[[nodiscard]] Result<Timeline> closeGaps(const Timeline &timeline, const CloseGaps &request);

} // namespace sc::timeline
