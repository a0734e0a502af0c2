// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track_query.h"
#include "ui/widgets/column_choice.h"

namespace sc::ui {

// What the list of songs can show. The numbers are the model's columns; settings name them by TrackColumnFacts::id.
enum class TrackColumn {
    Number,
    Title,
    Waveform,
    Time,
    Bpm,
    Key,
    Loudness,
    Energy,
    Mood,
    Genre,
    Rating,
    Tags,
    Status,
    Added,
    Artist,
    Album,
    LastPlayed,
    Plays
};
inline constexpr int kTrackColumns = 18;

struct TrackColumnFacts
{
    const char *id;
    QString title;
    int width = 0; // px; 0 = takes what is left
    bool isShownAtFirst = true;
    bool isNumber = false; // right-aligned
    int leavesAt = 0;      // order in which columns leave a narrow list, 1 first; 0 never
    std::optional<library::TrackSort> sort;
};
[[nodiscard]] TrackColumnFacts factsOf(TrackColumn column);
[[nodiscard]] std::optional<TrackColumn> columnOf(library::TrackSort sort); // nothing: no column shows it
// "bpm" and the like: how settings name an order.
[[nodiscard]] QString sortName(library::TrackSort sort);
[[nodiscard]] library::TrackSort sortNamed(const QString &name); // Title for what is not known
// Every order a person can choose, by its words.
[[nodiscard]] const std::vector<std::pair<library::TrackSort, QString>> &sortWords();

// Which columns a person wants, Number first. Value; kept in the library's settings.
struct TrackColumns : ColumnChoice<TrackColumn, kTrackColumns>
{
    [[nodiscard]] static TrackColumns standard();
    // The ones that fit `available` px: those that leave first are left out until the title has room.
    [[nodiscard]] std::array<bool, kTrackColumns> fitting(int available) const;
    bool operator==(const TrackColumns &) const = default;
};
[[nodiscard]] QJsonObject toJson(const TrackColumns &columns);
[[nodiscard]] TrackColumns trackColumnsFromJson(const QJsonObject &json); // what it does not say is as in standard()

} // namespace sc::ui
