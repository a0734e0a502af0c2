// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_drag.h"

#include "core/timeline/clip_edits.h"
#include "core/timeline/clip_moves.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::ui {

namespace {

std::vector<timeline::SnapTarget> targetsFor(const timeline::Timeline &base, const std::vector<ClipId> &moving,
                                             std::optional<Ticks> playhead)
{
    timeline::SnapSources sources;
    sources.playhead = playhead;
    for (const timeline::LyricLine &line : base.lyrics)
        sources.lyricStarts.emplace_back(line.start + base.project.songOffset, line.text.simplified());
    for (const ClipId &id : moving)
        sources.movingClips.insert(id.text());
    return timeline::snapTargets(base, sources);
}

} // namespace

ClipDrag::ClipDrag(timeline::Timeline base, Kind kind, const ClipId &grabbed, std::vector<ClipId> clips, Ticks pressedAt,
                   const EditPreferences &preferences, std::optional<Ticks> playhead)
    : m_base(std::move(base)),
      m_kind(kind),
      m_grabbed(grabbed),
      m_clips(std::move(clips)),
      m_pressedAt(pressedAt),
      m_preferences(preferences),
      m_preview(m_base)
{
    if (m_kind != Kind::Move || std::ranges::find(m_clips, grabbed) == m_clips.end())
        m_clips = {grabbed};
    m_targets = targetsFor(m_base, m_clips, playhead);
    if (const timeline::Clip *clip = timeline::findClip(m_base, grabbed))
        m_before = clip->range();
    m_wished = m_before;
}

void ClipDrag::moveTo(Ticks pointer, Ticks tolerance, bool free)
{
    const Ticks by = pointer - m_pressedAt;
    const bool loose = free || !m_preferences.snap;
    m_nextPlace.reset();
    switch (m_kind) {
    case Kind::Move:
        move(m_before.start + by, tolerance, loose);
        break;
    case Kind::TrimIn:
        trim(m_before.start + by, tolerance, loose);
        break;
    case Kind::TrimOut:
        trim(m_before.end + by, tolerance, loose);
        break;
    }
}

void ClipDrag::move(Ticks wishedStart, Ticks tolerance, bool free)
{
    const FrameRate rate = m_base.project.frameRate;
    const Ticks length = m_before.length();
    Ticks start = std::clamp(wishedStart, Ticks(), timeline::kMaxPosition);
    std::optional<timeline::SnapTarget> held;
    if (!free) {
        const timeline::SnappedMove snapped = timeline::snapMove(m_targets, {start, start + length}, tolerance, m_target);
        start = snapped.start;
        held = snapped.target;
    }
    m_target = held;
    start = std::max(Ticks(), rate.snap(start));
    m_wished = {start, start + length};
    m_moved = start - m_before.start;
    if (m_moved == Ticks()) {
        m_preview = m_base;
        return;
    }
    if (m_clips.size() > 1) {
        m_preview = timeline::moveClips(m_base, {.clips = m_clips, .by = m_moved, .overlap = m_preferences.overlap, .bindToBeats = !free});
    } else {
        m_preview = timeline::moveClip(m_base, {.clip = m_grabbed,
                                                .start = start,
                                                .scene = sceneUnder(start),
                                                .overlap = m_preferences.overlap,
                                                .ripple = m_preferences.ripple,
                                                .bindToBeats = !free});
    }
    offerNextPlace();
}

void ClipDrag::trim(Ticks wishedEdge, Ticks tolerance, bool free)
{
    const FrameRate rate = m_base.project.frameRate;
    const Ticks frame = rate.frameLength();
    const bool in = m_kind == Kind::TrimIn;
    // The hand may go too far; the edge stops where the shot still is one.
    const Ticks lowest = in ? std::max(Ticks(), m_before.end - timeline::kMaxClipLength) : m_before.start + frame;
    const Ticks highest = in ? m_before.end - frame : m_before.start + timeline::kMaxClipLength;
    Ticks edge = std::clamp(wishedEdge, lowest, highest);
    m_target = free ? std::nullopt : timeline::nearestSnap(m_targets, edge, tolerance, m_target);
    if (m_target)
        edge = m_target->time;
    edge = std::clamp(rate.snap(edge), rate.snap(lowest, Rounding::Ceil), rate.snap(highest, Rounding::Floor));
    m_wished = in ? TickRange{edge, m_before.end} : TickRange{m_before.start, edge};
    m_moved = edge - (in ? m_before.start : m_before.end);
    if (m_moved == Ticks()) {
        m_preview = m_base;
        return;
    }
    m_preview = timeline::trimClip(m_base, {.clip = m_grabbed,
                                            .edge = in ? timeline::ClipEdge::In : timeline::ClipEdge::Out,
                                            .to = edge,
                                            .overlap = m_preferences.overlap,
                                            .ripple = m_preferences.ripple,
                                            .bindToBeats = !free});
}

SceneId ClipDrag::sceneUnder(Ticks start) const
{
    const timeline::Clip *clip = timeline::findClip(m_base, m_grabbed);
    if (!clip)
        return {};
    const timeline::Scene *own = timeline::findScene(m_base, clip->scene);
    if (own && own->range().contains(start))
        return {};
    for (const timeline::Scene &scene : m_base.scenes) {
        if (scene.isLive && scene.id != clip->scene && scene.range().contains(start))
            return scene.id;
    }
    return {};
}

void ClipDrag::offerNextPlace()
{
    if (m_preview || m_preview.error().code() != ProblemCode::Conflict || m_clips.size() != 1)
        return;
    timeline::Timeline others = m_base;
    std::erase_if(others.clips, [this](const timeline::Clip &clip) { return clip.id == m_grabbed; });
    const timeline::Clip *clip = timeline::findClip(m_base, m_grabbed);
    if (!clip)
        return;
    const SceneId target = sceneUnder(m_wished.start);
    const Ticks start = timeline::nextFreePlace(others, target.isEmpty() ? clip->scene : target, m_wished.start, clip->length);
    m_nextPlace = TickRange{start, start + clip->length};
}

std::int64_t ClipDrag::movedFrames() const
{
    return m_base.project.frameRate.frameAt(m_moved, Rounding::Nearest);
}

QString ClipDrag::editName() const
{
    if (m_kind != Kind::Move)
        return QCoreApplication::translate("sc::ui", "Trim shot");
    return m_clips.size() == 1 ? QCoreApplication::translate("sc::ui", "Move shot")
                               : QCoreApplication::translate("sc::ui", "Move %n shots", nullptr, int(m_clips.size()));
}

} // namespace sc::ui
