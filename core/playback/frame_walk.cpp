// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/frame_walk.h"

#include <algorithm>

namespace sc::playback {

namespace {

// A frame's start is rounded to a sample, up to half of one too early: it still belongs to that frame.
std::int64_t frameAtSample(FrameRate rate, std::int64_t sample, int sampleRate)
{
    return rate.frameAt(Ticks::fromSamples(sample, sampleRate) + Ticks(Ticks::kPerSecond / sampleRate / 2 + 1));
}

} // namespace

FrameWalk::FrameWalk(const PlayRoute &route, FrameRate rate, std::int64_t elapsed)
    : m_route(route),
      m_rate(rate),
      m_frame(frameAtSample(rate, route.programAt(elapsed), route.sampleRate)),
      m_due(elapsed),
      m_program(route.programAt(elapsed))
{
}

// Program samples to the frame that is seen next, going straight on.
std::int64_t FrameWalk::wayToNext() const
{
    const std::int64_t step = std::max(1, std::abs(m_route.speed.numerator) / m_route.speed.denominator);
    if (!m_route.speed.isBackward())
        return std::max<std::int64_t>(1, m_rate.timeOf(m_frame + step).toSamples(m_route.sampleRate) - m_program);
    // Going back, a frame is seen from its last sample on.
    return std::max<std::int64_t>(1, m_program - m_rate.timeOf(m_frame - step + 1).toSamples(m_route.sampleRate) + 1);
}

void FrameWalk::moveOn(std::int64_t way)
{
    m_due = m_route.elapsedAfter(m_due, way);
    m_program = m_route.programAt(m_due);
}

void FrameWalk::advance()
{
    if (m_due == PlayRoute::kNever)
        return;
    const std::int64_t way = wayToNext();
    const std::int64_t untilWrap = m_route.untilWrap(m_due);
    moveOn(std::min(way, untilWrap));
    if (m_program < 0) {
        m_due = PlayRoute::kNever;
        return;
    }
    m_frame = frameAtSample(m_rate, m_program, m_route.sampleRate);
}

} // namespace sc::playback
