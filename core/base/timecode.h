// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/result.h"

namespace sc {

enum class TimecodeMode { NonDrop, Drop };

// "01:00:00:00" for a frame count; drop-frame writes ';' before the frames and skips labels, never pictures.
// Negative counts get a leading '-'. Drop at a rate that has none is treated as NonDrop.
[[nodiscard]] QString formatTimecode(std::int64_t frame, FrameRate rate, TimecodeMode mode = TimecodeMode::NonDrop);

// Reads h:m:s:f, with ';' or '.' before the frames as drop-frame where the rate has it. A label that drop-frame
// skips, a frame beyond the rate or a minute above 59 is VALIDATION_ERROR.
[[nodiscard]] Result<std::int64_t> parseTimecode(QStringView text, FrameRate rate);

// "1:23.456" for people where frames mean nothing (songs, sections). Negative values get a leading '-'.
[[nodiscard]] QString formatClock(Ticks t, int decimals = 3);

// What a person types for a time: "83.5", "1:23.5", "1:02:03.25" seconds, or a timecode at `rate`.
[[nodiscard]] Result<Ticks> parseTime(QStringView text, FrameRate rate);

} // namespace sc
