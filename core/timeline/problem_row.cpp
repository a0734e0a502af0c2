// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/problem_row.h"

#include "core/timeline/edit_support.h"
#include "core/timeline/report.h"

#include <QtCore/QSet>

#include <algorithm>

namespace sc::timeline {

namespace {

bool needsTwo(const Transition &transition)
{
    return transition.kind == TransitionKind::Dissolve || transition.kind == TransitionKind::Wipe;
}

} // namespace

ProblemRow::ProblemRow(const Timeline &timeline) : m_clips(liveClips(timeline))
{
    QSet<SceneId> lockedScenes;
    for (const Scene &scene : timeline.scenes) {
        if (scene.locked)
            lockedScenes.insert(scene.id);
    }
    m_places.reserve(m_clips.size());
    Ticks end;
    for (const Clip *clip : m_clips) {
        const bool locked = clip->locked || lockedScenes.contains(clip->scene);
        m_places.push_back({clip->start, clip->end(), clip->direction.in, clip->direction.out, locked});
        end = std::max(end, clip->end());
    }
    if (timeline.project.song)
        end = std::max(end, timeline.project.songOffset + timeline.project.song->map.duration);
    m_programEnd = timeline.project.frameRate.snap(end, Rounding::Ceil);
}

std::vector<RowProblem> rowProblems(std::span<const RowPlace> places)
{
    std::vector<RowProblem> problems;
    int furthest = kNoPlace; // the one that ends last so far
    std::vector<int> open;   // those that may reach into what follows
    for (int i = 0; i < static_cast<int>(places.size()); ++i) {
        const RowPlace &place = places[static_cast<size_t>(i)];
        if (place.gone)
            continue;
        std::erase_if(open, [&](int before) { return places[static_cast<size_t>(before)].end <= place.start; });
        for (const int before : open) {
            problems.push_back(
                {FindingKind::Overlap, i, before, {place.start, std::min(place.end, places[static_cast<size_t>(before)].end)}});
        }
        const Ticks end = furthest < 0 ? Ticks() : places[static_cast<size_t>(furthest)].end;
        if (place.start > end) {
            const TickRange range{end, place.start};
            problems.push_back({range.length() < kFlashGap ? FindingKind::FlashGap : FindingKind::Gap, i, furthest, range});
        }
        if (place.length() < kFlashGap)
            problems.push_back({FindingKind::FlashFrame, i, kNoPlace, {place.start, place.end}});
        const bool touches = furthest >= 0 && end == place.start;
        const Ticks room = touches ? std::min(place.length(), places[static_cast<size_t>(furthest)].length()) : place.length();
        if (place.in.kind != TransitionKind::Cut && (place.in.length > room || (needsTwo(place.in) && (furthest < 0 || end < place.start))))
            problems.push_back({FindingKind::Transition, i, kNoPlace, {place.start, place.start + place.in.length}});
        open.push_back(i);
        if (furthest < 0 || place.end > end)
            furthest = i;
    }
    return problems;
}

} // namespace sc::timeline
