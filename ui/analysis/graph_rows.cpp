// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/graph_rows.h"

namespace sc::ui {

namespace {

constexpr double kTop = 4;
constexpr double kRuler = 18;
constexpr double kSections = 26;
constexpr double kGap = 4;
constexpr double kChords = 20;
constexpr double kLyrics = 20, kLyricsTwice = 36;
constexpr double kFoot = 14; // the scrolling strip and its air

// Shares of the height and the least that still says something.
constexpr double kWaveShare = 112, kSpectrumShare = 124, kCurvesShare = 54, kChromaShare = 74;
constexpr double kWaveLeast = 60, kSpectrumLeast = 56, kCurvesLeast = 40, kChromaLeast = 60;

} // namespace

GraphRows graphRows(double bedWidth, double height, const GraphContent &content)
{
    GraphRows rows;
    rows.ruler = QRectF(0, kTop, bedWidth, kRuler);
    rows.sections = QRectF(0, rows.ruler.bottom() + 2, bedWidth, kSections);
    const double top = rows.sections.bottom() + kGap;
    double room = height - top - kFoot;
    const bool chords = content.chords && room > kWaveLeast + kChords + kGap;
    if (chords)
        room -= kChords + kGap;
    const double lyrics = content.lyricRows == 0 ? 0 : content.lyricRows == 1 ? kLyrics : kLyricsTwice;
    const bool sung = lyrics > 0 && room > kWaveLeast + lyrics + kGap;
    if (sung)
        room -= lyrics + kGap;

    bool spectrum = content.picture;
    bool curves = content.curves;
    bool chroma = content.picture;
    const auto least = [&] {
        return kWaveLeast + (spectrum ? kSpectrumLeast + kGap : 0) + (curves ? kCurvesLeast + kGap : 0) +
               (chroma ? kChromaLeast + kGap : 0);
    };
    for (bool *row : {&chroma, &curves, &spectrum}) {
        if (least() > room)
            *row = false;
    }
    const double shares = kWaveShare + (spectrum ? kSpectrumShare : 0) + (curves ? kCurvesShare : 0) + (chroma ? kChromaShare : 0);
    const double gaps = kGap * (int(spectrum) + int(curves) + int(chroma));
    const double unit = (room - gaps) / shares;
    double y = top;
    const auto place = [&](QRectF &row, double length) {
        row = QRectF(0, y, bedWidth, length);
        y += length + kGap;
    };
    place(rows.wave, kWaveShare * unit);
    if (spectrum)
        place(rows.spectrum, kSpectrumShare * unit);
    if (curves)
        place(rows.curves, kCurvesShare * unit);
    if (chroma)
        place(rows.chroma, kChromaShare * unit);
    if (chords)
        place(rows.chords, kChords);
    if (sung)
        place(rows.lyrics, lyrics);
    rows.bottom = y - kGap;
    rows.map = QRectF(0, height - kFoot + 5, bedWidth, 6);
    return rows;
}

} // namespace sc::ui
