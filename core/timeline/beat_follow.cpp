// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/beat_follow.h"

#include "core/timeline/beat_binding.h"
#include "core/timeline/edit_support.h"

#include <cstdlib>
#include <map>

namespace sc::timeline {

namespace {

// Distinct edge places of one scene: where each one goes.
struct Place
{
    std::optional<Ticks> wished;
    bool pinned = false; // a locked clip has an edge here
    [[nodiscard]] Ticks target(Ticks old) const { return wished && !pinned ? *wished : old; }
};
using Places = std::map<Ticks, Place>;

// Correcting a tempo keeps the number of beats nearly equal and moves the last ones by many beats: there the number
// counts. Halving or doubling it changes the number, but each old beat has a new one near it: there the place counts.
std::optional<size_t> successor(int index, std::span<const Beat> oldBeats, std::span<const Beat> newBeats)
{
    if (newBeats.empty() || index < 0 || index >= std::ssize(oldBeats))
        return std::nullopt;
    const auto difference = std::abs(std::ssize(oldBeats) - std::ssize(newBeats));
    if (difference * 20 <= std::ssize(oldBeats))
        return index < std::ssize(newBeats) ? std::optional(static_cast<size_t>(index)) : std::nullopt;
    return nearestBeat(newBeats, oldBeats[static_cast<size_t>(index)].time);
}

void noteEdge(Places &places, Ticks edge, const std::optional<BeatRef> &ref, bool pinned, std::span<const Beat> oldBeats,
              std::span<const Beat> newBeats, FrameRate rate)
{
    Place &place = places[edge];
    place.pinned = place.pinned || pinned;
    if (!ref || place.wished)
        return;
    if (const auto beat = successor(ref->index, oldBeats, newBeats))
        place.wished = std::max(Ticks(), edgeOf(newBeats[*beat], rate));
}

// Places must keep rising, or a clip would lose its last frame: what breaks that stays where it was.
void keepRising(Places &places)
{
    for (bool again = true; again;) {
        again = false;
        auto before = places.begin();
        for (auto it = before; it != places.end(); before = it++) {
            if (it == places.begin() || it->second.target(it->first) > before->second.target(before->first))
                continue;
            Place &culprit = it->second.wished && !it->second.pinned ? it->second : before->second;
            culprit.wished.reset();
            again = true;
            break;
        }
    }
}

} // namespace

Result<> followBeats(Timeline &timeline, std::span<const Beat> oldBeats)
{
    const std::vector<Beat> newBeats = timelineBeats(timeline);
    const FrameRate rate = timeline.project.frameRate;
    std::map<SceneId, Places> scenes;
    for (const Clip &clip : timeline.clips) {
        if (!clip.isLive)
            continue;
        const bool pinned = !requireUnlocked(timeline, clip).has_value();
        noteEdge(scenes[clip.scene], clip.start, clip.beatIn, pinned, oldBeats, newBeats, rate);
        noteEdge(scenes[clip.scene], clip.end(), clip.beatOut, pinned, oldBeats, newBeats, rate);
    }
    for (auto &[id, places] : scenes)
        keepRising(places);
    for (Clip &clip : timeline.clips) {
        if (clip.isLive) {
            const Places &places = scenes[clip.scene];
            const Ticks end = places.at(clip.end()).target(clip.end());
            clip.start = places.at(clip.start).target(clip.start);
            clip.length = end - clip.start;
            SC_TRY(checkStart(clip.start));
            SC_TRY(checkLength(clip.length, rate));
        }
        if (clip.beatIn)
            clip.beatIn = beatAtEdge(newBeats, clip.start, rate);
        if (clip.beatOut)
            clip.beatOut = beatAtEdge(newBeats, clip.end(), rate);
    }
    return {};
}

} // namespace sc::timeline
