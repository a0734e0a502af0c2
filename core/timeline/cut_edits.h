// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/model.h"

// Edits of a cut and its two neighbours that leave everything else where it is.
namespace sc::timeline {

// Moves the cut between a clip and the one that touches it: one grows by what the other loses. `edge` In is the cut at the
// clip's start. Where nothing touches the clip there, it is a plain trim. VALIDATION_ERROR when either side would leave
// 1 frame..300 s.
struct RollCut
{
    ClipId clip;
    ClipEdge edge = ClipEdge::In;
    Ticks to;
    bool bindToBeats = true;
};
[[nodiscard]] Result<Timeline> rollCut(const Timeline &timeline, const RollCut &request);

// Shows another part of the clip's picture in the same place. `by` is in timeline time; the clip's speed turns it into
// source time. VALIDATION_ERROR before the picture's begin or, where its length is known, beyond its end.
struct SlipClip
{
    ClipId clip;
    Ticks by;                         // positive: later in the source
    std::optional<Ticks> mediaLength; // of the chosen take; nothing = unknown or a still
};
[[nodiscard]] Result<Timeline> slipClip(const Timeline &timeline, const SlipClip &request);

// Moves a clip between its two neighbours: the one before gives or takes at its end, the one behind at its start. A gap
// beside it is used up or opened instead. CONFLICT when it would reach past a neighbour.
struct SlideClip
{
    ClipId clip;
    Ticks by;
    bool bindToBeats = true;
};
[[nodiscard]] Result<Timeline> slideClip(const Timeline &timeline, const SlideClip &request);

// Makes one clip of neighbours that touch: the first keeps id, words and takes and reaches to the last one's end.
// VALIDATION_ERROR unless they are two or more live clips of one scene, without gaps, and not longer than 300 s together.
struct JoinClips
{
    std::vector<ClipId> clips; // in any order
};
[[nodiscard]] Result<Timeline> joinClips(const Timeline &timeline, const JoinClips &request);

} // namespace sc::timeline
