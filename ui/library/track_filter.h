// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track.h"

#include <QtCore/QSet>

#include <vector>

namespace sc::ui {

// The shelves of the library that need no making.
enum class Collection { All, Recent, Favourites, Missing };

enum class TrackColumn { Number, Title, Waveform, Time, Bpm, Key, Loudness, Energy, Rating };
inline constexpr int kTrackColumns = 9;

struct TrackView
{
    Collection collection = Collection::All;
    std::optional<QSet<TrackId>> found; // by the text search; nothing = no search
    TrackColumn sortBy = TrackColumn::Title;
    bool ascending = true;
};

// Added within the last 30 days before `nowUtc` (ISO 8601).
[[nodiscard]] bool isIn(const library::Track &track, Collection collection, const QString &nowUtc);
// The songs that the view shows, in its order. Songs without a value stand last, whichever way it is sorted.
[[nodiscard]] std::vector<library::Track> arranged(const std::vector<library::Track> &tracks, const TrackView &view, const QString &nowUtc);

// "86 songs, 5 h 41 min"
[[nodiscard]] QString summaryOf(const std::vector<library::Track> &tracks);

} // namespace sc::ui
