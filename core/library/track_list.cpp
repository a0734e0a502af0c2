// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_list.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace sc::library {

namespace {

// The "C" language compares code points and heeds no option.
QLocale sortingLocale()
{
    const QLocale locale = QLocale::system().collation();
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

bool comesBefore(const TrackList::Entry &a, const TrackList::Entry &b)
{
    const int order = a.key.compare(b.key);
    return order != 0 ? order < 0 : a.track.id < b.track.id;
}

} // namespace

TrackList::TrackList() : m_collator(sortingLocale())
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
}

void TrackList::assign(std::vector<Track> tracks)
{
    m_entries.clear();
    m_entries.reserve(tracks.size());
    for (Track &track : tracks) {
        QCollatorSortKey key = m_collator.sortKey(track.title);
        m_entries.push_back({std::move(key), std::move(track)});
    }
    std::ranges::sort(m_entries, comesBefore);
}

void TrackList::put(const Track &track)
{
    remove(track.id);
    Entry entry{m_collator.sortKey(track.title), track};
    m_entries.insert(std::ranges::upper_bound(m_entries, entry, comesBefore), std::move(entry));
}

void TrackList::remove(const TrackId &id)
{
    std::erase_if(m_entries, [&](const Entry &entry) { return entry.track.id == id; });
}

} // namespace sc::library
