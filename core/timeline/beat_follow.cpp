// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/beat_follow.h"

#include "core/timeline/beat_binding.h"
#include "core/timeline/edit_support.h"

#include <algorithm>
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

// Which new beat each old one has become. What is equal before and after the change stays itself, so that correcting one
// part of a song moves no edge in the others. Between, correcting a tempo keeps the number of beats nearly equal and moves
// the last ones by many beats: there the number counts. Halving or doubling it changes the number, but each old beat has a
// new one near it: there the place counts.
class BeatMatch
{
public:
    BeatMatch(std::span<const Beat> oldBeats, std::span<const Beat> newBeats) : m_old(oldBeats), m_new(newBeats)
    {
        const auto most = std::min(m_old.size(), m_new.size());
        while (m_before < most && m_old[m_before].time == m_new[m_before].time)
            ++m_before;
        while (m_after < most - m_before && m_old[m_old.size() - 1 - m_after].time == m_new[m_new.size() - 1 - m_after].time)
            ++m_after;
        const auto oldCount = static_cast<std::ptrdiff_t>(m_old.size() - m_before - m_after);
        const auto newCount = static_cast<std::ptrdiff_t>(m_new.size() - m_before - m_after);
        m_byNumber = std::abs(oldCount - newCount) * 20 <= std::max<std::ptrdiff_t>(oldCount, 20);
        if (m_byNumber)
            m_offset = offsetOfFirst();
    }

    [[nodiscard]] std::optional<size_t> operator()(int index) const
    {
        const auto old = static_cast<size_t>(index);
        if (m_new.empty() || index < 0 || old >= m_old.size())
            return std::nullopt;
        if (old < m_before)
            return old;
        if (old >= m_old.size() - m_after)
            return old + m_new.size() - m_old.size();
        if (!m_byNumber)
            return nearestBeat(m_new, m_old[old].time);
        const auto successor = index + m_offset;
        return successor >= 0 && successor < std::ssize(m_new) ? std::optional(static_cast<size_t>(successor)) : std::nullopt;
    }

private:
    // A beat may have come in or gone out at the beginning of what changed.
    [[nodiscard]] std::ptrdiff_t offsetOfFirst() const
    {
        constexpr std::ptrdiff_t kLooked = 8;
        std::ptrdiff_t best = 0;
        double least = -1;
        for (const std::ptrdiff_t offset : {0, -1, 1, -2, 2}) {
            double sum = 0;
            int pairs = 0;
            for (std::ptrdiff_t i = 0; i < kLooked; ++i) {
                const auto from = static_cast<std::ptrdiff_t>(m_before) + i;
                if (from >= std::ssize(m_old) || from + offset < 0 || from + offset >= std::ssize(m_new))
                    continue;
                sum += abs(m_new[size_t(from + offset)].time - m_old[size_t(from)].time).toSeconds();
                ++pairs;
            }
            if (pairs > 0 && (least < 0 || sum / pairs < least)) {
                least = sum / pairs;
                best = offset;
            }
        }
        return best;
    }

    std::span<const Beat> m_old;
    std::span<const Beat> m_new;
    size_t m_before = 0; // equal beats at the beginning
    size_t m_after = 0;  // and at the end
    bool m_byNumber = false;
    std::ptrdiff_t m_offset = 0;
};

void noteEdge(Places &places, Ticks edge, const std::optional<BeatRef> &ref, bool pinned, const BeatMatch &match,
              std::span<const Beat> newBeats, FrameRate rate)
{
    Place &place = places[edge];
    place.pinned = place.pinned || pinned;
    if (!ref || place.wished)
        return;
    if (const auto beat = match(ref->index))
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
    const BeatMatch match(oldBeats, newBeats);
    const FrameRate rate = timeline.project.frameRate;
    std::map<SceneId, Places> scenes;
    for (const Clip &clip : timeline.clips) {
        if (!clip.isLive)
            continue;
        const bool pinned = !requireUnlocked(timeline, clip).has_value();
        noteEdge(scenes[clip.scene], clip.start, clip.beatIn, pinned, match, newBeats, rate);
        noteEdge(scenes[clip.scene], clip.end(), clip.beatOut, pinned, match, newBeats, rate);
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
