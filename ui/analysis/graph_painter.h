// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/graph_rows.h"
#include "ui/analysis/sound_colours.h"
#include "ui/timeline/view_state.h"
#include "ui/widgets/section_colours.h"

#include "core/audio/analysis.h"
#include "core/audio/stereo_view.h"

class QPainter;

namespace sc::ui {

class CloseLook;

enum class WaveMode { Bands, Rms, Stereo };

// What the beds are drawn from.
struct GraphSources
{
    const Theme &theme;
    const audio::Analysis &analysis;
    const SectionColours &colours;
    const CloseLook &close;
    const ColourTable &chroma;
    LevelRange levels;
    WaveMode mode = WaveMode::Bands;
    double gain = 1;                               // of the waveform's height
    const audio::StereoWaveform *stereo = nullptr; // for WaveMode::Stereo; null: not there yet
};

// The beds of all rows for one stretch, x = 0 at the view's left edge: waveform over the wash of its sections, spectrum,
// curves, notes, chords. Draws over the view's width only; neighbouring stretches join without a seam.
void paintBeds(QPainter &painter, const GraphSources &sources, const GraphRows &rows, const ViewState &view, double devicePixelRatio);

} // namespace sc::ui
