// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/hit_test.h"

#include "ui/timeline/shot_lane.h"

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

HitKind partOfClip(const ViewState &view, const ClipIndex::Entry &entry, double x)
{
    const double left = view.xOf(entry.range.start);
    const double right = view.xOf(entry.range.end);
    const double reach = std::min(kEdgePixels, (right - left) / 3);
    if (x - left < reach)
        return HitKind::ClipIn;
    return right - x < reach ? HitKind::ClipOut : HitKind::Clip;
}

// Where the wedge of a transition ends inside the shot.
std::optional<HitKind> transitionOfClip(const timeline::Clip &clip, const LaneLayout &layout, const ViewState &view, QPointF point)
{
    const QRect picture = layout.shotPicture();
    if (point.y() > picture.center().y())
        return std::nullopt;
    const auto isNear = [&](const timeline::Transition &transition, Ticks end) {
        return transition.kind != timeline::TransitionKind::Cut && std::abs(view.xOf(end) - point.x()) <= kTransitionPixels;
    };
    if (isNear(clip.direction.in, clip.start + clip.direction.in.length))
        return HitKind::TransitionIn;
    if (isNear(clip.direction.out, clip.end() - clip.direction.out.length))
        return HitKind::TransitionOut;
    return std::nullopt;
}

void hitShots(Hit &hit, const timeline::Timeline &timeline, const ClipIndex &index, const LaneLayout &layout, const ViewState &view,
              QPointF point)
{
    const ClipIndex::Entry *entry = index.at(hit.time);
    if (!entry) {
        hit.kind = HitKind::Empty;
        return;
    }
    const timeline::Clip &clip = timeline.clips[size_t(entry->clip)];
    const bool locked = clip.locked || timeline.scenes[size_t(entry->scene)].locked;
    hit.clip = clip.id;
    hit.scene = clip.scene;
    const std::optional<HitKind> transition = locked ? std::nullopt : transitionOfClip(clip, layout, view, point);
    hit.kind = locked ? HitKind::Clip : transition.value_or(partOfClip(view, *entry, point.x()));
}

void hitScenes(Hit &hit, const timeline::Timeline &timeline)
{
    hit.kind = HitKind::Empty;
    for (const timeline::Scene &scene : timeline.scenes) {
        if (scene.isLive && scene.range().contains(hit.time)) {
            hit.kind = HitKind::Scene;
            hit.scene = scene.id;
            return;
        }
    }
}

void hitMarkers(Hit &hit, const timeline::Timeline &timeline, const ViewState &view, double x)
{
    hit.kind = HitKind::Empty;
    double nearest = kMarkerPixels;
    for (const timeline::Marker &marker : timeline.markers) {
        const double distance = std::abs(view.xOf(marker.time) - x);
        if (distance <= nearest) {
            nearest = distance;
            hit.kind = HitKind::Marker;
            hit.marker = marker.id;
        }
    }
}

void hitSections(Hit &hit, const timeline::Timeline &timeline)
{
    hit.kind = HitKind::Empty;
    if (!timeline.project.song)
        return;
    const auto &sections = timeline.project.song->map.sections;
    const Ticks songTime = hit.time - timeline.project.songOffset;
    for (size_t i = 0; i < sections.size(); ++i) {
        if (songTime >= sections[i].start && songTime < sections[i].end) {
            hit.kind = HitKind::Section;
            hit.section = int(i);
        }
    }
}

void hitAlternates(Hit &hit, const timeline::Timeline &timeline, const ClipIndex &index, const LaneLayout &layout, const ViewState &view,
                   QPointF point)
{
    hit.kind = HitKind::Empty;
    const ClipIndex::Entry *entry = index.at(hit.time);
    if (!entry || layout.alternateRows == 0)
        return;
    const std::vector<int> &group = index.alternatesOf(size_t(entry - index.entries().data()));
    for (int row = 0; row < std::min(int(group.size()), layout.alternateRows); ++row) {
        if (!alternateBox(layout, view, entry->range, row).contains(point))
            continue;
        hit.kind = HitKind::Alternate;
        hit.clip = timeline.clips[size_t(group[size_t(row)])].id;
        hit.scene = timeline.clips[size_t(group[size_t(row)])].scene;
    }
}

} // namespace

Hit hitTest(const timeline::Timeline &timeline, const ClipIndex &index, const LaneLayout &layout, const ViewState &view, QPointF point,
            const LyricRows &lyrics)
{
    Hit hit;
    const std::optional<Lane> lane = layout.laneAt(int(std::floor(point.y())));
    if (!lane)
        return hit;
    hit.lane = *lane;
    if (point.x() < layout.headWidth) {
        hit.kind = HitKind::Head;
        return hit;
    }
    const double x = point.x() - layout.headWidth;
    hit.time = view.timeAt(x);
    switch (*lane) {
    case Lane::Bars:
    case Lane::Timecode:
        hit.kind = HitKind::Ruler;
        break;
    case Lane::Sections:
        hitSections(hit, timeline);
        break;
    case Lane::Song:
        hit.kind = HitKind::Song;
        break;
    case Lane::Lyrics:
        hit.lyric = lyrics.at(hit.time);
        hit.kind = hit.lyric >= 0 ? HitKind::Lyric : HitKind::Empty;
        break;
    case Lane::Scenes:
        hitScenes(hit, timeline);
        break;
    case Lane::Shots:
        hitShots(hit, timeline, index, layout, view, {x, point.y()});
        break;
    case Lane::Alternates:
        hitAlternates(hit, timeline, index, layout, view, {x, point.y()});
        break;
    case Lane::Markers:
        hitMarkers(hit, timeline, view, x);
        break;
    }
    return hit;
}

} // namespace sc::ui
