// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/waveform.h"
#include "ui/theme/theme.h"

#include <QtGui/QImage>

#include <span>

class QPainter;

namespace sc::ui {

// How a waveform is coloured. Bands: peak in the low colour, over it the level of the middle and of the high band.
// Quiet: two tones, peak and RMS, for overviews.
enum class WaveformStyle { Bands, Quiet };

struct WaveformColours
{
    QColor peak;
    QColor middle; // mid band, or RMS
    QColor high;   // transparent when quiet
};
[[nodiscard]] WaveformColours waveformColours(const Theme &theme, WaveformStyle style);

// `range` of song time as a picture of `devicePixels`, one column per device pixel, mirrored around the middle, drawn
// straight into the scanlines. Transparent where there is silence or no song. `gain` scales the height. Thread-safe.
[[nodiscard]] QImage renderWaveform(const audio::WaveformPyramid &pyramid, TickRange range, QSize devicePixels, WaveformStyle style,
                                    const WaveformColours &colours, double gain = 0.95);

// Half heights of the layers of one column, in px of the picture; a layer of 0 is not there.
struct WaveformColumn
{
    float peak = 0;
    float middle = 0;
    float high = 0;
};
// The same from columns that somebody else has measured; one for each px of the width.
[[nodiscard]] QImage renderWaveformColumns(std::span<const WaveformColumn> columns, int height, const WaveformColours &colours);

// The few bars that a list shows: 1.75 px wide, every 3 px, rounded.
void drawMiniWaveform(QPainter &painter, const QRectF &box, std::span<const audio::WaveformPoint> overview, const QColor &colour);

// The wash of a section over its bed: 9 % at the top to 2 % at the bottom, or as strong as told.
void drawSectionWash(QPainter &painter, const QRectF &box, const QColor &section, double topAlpha = 0.09, double bottomAlpha = 0.02);

} // namespace sc::ui
