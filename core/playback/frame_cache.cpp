// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/frame_cache.h"

#include <utility>

namespace sc::playback {

void FrameCache::insert(const MediaSource &source, Frame frame, Ticks halfStep)
{
    Shelf &shelf = m_shelves[source];
    shelf.halfStep = halfStep;
    if (const auto old = shelf.frames.find(frame.time); old != shelf.frames.end()) {
        m_entries.splice(m_entries.begin(), m_entries, old->second);
        return;
    }
    m_bytes += frame.image.sizeInBytes();
    m_entries.push_front({source, std::move(frame)});
    shelf.frames[m_entries.front().frame.time] = m_entries.begin();
    while (m_bytes > m_limit && m_entries.size() > 1)
        remove(std::prev(m_entries.end()));
}

QImage FrameCache::find(const MediaSource &source, Ticks t)
{
    const auto shelf = m_shelves.find(source);
    if (shelf == m_shelves.end() || shelf->second.frames.empty())
        return {};
    const Ticks asked = std::max(t, Ticks()) + shelf->second.halfStep;
    auto after = shelf->second.frames.upper_bound(asked);
    if (after == shelf->second.frames.begin())
        return {};
    const Entries::iterator entry = std::prev(after)->second;
    if (asked >= entry->frame.end)
        return {};
    m_entries.splice(m_entries.begin(), m_entries, entry);
    return entry->frame.image;
}

void FrameCache::forget(const QString &file)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        const auto next = std::next(entry);
        if (entry->source.file == file)
            remove(entry);
        entry = next;
    }
}

void FrameCache::remove(Entries::iterator entry)
{
    m_bytes -= entry->frame.image.sizeInBytes();
    const auto shelf = m_shelves.find(entry->source);
    shelf->second.frames.erase(entry->frame.time);
    if (shelf->second.frames.empty())
        m_shelves.erase(shelf);
    m_entries.erase(entry);
}

} // namespace sc::playback
