// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/graph_painter.h"

namespace sc::ui {

// The waveform in its bed: by bands, by level, or both sides with how alike they are; from the stored pyramid, and from
// the samples themselves where a pixel is shorter than its points. Nothing where it is not there yet.
void paintWaveBed(QPainter &painter, const GraphSources &sources, const QRectF &row, const ViewState &view, double devicePixelRatio,
                  double gain = 0.95);

// How much higher a song is drawn so that its highest peak fills the bed, 1..2.
[[nodiscard]] double waveGain(const audio::Analysis &analysis);

// True when a pixel is so short that the stored waveform has nothing more to say.
[[nodiscard]] bool wantsSamples(const audio::Analysis &analysis, const ViewState &view);

// Where left, right and their likeness lie in the bed of a stereo waveform. The strip is empty in a low bed.
struct StereoRows
{
    QRectF left;
    QRectF right;
    QRectF correlation;
};
[[nodiscard]] StereoRows stereoRows(const QRectF &bed);

} // namespace sc::ui
