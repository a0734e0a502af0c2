// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/shot_jobs.h"
#include "core/timeline/model.h"

#include <QtCore/QSet>

namespace sc::ui {

// timeline::ClipState with what files, takes and the queue say besides, for badges, filters and screen readers: told by
// whoever has looked at them.
enum class ClipState {
    Empty,      // neither words for a picture nor a take
    Planned,    // has a prompt
    Queued,     // waits for a server
    Generating, // a server works on it
    Ready,      // has a chosen take
    Stale,      // what it is made from was changed since its chosen take was generated
    Failed,     // its newest job failed
    Missing,    // its chosen take's file is gone
};

// What files, takes and the queue say, by whoever has looked at them.
struct ShotStates
{
    QSet<ClipId> missing;
    QSet<ClipId> stale;
    QHash<ClipId, generation::ShotJob> jobs;
    bool operator==(const ShotStates &) const = default;
};

[[nodiscard]] ClipState stateOf(const timeline::Clip &clip, const ShotStates &states = {});
[[nodiscard]] QString stateName(ClipState state); // translated: "planned"
[[nodiscard]] QString stateIcon(ClipState state); // file name of an icon, empty when the state has none

// "2x", "1/2x"; empty at normal speed and for a freeze frame.
[[nodiscard]] QString speedText(const timeline::Clip &clip);
[[nodiscard]] inline bool isFrozen(const timeline::Clip &clip)
{
    return clip.speedNumerator == 0;
}

} // namespace sc::ui
