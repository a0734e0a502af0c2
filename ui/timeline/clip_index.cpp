// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_index.h"

#include <algorithm>

namespace sc::ui {

ClipIndex::ClipIndex(const timeline::Timeline &timeline) : ClipIndex(timeline, ClipIndex()) {}

ClipIndex::ClipIndex(const timeline::Timeline &timeline, const ClipIndex &before) : m_shotsOfScene(timeline.scenes.size(), 0)
{
    QHash<SceneId, int> scenes;
    for (size_t i = 0; i < timeline.scenes.size(); ++i)
        scenes.insert(timeline.scenes[i].id, int(i));
    m_entries.reserve(timeline.clips.size());
    SceneId lastScene; // neighbours mostly share it
    int scene = -1;
    bool hasAlternates = false;
    for (size_t i = 0; i < timeline.clips.size(); ++i) {
        const timeline::Clip &clip = timeline.clips[i];
        hasAlternates = hasAlternates || !clip.isLive;
        if (clip.scene != lastScene || scene < 0) {
            lastScene = clip.scene;
            scene = scenes.value(clip.scene, -1);
        }
        if (!clip.isLive || scene < 0 || !timeline.scenes[size_t(scene)].isLive)
            continue;
        ++m_shotsOfScene[size_t(scene)];
        m_entries.push_back({clip.range(), int(i), scene, 0});
    }
    std::ranges::stable_sort(m_entries, {}, [](const Entry &entry) { return entry.range.start; });
    Ticks furthest = -timeline::kMaxPosition;
    m_maxEnd.reserve(m_entries.size());
    m_ids.reserve(m_entries.size());
    for (size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        entry.number = int(i) + 1;
        furthest = std::max(furthest, entry.range.end);
        m_maxEnd.push_back(furthest);
        m_ids.push_back(timeline.clips[size_t(entry.clip)].id);
    }
    if (m_ids == before.m_ids) { // as after most edits
        m_positions = before.m_positions;
    } else {
        m_positions.reserve(qsizetype(m_ids.size()));
        for (size_t i = 0; i < m_ids.size(); ++i)
            m_positions.insert(m_ids[i], int(i));
    }
    if (hasAlternates)
        addAlternates(timeline);
}

void ClipIndex::addAlternates(const timeline::Timeline &timeline)
{
    QHash<ClipId, int> places; // of the live one of a group, by the group's original
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const timeline::Clip &clip = timeline.clips[size_t(m_entries[i].clip)];
        if (!clip.parent.isEmpty() || clip.alternatesMade > 0)
            places.insert(clip.parent.isEmpty() ? clip.id : clip.parent, int(i));
    }
    for (size_t i = 0; i < timeline.clips.size(); ++i) {
        const timeline::Clip &clip = timeline.clips[i];
        if (clip.isLive)
            continue;
        const int place = places.value(clip.parent.isEmpty() ? clip.id : clip.parent, -1);
        if (place >= 0)
            m_alternates[place].push_back(int(i));
    }
    for (std::vector<int> &group : m_alternates) {
        std::ranges::sort(group, {}, [&](int i) { return timeline.clips[size_t(i)].alternateNumber; });
        m_mostAlternates = std::max(m_mostAlternates, int(group.size()));
    }
}

const std::vector<int> &ClipIndex::alternatesOf(size_t place) const
{
    static const std::vector<int> kNone;
    const auto found = m_alternates.constFind(int(place));
    return found == m_alternates.constEnd() ? kNone : *found;
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
    return m_positions.value(id, -1);
}

std::vector<ClipId> ClipIndex::ids() const
{
    return m_ids;
}

} // namespace sc::ui
