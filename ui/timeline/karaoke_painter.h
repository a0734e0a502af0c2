// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"
#include "ui/theme/theme.h"

class QPainter;

namespace sc::ui {

// The line that is sung at `t` over the lower part of `picture`, the sung words white, the others dimmed, with the next
// line small below: section "Lyric" of the look. Nothing where nothing is sung.
void paintKaraoke(QPainter &painter, const Theme &theme, const timeline::Timeline &timeline, Ticks t, const QRectF &picture);

} // namespace sc::ui
