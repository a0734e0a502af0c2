// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, collections, plays and the figures over all songs.
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/library/statistics.h"
#include "core/store/transaction.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::library {

std::vector<Library::TagUse> Library::tags() const
{
    auto all = d->tagTable.all();
    if (all)
        return std::move(*all);
    logProblem(logStore(), all.error());
    return {};
}

Result<> Library::setTags(const std::vector<TrackId> &tracks, const QStringList &add, const QStringList &remove)
{
    std::vector<TrackId> changed;
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        for (const TrackId &id : tracks) {
            SC_TRY_ASSIGN(before, d->tracks.byId(id));
            for (const QString &name : remove)
                SC_TRY(d->tagTable.take(id, name));
            for (const QString &name : add)
                SC_TRY(d->tagTable.add(id, name));
            SC_TRY(d->tracks.takeTagsOf(id));
            SC_TRY_ASSIGN(after, d->tracks.byId(id));
            if (after.tags != before.tags)
                changed.push_back(id);
        }
        SC_TRY(d->tagTable.dropUnused());
        SC_TRY(transaction.commit());
    }
    if (changed.empty())
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("Nothing was changed.")));
    d->tellChanged(changed);
    return {};
}

Result<> Library::renameTag(const QString &from, const QString &to, bool merge)
{
    SC_TRY_ASSIGN(songs, d->tagTable.songsWith(from));
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        SC_TRY(d->tagTable.rename(from, to, merge));
        for (const TrackId &id : songs)
            SC_TRY(d->tracks.takeTagsOf(id));
        SC_TRY(transaction.commit());
    }
    d->tellChanged(songs);
    return {};
}

Result<> Library::setTagColour(const QString &name, int colour)
{
    SC_TRY(d->tagTable.setColour(name, colour));
    SC_TRY_ASSIGN(songs, d->tagTable.songsWith(name));
    d->tellChanged(songs);
    return {};
}

std::vector<Collection> Library::collections() const
{
    auto all = d->shelves.all();
    const auto songs = d->songs();
    if (!all || !songs) {
        logProblem(logStore(), all ? songs.error() : all.error());
        return {};
    }
    for (Collection &collection : *all) {
        if (!collection.query)
            continue;
        TrackQuery query = *collection.query;
        (void)straighten(query);
        const auto mask = d->matching(**songs, query);
        const std::vector<TrackList::Slot> &titles = (*songs)->order(TrackSort::Title);
        collection.count = mask ? static_cast<int>(std::ranges::count_if(titles, [&](auto slot) { return (*mask)[slot] != 0; })) : 0;
    }
    return std::move(*all);
}

Result<CollectionId> Library::addCollection(const QString &name, const std::optional<TrackQuery> &query)
{
    SC_TRY_ASSIGN(id, d->shelves.add(name, query));
    Q_EMIT collectionsChanged();
    return id;
}

Result<> Library::editCollection(const Collection &collection)
{
    SC_TRY(d->shelves.edit(collection));
    Q_EMIT collectionsChanged();
    return {};
}

Result<> Library::removeCollection(const CollectionId &id)
{
    SC_TRY(d->shelves.remove(id));
    Q_EMIT collectionsChanged();
    return {};
}

Result<> Library::putInCollection(const CollectionId &id, const std::vector<TrackId> &tracks, bool in)
{
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        SC_TRY_ASSIGN(moved, d->shelves.put(id, tracks, in));
        if (moved == 0)
            return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("Nothing was changed.")));
        SC_TRY(transaction.commit());
    }
    Q_EMIT collectionsChanged();
    return {};
}

Result<LibraryStats> Library::statistics() const
{
    SC_TRY_ASSIGN(songs, d->songs());
    d->lookForMissing(*songs);
    return statisticsOf(*songs, [this](const QString &file) { return d->missingFiles.isMissing(file); });
}

Result<> Library::notePlayed(const TrackId &id)
{
    return d->change(id, [](Track &track) -> Result<> {
        track.lastPlayedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        ++track.playCount;
        return {};
    });
}

Result<> Library::noteUsed(const QString &bundle, const QString &contentHash)
{
    std::vector<TrackId> changed;
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        SC_TRY_ASSIGN(before, d->usedBy(bundle));
        SC_TRY(d->db->execute(QStringLiteral("DELETE FROM project_track WHERE bundle = ?"), {bundle}));
        SC_TRY(d->db->execute(QStringLiteral("INSERT INTO project_track (bundle, track) SELECT ?, n FROM track WHERE content_hash = ? "
                                             "AND content_hash <> ''"),
                              {bundle, contentHash}));
        SC_TRY_ASSIGN(after, d->usedBy(bundle));
        std::ranges::set_symmetric_difference(before, after, std::back_inserter(changed));
        for (const TrackId &id : changed) {
            SC_TRY(d->db->execute(QStringLiteral("UPDATE track SET used_in = (SELECT count(*) FROM project_track "
                                                 "WHERE project_track.track = track.n) WHERE id = ?"),
                                  {id.text()}));
        }
        SC_TRY(transaction.commit());
    }
    d->tellChanged(changed);
    return {};
}

Result<std::vector<TrackId>> Library::Private::usedBy(const QString &bundle)
{
    SC_TRY_ASSIGN(rows, db->query(QStringLiteral("SELECT id FROM project_track JOIN track ON track.n = project_track.track "
                                                 "WHERE bundle = ? ORDER BY id"),
                                  {bundle}));
    std::vector<TrackId> used;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return used;
        used.emplace_back(rows.text(0));
    }
}

} // namespace sc::library
