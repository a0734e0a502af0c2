// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/waveform.h"
#include "core/timeline/model.h"
#include "ui/theme/theme.h"
#include "ui/timeline/close_look.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/view_state.h"
#include "ui/widgets/section_colours.h"

#include <span>

class QPainter;

namespace sc::ui {

// What the still part of the lanes is painted from. References are only read during the call.
struct LaneSources
{
    const Theme &theme;
    const LaneLayout &layout;
    const timeline::Timeline &timeline;
    std::span<const Beat> beats; // timeline time
    const audio::WaveformPyramid &waveform;
    const SectionColours &colours; // of the song's sections
    const CloseLook &close;        // its samples
};

// The samples themselves are drawn: so close is the view.
[[nodiscard]] bool showsSamples(const timeline::Timeline &timeline, const ViewState &view);

// Rulers, beds, section tint, waveform with its beat marks, grid: everything that stays while a person edits. Paints
// the stretch that `view` shows at x = 0; the surface keeps the result in tiles.
void paintStillLanes(QPainter &painter, const LaneSources &sources, const ViewState &view);

} // namespace sc::ui
