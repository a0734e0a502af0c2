// SPDX-License-Identifier: GPL-3.0-or-later
// The hands of TimelineSurface: mouse, wheel, touchpad and the keys that end a gesture.
#include "core/project/take_shelf.h"
#include "ui/timeline/cut_commands.h"
#include "ui/timeline/edit_commands.h"
#include "ui/timeline/timeline_surface.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QNativeGestureEvent>
#include <QtGui/QPointingDevice>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

#ifdef Q_OS_MACOS
constexpr bool kSystemHasMomentum = true;
#else
constexpr bool kSystemHasMomentum = false;
#endif
constexpr double kSnapPixels = 9;
constexpr double kWheelZoomStep = 1.189207115; // 2^(1/4): the same zooms come again, and with them their tiles

Selection::How howOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ShiftModifier)
        return Selection::How::Extend;
    return modifiers & Qt::ControlModifier ? Selection::How::Toggle : Selection::How::Replace;
}

} // namespace

void TimelineSurface::mousePressEvent(QMouseEvent *event)
{
    stopFling();
    if (!m_editor->hasProject() || m_gesture != Gesture::None)
        return;
    m_pressPoint = m_lastPoint = event->position();
    m_pressed = hitAt(m_pressPoint);
    if (event->button() == Qt::MiddleButton) {
        m_gesture = Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    switch (m_pressed.kind) {
    case HitKind::Ruler:
    case HitKind::Section:
    case HitKind::Song:
        m_gesture = Gesture::Scrub;
        m_editor->seek(m_pressed.time);
        return;
    case HitKind::Lyric:
        m_editor->seek(m_editor->timeline().lyrics[size_t(m_pressed.lyric)].start + m_editor->timeline().project.songOffset);
        return;
    case HitKind::Marker:
        if (const auto it = std::ranges::find(m_editor->timeline().markers, m_pressed.marker, &timeline::Marker::id);
            it != m_editor->timeline().markers.end())
            m_editor->seek(it->time);
        return;
    case HitKind::Scene: {
        Selection selection;
        selection.selectScene(m_pressed.scene);
        m_editor->setSelection(selection);
        m_gesture = Gesture::Pressed;
        return;
    }
    case HitKind::Alternate:
        m_gesture = Gesture::Pressed; // a click makes it live, a drag promotes it
        return;
    case HitKind::Head:
        if (m_pressed.lane == Lane::Alternates)
            setFanned(!m_fanned);
        return;
    case HitKind::Nothing:
        return;
    default:
        break;
    }
    if (m_tool == TimelineTool::Split && m_pressed.isClip()) {
        edit::splitAt(*m_editor, m_pressed.clip, m_editor->frameRate().snap(m_pressed.time));
        return;
    }
    // Shift on an edge may become a stretch: a click without one extends the selection on release.
    if (m_pressed.isEdge() && event->modifiers() == Qt::ShiftModifier && m_tool == TimelineTool::Select)
        m_bandBase = m_editor->selection();
    else
        selectOnPress(event->modifiers());
    m_gesture = Gesture::Pressed;
}

void TimelineSurface::selectOnPress(Qt::KeyboardModifiers modifiers)
{
    Selection selection = m_editor->selection();
    m_bandBase = modifiers & (Qt::ShiftModifier | Qt::ControlModifier) ? selection : Selection();
    if (!m_pressed.isClip()) {
        if (!modifiers)
            selection.clear();
    } else if (!selection.contains(m_pressed.clip) || modifiers) {
        selection.click(m_pressed.clip, howOf(modifiers), m_editor->index());
    }
    m_editor->setSelection(selection);
}

void TimelineSurface::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    switch (m_gesture) {
    case Gesture::None:
        updateHover(at);
        break;
    case Gesture::Pressed:
        if ((at - m_pressPoint).manhattanLength() < QApplication::startDragDistance())
            break;
        if (canDrag()) {
            startDrag(m_pressPoint, event->modifiers());
            continueDrag(at, event->modifiers());
        } else {
            m_gesture = Gesture::Band;
            continueBand(at);
        }
        break;
    case Gesture::Drag:
    case Gesture::Band:
    case Gesture::Scrub:
        m_edgeScroller.pointerAt(at.x());
        continueGesture(at, event->modifiers());
        break;
    case Gesture::Pan:
        scrollBy(m_lastPoint.x() - at.x());
        break;
    }
    m_lastPoint = at;
    m_lastModifiers = event->modifiers();
}

