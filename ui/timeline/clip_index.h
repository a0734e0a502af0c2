// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QHash>

#include <vector>

namespace sc::ui {

// The live shots of one timeline value in order of time, found by time in O(log n): what painting and hit-testing
// walk instead of the whole project. Holds indices into that timeline; build it anew for each value.
class ClipIndex
{
public:
    struct Entry
    {
        TickRange range;
        int clip = 0;   // index into Timeline::clips
        int scene = -1; // index into Timeline::scenes; -1: its scene is missing
        int number = 0; // 1-based place among the live shots
    };

    ClipIndex() = default;
    // `before`: the index of an earlier value; what did not change is shared with it.
    ClipIndex(const timeline::Timeline &timeline, const ClipIndex &before);
    explicit ClipIndex(const timeline::Timeline &timeline);

    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    // Indices into Timeline::clips of the alternates of entries()[place] that are not live, by their number.
    [[nodiscard]] const std::vector<int> &alternatesOf(size_t place) const;
    [[nodiscard]] int mostAlternates() const { return m_mostAlternates; }
    [[nodiscard]] int shotsOfScene(int scene) const { return m_shotsOfScene[size_t(scene)]; } // `scene`: into Timeline::scenes
    // Positions [first, last) into entries() that may touch `range`; some in between may not.
    struct Slice
    {
        size_t first = 0;
        size_t last = 0;
    };
    [[nodiscard]] Slice slice(TickRange range) const;
    [[nodiscard]] const Entry *at(Ticks t) const;
    [[nodiscard]] int positionOf(const ClipId &id) const;                         // into entries(); -1: not a live shot
    [[nodiscard]] const ClipId &idAt(size_t place) const { return m_ids[place]; } // of entries()[place]
    [[nodiscard]] std::vector<ClipId> ids() const;

private:
    void addAlternates(const timeline::Timeline &timeline);

    std::vector<Entry> m_entries;
    std::vector<Ticks> m_maxEnd; // running maximum of the ends, for overlapping scenes
    std::vector<ClipId> m_ids;
    QHash<ClipId, int> m_positions;
    QHash<int, std::vector<int>> m_alternates; // by place
    std::vector<int> m_shotsOfScene;
    int m_mostAlternates = 0;
};

} // namespace sc::ui
