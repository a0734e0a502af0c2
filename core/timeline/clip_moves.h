// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

// Edits that change where live clips lie. Ripple means: what begins later in the same scene, and every live scene that
// begins later, moves along; markers and the song stay. An edge bound to a beat stays bound only while it lies on the
// frame nearest to a beat.
namespace sc::timeline {

struct MoveClip
{
    ClipId clip;
    Ticks start;   // 0..10 000 s
    SceneId scene; // empty: stays in its scene; into another one nothing ripples
    OverlapMode overlap = OverlapMode::Refuse;
    bool ripple = false;
    bool bindToBeats = true; // off while snapping is suspended
};
[[nodiscard]] Result<Timeline> moveClip(const Timeline &timeline, const MoveClip &request);

// Several clips by one distance, as when a selection is dragged. Clips of a scene keep their distances. With `joinScenes`
// a clip that leaves its scene and begins inside another live one belongs to that from then on (CONFLICT when it is locked).
struct MoveClips
{
    std::vector<ClipId> clips;
    Ticks by;
    OverlapMode overlap = OverlapMode::Refuse;
    bool joinScenes = false;
    bool bindToBeats = true;
};
[[nodiscard]] Result<Timeline> moveClips(const Timeline &timeline, const MoveClips &request);

enum class ClipEdge { In, Out };

// Moves one edge to `to` (Q and W: the playhead). In: the picture stays where it is, so sourceIn follows; with ripple the
// start stays and the rest closes up. VALIDATION_ERROR outside 1 frame..300 s. Push stops at the clip before.
struct TrimClip
{
    ClipId clip;
    ClipEdge edge = ClipEdge::Out;
    Ticks to;
    OverlapMode overlap = OverlapMode::Refuse;
    bool ripple = false;
    bool bindToBeats = true;
};
[[nodiscard]] Result<Timeline> trimClip(const Timeline &timeline, const TrimClip &request);

// Left keeps the id, right is new. VALIDATION_ERROR when `at` leaves less than a frame on either side.
struct SplitClip
{
    ClipId clip;
    Ticks at;
    ClipId rightId = ClipId::create();
    bool bindToBeats = true;
};
[[nodiscard]] Result<Timeline> splitClip(const Timeline &timeline, const SplitClip &request);

// Divides at every beat strictly inside the clip, or at every `every`-th one; `onlyDownbeats` at bars.
// VALIDATION_ERROR when no beat lies inside.
struct SplitClipOnBeats
{
    ClipId clip;
    int every = 1; // >= 1
    bool onlyDownbeats = false;
};
[[nodiscard]] Result<Timeline> splitClipOnBeats(const Timeline &timeline, const SplitClipOnBeats &request);

// Puts a live clip at place `index` of its scene; the clips between change places with it, gaps stay where they are.
struct ReorderClip
{
    ClipId clip;
    int index = 0; // clamped to the live clips there are
};
[[nodiscard]] Result<Timeline> reorderClip(const Timeline &timeline, const ReorderClip &request);

} // namespace sc::timeline
