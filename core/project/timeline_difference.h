// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"
#include "core/timeline/model.h"

#include <utility>
#include <vector>

namespace sc::project {

// Rows of one kind that two timelines do not share, matched by id. Points into both timelines.
template<class Row> struct RowDifference
{
    std::vector<const Row *> added;
    std::vector<std::pair<const Row *, const Row *>> changed; // before, after
    std::vector<const Row *> removed;
    [[nodiscard]] bool isEmpty() const { return added.empty() && changed.empty() && removed.empty(); }
    [[nodiscard]] bool isStructural() const { return !added.empty() || !removed.empty(); }
};

struct TimelineDifference
{
    bool project = false; // a field other than the song
    bool song = false;
    RowDifference<timeline::Scene> scenes;
    RowDifference<timeline::Clip> clips;
    RowDifference<timeline::Marker> markers;
    RowDifference<timeline::LyricLine> lyrics;
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] ChangeSet changeSet() const;
};

// Valid while both timelines live unchanged. Fast where the lists mostly agree in order.
[[nodiscard]] TimelineDifference differenceOf(const timeline::Timeline &before, const timeline::Timeline &after);

// The order that model.h promises, by the rows' own fields; what a reading of the stored rows gives, too.
void sortRows(timeline::Timeline &timeline);

} // namespace sc::project
