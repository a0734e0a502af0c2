// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/timeline/clip_drag.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/view_state.h"

class QPainter;

namespace sc::ui {

// What lies over the lanes while a shot is dragged: the hatched ghost of its old place, the magenta bar of a trimmed
// edge, the snap line with the name of what caught it, the plate with the change in frames, and, when the move is
// refused, where it would fit and why it does not here. Surface coordinates.
void drawDrag(QPainter &painter, const Theme &theme, const LaneLayout &layout, const ViewState &view, const ClipDrag &drag,
              std::span<const Beat> beats);

void drawRubberBand(QPainter &painter, const Theme &theme, const QRectF &band);

} // namespace sc::ui
