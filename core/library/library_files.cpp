// SPDX-License-Identifier: GPL-3.0-or-later
// Songs whose files moved.
#include "core/library/library_private.h"

#include "core/store/transaction.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sc::library {

Result<std::vector<LostSong>> Library::Private::songFiles()
{
    SC_TRY_ASSIGN(all, songs());
    std::vector<LostSong> files;
    files.reserve(static_cast<size_t>(all->size()));
    for (const TrackList::Slot slot : all->order(TrackSort::Title)) {
        const Track &track = all->at(slot);
        files.push_back({track.id, track.file, track.size, track.contentHash});
    }
    return files;
}

Result<int> Library::Private::relink(const std::vector<MovedSong> &moved)
{
    std::vector<TrackId> changed;
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*db));
        for (const MovedSong &song : moved) {
            auto track = tracks.byId(song.track);
            if (!track)
                continue; // removed meanwhile
            SC_TRY_ASSIGN(other, tracks.byFile(song.file));
            if (other)
                continue; // a song of its own by now
            track->file = song.file;
            track->modifiedMs = song.stamp.modifiedMs;
            SC_TRY(tracks.update(*track));
            changed.push_back(song.track);
        }
        SC_TRY(transaction.commit());
    }
    for (const MovedSong &song : moved)
        missingFiles.lookNow(song.file);
    tellChanged(changed);
    if (!changed.empty())
        Q_EMIT q->tracksChanged();
    return static_cast<int>(changed.size());
}

Result<int> Library::relocateMissing(const QString &folder, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY_ASSIGN(files, d->songFiles());
    SC_TRY_ASSIGN(moved, findMoved(missingOf(std::move(files), cancel), folder, cancel, progress));
    return d->relink(moved);
}

void Library::startRelocation(const QString &folder)
{
    d->relocation.cancel();
    d->relocation = CancelToken();
    auto files = d->songFiles();
    if (!files) {
        Q_EMIT relocationFinished(std::unexpected(files.error()));
        return;
    }
    d->fileWork.start([this, files = std::move(*files), folder, cancel = d->relocation] {
        const auto tell = [this](double fraction) {
            QMetaObject::invokeMethod(
                this, [this, fraction] { Q_EMIT relocationProgress(fraction); }, Qt::QueuedConnection);
        };
        auto moved = findMoved(missingOf(files, cancel), folder, cancel, tell);
        QMetaObject::invokeMethod(
            this,
            [this, moved = std::move(moved)] { Q_EMIT relocationFinished(moved ? d->relink(*moved) : std::unexpected(moved.error())); },
            Qt::QueuedConnection);
    });
}

void Library::cancelRelocation()
{
    d->relocation.cancel();
}

Result<> Library::relocate(const TrackId &id, const QString &file)
{
    SC_TRY_ASSIGN(song, d->tracks.byId(id));
    const QString path = QDir::cleanPath(QFileInfo(file).absoluteFilePath());
    SC_TRY_ASSIGN(other, d->tracks.byFile(path));
    if (other && other->id != id) {
        return std::unexpected(Problem(ProblemCode::DuplicateResource, tr("This file is the song “%1” of the library.").arg(other->title))
                                   .withEntity(QStringLiteral("track"), other->id.text()));
    }
    SC_TRY_ASSIGN(hash, contentHash(path, {}));
    if (hash != song.contentHash) {
        return std::unexpected(
            Problem(ProblemCode::Conflict, tr("This file has another content than “%1”. Import it as a song of its own.").arg(song.title))
                .withEntity(QStringLiteral("file"), QDir::toNativeSeparators(path))
                .withAction(QStringLiteral("import"), tr("Import it")));
    }
    SC_TRY(d->change(id, [&](Track &track) -> Result<> {
        track.file = path;
        track.modifiedMs = stampOf(path).modifiedMs;
        return {};
    }));
    d->missingFiles.lookNow(path);
    Q_EMIT tracksChanged();
    return {};
}

} // namespace sc::library
