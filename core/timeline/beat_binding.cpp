// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/beat_binding.h"

#include <algorithm>

namespace sc::timeline {

Ticks edgeOf(const Beat &beat, FrameRate rate)
{
    return rate.snap(beat.time, Rounding::Nearest);
}

bool isOnBeat(Ticks cut, const Beat &beat, FrameRate rate)
{
    return 2 * abs(cut - beat.time) <= rate.frameLength();
}

std::optional<BeatRef> beatAtEdge(std::span<const Beat> beats, Ticks cut, FrameRate rate)
{
    const std::optional<size_t> nearest = nearestBeat(beats, cut);
    if (!nearest)
        return std::nullopt;
    // Of two beats equally near, nearestBeat() gives the earlier, which rounds up to this edge while the later one
    // rounds up past it; so looking at one neighbour more is never needed.
    if (edgeOf(beats[*nearest], rate) != cut)
        return std::nullopt;
    return BeatRef{static_cast<int>(*nearest)};
}

} // namespace sc::timeline
