// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;
class QRect;

namespace sc::ui {

class ShotModel;
struct Theme;

// A scene as a heading of the table: fold mark, colour, number and name, what it says, its figures and its lock.
void paintShotHeading(QPainter &painter, const QRect &box, const ShotModel &model, int row, const Theme &theme);

} // namespace sc::ui
