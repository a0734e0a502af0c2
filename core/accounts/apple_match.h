// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_values.h"

// Which of a person's own files is the song that Apple tells of: by its ISRC, or as a guess by title, artist and length.
namespace sc::accounts {

struct LocalSong
{
    QString id;
    QString title;
    QString artist;
    QString isrc; // as its tag says; may be empty
    qint64 durationMs = 0;
};

enum class MatchKind {
    Isrc,  // the same recording
    Guess, // the same title and artist, and a length within two seconds
};
struct AppleMatch
{
    size_t song = 0; // of Apple's
    size_t file = 0; // of the local ones
    MatchKind kind = MatchKind::Guess;
    qint64 offMs = 0; // file longer than the song
    bool operator==(const AppleMatch &) const = default;
};

inline constexpr qint64 kMatchToleranceMs = 2'000;

// For every song of Apple's at most one file, in the order of the songs; a file may be that of several entries of one recording. An
// ISRC outweighs a guess; among equals the nearest length, then the first one.
[[nodiscard]] std::vector<AppleMatch> matchFiles(const std::vector<AppleSong> &songs, const std::vector<LocalSong> &files);

// What is left of a title when what differs between shops goes: case, accents, punctuation, "(feat. X)", "- Remastered 2011".
[[nodiscard]] QString plainTitle(const QString &title);

} // namespace sc::accounts
