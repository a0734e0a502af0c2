// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"

#include <QtCore/QString>

#include <optional>

// Times as FCPXML spells them: "5s" or "1001/24000s", a 64-bit numerator over a 32-bit denominator, never a decimal.
namespace sc::interchange {

// A whole number of frames, with the rate's own denominator and unreduced, as Final Cut writes it; "0s" for zero.
[[nodiscard]] QString frameTime(std::int64_t frames, FrameRate rate);
// The length of one frame in the spelling Final Cut uses: "100/2400s", "1001/30000s".
[[nodiscard]] QString frameDuration(FrameRate rate);
// Any time, as the reduced fraction; for sound, which need not lie on the frame grid.
[[nodiscard]] QString exactTime(Ticks time);

struct RationalTime
{
    std::int64_t numerator = 0;
    std::int64_t denominator = 1; // > 0, 32 bit

    // Nothing when it is no such time or beyond 10^7 seconds.
    [[nodiscard]] static std::optional<RationalTime> parse(QStringView text);
    // Nothing when the time is no whole number of ticks, and so no whole number of frames either.
    [[nodiscard]] std::optional<Ticks> exactTicks() const;
    [[nodiscard]] Ticks nearestTicks() const;
};

} // namespace sc::interchange
