// SPDX-License-Identifier: GPL-3.0-or-later
// Songs that leave the library, and those that come back.
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/library/removed_songs.h"
#include "core/store/transaction.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

namespace sc::library {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Result<> Library::remove(const TrackId &id)
{
    return remove(std::vector<TrackId>{id});
}

Result<> Library::remove(const std::vector<TrackId> &ids)
{
    RemovedSongs removed(*d->db);
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        for (const TrackId &id : ids) {
            SC_TRY_ASSIGN(track, d->tracks.byId(id));
            SC_TRY(removed.keep(track, contentOf(artworkFile(d->paths, id))));
            SC_TRY(d->tracks.remove(id));
            SC_TRY(d->noteRemoved(track));
        }
        SC_TRY(d->tagTable.dropUnused());
        SC_TRY(removed.thin(QDateTime::currentDateTimeUtc()));
        SC_TRY(transaction.commit());
    }
    for (const TrackId &id : ids) {
        d->runner.cancel(id);
        d->list.remove(id);
        if (d->likenessIndex)
            d->likenessIndex->remove(id);
        QFile::remove(artworkFile(d->paths, id));
    }
    Q_EMIT tracksChanged();
    return {};
}

std::vector<Library::RemovedSong> Library::removedSongs() const
{
    auto all = RemovedSongs(*d->db).all();
    if (all)
        return std::move(*all);
    logProblem(logStore(), all.error());
    return {};
}

Result<> Library::bringBack(const std::vector<TrackId> &ids)
{
    RemovedSongs removed(*d->db);
    std::vector<QByteArray> covers;
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        for (const TrackId &id : ids) {
            SC_TRY_ASSIGN(cover, removed.putBack(id));
            covers.push_back(std::move(cover));
        }
        SC_TRY(transaction.commit());
    }
    for (size_t i = 0; i < ids.size(); ++i) {
        d->keepCover(ids[i], covers[i]);
        d->refresh(ids[i]);
        if (!d->likenessIndex)
            continue;
        if (const auto profile = d->sounds.profile(ids[i]); profile && *profile)
            d->likenessIndex->put(ids[i], **profile);
    }
    Q_EMIT tracksChanged();
    Q_EMIT collectionsChanged();
    return {};
}

void Library::Private::keepCover(const TrackId &id, const QByteArray &jpeg) const
{
    if (jpeg.isEmpty())
        return;
    QSaveFile file(artworkFile(paths, id));
    if (!file.open(QIODevice::WriteOnly) || file.write(jpeg) != jpeg.size() || !file.commit())
        qCWarning(logStore).noquote() << "cover of a song that came back could not be kept:" << file.errorString();
}

} // namespace sc::library
