// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

// The playhead over the lanes: a thin window of its own, moved and never repainting more than two strips of what lies
// below. Lets the mouse through.
class PlayheadLine : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kWidth = 52; // px of its light

    explicit PlayheadLine(QWidget *lanes);
    void placeAt(double x, int height); // centre, px of the parent; hidden outside [minX, parent's width]
    void setLeftLimit(int x) { m_leftLimit = x; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_leftLimit = 0;
    double m_fraction = 0; // of a pixel, so that slow zooms do not jitter
};

} // namespace sc::ui
