// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/clip_index.h"
#include "ui/timeline/lane_painter.h"
#include "ui/timeline/lyric_rows.h"

namespace sc::ui {

// The lanes whose words keep to the visible left edge of what they name; painted directly, few things are in view at once.

// Names of the lanes, left of them. The lane of alternates shows whether it is `fanned`.
void paintLaneHeads(QPainter &painter, const Theme &theme, const LaneLayout &layout);

void paintSections(QPainter &painter, const LaneSources &sources, const ViewState &view);

// Scene blocks of `index`'s timeline with the number of their shots; the one with `selected` brighter.
void paintScenes(QPainter &painter, const LaneSources &sources, const ClipIndex &index, const ViewState &view, const SceneId &selected);

// Lyric lines, the one at `playhead` brighter; lines that overlap share the height in two rows.
void paintLyrics(QPainter &painter, const LaneSources &sources, const LyricRows &rows, const ViewState &view, Ticks playhead);

void paintMarkers(QPainter &painter, const LaneSources &sources, const ViewState &view, const MarkerId &hovered);

} // namespace sc::ui
