// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/card_random.h"

#include <QtGui/QColor>
#include <QtGui/QPainter>

// The drawn shapes of a card, made of thin light on the coloured dark.
namespace sc::playback {

inline constexpr int kMotifCount = 7;

// Paints motif `which` (0..kMotifCount-1) over a picture of `size`. `tint` is the colour of its light, `unit` the number
// of px that one px of a 720 px high frame has.
void paintMotif(QPainter &painter, int which, QSizeF size, const QColor &tint, double unit, CardRandom random);

} // namespace sc::playback
