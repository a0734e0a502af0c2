// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <span>

// How an edge and a beat belong together.
namespace sc::timeline {

// The frame boundary nearest to the beat, from its exact time; halves up.
[[nodiscard]] Ticks edgeOf(const Beat &beat, FrameRate rate);

// Whether `cut` lies at most half a frame from the beat.
[[nodiscard]] bool isOnBeat(Ticks cut, const Beat &beat, FrameRate rate);

// The beat (timeline time) whose edge is exactly `cut`, if there is one; of several on one frame the nearest.
[[nodiscard]] std::optional<BeatRef> beatAtEdge(std::span<const Beat> beats, Ticks cut, FrameRate rate);

} // namespace sc::timeline
