// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

// Which part of its media a clip shows. `mediaLength` is that of the chosen movie; nothing for a picture or a card, which
// last as long as they are wanted.
namespace sc::timeline {

[[nodiscard]] inline bool isFrozen(const Clip &clip)
{
    return clip.speedNumerator == 0;
}
// How much of the source passes in `length` of the timeline, and the other way round. 0 for a freeze frame.
[[nodiscard]] Ticks sourceLength(const Clip &clip, Ticks length);
[[nodiscard]] Ticks timelineLength(const Clip &clip, Ticks source);

// Source time that shows at timeline time `t`, also before the clip's start and behind its end, where a transition looks.
// Beyond either end of the media its first or last frame is held.
[[nodiscard]] Ticks sourceTimeAt(const Clip &clip, Ticks t, std::optional<Ticks> mediaLength);

// Media before the clip's start and behind its end, in timeline time, never negative. Nothing = without limit.
struct Handles
{
    std::optional<Ticks> head;
    std::optional<Ticks> tail;
};
[[nodiscard]] Handles handlesOf(const Clip &clip, std::optional<Ticks> mediaLength);
// How long the clip holds its last frame because its media is over, in timeline time.
[[nodiscard]] Ticks heldAtEnd(const Clip &clip, std::optional<Ticks> mediaLength);

} // namespace sc::timeline
