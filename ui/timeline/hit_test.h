// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/clip_index.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/lyric_rows.h"
#include "ui/timeline/view_state.h"

#include <QtCore/QPointF>

namespace sc::ui {

enum class HitKind {
    Nothing,
    Head,
    Ruler,
    Section,
    Song,
    Scene,
    Clip,
    ClipIn,
    ClipOut,
    TransitionIn,
    TransitionOut,
    Alternate,
    Marker,
    Lyric,
    Empty
};

// What lies under a point of the surface.
struct Hit
{
    HitKind kind = HitKind::Nothing;
    Lane lane = Lane::Bars;
    Ticks time;    // under the point, not snapped
    ClipId clip;   // also of an alternate
    SceneId scene; // of a clip: its scene
    MarkerId marker;
    int section = -1; // into the song's sections
    int lyric = -1;   // into the timeline's lyrics

    [[nodiscard]] bool isClip() const { return kind == HitKind::Clip || isEdge() || isTransition(); }
    [[nodiscard]] bool isTransition() const { return kind == HitKind::TransitionIn || kind == HitKind::TransitionOut; }
    [[nodiscard]] bool isEdge() const { return kind == HitKind::ClipIn || kind == HitKind::ClipOut; }
};

inline constexpr double kEdgePixels = 6;       // how far inside a clip its trim handle reaches; a third stays body
inline constexpr double kTransitionPixels = 5; // how far from its end a transition is taken hold of, in the upper half of the picture
inline constexpr double kMarkerPixels = 7;

// `point` in surface coordinates. Locked clips (or clips of a locked scene) have no edges.
[[nodiscard]] Hit hitTest(const timeline::Timeline &timeline, const ClipIndex &index, const LaneLayout &layout, const ViewState &view,
                          QPointF point, const LyricRows &lyrics = {});

} // namespace sc::ui
