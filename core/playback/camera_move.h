// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <cstdint>

// The slow camera over a still picture.
namespace sc::playback {

// The picture is painted this much larger than the frame in both directions, so that the camera has room.
inline constexpr double kOverscan = 1.2;

// Where the camera looks: zoom 1 shows the middle of the oversized picture pixel for pixel; x and y move the camera by
// that part of the frame's width and height. Never looks past the edge of the oversized picture.
struct CameraView
{
    double zoom = 1;
    double x = 0;
    double y = 0;
    bool operator==(const CameraView &) const = default;
};

// Words like "static" and "locked" ask for a camera that does not move at all.
[[nodiscard]] bool isStill(const timeline::ShotDirection &direction);

// The view at `t` after the clip's start. The words of direction.cameraMove are read loosely ("slow push in", "dolly in
// and pan left"); no word that moves anything gives a drift whose way follows from `seed`. "static" stands still.
// Travel grows with motionStrength and, up to a limit, with the length, so that short shots do not rush.
[[nodiscard]] CameraView cameraView(const timeline::ShotDirection &direction, Ticks length, Ticks t, std::uint64_t seed);

} // namespace sc::playback