// Also while the lanes scroll under a hand that is still.
void TimelineSurface::continueGesture(QPointF at, Qt::KeyboardModifiers modifiers)
{
    if (m_gesture == Gesture::Drag)
        continueDrag(at, modifiers);
    else if (m_gesture == Gesture::Band)
        continueBand(at);
    else if (m_gesture == Gesture::Scrub)
        m_editor->scrub(m_view.timeAt(std::clamp<double>(at.x() - m_layout.headWidth, 0, m_view.width())));
}

void TimelineSurface::mouseReleaseEvent(QMouseEvent *event)
{
    switch (m_gesture) {
    case Gesture::Pressed:
        if (m_pressed.isClip())
            selectOnRelease(event->modifiers());
        else if (m_pressed.kind == HitKind::Alternate)
            edit::makeLive(*m_editor, m_pressed.clip);
        else if (m_pressed.lane == Lane::Shots)
            m_editor->seek(m_pressed.time);
        break;
    case Gesture::Drag:
        finishDrag();
        break;
    default:
        break;
    }
    endGesture();
    updateHover(event->position());
}

void TimelineSurface::selectOnRelease(Qt::KeyboardModifiers modifiers)
{
    if (m_pressed.isEdge() && modifiers == Qt::ShiftModifier && m_tool == TimelineTool::Select)
        return selectOnPress(modifiers);
    // A plain click inside a multiple selection means this one shot; on press it could have been the start of a drag.
    if (!modifiers && m_editor->selection().clips().size() > 1)
        m_editor->selectClip(m_pressed.clip);
}

void TimelineSurface::endGesture()
{
    m_gesture = Gesture::None;
    m_edgeScroller.stop();
    m_drag.reset();
    m_band = {};
    setCursor(cursorFor({}));
    Q_EMIT snapTargetChanged({});
    update();
}

void TimelineSurface::cancelGesture()
{
    if (m_gesture != Gesture::None)
        endGesture();
}

ClipDrag::Kind TimelineSurface::dragKind(QPointF at, Qt::KeyboardModifiers modifiers) const
{
    using Kind = ClipDrag::Kind;
    if (m_pressed.kind == HitKind::Scene)
        return Kind::Scene;
    if (m_pressed.kind == HitKind::Alternate)
        return Kind::Promote;
    if (m_tool == TimelineTool::Slip)
        return Kind::Slip;
    if (m_tool == TimelineTool::Slide)
        return Kind::Slide;
    if (m_pressed.isTransition() && m_tool == TimelineTool::Select)
        return m_pressed.kind == HitKind::TransitionIn ? Kind::TransitionIn : Kind::TransitionOut;
    if (m_pressed.isEdge() && modifiers.testFlag(Qt::ShiftModifier) && m_tool == TimelineTool::Select)
        return m_pressed.kind == HitKind::ClipIn ? Kind::StretchIn : Kind::StretchOut;
    const QRectF box = boxOf(m_pressed.clip);
    if (m_tool == TimelineTool::Roll || (m_pressed.isEdge() && modifiers.testFlag(Qt::ControlModifier)))
        return at.x() < box.center().x() ? Kind::RollIn : Kind::RollOut;
    return m_pressed.kind == HitKind::ClipIn ? Kind::TrimIn : m_pressed.kind == HitKind::ClipOut ? Kind::TrimOut : Kind::Move;
}

