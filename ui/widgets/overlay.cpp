// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overlay.h"

#include "ui/theme/glow.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kEdge = 16; // to the window's edge
}

Overlay::Overlay(QWidget *window, int plateWidth, int top, int cornerRadius)
    : FloatingPlate(window, plateWidth), m_top(top), m_corner(cornerRadius)
{
}

void Overlay::open(QWidget *focus)
{
    openWith(focus, Qt::OtherFocusReason);
}

int Overlay::plateWidthIn(int windowWidth) const
{
    return std::min(wantedWidth(), windowWidth * 92 / 100);
}

QRect Overlay::plateRect(int width, int wanted) const
{
    const int top = std::min(m_top, std::max(kEdge, (height() - wanted) / 2));
    return {(this->width() - width) / 2, top, width, std::min(wanted, height() - top - kEdge)};
}

void Overlay::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.glass.scrim);
    const QRectF box = plate()->geometry();
    drawShadow(painter, box, m_corner, 60, 24, theme.glass.menuShadow);
    drawFloatingPlate(painter, box, theme, m_corner);
}

} // namespace sc::ui
