// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/timeline_difference.h"

#include <QtCore/QHash>

#include <algorithm>
#include <tuple>

namespace sc::project {

namespace {

using timeline::Clip;
using timeline::LyricLine;
using timeline::Marker;
using timeline::Project;
using timeline::Scene;
using timeline::Timeline;

template<class Row> RowDifference<Row> rowsOf(const std::vector<Row> &before, const std::vector<Row> &after)
{
    // An edit touches few rows in the middle of many equal ones: only the stretch between is looked up by id.
    const auto [firstBefore, firstAfter] = std::ranges::mismatch(before, after);
    auto lastBefore = before.end();
    auto lastAfter = after.end();
    while (lastBefore != firstBefore && lastAfter != firstAfter && *(lastBefore - 1) == *(lastAfter - 1)) {
        --lastBefore;
        --lastAfter;
    }
    QHash<QString, const Row *> old;
    old.reserve(lastBefore - firstBefore);
    for (auto it = firstBefore; it != lastBefore; ++it)
        old.insert(it->id.text(), &*it);
    RowDifference<Row> difference;
    for (auto it = firstAfter; it != lastAfter; ++it) {
        const Row *known = old.take(it->id.text());
        if (!known)
            difference.added.push_back(&*it);
        else if (!(*known == *it))
            difference.changed.emplace_back(known, &*it);
    }
    for (auto it = firstBefore; it != lastBefore; ++it) {
        if (old.value(it->id.text()) == &*it)
            difference.removed.push_back(&*it);
    }
    return difference;
}

bool sameFields(const Project &a, const Project &b)
{
    const auto fields = [](const Project &p) {
        return std::tie(p.id, p.name, p.description, p.frameRate, p.width, p.height, p.songOffset, p.songGainDb, p.look, p.defaultFamily,
                        p.defaultPreset, p.createdAt);
    };
    return fields(a) == fields(b);
}

template<class Row> void collectIds(const RowDifference<Row> &difference, QSet<QString> &ids)
{
    for (const Row *row : difference.added)
        ids.insert(row->id.text());
    for (const auto &pair : difference.changed)
        ids.insert(pair.second->id.text());
    for (const Row *row : difference.removed)
        ids.insert(row->id.text());
}

template<class Row, class Key> void sortBy(std::vector<Row> &rows, Key key)
{
    const auto less = [&](const Row &a, const Row &b) { return key(a) < key(b); };
    if (!std::ranges::is_sorted(rows, less))
        std::ranges::stable_sort(rows, less);
}

} // namespace

bool TimelineDifference::isEmpty() const
{
    return !project && !song && scenes.isEmpty() && clips.isEmpty() && markers.isEmpty() && lyrics.isEmpty();
}

ChangeSet TimelineDifference::changeSet() const
{
    ChangeSet change;
    change.project = project || song;
    change.structure = scenes.isStructural() || clips.isStructural() || markers.isStructural() || lyrics.isStructural();
    collectIds(scenes, change.scenes);
    collectIds(clips, change.clips);
    collectIds(markers, change.markers);
    collectIds(lyrics, change.lyrics);
    return change;
}

TimelineDifference differenceOf(const Timeline &before, const Timeline &after)
{
    return {!sameFields(before.project, after.project), before.project.song != after.project.song, rowsOf(before.scenes, after.scenes),
            rowsOf(before.clips, after.clips),          rowsOf(before.markers, after.markers),     rowsOf(before.lyrics, after.lyrics)};
}

void sortRows(Timeline &timeline)
{
    sortBy(timeline.scenes, [](const Scene &s) { return std::tie(s.order, s.alternateNumber, s.id); });
    sortBy(timeline.clips, [](const Clip &c) { return std::tie(c.start, c.id); });
    sortBy(timeline.markers, [](const Marker &m) { return std::tie(m.time, m.id); });
    sortBy(timeline.lyrics, [](const LyricLine &l) { return std::tie(l.start, l.id); });
}

} // namespace sc::project
