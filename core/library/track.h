// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/ticks.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <array>
#include <optional>

namespace sc::library {

enum class TrackStatus { Imported, Waiting, Analysing, Analysed, Error };
inline constexpr std::array<const char *, 5> kTrackStatusNames = {"imported", "waiting", "analysing", "analysed", "error"}; // as stored

// One song of the library, with the few analysis values a list shows.
struct Track
{
    TrackId id;
    QString file; // absolute
    QString title;
    QString artist;
    QString album;
    QString genreTag;
    int year = 0; // 0 = not known
    int trackNumber = 0;
    QString comment;
    bool hasArtwork = false;
    Ticks duration;
    int sampleRate = 0;
    int channels = 0;
    int bitDepth = 0;
    QString codec;
    qint64 bitRate = 0;
    qint64 size = 0;
    qint64 modifiedMs = 0; // of the file, ms since 1970 UTC
    QString contentHash;   // SHA-256, hex
    TrackStatus status = TrackStatus::Imported;
    QString problem; // sentence, when status is Error
    int rating = 0;  // 0..5
    bool favourite = false;
    bool missing = false; // file is gone; not stored
    QString addedAt;      // UTC, ISO 8601

    // From the current analysis; nothing before it.
    std::optional<double> bpm;
    QString key;
    std::optional<double> lufs;
    std::optional<double> energy;
    QStringList genres; // labels that screens show: the surest first; at most 3, of instruments 8
    QStringList moods;
    QStringList instruments;

    std::optional<double> quality; // 0..100
    int colour = 0;                // 1..8 of the palette, 0 = none
    QStringList tags;              // the person's own, by name
    QString lastPlayedAt;          // UTC, ISO 8601; empty = never
    int playCount = 0;
    int usedIn = 0; // projects

    bool operator==(const Track &) const = default;
};

inline constexpr int kTrackColours = 8;

// What a list's genre column says: the song's own tag, otherwise what was heard.
[[nodiscard]] inline QString shownGenre(const Track &track)
{
    return track.genreTag.isEmpty() ? track.genres.value(0) : track.genreTag;
}

} // namespace sc::library
