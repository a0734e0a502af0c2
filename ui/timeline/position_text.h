// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/result.h"
#include "core/base/song_map.h"

#include <span>

namespace sc::ui {

// Places and lengths as people read and type them in the inspector. Bars come before timecode; a project without beats
// knows timecode only. `beats` are in timeline time.

// "29.1" on the frame of a beat, "29.1.237" beside one, timecode without beats.
[[nodiscard]] QString positionText(std::span<const Beat> beats, Ticks t, FrameRate rate);
// Timecode without hours that are zero: "56:23" is 56 s and 23 frames.
[[nodiscard]] QString shortTimecode(Ticks t, FrameRate rate);
// Reads "29", "29.1", "29.1.480" as bar, beat and tick when there are beats; "58.5 s" as seconds; anything with a colon
// as parseTime() does. The result is on the frame grid. VALIDATION_ERROR names the accepted forms.
[[nodiscard]] Result<Ticks> parsePosition(const QString &text, std::span<const Beat> beats, FrameRate rate);

// "2 bars", "3 beats" between beats, else "97 fr".
[[nodiscard]] QString lengthText(std::span<const Beat> beats, TickRange range, FrameRate rate);
// End of what begins at `start` and is "2 bars", "3 beats", "97 fr", "4.5 s" or a timecode long; a bare number counts
// bars with beats and frames without. On the frame grid, at least one frame behind `start`.
[[nodiscard]] Result<Ticks> parseLength(const QString &text, Ticks start, std::span<const Beat> beats, FrameRate rate);

} // namespace sc::ui
