// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_rows.h"

#include <algorithm>

namespace sc::ui {

namespace {

using timeline::Clip;
using timeline::Timeline;

// Texts sort as people read them, an empty one last.
int compareTexts(const QString &a, const QString &b)
{
    if (a.isEmpty() != b.isEmpty())
        return a.isEmpty() ? 1 : -1;
    return QString::localeAwareCompare(a, b);
}

template<class T> int compareValues(const T &a, const T &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

int compare(const Timeline &timeline, const ShotRow &a, const ShotRow &b, ShotColumn column)
{
    const Clip &one = timeline.clips[size_t(a.clip)];
    const Clip &two = timeline.clips[size_t(b.clip)];
    switch (column) {
    case ShotColumn::Number:
    case ShotColumn::Picture:
    case ShotColumn::In:
        return compareValues(a.entry, b.entry);
    case ShotColumn::Scene:
        return compareValues(timeline.scenes[size_t(a.scene)].order, timeline.scenes[size_t(b.scene)].order);
    case ShotColumn::Name:
        return compareTexts(one.name, two.name);
    case ShotColumn::Out:
        return compareValues(one.end(), two.end());
    case ShotColumn::Length:
    case ShotColumn::Beats:
        return compareValues(one.length, two.length);
    case ShotColumn::Prompt:
        return compareTexts(one.imagePrompt, two.imagePrompt);
    case ShotColumn::Shot:
        return compareTexts(one.direction.shotType, two.direction.shotType);
    case ShotColumn::Camera:
        return compareTexts(one.direction.cameraMove, two.direction.cameraMove);
    case ShotColumn::Status:
        return compareValues(int(timeline::clipState(one)), int(timeline::clipState(two)));
    case ShotColumn::Notes:
        return compareTexts(one.notes, two.notes);
    }
    return 0;
}

// Scenes in their order, each with its shots.
std::vector<ShotRow> grouped(const Timeline &timeline, const std::vector<ShotRow> &shots, bool isFiltered, const QSet<QString> &folded)
{
    std::vector<std::vector<ShotRow>> ofScene(timeline.scenes.size());
    for (const ShotRow &row : shots)
        ofScene[size_t(row.scene)].push_back(row);
    std::vector<ShotRow> rows;
    for (size_t scene = 0; scene < timeline.scenes.size(); ++scene) {
        if (!timeline.scenes[scene].isLive || (isFiltered && ofScene[scene].empty()))
            continue;
        rows.push_back({int(scene), -1, -1});
        if (!folded.contains(timeline.scenes[scene].id.text()))
            rows.insert(rows.end(), ofScene[scene].begin(), ofScene[scene].end());
    }
    return rows;
}

} // namespace

bool matches(const Clip &clip, const ShotFilter &filter)
{
    if (filter.state && timeline::clipState(clip) != *filter.state)
        return false;
    if (!filter.scene.isEmpty() && clip.scene != filter.scene)
        return false;
    const QString wanted = filter.text.trimmed();
    if (wanted.isEmpty())
        return true;
    for (const QString *text : {&clip.name, &clip.imagePrompt, &clip.videoPrompt, &clip.lyrics, &clip.notes}) {
        if (text->contains(wanted, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

std::vector<ShotRow> shotRows(const Timeline &timeline, const ClipIndex &index, const ShotColumns &columns, const ShotFilter &filter,
                              const QSet<QString> &folded)
{
    std::vector<ShotRow> shots;
    shots.reserve(index.entries().size());
    for (size_t i = 0; i < index.entries().size(); ++i) {
        const ClipIndex::Entry &entry = index.entries()[i];
        if (matches(timeline.clips[size_t(entry.clip)], filter))
            shots.push_back({entry.scene, entry.clip, int(i)});
    }
    if (columns.isGrouped())
        return grouped(timeline, shots, !filter.isEmpty(), folded);
    std::ranges::stable_sort(shots, [&](const ShotRow &a, const ShotRow &b) {
        const int order = compare(timeline, a, b, columns.sort);
        return columns.descending ? order > 0 : order < 0;
    });
    return shots;
}

} // namespace sc::ui
