// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace sc::playback {

// Time as the listener hears it, made smooth: devices report how much they have played in coarse, jumpy steps. Between
// reports the clock runs on by the steady clock; small errors are worked off by running at most half a percent faster or
// slower, errors above 80 ms at once. It stands still until the device has played something, and never goes back.
class PlayClock
{
public:
    explicit PlayClock(int sampleRate) : m_sampleRate(sampleRate) {}

    // `heard` samples had been played at `now` (ns of the steady clock).
    void observe(std::int64_t now, std::int64_t heard);
    // Samples heard at `now`.
    [[nodiscard]] std::int64_t at(std::int64_t now);

private:
    [[nodiscard]] double predicted(std::int64_t now) const;

    double m_sampleRate;
    bool m_isRunning = false;
    std::int64_t m_anchorTime = 0;
    double m_anchorSamples = 0;
    double m_speed = 1;
    double m_error = 0; // samples, filtered
    std::int64_t m_last = 0;
};

} // namespace sc::playback
