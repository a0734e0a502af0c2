// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QImage>

// Pixel work for the compositor. All images are 32 bit a pixel.
namespace sc::playback {

// Fills `target` with the part `source` (px of `canvas`, may start between pixels) by bilinear sampling, so that a move
// of a tenth of a pixel shows as one; QPainter rounds pure translations to whole pixels. Outside of canvas its edge.
void sampleView(QImage &target, const QImage &canvas, const QRectF &source);

// target = target * (1 - weight) + other * weight. Both of one size; weight 0..1.
void mixInto(QImage &target, const QImage &other, double weight);

// As mixInto with one colour.
void mixColourInto(QImage &target, QRgb colour, double weight);

} // namespace sc::playback
