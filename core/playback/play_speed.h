// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"

#include <cstdint>
#include <cstdlib>

namespace sc::playback {

// How fast and which way: program samples for each sample heard, as a fraction; negative goes back. Never zero.
struct PlaySpeed
{
    int numerator = 1;
    int denominator = 1;

    bool operator==(const PlaySpeed &other) const = default;
    [[nodiscard]] bool isNormal() const { return numerator == denominator; }
    [[nodiscard]] bool isBackward() const { return numerator < 0; }
    [[nodiscard]] double factor() const { return static_cast<double>(numerator) / denominator; }
    // Program samples passed after `elapsed` samples heard, either way.
    [[nodiscard]] std::int64_t wayAfter(std::int64_t elapsed) const { return mulDivFloor(elapsed, std::abs(numerator), denominator); }
    // The first sample heard at which the way is that long.
    [[nodiscard]] std::int64_t elapsedFor(std::int64_t way) const { return -mulDivFloor(-way, denominator, std::abs(numerator)); }
};

inline constexpr PlaySpeed kSlow{1, 4};
inline constexpr int kFastest = 8;

// What the next press of J (back) or L (forward) makes of the speed: the other way or from rest at one, then 2, 4, 8.
[[nodiscard]] PlaySpeed shuttled(PlaySpeed now, bool isPlaying, bool goesBack);

} // namespace sc::playback
