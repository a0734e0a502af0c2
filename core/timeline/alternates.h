// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

// Other versions of a clip or scene in the same place: A1, A2 ... beside the original, exactly one of them live. An
// alternate of an alternate joins the same group. A new one gets the highest number ever given in its group plus one.
namespace sc::timeline {

enum class AlternateContent {
    Empty,     // place and name only
    Structure, // clips, prompts and directions, but no takes
    WithTakes, // a full copy
};

struct AddClipAlternate
{
    ClipId clip; // any of the group
    ClipId id = ClipId::create();
    AlternateContent content = AlternateContent::Structure;
    bool makeLive = false;
};
[[nodiscard]] Result<Timeline> addClipAlternate(const Timeline &timeline, const AddClipAlternate &request);

// The clip takes over the place, length and beats of the one that was live: the cut does not move.
struct MakeClipLive
{
    ClipId clip;
};
[[nodiscard]] Result<Timeline> makeClipLive(const Timeline &timeline, const MakeClipLive &request);

// The next (or with -1 the previous) of the group becomes live, in the order of their numbers, round and round.
// NOTHING_TO_UPDATE without alternates.
struct CycleClip
{
    ClipId clip;
    int direction = 1;
};
[[nodiscard]] Result<Timeline> cycleClip(const Timeline &timeline, const CycleClip &request);

// The clip becomes a clip of its own in the next free place of its scene; another of its group stays live.
struct PromoteClip
{
    ClipId clip;
    std::optional<Ticks> start; // nothing: behind the live clip of the group, or the next place that fits
};
[[nodiscard]] Result<Timeline> promoteClip(const Timeline &timeline, const PromoteClip &request);

struct AddSceneAlternate
{
    SceneId scene; // any of the group
    SceneId id = SceneId::create();
    AlternateContent content = AlternateContent::Structure;
    bool makeLive = false;
};
[[nodiscard]] Result<Timeline> addSceneAlternate(const Timeline &timeline, const AddSceneAlternate &request);

// The scene, with its clips, begins where the live one began. With `ripple` later scenes follow the difference in length.
struct MakeSceneLive
{
    SceneId scene;
    bool ripple = false;
};
[[nodiscard]] Result<Timeline> makeSceneLive(const Timeline &timeline, const MakeSceneLive &request);

// Ids of the group in the order of their numbers, the original first.
[[nodiscard]] std::vector<ClipId> alternatesOf(const Timeline &timeline, const ClipId &clip);
[[nodiscard]] std::vector<SceneId> alternatesOf(const Timeline &timeline, const SceneId &scene);

} // namespace sc::timeline
