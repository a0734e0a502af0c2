// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewer/compare_view.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QWheelEvent>

#include <cmath>

namespace sc::ui {

namespace {

constexpr double kStep = 1.25;      // of enlarging by a key
constexpr double kWheelNotch = 120; // angle of one notch
constexpr double kWipeGrip = 10;    // px to either side of the line
constexpr double kWipeStep = 0.02;

} // namespace

double CompareView::wipeX(const QRectF &cell) const
{
    return cell.left() + cell.width() * m_wipe;
}

QRectF CompareView::cellAt(QPointF at) const
{
    for (const Shown &cell : shown()) {
        if (cell.cell.contains(at))
            return cell.cell;
    }
    return rect();
}

int CompareView::sideAt(QPointF at) const
{
    for (const Shown &cell : shown()) {
        if (cell.cell.contains(at))
            return cell.over >= 0 && at.x() >= wipeX(cell.cell) ? cell.over : cell.side;
    }
    return -1;
}

bool CompareView::isOnWipe(QPointF at) const
{
    return m_mode == CompareMode::Wipe && std::abs(at.x() - wipeX(cellAt(at))) <= kWipeGrip;
}

void CompareView::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / kWheelNotch;
    if (notches == 0) {
        event->ignore();
        return;
    }
    const int side = std::max(0, sideAt(event->position()));
    setLook(zoomedAt(m_look, std::pow(kStep, notches), event->position(), shapeOf(side), cellAt(event->position())));
    event->accept();
}

void CompareView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return QWidget::mousePressEvent(event);
    m_dragFrom = event->position();
    m_dragsWipe = event->button() == Qt::LeftButton && isOnWipe(event->position());
    const int side = sideAt(event->position());
    if (side >= 0 && side != m_current) {
        m_current = side;
        refreshName();
        update();
        Q_EMIT currentChanged(side);
    }
    if (!m_dragsWipe && m_look.enlargement > 1)
        setCursor(Qt::ClosedHandCursor);
    event->accept();
}

void CompareView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    if (m_dragFrom && m_dragsWipe) {
        const QRectF cell = cellAt(*m_dragFrom);
        setWipe((event->position().x() - cell.left()) / std::max(1.0, cell.width()));
    } else if (m_dragFrom) {
        setLook(movedBy(m_look, event->position() - *m_dragFrom, shape(), cellAt(*m_dragFrom)));
        m_dragFrom = event->position();
    } else if (isOnWipe(event->position())) {
        setCursor(Qt::SplitHCursor);
    } else {
        unsetCursor();
    }
    if (m_hasLoupe)
        update();
}

void CompareView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragFrom.reset();
    m_dragsWipe = false;
    unsetCursor();
}

void CompareView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int side = std::max(0, sideAt(event->position()));
    if (m_look.enlargement > 1)
        showAll();
    else
        setLook(zoomedAt(m_look, 1 / std::max(0.001, scale()), event->position(), shapeOf(side), cellAt(event->position())));
}

void CompareView::leaveEvent(QEvent *)
{
    m_pointer.reset();
    update();
}

bool CompareView::takesKey(const QKeyEvent &key) const
{
    if (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return false;
    switch (key.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Z:
    case Qt::Key_L:
        return true;
    case Qt::Key_Comma:
    case Qt::Key_Period:
        return length() > Ticks();
    case Qt::Key_Left:
    case Qt::Key_Right:
        return m_mode == CompareMode::Wipe;
    default:
        return false;
    }
}

bool CompareView::event(QEvent *event)
{
    // Its own keys go before those of the screen.
    if (event->type() == QEvent::ShortcutOverride && takesKey(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void CompareView::keyPressEvent(QKeyEvent *event)
{
    if (!takesKey(*event))
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        enlarge(kStep);
        break;
    case Qt::Key_Minus:
        enlarge(1 / kStep);
        break;
    case Qt::Key_Z:
        showAll();
        break;
    case Qt::Key_L:
        setLoupe(!m_hasLoupe);
        break;
    case Qt::Key_Comma:
        stepFrames(-1);
        break;
    case Qt::Key_Period:
        stepFrames(1);
        break;
    case Qt::Key_Left:
        setWipe(m_wipe - kWipeStep);
        break;
    case Qt::Key_Right:
        setWipe(m_wipe + kWipeStep);
        break;
    default:
        break;
    }
}

} // namespace sc::ui
