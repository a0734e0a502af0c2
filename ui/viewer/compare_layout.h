// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtCore/QSizeF>

#include <vector>

// Where pictures lie that are compared. Pure geometry in logical px.
namespace sc::ui {

enum class CompareMode {
    Single,     // one picture
    TwoUp,      // two cells
    FourUp,     // four cells
    Wipe,       // the first left of a line, the second right of it
    Difference, // how far the second is from the first, in every pixel
    Blink,      // the two in turn
};

// One place and one enlargement for all pictures, so that they are looked at in step whatever their sizes.
struct CompareLook
{
    static constexpr double kMost = 32;
    double enlargement = 1;      // 1: the whole picture fits its cell
    QPointF centre = {0.5, 0.5}; // the place of the picture in the middle of its cell, 0..1
    bool operator==(const CompareLook &) const = default;
};

// One cell, or two or four; two lie beside or above each other, whichever shows pictures of this shape larger.
[[nodiscard]] std::vector<QRectF> compareCells(CompareMode mode, QSizeF picture, const QRectF &box);
[[nodiscard]] int cellCount(CompareMode mode);   // 1, 2 or 4
[[nodiscard]] int sidesNeeded(CompareMode mode); // pictures that it shows: 1, 2 or 4

// Where the whole picture lies, which may be larger than its cell.
[[nodiscard]] QRectF pictureRect(QSizeF picture, const QRectF &cell, const CompareLook &look);
// Keeps the cell filled where the picture is larger than it.
[[nodiscard]] CompareLook heldInside(const CompareLook &look, QSizeF picture, const QRectF &cell);
// Enlarged by `factor` so that what lies under `at` stays there.
[[nodiscard]] CompareLook zoomedAt(const CompareLook &look, double factor, QPointF at, QSizeF picture, const QRectF &cell);
[[nodiscard]] CompareLook movedBy(const CompareLook &look, QPointF pixels, QSizeF picture, const QRectF &cell);

} // namespace sc::ui
