// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/source_time.h"

#include <algorithm>

namespace sc::timeline {

Ticks sourceLength(const Clip &clip, Ticks length)
{
    if (clip.speedDenominator == 0)
        return {};
    return Ticks(mulDivRound(length.value(), clip.speedNumerator, clip.speedDenominator));
}

Ticks timelineLength(const Clip &clip, Ticks source)
{
    if (isFrozen(clip))
        return {};
    return Ticks(mulDivFloor(source.value(), clip.speedDenominator, clip.speedNumerator));
}

Ticks sourceTimeAt(const Clip &clip, Ticks t, std::optional<Ticks> mediaLength)
{
    Ticks source = clip.sourceIn + sourceLength(clip, t - clip.start);
    if (mediaLength)
        source = std::min(source, *mediaLength - Ticks(1));
    return std::max(source, Ticks());
}

Handles handlesOf(const Clip &clip, std::optional<Ticks> mediaLength)
{
    if (!mediaLength || isFrozen(clip))
        return {};
    const Ticks behind = *mediaLength - clip.sourceIn - sourceLength(clip, clip.length);
    return {timelineLength(clip, std::max(Ticks(), clip.sourceIn)), timelineLength(clip, std::max(Ticks(), behind))};
}

Ticks heldAtEnd(const Clip &clip, std::optional<Ticks> mediaLength)
{
    if (!mediaLength || isFrozen(clip))
        return {};
    const Ticks missing = clip.sourceIn + sourceLength(clip, clip.length) - *mediaLength;
    // Less than a frame is how frame rates differ, not a picture that stands still.
    return missing <= Ticks() ? Ticks() : std::min(clip.length, timelineLength(clip, missing));
}

} // namespace sc::timeline
