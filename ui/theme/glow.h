// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QColor>

class QPainter;

namespace sc::ui {

// A light or shadow around a rounded rectangle, outside of it only. `blur` in px as in CSS: the Gaussian's sigma is
// half of it, alpha at distance d of the edge is erfc(d / (sigma * sqrt 2)) / 2. Rendered once per shape into the
// pixmap cache and drawn in nine parts; nothing is blurred live.
void drawGlow(QPainter &painter, const QRectF &box, double cornerRadius, double blur, const QColor &colour);

// The same, moved down by `offsetY` and cut out where the box itself lies.
void drawShadow(QPainter &painter, const QRectF &box, double cornerRadius, double blur, double offsetY, const QColor &colour);

} // namespace sc::ui
