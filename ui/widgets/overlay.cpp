// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overlay.h"

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

Overlay::Overlay(QWidget *window, int plateWidth, int top, int cornerRadius)
    : QWidget(window), m_plate(new QWidget(this)), m_plateWidth(plateWidth), m_top(top), m_corner(cornerRadius)
{
    window->installEventFilter(this);
    m_plate->installEventFilter(this);
    setFocusPolicy(Qt::StrongFocus);
    hide();
}

void Overlay::open(QWidget *focus)
{
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    (focus != nullptr ? focus : this)->setFocus(Qt::OtherFocusReason);
    startMotion(this, MotionKind::Standard, 6, 0, [this](double rise) {
        m_rise = rise;
        place();
    });
}

void Overlay::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void Overlay::place()
{
    setGeometry(parentWidget()->rect());
    const int width = std::min(m_plateWidth, this->width() * 92 / 100);
    const int wanted = m_plate->layout() != nullptr && m_plate->layout()->hasHeightForWidth() ? m_plate->heightForWidth(width)
                                                                                              : m_plate->sizeHint().height();
    const int top = std::min(m_top, std::max(16, (height() - wanted) / 2));
    m_plate->setGeometry((this->width() - width) / 2, top + static_cast<int>(m_rise), width, std::min(wanted, height() - top - 16));
    update();
}

void Overlay::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.glass.scrim);
    const QRectF plate = m_plate->geometry();
    drawShadow(painter, plate, m_corner, 60, 24, theme.glass.menuShadow);
    drawFloatingPlate(painter, plate, theme, m_corner);
}

void Overlay::mousePressEvent(QMouseEvent *event)
{
    if (!m_plate->geometry().contains(event->pos()))
        close();
}

void Overlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        event->accept(); // nothing below may hear of it
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() &&
        ((watched == parentWidget() && event->type() == QEvent::Resize) || (watched == m_plate && event->type() == QEvent::LayoutRequest)))
        place();
    return false;
}

bool Overlay::focusNextPrevChild(bool next)
{
    // Tab goes round inside the overlay.
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
