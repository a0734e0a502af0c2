// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/popover.h"

#include "ui/theme/glow.h"
#include "ui/theme/plates.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kGap = 6;  // to what opened it
constexpr int kEdge = 8; // to the window's edge
} // namespace

Popover::Popover(QWidget *window, int plateWidth) : FloatingPlate(window, plateWidth) {}

void Popover::openAt(QWidget *anchor, QWidget *focus)
{
    m_anchor = QRect(anchor->mapTo(parentWidget(), QPoint()), anchor->size());
    openWith(focus, Qt::PopupFocusReason);
}

int Popover::plateWidthIn(int windowWidth) const
{
    return std::min(wantedWidth(), windowWidth - 2 * kEdge);
}

QRect Popover::plateRect(int width, int wanted) const
{
    const int height = std::min(wanted, this->height() - 2 * kEdge);
    const int x = std::clamp(m_anchor.left(), kEdge, this->width() - width - kEdge);
    const int below = m_anchor.bottom() + 1 + kGap;
    return {x, std::max(kEdge, std::min(below, this->height() - height - kEdge)), width, height};
}

void Popover::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF box = plate()->geometry();
    drawShadow(painter, box, radius::kMenu, 48, 16, theme.glass.menuShadow);
    drawFloatingPlate(painter, box, theme, radius::kMenu);
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        close();
    else
        FloatingPlate::keyPressEvent(event);
}

} // namespace sc::ui
