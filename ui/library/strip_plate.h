// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtGui/QPainter>

namespace sc::ui {

inline constexpr int kStripHeight = 34;
inline constexpr int kBelowStrip = 6; // air to what follows

// What strips above the list lie on: something runs there, or asks for something.
inline void drawStripPlate(QPainter &painter, int width, const QColor &from, const QColor &to, const Theme &theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient gradient(QPointF(), QPointF(width, 0));
    gradient.setColorAt(0, from);
    gradient.setColorAt(1, to);
    painter.setPen(theme.hasBorders() ? QPen(theme.hairline.two) : QPen(Qt::NoPen));
    painter.setBrush(gradient);
    painter.drawRoundedRect(QRectF(0, 0, width, kStripHeight).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace sc::ui
