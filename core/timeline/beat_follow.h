// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

#include <span>

// Edges that follow their beats when the beats move. Internal to core/timeline.
namespace sc::timeline {

// `timeline` already has the new grid or song offset; its clips still lie and are bound by `oldBeats`. Edges of live
// clips at one place move together; a place with a locked clip, or one that would leave no room for a clip, stays, and
// its edges are no longer bound unless they lie on a beat. Clips that are not live only get their bindings checked.
[[nodiscard]] Result<> followBeats(Timeline &timeline, std::span<const Beat> oldBeats);

} // namespace sc::timeline
