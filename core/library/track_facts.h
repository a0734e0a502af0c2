// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track.h"

#include <QtCore/QHash>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace sc::library {

inline constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

enum class WordKind { Genre, Mood, Instrument, Tag };

// Genres, moods, instruments and tags as numbers, whatever their case, so that a filter compares no texts.
class WordList
{
public:
    std::uint32_t put(WordKind kind, const QString &word);
    // A genre tag and its parts: "Pop/Rock; Indie" is all three.
    const std::vector<std::uint32_t> &putGenreTag(const QString &tag);
    [[nodiscard]] std::optional<std::uint32_t> find(WordKind kind, const QString &word) const;

private:
    QHash<QString, std::uint32_t> m_numbers;                  // by kind and word in one case
    std::array<QHash<QString, std::uint32_t>, 4> m_spellings; // by kind and the word as it was met
    QHash<QString, std::vector<std::uint32_t>> m_genreTags;
};

// What filters and orders of a list look at, small and side by side: 100 000 of them are looked through in a
// millisecond or two.
struct TrackFacts
{
    double bpm = kNotKnown;
    double lufs = kNotKnown;
    double energy = kNotKnown;
    double seconds = 0;
    double added = kNotKnown;      // as momentOf()
    double lastPlayed = kNotKnown; // as momentOf()
    int playCount = 0;
    std::int8_t keyPlace = -1; // on the Camelot wheel
    TrackStatus status = TrackStatus::Imported;
    std::int8_t rating = 0;
    bool isFavourite = false;
    bool isUsed = false;              // in a project
    std::vector<std::uint32_t> words; // sorted
};
[[nodiscard]] TrackFacts factsOf(const Track &track, WordList &words);

// A time stamp of ours ("2026-01-31T12:00:00.000Z") as a number that grows with it. kNotKnown when it is empty.
[[nodiscard]] double momentOf(QStringView utc);

} // namespace sc::library
