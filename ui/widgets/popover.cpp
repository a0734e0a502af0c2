// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popover.h"

#include "ui/theme/glow.h"
#include "ui/theme/motion.h"
#include "ui/theme/plates.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLayout>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kGap = 6;  // to what opened it
constexpr int kEdge = 8; // to the window's edge
} // namespace

Popover::Popover(QWidget *window, int plateWidth) : QWidget(window), m_plate(new QWidget(this)), m_plateWidth(plateWidth)
{
    window->installEventFilter(this);
    m_plate->installEventFilter(this);
    setFocusPolicy(Qt::StrongFocus);
    hide();
}

void Popover::openAt(QWidget *anchor, QWidget *focus)
{
    m_anchor = QRect(anchor->mapTo(parentWidget(), QPoint()), anchor->size());
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    (focus != nullptr ? focus : this)->setFocus(Qt::PopupFocusReason);
    startMotion(this, MotionKind::Standard, 6, 0, [this](double rise) {
        m_rise = rise;
        place();
    });
}

void Popover::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void Popover::place()
{
    setGeometry(parentWidget()->rect());
    const int width = std::min(m_plateWidth, this->width() - 2 * kEdge);
    QLayout *layout = m_plate->layout();
    const int wanted = layout != nullptr && layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : m_plate->sizeHint().height();
    const int height = std::min(wanted, this->height() - 2 * kEdge);
    const int x = std::clamp(m_anchor.left(), kEdge, this->width() - width - kEdge);
    const int below = m_anchor.bottom() + 1 + kGap;
    const int y = std::max(kEdge, std::min(below, this->height() - height - kEdge));
    m_plate->setGeometry(x, y + static_cast<int>(m_rise), width, height);
    update();
}

void Popover::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    drawShadow(painter, m_plate->geometry(), radius::kMenu, 48, 16, theme.glass.menuShadow);
    drawFloatingPlate(painter, m_plate->geometry(), theme, radius::kMenu);
}

void Popover::mousePressEvent(QMouseEvent *event)
{
    if (!m_plate->geometry().contains(event->pos()))
        close();
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        close();
    else
        event->accept(); // nothing below may hear of it
}

bool Popover::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() &&
        ((watched == parentWidget() && event->type() == QEvent::Resize) || (watched == m_plate && event->type() == QEvent::LayoutRequest)))
        place();
    return false;
}

bool Popover::focusNextPrevChild(bool next)
{
    QWidget *from = QApplication::focusWidget();
    for (QWidget *at = from != nullptr ? from : this;;) {
        at = next ? at->nextInFocusChain() : at->previousInFocusChain();
        if (at == nullptr || at == from)
            return false;
        if (isAncestorOf(at) && at->isVisible() && at->isEnabled() && (at->focusPolicy() & Qt::TabFocus) != 0) {
            at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
}

} // namespace sc::ui
