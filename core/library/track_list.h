// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track.h"

#include <QtCore/QCollator>

#include <vector>

namespace sc::library {

// All songs of the library in memory, by title as the person's language sorts it. A change of one song costs its move
// in the list, not a reading of ten thousand.
class TrackList
{
public:
    struct Entry
    {
        QCollatorSortKey key;
        Track track;
    };

    TrackList();
    void assign(std::vector<Track> tracks);
    void put(const Track &track); // adds, or replaces the one with its id
    void remove(const TrackId &id);
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

private:
    QCollator m_collator;
    std::vector<Entry> m_entries;
};

} // namespace sc::library
