// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/play_route.h"

namespace sc::playback {

PlayRoute PlayRoute::from(Ticks start, const std::optional<TickRange> &loop, int sampleRate)
{
    PlayRoute route;
    route.sampleRate = sampleRate;
    route.start = start.toSamples(sampleRate);
    if (!loop)
        return route;
    const SampleRange range{loop->start.toSamples(sampleRate), loop->end.toSamples(sampleRate)};
    if (range.length() > 0 && route.start < range.end)
        route.loop = range;
    return route;
}

std::int64_t PlayRoute::programAt(std::int64_t elapsed) const
{
    const std::int64_t straight = start + elapsed;
    if (!loop || straight < loop->end)
        return straight;
    return loop->start + (straight - loop->end) % loop->length();
}

std::int64_t PlayRoute::untilWrap(std::int64_t elapsed) const
{
    return loop ? loop->end - programAt(elapsed) : std::numeric_limits<std::int64_t>::max();
}

} // namespace sc::playback
