// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"
#include "core/playback/play_speed.h"

#include <cstdint>
#include <limits>
#include <optional>

// Where playing goes: from one place on, or back, round the loop if there is one. All in samples, so that sound, picture
// and clock wrap at the very same sample, however often.
namespace sc::playback {

struct SampleRange
{
    std::int64_t start = 0;
    std::int64_t end = 0;
    [[nodiscard]] std::int64_t length() const { return end - start; }
    bool operator==(const SampleRange &) const = default;
};

struct PlayRoute
{
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

    int sampleRate = 48000;
    std::int64_t start = 0;          // program sample
    std::optional<SampleRange> loop; // never empty; not used when start lies beyond it, the way it goes
    PlaySpeed speed;

    // A loop that start has passed is left out.
    [[nodiscard]] static PlayRoute from(Ticks start, const std::optional<TickRange> &loop, int sampleRate, PlaySpeed speed = {});

    // Program sample that is heard `elapsed` samples after the start. Going back without a loop it ends up below 0.
    [[nodiscard]] std::int64_t programAt(std::int64_t elapsed) const;
    [[nodiscard]] Ticks timeAt(std::int64_t elapsed) const { return Ticks::fromSamples(programAt(elapsed), sampleRate); }
    // Program samples from `elapsed` until the loop jumps; kNever without a loop.
    [[nodiscard]] std::int64_t untilWrap(std::int64_t elapsed) const;
    // The first sample heard that lies `way` program samples behind what is heard at `elapsed`.
    [[nodiscard]] std::int64_t elapsedAfter(std::int64_t elapsed, std::int64_t way) const;
};

} // namespace sc::playback
