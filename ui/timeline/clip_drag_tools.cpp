// SPDX-License-Identifier: GPL-3.0-or-later
// The drags of ClipDrag that change a cut, a picture or an order rather than a place.
#include "ui/timeline/clip_drag.h"

#include "core/timeline/alternates.h"
#include "core/timeline/cut_edits.h"
#include "core/timeline/scene_edits.h"
#include "core/timeline/speed_edits.h"

#include <algorithm>

namespace sc::ui {

namespace {

std::vector<const timeline::Scene *> liveScenesInOrder(const timeline::Timeline &timeline)
{
    std::vector<const timeline::Scene *> live;
    for (const timeline::Scene &scene : timeline.scenes) {
        if (scene.isLive)
            live.push_back(&scene);
    }
    std::ranges::stable_sort(live, {}, &timeline::Scene::order);
    return live;
}

// The shot of the same scene that touches `clip` at one edge; null: none.
const timeline::Clip *touching(const timeline::Timeline &timeline, const timeline::Clip &clip, bool atStart)
{
    for (const timeline::Clip &other : timeline.clips) {
        if (other.isLive && other.scene == clip.scene && other.id != clip.id &&
            (atStart ? other.end() == clip.start : other.start == clip.end()))
            return &other;
    }
    return nullptr;
}

} // namespace

ClipDrag ClipDrag::ofScene(timeline::Timeline base, const SceneId &scene, Ticks pressedAt, const EditPreferences &preferences,
                           std::optional<Ticks> playhead)
{
    std::vector<ClipId> carried;
    for (const timeline::Clip *clip : timeline::clipsOf(base, scene))
        carried.push_back(clip->id);
    const timeline::Scene *found = timeline::findScene(base, scene);
    const TickRange before = found ? found->range() : TickRange();
    ClipDrag drag(std::move(base), Kind::Scene, {}, std::move(carried), pressedAt, preferences, playhead);
    drag.m_scene = scene;
    drag.m_before = drag.m_wished = before;
    return drag;
}

void ClipDrag::roll(Ticks wishedEdge, Ticks tolerance, bool free)
{
    const bool in = m_kind == Kind::RollIn;
    const timeline::Clip *clip = timeline::findClip(m_base, m_grabbed);
    if (!clip)
        return;
    const Ticks frame = m_base.project.frameRate.frameLength();
    const timeline::Clip *other = touching(m_base, *clip, in);
    // Both sides stay at least a frame long.
    Ticks lowest = in ? std::max(Ticks(), m_before.end - timeline::kMaxClipLength) : m_before.start + frame;
    Ticks highest = in ? m_before.end - frame : m_before.start + timeline::kMaxClipLength;
    if (other && in)
        lowest = std::max(lowest, other->start + frame);
    if (other && !in)
        highest = std::min(highest, other->end() - frame);
    const Ticks edge = snappedEdge(wishedEdge, lowest, highest, tolerance, free);
    if (!isMovedTo(in ? TickRange{edge, m_before.end} : TickRange{m_before.start, edge}, edge - (in ? m_before.start : m_before.end)))
        return;
    m_preview = timeline::rollCut(
        m_base, {.clip = m_grabbed, .edge = in ? timeline::ClipEdge::In : timeline::ClipEdge::Out, .to = edge, .bindToBeats = !free});
}

void ClipDrag::slip(Ticks by)
{
    const timeline::Clip *clip = timeline::findClip(m_base, m_grabbed);
    if (!clip)
        return;
    m_target.reset();
    // Not before the picture's first frame; a freeze frame has one place only.
    const Ticks back =
        clip->speedNumerator > 0 ? Ticks(mulDivFloor(clip->sourceIn.value(), clip->speedDenominator, clip->speedNumerator)) : Ticks();
    const Ticks moved = m_base.project.frameRate.snap(std::max(by, -back), Rounding::Nearest);
    if (!isMovedTo(m_before, moved))
        return;
    m_preview = timeline::slipClip(m_base, {.clip = m_grabbed, .by = moved, .mediaLength = {}});
}

void ClipDrag::slide(Ticks wishedStart, Ticks tolerance, bool free)
{
    const timeline::Clip *clip = timeline::findClip(m_base, m_grabbed);
    if (!clip)
        return;
    const Ticks frame = m_base.project.frameRate.frameLength();
    const timeline::Clip *before = touching(m_base, *clip, true);
    const timeline::Clip *behind = touching(m_base, *clip, false);
    const Ticks lowest = before ? before->start + frame : Ticks();
    const Ticks highest = behind ? behind->end() - frame - m_before.length() : timeline::kMaxPosition;
    const Ticks start = std::clamp(snappedStart(std::clamp(wishedStart, lowest, highest), tolerance, free), lowest, highest);
    if (!isMovedTo({start, start + m_before.length()}, start - m_before.start))
        return;
    m_preview = timeline::slideClip(m_base, {.clip = m_grabbed, .by = m_moved, .bindToBeats = !free});
}

void ClipDrag::promote(Ticks wishedStart, Ticks tolerance, bool free)
{
    const Ticks start = snappedStart(wishedStart, tolerance, free);
    if (!isMovedTo({start, start + m_before.length()}, start - m_before.start))
        return;
    m_preview = timeline::promoteClip(m_base, {.clip = m_grabbed, .start = start});
    // It goes to the first place at or behind the hand that holds it.
    if (const timeline::Clip *clip = m_preview ? timeline::findClip(*m_preview, m_grabbed) : nullptr)
        m_wished = clip->range();
}

void ClipDrag::moveScene(Ticks pointer, Ticks wishedStart, Ticks tolerance, bool free)
{
    const std::vector<const timeline::Scene *> live = liveScenesInOrder(m_base);
    const auto own = std::ranges::find(live, m_scene, [](const timeline::Scene *scene) { return scene->id; });
    const auto over =
        std::ranges::find_if(live, [&](const timeline::Scene *scene) { return scene->id != m_scene && scene->range().contains(pointer); });
    if (own != live.end() && over != live.end()) {
        const int place = int(over - live.begin());
        if (m_newPlace == place)
            return;
        m_newPlace = place;
        m_target.reset();
        m_moved = Ticks();
        m_preview = timeline::reorderScenes(m_base, {.scene = m_scene, .index = place});
        const timeline::Scene *moved = m_preview ? timeline::findScene(*m_preview, m_scene) : nullptr;
        m_wished = moved ? moved->range() : m_before;
        return;
    }
    if (std::exchange(m_newPlace, std::nullopt))
        m_wished = {}; // whatever comes is new
    const Ticks start = snappedStart(wishedStart, tolerance, free);
    if (!isMovedTo({start, start + m_before.length()}, start - m_before.start))
        return;
    m_preview = timeline::moveScene(m_base, {.scene = m_scene, .start = start, .ripple = m_preferences.ripple});
}

timeline::ClipEdge ClipDrag::edge() const
{
    const bool isStart = m_kind == Kind::TrimIn || m_kind == Kind::RollIn || m_kind == Kind::StretchIn || m_kind == Kind::TransitionIn;
    return isStart ? timeline::ClipEdge::In : timeline::ClipEdge::Out;
}

void ClipDrag::stretch(Ticks wishedEdge, Ticks tolerance, bool free)
{
    const Ticks frame = m_base.project.frameRate.frameLength();
    const bool in = m_kind == Kind::StretchIn;
    const Ticks lowest = in ? std::max(Ticks(), m_before.end - timeline::kMaxClipLength) : m_before.start + frame;
    const Ticks highest = in ? m_before.end - frame : m_before.start + timeline::kMaxClipLength;
    const Ticks edge = snappedEdge(wishedEdge, lowest, highest, tolerance, free);
    if (!isMovedTo(in ? TickRange{edge, m_before.end} : TickRange{m_before.start, edge}, edge - (in ? m_before.start : m_before.end)))
        return;
    m_preview = timeline::stretchClip(m_base, {m_grabbed, this->edge(), edge, m_preferences.overlap});
}

// A transition over its cut grows to both sides, one beside the cut to its own.
void ClipDrag::resizeTransition(Ticks pointer)
{
    const timeline::TransitionAt now = timeline::transitionAt(m_base, m_grabbed, edge());
    const timeline::Clip *clip = timeline::findClip(m_base, m_grabbed);
    if (!clip || now.isCut())
        return;
    const FrameRate rate = m_base.project.frameRate;
    const Ticks cut = edge() == timeline::ClipEdge::In ? clip->start : clip->end();
    // From the cut to the hand, on the side where the hand took hold.
    const Ticks away = edge() == timeline::ClipEdge::In ? pointer - cut : cut - pointer;
    const bool isCentred = now.range.start < cut && now.range.end > cut;
    const Ticks wished = isCentred ? Ticks(away.value() * 2) : away;
    const Ticks length = std::clamp(rate.snap(wished), rate.frameLength(), Ticks::seconds(5));
    const Ticks before = isCentred ? Ticks(length.value() / 2) : now.range.end <= cut ? length : Ticks();
    const TickRange range{cut - before, cut - before + length};
    if (!isMovedTo(range, length - m_before.length()))
        return;
    m_preview = timeline::setTransition(m_base, {.clip = m_grabbed,
                                                 .edge = edge(),
                                                 .transition = {now.kind, length},
                                                 .place = now.place,
                                                 .handles = timeline::HandleRule::Refuse,
                                                 .mediaLength = m_mediaLength});
}

TickRange ClipDrag::longestTransition() const
{
    const timeline::TransitionAt now = timeline::transitionAt(m_base, m_grabbed, edge());
    const timeline::Clip *clip = timeline::findClip(m_base, m_grabbed);
    if (!clip || now.isCut())
        return {};
    const Ticks length = timeline::longestTransition(
        m_base, {.clip = m_grabbed, .edge = edge(), .transition = {now.kind, Ticks()}, .place = now.place, .mediaLength = m_mediaLength});
    const Ticks cut = edge() == timeline::ClipEdge::In ? clip->start : clip->end();
    const bool isCentred = now.range.start < cut && now.range.end > cut;
    const Ticks before = isCentred ? Ticks(length.value() / 2) : now.range.end <= cut ? length : Ticks();
    return {cut - before, cut - before + length};
}

} // namespace sc::ui
