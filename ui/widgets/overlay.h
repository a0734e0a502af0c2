// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/floating_plate.h"

namespace sc::ui {

// Something that lies over the whole window until it is answered: the scrim and a floating plate in it. Esc or a press
// beside the plate closes it; the focus goes back to where it was.
class Overlay : public FloatingPlate
{
    Q_OBJECT

public:
    Overlay(QWidget *window, int plateWidth, int top, int cornerRadius);
    void open(QWidget *focus);

protected:
    [[nodiscard]] int plateWidthIn(int windowWidth) const override;
    [[nodiscard]] QRect plateRect(int width, int wanted) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    int m_top;
    int m_corner;
};

} // namespace sc::ui
