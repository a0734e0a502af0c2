// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QRectF>

class QPainter;

// The levels of glass, each drawn by one function: fill, light along the top edge, inner ring. Nothing here draws
// outside `box` but the shadows and glows that say so. Coordinates are logical px; lines are one device px.
namespace sc::ui {

void drawPanelPlate(QPainter &painter, const QRectF &box, const Theme &theme, double cornerRadius = radius::kPanel);
void drawCard(QPainter &painter, const QRectF &box, const Theme &theme, double cornerRadius = radius::kCard);
void drawWell(QPainter &painter, const QRectF &box, const Theme &theme, double cornerRadius = radius::kSegment);
void drawFloatingPlate(QPainter &painter, const QRectF &box, const Theme &theme, double cornerRadius = radius::kMenu);

enum class ControlState { Rest, Hover, Pressed, Disabled };
enum class ControlKind { Default, Primary, Generate, Quiet, On, Danger };
void drawControl(QPainter &painter, const QRectF &box, const Theme &theme, ControlKind kind, ControlState state,
                 double cornerRadius = radius::kButton);
[[nodiscard]] QColor controlInk(const Theme &theme, ControlKind kind, ControlState state);

enum class FieldState { Rest, Hover, Focus, Error, Disabled };
void drawField(QPainter &painter, const QRectF &box, const Theme &theme, FieldState state, double cornerRadius = radius::kField);

enum class RowState { Rest, Hover, Selected, Focus };
void drawRow(QPainter &painter, const QRectF &box, const Theme &theme, RowState state, double cornerRadius = 8);

// The 1.5 px ring of keyboard focus on the inside of `box`.
void drawFocusInside(QPainter &painter, const QRectF &box, const Theme &theme, double cornerRadius);
void drawHairline(QPainter &painter, QPointF from, double width, const QColor &colour); // horizontal, one device px
void drawVerticalHairline(QPainter &painter, QPointF from, double height, const QColor &colour);
void drawDashedFrame(QPainter &painter, const QRectF &box, const QColor &colour, double cornerRadius);

// The progress ring: starts at twelve, `fraction` 0..1; negative = not known, a quarter turned by `turn` 0..1.
void drawRing(QPainter &painter, const QRectF &box, const Theme &theme, const QColor &colour, double fraction, double lineWidth,
              double turn = 0);
// "Ctrl K" as a cap at `right` px; gives its left edge.
double drawKeyCap(QPainter &painter, double right, double centreY, const QString &text, const Theme &theme, const QColor &ink,
                  const QColor &fill);
[[nodiscard]] int keyCapWidth(const QString &text, const Theme &theme);

} // namespace sc::ui
