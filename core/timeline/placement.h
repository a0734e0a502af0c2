// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/edit_support.h"

// How live clips of one scene make room for one another. Internal to core/timeline.
namespace sc::timeline {

// Gives the clips `placed`, already at their new times, room among the other live clips of their scenes, as `mode` says.
// The placed clips do not overlap one another within a scene. Problems as OverlapMode says, and CONFLICT naming a locked
// clip that would have to change. With Push the placed clips may move right, too.
[[nodiscard]] Result<> makeRoom(Timeline &timeline, const ClipSet &placed, OverlapMode mode);

// As nextFreePlace(), with the clips `ignored` taken out.
[[nodiscard]] Ticks nextFreePlaceWithout(const Timeline &timeline, const SceneId &scene, Ticks wish, Ticks length, const ClipSet &ignored);

} // namespace sc::timeline
