// SPDX-License-Identifier: GPL-3.0-or-later
// What TimelineSurface shows: bands of tiles, the words over them, and whatever the hand touches on top.
#include "ui/timeline/timeline_surface.h"

#include "ui/theme/plates.h"
#include "ui/timeline/drag_painter.h"
#include "ui/timeline/named_lanes.h"

#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>

namespace sc::ui {

namespace {

constexpr double kMillisForTiles = 1; // of one frame, for each band, after a zoom

} // namespace

void TimelineSurface::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF exposed = event->rect();
    const ViewState view = m_view.alignedTo(devicePixelRatioF());
    const QRectF lanes = QRectF(m_layout.headWidth, 0, m_layout.lanesWidth(), height()).intersected(exposed);
    if (!lanes.isEmpty()) {
        painter.save();
        painter.setClipRect(lanes, Qt::IntersectClip);
        painter.translate(m_layout.headWidth, 0);
        paintLanes(painter, view, lanes.translated(-m_layout.headWidth, 0));
        painter.restore();
    }
    if (exposed.left() < m_layout.headWidth)
        paintLaneHeads(painter, theme, m_layout);
    if (m_drag && m_gesture == Gesture::Drag)
        drawDrag(painter, theme, m_layout, view, *m_drag, m_editor->beats());
    if (m_gesture == Gesture::Band)
        drawRubberBand(painter, theme, m_band);
    if (m_editor->hasProject() && m_editor->index().entries().empty() && !m_editor->timeline().project.song)
        paintDropHint(painter);
    if (m_keyboardFocus && m_editor->selection().isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        drawFocusInside(painter, QRectF(m_layout.headWidth, 0, m_layout.lanesWidth(), m_layout.bottom()), theme, 6);
    }
}

void TimelineSurface::paintLanes(QPainter &painter, const ViewState &view, const QRectF &exposed)
{
    const LaneSources still = sources();
    const bool isComplete = m_stillTiles.paint(painter,
                                               {.view = view,
                                                .exposed = exposed,
                                                .top = 0,
                                                .height = m_layout.bottom(),
                                                .pixelRatio = devicePixelRatioF(),
                                                .millisLeft = kMillisForTiles},
                                               [&](QPainter &p, const ViewState &tile) { paintStillLanes(p, still, tile); });
    if (!isComplete)
        update();
    const auto isExposed = [&](Lane lane) {
        const QRect &r = m_layout.rect(lane);
        return !r.isEmpty() && r.bottom() >= exposed.top() && r.top() <= exposed.bottom();
    };
    if (isExposed(Lane::Sections))
        paintSections(painter, still, view);
    if (isExposed(Lane::Lyrics))
        paintLyrics(painter, still, m_lyricRows, view, m_editor->playhead());
    if (isExposed(Lane::Scenes)) {
        const LaneSources shown{still.theme, still.layout, shownTimeline(), still.beats, still.waveform, still.colours, still.close};
        paintScenes(painter, shown, shownIndex(), view, m_editor->selection().scene());
    }
    if (isExposed(Lane::Shots) || isExposed(Lane::Alternates))
        paintShotBand(painter, view, exposed, isComplete);
    paintMarkers(painter, still, view, m_hover.marker);
}

void TimelineSurface::paintShotBand(QPainter &painter, const ViewState &view, const QRectF &exposed, bool hasTime)
{
    if (m_drag && m_drag->preview()) {
        // Everything behind the hand may be on the move: nothing to keep.
        const ShotSources moving = shotSources(*m_drag->preview(), m_dragIndex);
        paintAlternates(painter, moving, view, {});
        paintShots(painter, moving, view, [this](ShotLook &look, const timeline::Clip &clip) {
            look.selected = m_editor->selection().contains(clip.id);
            look.current = look.selected && m_editor->selection().current() == clip.id;
            look.lifted = (m_drag->kind() == ClipDrag::Kind::Move || m_drag->kind() == ClipDrag::Kind::Scene) &&
                          std::ranges::find(m_drag->clips(), clip.id) != m_drag->clips().end();
            return true;
        });
        return;
    }
    const ShotSources shots = shotSources(m_editor->timeline(), m_editor->index());
    const int top = m_layout.rect(Lane::Shots).top();
    const int bottom = std::max(m_layout.rect(Lane::Shots).bottom(), m_layout.rect(Lane::Alternates).bottom()) + 1;
    const bool isComplete = m_shotTiles.paint(painter,
                                              {.view = view,
                                               .exposed = exposed,
                                               .top = top,
                                               .height = bottom - top,
                                               .pixelRatio = devicePixelRatioF(),
                                               .millisLeft = hasTime ? kMillisForTiles : 0,
                                               .mayMakeNone = !hasTime},
                                              [&](QPainter &p, const ViewState &tile) {
                                                  paintAlternates(p, shots, tile, {});
                                                  paintShots(p, shots, tile);
                                              });
    if (!isComplete)
        update();
    paintTouchedShots(painter, view);
}

// Over the tiles: what is selected or under the pointer, what is being made, and the shot that the left edge cuts, with its
// name in view.
void TimelineSurface::paintTouchedShots(QPainter &painter, const ViewState &view)
{
    const Selection &selection = m_editor->selection();
    const ShotSources shots = shotSources(m_editor->timeline(), m_editor->index());
    if (m_hover.kind == HitKind::Alternate && m_gesture == Gesture::None)
        paintAlternates(painter, shots, view, m_hover.clip);
    const bool isHovering = m_gesture == Gesture::None && m_hover.isClip();
    const auto touched = [&](ShotLook &look, const timeline::Clip &clip) {
        look.selected = selection.contains(clip.id);
        look.current = look.selected && selection.current() == clip.id;
        look.hovered = isHovering && m_hover.clip == clip.id;
        const bool isCut = look.box.left() < 0 && look.box.right() > 0 && look.box.width() > kStrokeBelow;
        look.nameFrom = isCut ? 0 : look.box.left();
        return look.selected || look.hovered || isCut || look.state == ClipState::Generating;
    };
    if (!selection.clips().empty()) {
        paintShots(painter, shots, view, touched);
        return;
    }
    // Few can be touched: no walk over all that is in view.
    const auto drawOne = [&](int place) {
        if (place < 0)
            return;
        ShotLook look = lookOf(shots, size_t(place), view);
        if (touched(look, shots.timeline.clips[size_t(shots.index.entries()[size_t(place)].clip)]))
            drawShot(painter, shots.theme, look);
    };
    if (const ClipIndex::Entry *first = shots.index.at(view.left()))
        drawOne(int(first - shots.index.entries().data()));
    if (isHovering)
        drawOne(shots.index.positionOf(m_hover.clip));
    const TickRange visible = view.visible();
    for (auto it = shots.states.jobs.cbegin(); it != shots.states.jobs.cend(); ++it) {
        if (it->state != generation::ShotJobState::Generating)
            continue;
        const int place = shots.index.positionOf(it.key());
        if (place >= 0 && shots.index.entries()[size_t(place)].range.overlaps(visible))
            drawOne(place);
    }
}

void TimelineSurface::paintDropHint(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    painter.setFont(theme.fonts.body);
    painter.setPen(theme.text.secondary);
    painter.drawText(m_layout.rect(Lane::Shots), Qt::AlignCenter, tr("No shots yet. Press N for a first one."));
}

} // namespace sc::ui
