// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>

namespace sc::ui {

// Where the rows of the graphs lie. x counts from the left edge of the beds. A row that does not fit is empty: chroma
// folds first, then energy, then the spectrum.
struct GraphRows
{
    QRectF ruler;
    QRectF sections;
    QRectF wave;
    QRectF spectrum;
    QRectF curves;
    QRectF chroma;
    QRectF chords;
    QRectF lyrics;     // below the chords, as in a song book
    QRectF map;        // the strip that scrolls, below everything
    double bottom = 0; // of the last bed

    bool operator==(const GraphRows &) const = default;
};

struct GraphContent
{
    bool picture = false; // spectrum and notes are known
    bool curves = false;
    bool chords = false;
    int lyricRows = 0; // 0..2: lines that overlap have two rows
};

[[nodiscard]] GraphRows graphRows(double bedWidth, double height, const GraphContent &content);

} // namespace sc::ui
