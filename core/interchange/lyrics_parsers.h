// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/lyrics_text.h"

// The two families of lyrics files, row by row. Internal to core/interchange.
namespace sc::interchange {

[[nodiscard]] bool looksLikeCues(const QStringList &rows); // SubRip or WebVTT: an arrow between two times
[[nodiscard]] LyricsText parseCues(const QStringList &rows);
[[nodiscard]] LyricsText parseLrc(const QStringList &rows);

// "1:02:03.4", "02:03.45", "2:03": hours may be missing, the fraction has 0..3 digits after '.', ',' or ':'. Nothing for
// anything else.
[[nodiscard]] std::optional<Ticks> stampTime(QStringView text);

} // namespace sc::interchange
