// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/timeline_rows.h"

#include "core/project/project_rows.h"
#include "core/project/project_schema.h"
#include "core/store/sql_problem.h"

#include <algorithm>

namespace sc::project {

namespace {

using timeline::Timeline;

// From here on reading the whole table is quicker than asking row by row.
constexpr qsizetype kMaxSingleReads = 400;

Result<timeline::Project> readProject(store::Database &db)
{
    SC_TRY_ASSIGN(projects, projectTable().readAll(db));
    if (projects.size() != 1)
        return std::unexpected(store::damagedProblem(db.label(), QStringLiteral("%1 project rows").arg(projects.size())));
    SC_TRY_ASSIGN(songs, songTable().readAll(db));
    if (!songs.empty())
        projects.front().song = std::move(songs.front().song);
    return std::move(projects.front());
}

template<class Row> Result<> writeRows(store::Database &db, const Table<Row> &table, const RowDifference<Row> &difference)
{
    for (const Row *row : difference.removed)
        SC_TRY(table.remove(db, row->id.text()));
    for (const auto &[before, after] : difference.changed)
        SC_TRY(table.update(db, *before, *after));
    for (const Row *row : difference.added)
        SC_TRY(table.insert(db, *row));
    return {};
}

Result<> writeProject(store::Database &db, const timeline::Project &after, const TimelineDifference &difference)
{
    if (difference.project) {
        SC_TRY_ASSIGN(stored, projectTable().readAll(db));
        if (stored.size() == 1 && stored.front().id == after.id)
            SC_TRY(projectTable().update(db, stored.front(), after));
        else if (stored.empty())
            SC_TRY(projectTable().insert(db, after));
        else
            return std::unexpected(
                Problem(ProblemCode::Conflict,
                        QCoreApplication::translate("sc::project", "The edit belongs to another project than the one that is open.")));
    }
    if (!difference.song)
        return {};
    SC_TRY_ASSIGN(stored, songTable().readAll(db));
    if (!after.song)
        return songTable().remove(db, after.id.text());
    const SongRow row{after.id, *after.song};
    return stored.empty() ? songTable().insert(db, row) : songTable().update(db, stored.front(), row);
}

template<class Row> Result<> reread(store::Database &db, const Table<Row> &table, const QSet<QString> &ids, std::vector<Row> &rows)
{
    if (ids.isEmpty())
        return {};
    if (ids.size() > kMaxSingleReads) {
        SC_TRY_ASSIGN(all, table.readAll(db));
        rows = std::move(all);
        return {};
    }
    std::vector<Row> fresh;
    for (const QString &id : ids) {
        SC_TRY_ASSIGN(found, table.read(db, id));
        std::ranges::move(found, std::back_inserter(fresh));
    }
    std::erase_if(rows, [&](const Row &row) { return ids.contains(row.id.text()); });
    std::ranges::move(fresh, std::back_inserter(rows));
    return {};
}

} // namespace

Result<Timeline> readTimeline(store::Database &db)
{
    Timeline timeline;
    SC_TRY_ASSIGN(project, readProject(db));
    timeline.project = std::move(project);
    SC_TRY_ASSIGN(scenes, sceneTable().readAll(db));
    timeline.scenes = std::move(scenes);
    SC_TRY_ASSIGN(clips, clipTable().readAll(db));
    timeline.clips = std::move(clips);
    SC_TRY_ASSIGN(markers, markerTable().readAll(db));
    timeline.markers = std::move(markers);
    SC_TRY_ASSIGN(lyrics, lyricTable().readAll(db));
    timeline.lyrics = std::move(lyrics);
    sortRows(timeline);
    return timeline;
}

Result<> writeDifference(store::Database &db, const Timeline &after, const TimelineDifference &difference)
{
    SC_TRY(writeProject(db, after.project, difference));
    SC_TRY(writeRows(db, sceneTable(), difference.scenes));
    SC_TRY(writeRows(db, clipTable(), difference.clips));
    SC_TRY(writeRows(db, markerTable(), difference.markers));
    return writeRows(db, lyricTable(), difference.lyrics);
}

Result<ChangeSet> rereadRows(store::Database &db, const std::vector<store::RowChange> &changes, Timeline &timeline)
{
    ChangeSet set;
    for (const store::RowChange &change : changes) {
        if (change.table == sceneTable().name())
            set.scenes.insert(change.id);
        else if (change.table == clipTable().name())
            set.clips.insert(change.id);
        else if (change.table == markerTable().name())
            set.markers.insert(change.id);
        else if (change.table == lyricTable().name())
            set.lyrics.insert(change.id);
        else if (change.table == projectTable().name() || change.table == songTable().name())
            set.project = true;
        else
            continue; // takes are not part of the timeline
        set.structure = set.structure || change.kind != store::RowChange::Kind::Update;
    }
    if (set.project) {
        SC_TRY_ASSIGN(project, readProject(db));
        timeline.project = std::move(project);
    }
    SC_TRY(reread(db, sceneTable(), set.scenes, timeline.scenes));
    SC_TRY(reread(db, clipTable(), set.clips, timeline.clips));
    SC_TRY(reread(db, markerTable(), set.markers, timeline.markers));
    SC_TRY(reread(db, lyricTable(), set.lyrics, timeline.lyrics));
    sortRows(timeline);
    return set;
}

Result<QByteArray> dumpContent(store::Database &db)
{
    QByteArray dump;
    for (const QString &table : contentTables()) {
        SC_TRY_ASSIGN(columns, db.value(QStringLiteral(
                                            "SELECT group_concat('quote(\"' || name || '\")', ' || '', '' || ') FROM pragma_table_info(?)"),
                                        {table}));
        SC_TRY_ASSIGN(key, db.value(QStringLiteral("SELECT name FROM pragma_table_info(?) WHERE pk = 1"), {table}));
        SC_TRY_ASSIGN(rows, db.query(QStringLiteral("SELECT %1 FROM %2 ORDER BY %3").arg(columns.toString(), table, key.toString())));
        for (;;) {
            SC_TRY_ASSIGN(more, rows.next());
            if (!more)
                break;
            QString line = rows.text(0);
            line.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\n'), QLatin1String("\\n"));
            dump += table.toUtf8() + ": " + line.toUtf8() + '\n';
        }
    }
    return dump;
}

} // namespace sc::project
