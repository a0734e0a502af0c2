// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/timeline/clip_index.h"
#include "ui/timeline/clip_state.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/shot_painter.h"
#include "ui/timeline/shot_thumbnails.h"
#include "ui/timeline/view_state.h"

#include <functional>
#include <span>

namespace sc::ui {

inline constexpr double kPictureFrom = 8; // px: narrower shots show no picture

// What the shots and their alternates are painted from. References are only read during the call.
struct ShotSources
{
    const Theme &theme;
    const LaneLayout &layout;
    const timeline::Timeline &timeline;
    const ClipIndex &index; // of `timeline`
    std::span<const Beat> beats;
    ShotThumbnails &thumbnails;
    double pixelRatio = 1;
    const ShotStates &states;
};

// How one shot is drawn, before selection and hand come into it.
[[nodiscard]] ShotLook lookOf(const ShotSources &sources, size_t place, const ViewState &view);

// All shots that `view` shows, and up to 24 px beside it. Shots too narrow to be told apart are drawn as strokes, one for
// those that share a device pixel. `adjust` may change how a shot is drawn; gives false for one that is left out.
using AdjustLook = std::function<bool(ShotLook &look, const timeline::Clip &clip)>;
void paintShots(QPainter &painter, const ShotSources &sources, const ViewState &view, const AdjustLook &adjust = {});

// Where alternate number `row` (0 = the first) of a shot stands in the fan, in lane coordinates.
[[nodiscard]] QRectF alternateBox(const LaneLayout &layout, const ViewState &view, TickRange shot, int row);
// The fan of A1, A2 ... under each shot, or one mark with their number where it is folded.
void paintAlternates(QPainter &painter, const ShotSources &sources, const ViewState &view, const ClipId &hovered);

} // namespace sc::ui