void TimelineSurface::startDrag(QPointF at, Qt::KeyboardModifiers modifiers)
{
    const ClipDrag::Kind kind = dragKind(at, modifiers);
    const Ticks pressedAt = m_view.timeAt(at.x() - m_layout.headWidth);
    if (kind == ClipDrag::Kind::Scene)
        m_drag.emplace(ClipDrag::ofScene(m_editor->timeline(), m_pressed.scene, pressedAt, m_editor->preferences(), m_editor->playhead()));
    else
        m_drag.emplace(m_editor->timeline(), kind, m_pressed.clip, m_editor->selection().clips(), pressedAt, m_editor->preferences(),
                       m_editor->playhead());
    m_drag->setMediaLength([session = m_editor->session()](const timeline::Clip &clip) { return session->takes().mediaLength(clip); });
    m_gesture = Gesture::Drag;
    const bool isWhole = kind == ClipDrag::Kind::Move || kind == ClipDrag::Kind::Scene || kind == ClipDrag::Kind::Promote;
    setCursor(isWhole ? Qt::ClosedHandCursor : m_drag->isRoll() ? Qt::SplitHCursor : Qt::SizeHorCursor);
}

QCursor TimelineSurface::cursorFor(const Hit &hit) const
{
    switch (m_tool) {
    case TimelineTool::Split:
        return Qt::CrossCursor;
    case TimelineTool::Roll:
        return hit.isClip() ? Qt::SplitHCursor : Qt::ArrowCursor;
    case TimelineTool::Slip:
    case TimelineTool::Slide:
        return hit.isClip() ? Qt::SizeHorCursor : Qt::ArrowCursor;
    case TimelineTool::Select:
        break;
    }
    return hit.isEdge() || hit.isTransition() ? Qt::SizeHorCursor
           : hit.kind == HitKind::Alternate   ? Qt::PointingHandCursor
                                              : Qt::ArrowCursor;
}

void TimelineSurface::continueDrag(QPointF at, Qt::KeyboardModifiers modifiers)
{
    m_drag->moveTo(m_view.timeAt(at.x() - m_layout.headWidth), m_view.span(kSnapPixels), modifiers.testFlag(Qt::AltModifier));
    if (m_drag->preview())
        m_dragIndex = ClipIndex(*m_drag->preview());
    Q_EMIT snapTargetChanged(m_drag->target() ? m_drag->target()->name : QString());
    update();
}

void TimelineSurface::finishDrag()
{
    const ClipDrag drag = std::move(*m_drag);
    // The preview goes first: storing the edit makes the screens read the timeline anew.
    m_drag.reset();
    m_gesture = Gesture::None;
    if (drag.changesAnything() || !drag.preview())
        m_editor->commit(drag.editName(), drag.preview());
}

void TimelineSurface::continueBand(QPointF at)
{
    m_band = QRectF(m_pressPoint, at).normalized();
    const QRectF lane = m_layout.rect(Lane::Shots);
    Selection selection = m_bandBase;
    std::vector<ClipId> caught;
    // Not QRectF::intersects(): a band drawn straight along the lane has no height.
    if (m_band.top() <= lane.bottom() && m_band.bottom() >= lane.top()) {
        const TickRange range{m_view.timeAt(m_band.left() - m_layout.headWidth), m_view.timeAt(m_band.right() - m_layout.headWidth)};
        const ClipIndex &index = m_editor->index();
        const ClipIndex::Slice slice = index.slice(range);
        for (size_t i = slice.first; i < slice.last; ++i) {
            if (index.entries()[i].range.overlaps(range))
                caught.push_back(m_editor->timeline().clips[size_t(index.entries()[i].clip)].id);
        }
    }
    selection.addClips(caught);
    m_editor->setSelection(selection);
    update();
}

void TimelineSurface::updateHover(QPointF at)
{
    const Hit hit = hitAt(at);
    const bool changed =
        hit.kind != m_hover.kind || hit.clip != m_hover.clip || hit.marker != m_hover.marker || hit.section != m_hover.section;
    m_hover = hit;
    if (!changed)
        return;
    setCursor(cursorFor(hit));
    update();
}

void TimelineSurface::leaveEvent(QEvent *)
{
    m_hover = {};
    update();
}

