// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/model.h"

#include <functional>

// Transitions at the edges of clips. `in` takes the first part of its clip and shows the forerunner's media behind its cut;
// `out` takes the last part and shows the follower's media before its cut: that media is the handle. Both at one cut do half
// of the way each: a centred transition. Clips never overlap for it. A clip's transitions always fit into it (normalise()).
namespace sc::timeline {

enum class TransitionPlace {
    Centred,
    BeforeCut, // in the last part of the clip before
    AfterCut,  // in the first part of the clip behind
};

enum class HandleRule {
    Refuse, // CONFLICT naming the clip and the frames it has
    Limit,  // as long as the media allows; CONFLICT when it allows nothing
    Hold,   // the first or last frame stands still where the media is over
};

// Length of the movie that a clip shows; nothing for pictures and cards.
using MediaLengthOf = std::function<std::optional<Ticks>(const Clip &)>;

struct SetTransition
{
    ClipId clip;
    ClipEdge edge = ClipEdge::In;
    Transition transition; // Cut takes away what is there; 0..5 s
    TransitionPlace place = TransitionPlace::Centred;
    HandleRule handles = HandleRule::Limit;
    MediaLengthOf mediaLength = {}; // without: nothing is limited
};
// Dissolves and wipes over a cut need handles on the side they reach into; fades stay within each clip. Where no clip touches
// the edge, the transition lies inside the clip. CONFLICT when one of both clips is locked, VALIDATION_ERROR for the length.
[[nodiscard]] Result<Timeline> setTransition(const Timeline &timeline, const SetTransition &request);

// What lies at one edge of a live clip, seen from both sides.
struct TransitionAt
{
    TransitionKind kind = TransitionKind::Cut;
    TransitionPlace place = TransitionPlace::Centred;
    TickRange range; // on the timeline; empty for a plain cut
    ClipId before;   // that touch at the cut; empty where there is none
    ClipId behind;
    [[nodiscard]] bool isCut() const { return kind == TransitionKind::Cut; }
};
[[nodiscard]] TransitionAt transitionAt(const Timeline &timeline, const ClipId &clip, ClipEdge edge);

// The longest transition of this kind and place that fits into both clips and their handles, on the grid, at most 5 s.
[[nodiscard]] Ticks longestTransition(const Timeline &timeline, const SetTransition &request);

// Makes a clip's transitions fit: on the grid, 0..5 s, together not longer than the clip. Part of normalise().
void fitTransitions(Clip &clip, FrameRate rate);

} // namespace sc::timeline
