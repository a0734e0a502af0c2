// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QIcon>

class QPainter;

namespace sc::ui {

enum class IconFill { Line, Solid }; // Solid: play, pause, star, heart as filled shapes

// The product's icons, by file name without ".svg". The line grows as they get smaller, so that they stay legible.
[[nodiscard]] QPixmap iconPixmap(const QString &name, int px, const QColor &colour, double devicePixelRatio,
                                 IconFill fill = IconFill::Line);
void drawIcon(QPainter &painter, const QString &name, const QRectF &box, const QColor &colour, IconFill fill = IconFill::Line);
// Centred in `box` at `px`.
void drawIconCentred(QPainter &painter, const QString &name, const QRectF &box, int px, const QColor &colour,
                     IconFill fill = IconFill::Line);

// For menus and actions: takes its colour from the palette it is painted with.
[[nodiscard]] QIcon themedIcon(const QString &name);
// The program's mark, in its own colours.
[[nodiscard]] QPixmap markPixmap(int px, double devicePixelRatio);

} // namespace sc::ui
