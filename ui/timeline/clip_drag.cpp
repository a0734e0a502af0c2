// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_drag.h"

#include "core/timeline/clip_edits.h"
#include "core/timeline/clip_moves.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

std::vector<timeline::SnapTarget> targetsFor(const timeline::Timeline &base, const std::vector<ClipId> &moving,
                                             std::optional<Ticks> playhead, timeline::SnapKinds kinds)
{
    timeline::SnapSources sources;
    sources.kinds = kinds;
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
    if (m_kind != Kind::Scene && (m_kind != Kind::Move || std::ranges::find(m_clips, grabbed) == m_clips.end()))
        m_clips = {grabbed};
    m_targets = targetsFor(m_base, m_clips, playhead, preferences.snapTo);
    if (const timeline::Clip *clip = timeline::findClip(m_base, grabbed))
        m_before = isTransition() ? timeline::transitionAt(m_base, grabbed, edge()).range : clip->range();
    m_wished = m_before;
}

void ClipDrag::moveTo(Ticks pointer, Ticks tolerance, bool free)
{
    const Ticks by = pointer - m_pressedAt;
    const bool loose = free || !m_preferences.snap;
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
    case Kind::RollIn:
        roll(m_before.start + by, tolerance, loose);
        break;
    case Kind::RollOut:
        roll(m_before.end + by, tolerance, loose);
        break;
    case Kind::Slip:
        slip(-by); // the picture follows the hand: to the right shows what was earlier
        break;
    case Kind::Slide:
        slide(m_before.start + by, tolerance, loose);
        break;
    case Kind::Promote:
        promote(m_before.start + by, tolerance, loose);
        break;
    case Kind::StretchIn:
        stretch(m_before.start + by, tolerance, loose);
        break;
    case Kind::StretchOut:
        stretch(m_before.end + by, tolerance, loose);
        break;
    case Kind::TransitionIn:
    case Kind::TransitionOut:
        resizeTransition(pointer);
        break;
    case Kind::Scene:
        moveScene(pointer, m_before.start + by, tolerance, loose);
        break;
    }
}

bool ClipDrag::isMovedTo(TickRange wished, Ticks moved)
{
    if (wished == m_wished && moved == m_moved)
        return false;
    m_wished = wished;
    m_moved = moved;
    m_nextPlace.reset();
    if (moved == Ticks())
        m_preview = m_base;
    return moved != Ticks();
}

Ticks ClipDrag::snappedStart(Ticks wishedStart, Ticks tolerance, bool free)
{
    const Ticks length = m_before.length();
    Ticks start = std::clamp(wishedStart, Ticks(), timeline::kMaxPosition);
    std::optional<timeline::SnapTarget> held;
    if (!free) {
        const timeline::SnappedMove snapped = timeline::snapMove(m_targets, {start, start + length}, tolerance, m_target);
        start = snapped.start;
        held = snapped.target;
    }
    m_target = held;
    return std::max(Ticks(), m_base.project.frameRate.snap(start));
}

Ticks ClipDrag::snappedEdge(Ticks wishedEdge, Ticks lowest, Ticks highest, Ticks tolerance, bool free)
{
    const FrameRate rate = m_base.project.frameRate;
    Ticks edge = std::clamp(wishedEdge, lowest, highest);
    m_target = free ? std::nullopt : timeline::nearestSnap(m_targets, edge, tolerance, m_target);
    if (m_target)
        edge = m_target->time;
    return std::clamp(rate.snap(edge), rate.snap(lowest, Rounding::Ceil), rate.snap(highest, Rounding::Floor));
}

void ClipDrag::move(Ticks wishedStart, Ticks tolerance, bool free)
{
    const Ticks start = snappedStart(wishedStart, tolerance, free);
    if (!isMovedTo({start, start + m_before.length()}, start - m_before.start))
        return;
    if (m_clips.size() > 1) {
        m_preview = timeline::moveClips(
            m_base, {.clips = m_clips, .by = m_moved, .overlap = m_preferences.overlap, .joinScenes = true, .bindToBeats = !free});
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
    const Ticks frame = m_base.project.frameRate.frameLength();
    const bool in = m_kind == Kind::TrimIn;
    // The hand may go too far; the edge stops where the shot still is one.
    const Ticks lowest = in ? std::max(Ticks(), m_before.end - timeline::kMaxClipLength) : m_before.start + frame;
    const Ticks highest = in ? m_before.end - frame : m_before.start + timeline::kMaxClipLength;
    const Ticks edge = snappedEdge(wishedEdge, lowest, highest, tolerance, free);
    if (!isMovedTo(in ? TickRange{edge, m_before.end} : TickRange{m_before.start, edge}, edge - (in ? m_before.start : m_before.end)))
        return;
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
    if (m_preview || m_preview.error().code() != ProblemCode::Conflict || m_clips.size() != 1 || m_kind != Kind::Move)
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

double ClipDrag::movedBeats(std::span<const Beat> beats) const
{
    if (beats.size() < 2)
        return 0;
    const auto placeOf = [&](Ticks t) {
        const auto after = std::ranges::upper_bound(beats, t, {}, &Beat::time) - beats.begin();
        const auto first = size_t(std::clamp<std::ptrdiff_t>(after - 1, 0, std::ptrdiff_t(beats.size()) - 2));
        return double(first) + (t - beats[first].time).toSeconds() / (beats[first + 1].time - beats[first].time).toSeconds();
    };
    if (isTransition())
        return placeOf(m_wished.end) - placeOf(m_wished.start) - (placeOf(m_before.end) - placeOf(m_before.start));
    const bool isEnd = m_kind == Kind::TrimOut || m_kind == Kind::RollOut || m_kind == Kind::StretchOut;
    const Ticks from = isEnd ? m_before.end : m_before.start;
    return placeOf(from + m_moved) - placeOf(from);
}

QString ClipDrag::editName() const
{
    switch (m_kind) {
    case Kind::TrimIn:
    case Kind::TrimOut:
        return QCoreApplication::translate("sc::ui", "Trim shot");
    case Kind::RollIn:
    case Kind::RollOut:
        return QCoreApplication::translate("sc::ui", "Roll cut");
    case Kind::StretchIn:
    case Kind::StretchOut:
        return QCoreApplication::translate("sc::ui", "Stretch shot");
    case Kind::TransitionIn:
    case Kind::TransitionOut:
        return QCoreApplication::translate("sc::ui", "Change transition length");
    case Kind::Slip:
        return QCoreApplication::translate("sc::ui", "Slip shot");
    case Kind::Slide:
        return QCoreApplication::translate("sc::ui", "Slide shot");
    case Kind::Promote:
        return QCoreApplication::translate("sc::ui", "Promote alternate");
    case Kind::Scene:
        return QCoreApplication::translate("sc::ui", "Move scene");
    case Kind::Move:
        break;
    }
    return m_clips.size() == 1 ? QCoreApplication::translate("sc::ui", "Move shot")
                               : QCoreApplication::translate("sc::ui", "Move %n shots", nullptr, int(m_clips.size()));
}

} // namespace sc::ui
