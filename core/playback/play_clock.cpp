// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/play_clock.h"

#include <algorithm>
#include <cmath>

namespace sc::playback {

namespace {

constexpr double kJumpSeconds = 0.08;
constexpr double kMostSlew = 0.005;
constexpr double kFilter = 0.1;

} // namespace

double PlayClock::predicted(std::int64_t now) const
{
    return m_anchorSamples + static_cast<double>(now - m_anchorTime) * 1e-9 * m_sampleRate * m_speed;
}

void PlayClock::observe(std::int64_t now, std::int64_t heard)
{
    if (!m_isRunning && heard <= 0)
        return;
    const double error = static_cast<double>(heard) - predicted(now);
    if (!m_isRunning || std::abs(error) > kJumpSeconds * m_sampleRate) {
        m_isRunning = true;
        m_anchorSamples = static_cast<double>(heard);
        m_speed = 1;
        m_error = 0;
    } else {
        m_anchorSamples = predicted(now);
        m_error += kFilter * (error - m_error);
        m_speed = 1 + std::clamp(m_error / m_sampleRate, -kMostSlew, kMostSlew);
    }
    m_anchorTime = now;
}

std::int64_t PlayClock::at(std::int64_t now)
{
    if (m_isRunning)
        m_last = std::max(m_last, static_cast<std::int64_t>(std::floor(predicted(now))));
    return m_last;
}

} // namespace sc::playback
