// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/edit_model.h"

// How FCPXML names sizes, rates and colours.
namespace sc::interchange {

// "FFVideoFormat1080p24"; empty for any size or rate whose name Final Cut is not known to use.
[[nodiscard]] QString fcpxmlFormatName(int width, int height, MediaRate rate);
// "1-1-1 (Rec. 709)", which is also what files that do not say are taken for.
[[nodiscard]] QString fcpxmlColourSpace(const MediaColour &colour);
// "23.98" for conform-rate; empty for a rate it has no word for.
[[nodiscard]] QString conformRateName(MediaRate rate);
// Frames of any rate as a time, unreduced: "1001/24000s", "100/2400s"; "0s" for zero.
[[nodiscard]] QString mediaTime(std::int64_t frames, MediaRate rate);
[[nodiscard]] QString mediaFrameDuration(MediaRate rate);

} // namespace sc::interchange
