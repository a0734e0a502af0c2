// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/play_clock.h"
#include "core/playback/play_route.h"
#include "core/playback/sample_ring.h"

#include <chrono>
#include <mutex>

namespace sc::playback {

[[nodiscard]] inline std::int64_t steadyNow()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// One stretch of playing, from a start or a seek to the next, shared by the threads that make, play and watch it. A new
// stretch gets a new session: nothing is ever flushed, and whoever still works for an old one cannot disturb the new.
struct PlaySession
{
    static constexpr int kChannels = 2;

    PlaySession(const PlayRoute &way, std::optional<std::int64_t> limitSamples)
        : route(way), limit(limitSamples), ring(static_cast<size_t>(way.sampleRate / 3) * kChannels), clock(way.sampleRate)
    {
    }

    const PlayRoute route;
    const std::optional<std::int64_t> limit; // samples to play, then it is over; a scrubbed piece
    SampleRing ring;                         // a third of a second
    std::atomic_bool isPrimed{false};        // enough in the ring to begin
    std::atomic_bool isFullyMade{false};     // everything up to the limit is in the ring
    std::atomic<float> peakLeft{0};
    std::atomic<float> peakRight{0};

    [[nodiscard]] std::int64_t elapsed()
    {
        const std::lock_guard lock(m_clockMutex);
        return clock.at(steadyNow());
    }
    void observe(std::int64_t heard)
    {
        const std::lock_guard lock(m_clockMutex);
        clock.observe(steadyNow(), heard);
    }

private:
    std::mutex m_clockMutex; // never taken by the device's callback
    PlayClock clock;
};

} // namespace sc::playback
