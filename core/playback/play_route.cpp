// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/play_route.h"

#include <algorithm>

namespace sc::playback {

PlayRoute PlayRoute::from(Ticks start, const std::optional<TickRange> &loop, int sampleRate, PlaySpeed speed)
{
    PlayRoute route;
    route.sampleRate = sampleRate;
    route.start = start.toSamples(sampleRate);
    route.speed = speed;
    if (!loop)
        return route;
    const SampleRange range{loop->start.toSamples(sampleRate), loop->end.toSamples(sampleRate)};
    const bool isAhead = speed.isBackward() ? route.start >= range.start : route.start < range.end;
    if (range.length() > 0 && isAhead)
        route.loop = range;
    return route;
}

std::int64_t PlayRoute::programAt(std::int64_t elapsed) const
{
    const std::int64_t way = speed.wayAfter(elapsed);
    if (speed.isBackward()) {
        const std::int64_t straight = start - way;
        if (!loop || straight >= loop->start)
            return straight;
        return loop->end - 1 - (loop->start - 1 - straight) % loop->length();
    }
    const std::int64_t straight = start + way;
    if (!loop || straight < loop->end)
        return straight;
    return loop->start + (straight - loop->end) % loop->length();
}

std::int64_t PlayRoute::untilWrap(std::int64_t elapsed) const
{
    if (!loop)
        return kNever;
    return speed.isBackward() ? programAt(elapsed) - loop->start + 1 : loop->end - programAt(elapsed);
}

std::int64_t PlayRoute::elapsedAfter(std::int64_t elapsed, std::int64_t way) const
{
    return std::max(elapsed + 1, speed.elapsedFor(speed.wayAfter(elapsed) + way));
}

} // namespace sc::playback
