// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/library/track_query.h"

namespace sc::library {

// A shelf a person made: songs put there by hand, or (smart) a stored query.
struct Collection
{
    CollectionId id;
    QString name;                    // 1..100, unique, case-insensitive
    std::optional<TrackQuery> query; // smart when set
    int count = 0;                   // songs in it now
    bool operator==(const Collection &) const = default;
};

// Songs that are the same recording: equal files, or fingerprints at least 0.95 alike.
struct DuplicateGroup
{
    std::vector<TrackId> tracks; // the best one first: highest quality, then oldest in the library
    bool isSameFile = false;
    double similarity = 1; // the lowest within the group
    bool operator==(const DuplicateGroup &) const = default;
};

// Figures over all songs.
struct LibraryStats
{
    struct Share
    {
        QString name;
        int count = 0;
    };
    int tracks = 0;
    int analysed = 0;
    int missing = 0;
    Ticks duration;
    qint64 bytes = 0;
    int bpmFrom = 40; // of the first bin
    int bpmStep = 5;
    std::vector<int> bpm;      // counts a bin
    std::vector<Share> keys;   // all 24, "C major" ...
    std::vector<Share> genres; // the most frequent first
    std::vector<Share> moods;
    std::vector<int> energy;   // ten bins 0..1
    std::vector<int> loudness; // bins of 2 LU from -40 to 0
    std::vector<int> ratings;  // 0..5 stars
};

} // namespace sc::library
