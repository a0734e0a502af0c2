// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/library/track.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>

namespace sc::library {

// Both ends belong to it; an open end is nothing.
struct NumberRange
{
    std::optional<double> from;
    std::optional<double> to;
    [[nodiscard]] bool isAny() const { return !from && !to; }
    bool operator==(const NumberRange &) const = default;
};

enum class TrackSort {
    Title,
    Artist,
    Album,
    Duration,
    Bpm,
    Key,
    Loudness,
    Energy,
    Mood,
    Genre,
    Rating,
    Status,
    Added,
    LastPlayed,
    PlayCount
};
inline constexpr TrackSort kLastTrackSort = TrackSort::PlayCount;

// Which songs, in which order. Value; a smart collection is a stored one. Every set field narrows.
struct TrackQuery
{
    QString text;                    // words beginning so, in title, artist, album, genre, file name, tags
    std::vector<TrackStatus> status; // any of them; empty = all
    NumberRange bpm;
    NumberRange loudness;            // LUFS
    NumberRange energy;              // 0..1
    NumberRange duration;            // seconds
    QString key;                     // "A minor"
    bool withCompatibleKeys = false; // those that mix with `key` on the Camelot wheel too
    QStringList genres;              // any of them: of the analysis or of the tags
    QStringList moods;               // any of them
    QStringList instruments;         // all of them
    QStringList withoutInstruments;
    QStringList tags;             // all of them
    std::optional<int> minRating; // 1..5
    std::optional<bool> favourite;
    std::optional<bool> missing;
    std::optional<bool> usedInProject;
    QString addedFrom; // ISO date, inclusive
    QString addedTo;
    std::optional<CollectionId> collection;
    TrackSort sort = TrackSort::Title;
    bool isDescending = false;

    [[nodiscard]] bool isEverything() const; // narrows nothing
    bool operator==(const TrackQuery &) const = default;
};

// Ranges the wrong way round are put right; the sentences say which, for the screen to show.
[[nodiscard]] QStringList straighten(TrackQuery &query);
[[nodiscard]] QJsonObject toJson(const TrackQuery &query);
[[nodiscard]] Result<TrackQuery> trackQueryFromJson(const QJsonObject &json); // VALIDATION_ERROR

} // namespace sc::library
