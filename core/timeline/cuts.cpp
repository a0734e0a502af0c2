// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/cuts.h"

#include "core/timeline/beat_binding.h"

namespace sc::timeline {

namespace {

bool isHalfBeat(std::span<const Beat> beats, size_t nearest, Ticks cut, FrameRate rate)
{
    const size_t first = beats[nearest].time > cut && nearest > 0 ? nearest - 1 : nearest;
    if (first + 1 >= beats.size())
        return false;
    const Ticks middle = beats[first].time + Ticks((beats[first + 1].time - beats[first].time).value() / 2);
    return 2 * abs(cut - middle) <= rate.frameLength();
}

bool isOutside(std::span<const Beat> beats, Ticks cut)
{
    if (beats.size() < 2)
        return true;
    const Ticks first = beats[1].time - beats[0].time;
    const Ticks last = beats[beats.size() - 1].time - beats[beats.size() - 2].time;
    return 2 * (beats.front().time - cut) > first || 2 * (cut - beats.back().time) > last;
}

} // namespace

std::vector<Cut> cutsOf(std::span<const Clip *const> live, Ticks programEnd)
{
    std::vector<Cut> cuts;
    Ticks end; // of what was seen so far
    const Clip *last = nullptr;
    for (const Clip *clip : live) {
        if (last && clip->start > end)
            cuts.push_back({end, last, true});
        if (clip->start > Ticks())
            cuts.push_back({clip->start, clip, false});
        if (!last || clip->end() >= end) {
            end = clip->end();
            last = clip;
        }
    }
    if (last && end < programEnd)
        cuts.push_back({end, last, true});
    return cuts;
}

std::optional<BeatDistance> beatDistance(std::span<const Beat> beats, Ticks cut, FrameRate rate)
{
    const std::optional<size_t> nearest = nearestBeat(beats, cut);
    if (!nearest)
        return std::nullopt;
    BeatDistance distance;
    distance.beat = *nearest;
    distance.error = cut - beats[*nearest].time;
    distance.onBeat = isOnBeat(cut, beats[*nearest], rate);
    distance.onHalfBeat = !distance.onBeat && isHalfBeat(beats, *nearest, cut, rate);
    distance.outside = !distance.onBeat && isOutside(beats, cut);
    return distance;
}

} // namespace sc::timeline
