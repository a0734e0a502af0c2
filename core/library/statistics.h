// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/collections.h"
#include "core/library/track_list.h"

#include <functional>

namespace sc::library {

// Figures over all songs of a list. Shares of genres and moods count every label that a song's row shows, of genres
// also its tag.
[[nodiscard]] LibraryStats statisticsOf(const TrackList &songs, const std::function<bool(const QString &file)> &isMissing);

} // namespace sc::library
