// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

// Edits of the order in which clips and scenes follow one another, as one makes them in a list. Lengths never change and
// the whole stays as long as it was. CONFLICT naming the item when something locked would have to move.
namespace sc::timeline {

// Puts live clips, in the order of time, before place `index` of the live clips that `scene` has now; what lies between
// closes up behind them and makes room before them. Into another scene the scenes between move along.
struct PlaceClips
{
    std::vector<ClipId> clips;
    SceneId scene; // empty: that of the first clip
    int index = 0; // 0..number of live clips: the end; clamped
};
[[nodiscard]] Result<Timeline> placeClips(const Timeline &timeline, const PlaceClips &request);

// Two live clips change places, also between scenes; what lies between moves by the difference of their lengths.
struct SwapClips
{
    ClipId first;
    ClipId second;
};
[[nodiscard]] Result<Timeline> swapClips(const Timeline &timeline, const SwapClips &request);

// Two live scenes change places, each with its clips; the scenes between move by the difference of their lengths.
struct SwapScenes
{
    SceneId first;
    SceneId second;
};
[[nodiscard]] Result<Timeline> swapScenes(const Timeline &timeline, const SwapScenes &request);

} // namespace sc::timeline
