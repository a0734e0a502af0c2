// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/song_map.h"
#include "ui/timeline/view_state.h"

#include <QtGui/QColor>
#include <QtGui/QImage>

namespace sc::ui {

struct CurveInk
{
    QColor line;
    double width = 1; // px
    QColor fillTop;   // invalid: no fill below the line
    QColor fillBottom;
};

// A curve straight into the scanlines of a premultiplied picture, a column a device pixel: many times faster than
// stroking a path, which matters while somebody zooms. `toY` maps a value to 0 (top) .. 1 (bottom).
void drawCurve(QImage &image, const Curve &curve, const ViewState &view, double devicePixelRatio, double (*toY)(double),
               const CurveInk &ink);

} // namespace sc::ui
