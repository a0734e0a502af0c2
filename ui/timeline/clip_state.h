// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QSet>

namespace sc::ui {

// timeline::ClipState with what files and takes say besides, for badges, filters and screen readers. What depends on files (missing) is told by whoever has
// looked at them.
enum class ClipState {
    Empty,   // neither words for a picture nor a take
    Planned, // has a prompt
    Ready,   // has a chosen take
    Stale,   // what it is made from was changed since its chosen take was generated
    Missing, // its chosen take's file is gone
};

// What files and takes say, by whoever has looked at them.
struct ShotStates
{
    QSet<ClipId> missing;
    QSet<ClipId> stale;
    bool operator==(const ShotStates &) const = default;
};

[[nodiscard]] ClipState stateOf(const timeline::Clip &clip, const ShotStates &states = {});
[[nodiscard]] QString stateName(ClipState state); // translated: "planned"
[[nodiscard]] QString stateIcon(ClipState state); // file name of an icon, empty when the state wears no badge

// "2x", "1/2x"; empty at normal speed and for a freeze frame.
[[nodiscard]] QString speedText(const timeline::Clip &clip);
[[nodiscard]] inline bool isFrozen(const timeline::Clip &clip)
{
    return clip.speedNumerator == 0;
}

} // namespace sc::ui
