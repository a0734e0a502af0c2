// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <span>

// The cuts of a program and how they sit on the music.
namespace sc::timeline {

// Where one picture gives way to another, or to black.
struct Cut
{
    Ticks time;
    const Clip *clip = nullptr; // that begins there; where none does, the one that ends
    bool isEnd = false;
    [[nodiscard]] bool isBound() const { return isEnd ? clip->beatOut.has_value() : clip->beatIn.has_value(); }
};
// Starts of the clips, and ends that no clip continues, by time. The program's first frame and its end are no cuts.
// `live` by start, as liveClips() gives them.
[[nodiscard]] std::vector<Cut> cutsOf(std::span<const Clip *const> live, Ticks programEnd);

struct BeatDistance
{
    size_t beat = 0; // index of the nearest one
    Ticks error;     // cut - beat: positive = late
    bool onBeat = false;
    bool onHalfBeat = false; // on the frame nearest to the middle between two beats, as a plan in half-beats cuts
    bool outside = false;    // more than half a beat before the first or behind the last: there is no beat to go to
    [[nodiscard]] bool isOff() const { return !onBeat && !onHalfBeat && !outside; }
};
// Nothing without beats.
[[nodiscard]] std::optional<BeatDistance> beatDistance(std::span<const Beat> beats, Ticks cut, FrameRate rate);

} // namespace sc::timeline
