// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/playback/play_route.h"

namespace sc::playback {

// The frames of a route in the order they are seen, each with the sample at which it is due. Round the loop the first
// frame is shown again from the loop's first sample on, also when that lies inside a frame. Faster than normal only
// every second, fourth or eighth frame is walked, so that no more are seen in a second than the program has.
class FrameWalk
{
public:
    FrameWalk() = default;
    FrameWalk(const PlayRoute &route, FrameRate rate, std::int64_t elapsed);

    [[nodiscard]] std::int64_t frame() const { return m_frame; }
    [[nodiscard]] std::int64_t due() const { return m_due; } // PlayRoute::kNever behind the last one going back
    [[nodiscard]] const PlayRoute &route() const { return m_route; }
    void advance();

private:
    [[nodiscard]] std::int64_t wayToNext() const;
    void moveOn(std::int64_t way);

    PlayRoute m_route;
    FrameRate m_rate;
    std::int64_t m_frame = 0;
    std::int64_t m_due = 0;
    std::int64_t m_program = 0; // program sample at m_due
};

} // namespace sc::playback
