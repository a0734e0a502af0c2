// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/floating_plate.h"

#include <QtCore/QRect>

namespace sc::ui {

// A floating plate that hangs below what opened it and holds a few controls, until Esc, Enter or a press beside it. Unlike
// a menu it is part of the window, so that it can hold fields and moves with it.
class Popover : public FloatingPlate
{
    Q_OBJECT

public:
    explicit Popover(QWidget *window, int plateWidth);
    void openAt(QWidget *anchor, QWidget *focus); // below `anchor`, inside the window

protected:
    [[nodiscard]] int plateWidthIn(int windowWidth) const override;
    [[nodiscard]] QRect plateRect(int width, int wanted) const override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect m_anchor; // in the window; what opened it may be gone by now
};

} // namespace sc::ui
