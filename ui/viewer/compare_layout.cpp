// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewer/compare_layout.h"

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kGap = 2;

QSizeF fitted(QSizeF picture, QSizeF cell)
{
    return picture.isEmpty() ? cell : picture.scaled(cell, Qt::KeepAspectRatio);
}

double area(QSizeF size)
{
    return size.width() * size.height();
}

} // namespace

int cellCount(CompareMode mode)
{
    return mode == CompareMode::TwoUp ? 2 : mode == CompareMode::FourUp ? 4 : 1;
}

int sidesNeeded(CompareMode mode)
{
    return mode == CompareMode::Single ? 1 : mode == CompareMode::FourUp ? 4 : 2;
}

std::vector<QRectF> compareCells(CompareMode mode, QSizeF picture, const QRectF &box)
{
    const QSizeF halfWide((box.width() - kGap) / 2, box.height());
    const QSizeF halfHigh(box.width(), (box.height() - kGap) / 2);
    if (mode == CompareMode::TwoUp) {
        if (area(fitted(picture, halfWide)) >= area(fitted(picture, halfHigh)))
            return {QRectF(box.topLeft(), halfWide), QRectF(box.topLeft() + QPointF(halfWide.width() + kGap, 0), halfWide)};
        return {QRectF(box.topLeft(), halfHigh), QRectF(box.topLeft() + QPointF(0, halfHigh.height() + kGap), halfHigh)};
    }
    if (mode == CompareMode::FourUp) {
        const QSizeF cell(halfWide.width(), halfHigh.height());
        const double x = box.left() + cell.width() + kGap;
        const double y = box.top() + cell.height() + kGap;
        return {QRectF(box.topLeft(), cell), QRectF(QPointF(x, box.top()), cell), QRectF(QPointF(box.left(), y), cell),
                QRectF(QPointF(x, y), cell)};
    }
    return {box};
}

QRectF pictureRect(QSizeF picture, const QRectF &cell, const CompareLook &look)
{
    const QSizeF size = fitted(picture, cell.size()) * look.enlargement;
    return {cell.center() - QPointF(look.centre.x() * size.width(), look.centre.y() * size.height()), size};
}

CompareLook heldInside(const CompareLook &look, QSizeF picture, const QRectF &cell)
{
    CompareLook held = look;
    held.enlargement = std::clamp(look.enlargement, 1.0, CompareLook::kMost);
    const QSizeF size = fitted(picture, cell.size()) * held.enlargement;
    const auto hold = [](double centre, double length, double room) {
        if (length <= room)
            return 0.5;
        const double margin = room / length / 2;
        return std::clamp(centre, margin, 1 - margin);
    };
    held.centre = {hold(look.centre.x(), size.width(), cell.width()), hold(look.centre.y(), size.height(), cell.height())};
    return held;
}

CompareLook zoomedAt(const CompareLook &look, double factor, QPointF at, QSizeF picture, const QRectF &cell)
{
    const QRectF before = pictureRect(picture, cell, look);
    const QPointF place((at.x() - before.left()) / std::max(1.0, before.width()), (at.y() - before.top()) / std::max(1.0, before.height()));
    CompareLook next = look;
    next.enlargement = std::clamp(look.enlargement * factor, 1.0, CompareLook::kMost);
    const QSizeF size = fitted(picture, cell.size()) * next.enlargement;
    const QPointF offset = cell.center() - at;
    next.centre = place + QPointF(offset.x() / size.width(), offset.y() / size.height());
    return heldInside(next, picture, cell);
}

CompareLook movedBy(const CompareLook &look, QPointF pixels, QSizeF picture, const QRectF &cell)
{
    const QSizeF size = fitted(picture, cell.size()) * look.enlargement;
    CompareLook next = look;
    next.centre -= QPointF(pixels.x() / size.width(), pixels.y() / size.height());
    return heldInside(next, picture, cell);
}

} // namespace sc::ui
