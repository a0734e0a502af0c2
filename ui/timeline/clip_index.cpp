// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_index.h"

#include <algorithm>

namespace sc::ui {

ClipIndex::ClipIndex(const timeline::Timeline &timeline)
{
    QHash<QString, int> scenes;
    for (size_t i = 0; i < timeline.scenes.size(); ++i)
        scenes.insert(timeline.scenes[i].id.text(), int(i));
    for (size_t i = 0; i < timeline.clips.size(); ++i) {
        const timeline::Clip &clip = timeline.clips[i];
        const int scene = scenes.value(clip.scene.text(), -1);
        if (!clip.isLive || scene < 0 || !timeline.scenes[size_t(scene)].isLive)
            continue;
        m_entries.push_back({clip.range(), int(i), scene, 0});
    }
    std::ranges::stable_sort(m_entries, {}, [](const Entry &entry) { return entry.range.start; });
    Ticks furthest = -timeline::kMaxPosition;
    for (size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        entry.number = int(i) + 1;
        furthest = std::max(furthest, entry.range.end);
        m_maxEnd.push_back(furthest);
        m_ids.push_back(timeline.clips[size_t(entry.clip)].id);
        m_positions.insert(m_ids.back().text(), int(i));
    }
}

ClipIndex::Slice ClipIndex::slice(TickRange range) const
{
    const auto first = std::ranges::upper_bound(m_maxEnd, range.start);
    const auto last = std::ranges::lower_bound(m_entries, range.end, {}, [](const Entry &entry) { return entry.range.start; });
    const size_t from = size_t(first - m_maxEnd.begin());
    return {from, std::max(from, size_t(last - m_entries.begin()))};
}

const ClipIndex::Entry *ClipIndex::at(Ticks t) const
{
    const Slice near = slice({t, t + Ticks(1)});
    for (size_t i = near.first; i < near.last; ++i) {
        if (m_entries[i].range.contains(t))
            return &m_entries[i];
    }
    return nullptr;
}

int ClipIndex::positionOf(const ClipId &id) const
{
    return m_positions.value(id.text(), -1);
}

std::vector<ClipId> ClipIndex::ids() const
{
    return m_ids;
}

} // namespace sc::ui