void TimelineSurface::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position());
    if (hit.isClip())
        startRename(hit.clip);
    else if (hit.kind == HitKind::Scene) {
        if (const timeline::Scene *scene = timeline::findScene(m_editor->timeline(), hit.scene))
            showRange(scene->range());
    } else if (hit.kind == HitKind::Section) {
        const Section &section = m_editor->timeline().project.song->map.sections[size_t(hit.section)];
        const Ticks offset = m_editor->timeline().project.songOffset;
        showRange({section.start + offset, section.end + offset});
    } else if (hit.kind == HitKind::Lyric) {
        startLyricEdit(size_t(hit.lyric));
    }
}

void TimelineSurface::wheelEvent(QWheelEvent *event)
{
    const QPoint pixels = event->pixelDelta();
    const QPoint angle = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        stopFling();
        ViewState view = m_view;
        view.zoomAt(event->position().x() - m_layout.headWidth, std::pow(kWheelZoomStep, (angle.y() ? angle.y() : angle.x()) / 120.0));
        applyView(view);
    } else if (!pixels.isNull() || event->phase() == Qt::ScrollBegin || event->phase() == Qt::ScrollEnd) {
        scrollByTouch(*event);
    } else {
        stopFling(); // the steps of a mouse's wheel are exact
        scrollBy(-(angle.x() ? angle.x() : angle.y()) / 120.0 * std::max(60.0, m_view.width() / 10.0));
    }
    event->accept();
}

// The lanes follow the fingers; lifted while they move, the lanes run out, unless the system sends that itself.
void TimelineSurface::scrollByTouch(const QWheelEvent &event)
{
    const QPoint pixels = event.pixelDelta();
    const double by = -(pixels.x() ? pixels.x() : pixels.y());
    scrollBy(by);
    const bool isTouch = event.pointingDevice() && event.pointingDevice()->type() == QInputDevice::DeviceType::TouchPad;
    if (kSystemHasMomentum || event.phase() == Qt::ScrollMomentum || themeOf(this).options.reducedMotion)
        return stopFling();
    if (event.phase() == Qt::ScrollBegin)
        m_fling.stop();
    if (event.phase() == Qt::ScrollEnd) {
        m_liftTimer.stop();
        return m_fling.lifted(qint64(event.timestamp()));
    }
    if (event.phase() == Qt::NoScrollPhase && !isTouch)
        return stopFling();
    m_fling.moved(by, qint64(event.timestamp()));
    if (event.phase() == Qt::NoScrollPhase)
        m_liftTimer.start();
}

void TimelineSurface::stopFling()
{
    m_liftTimer.stop();
    m_fling.stop();
}

bool TimelineSurface::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            ViewState view = m_view;
            view.zoomAt(gesture->position().x() - m_layout.headWidth, 1 + gesture->value());
            applyView(view);
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const Hit hit = hitAt(help->pos());
        QString text;
        if (hit.kind == HitKind::Section)
            text = sectionTitle(m_editor->timeline().project.song->map, size_t(hit.section));
        else if (hit.kind == HitKind::Lyric)
            text = m_editor->timeline().lyrics[size_t(hit.lyric)].text;
        else if (hit.isTransition())
            text = tr("Drag: length of the transition");
        else if (hit.isEdge())
            text = tr("Drag: trim. Ctrl: roll the cut. Shift: stretch, the speed follows.");
        else if (const timeline::Clip *clip = timeline::findClip(m_editor->timeline(), hit.clip))
            text = clip->name;
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    // Esc ends the drag before it may mean "select nothing" to the actions.
    if (event->type() == QEvent::ShortcutOverride && m_gesture != Gesture::None &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void TimelineSurface::keyPressEvent(QKeyEvent *event)
{
    stopFling();
    if (event->key() == Qt::Key_Escape && m_gesture != Gesture::None) {
        cancelGesture();
        return;
    }
    QWidget::keyPressEvent(event);
}

void TimelineSurface::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_editor->hasProject())
        return;
    Hit hit = hitAt(event->pos());
    QPoint where = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRectF box = boxOf(m_editor->selection().current());
        hit = hitAt(box.center());
        where = mapToGlobal(box.center().toPoint());
    }
    if (hit.isClip() && !m_editor->selection().contains(hit.clip))
        m_editor->selectClip(hit.clip);
    Q_EMIT contextMenuRequested(hit, where);
}

} // namespace sc::ui
