// SPDX-License-Identifier: GPL-3.0-or-later
// Tags that go into files, and the copies of the files as they were.
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/library/file_copies.h"
#include "core/library/tag_writer.h"
#include "core/store/transaction.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::library {

QString Library::Private::copiesFolder() const
{
    return paths.backups() + QStringLiteral("/songs");
}

// The file was changed by ourselves: what the library knows of it follows.
Result<> Library::Private::noteWritten(const Track &song, const WrittenTags &written)
{
    FileCopies copies(*db, copiesFolder());
    watch.ignoreChange(song.file);
    if (!written.backup.isEmpty()) {
        SC_TRY(copies.note(written.backup, song));
        SC_TRY(copies.thin(QDateTime::currentDateTimeUtc()));
    }
    const auto changed = change(song.id, [&](Track &track) -> Result<> {
        track.size = written.stamp.size;
        track.modifiedMs = written.stamp.modifiedMs;
        track.contentHash = written.contentHash;
        return {};
    });
    missingFiles.lookNow(song.file);
    if (!changed && changed.error().code() != ProblemCode::NothingToUpdate)
        return changed;
    return {};
}

Result<QString> Library::writeTagsToFile(const TrackId &id)
{
    SC_TRY_ASSIGN(song, d->tracks.byId(id));
    SC_TRY_ASSIGN(written, writeTags(song, d->copiesFolder()));
    SC_TRY(d->noteWritten(song, written));
    return written.backup;
}

void Library::startWritingTags(const std::vector<TrackId> &ids)
{
    d->tagWriting.cancel();
    d->tagWriting = CancelToken();
    auto report = std::make_shared<TagWriting>();
    std::vector<Track> songs;
    for (const TrackId &id : ids) {
        if (auto song = d->tracks.byId(id))
            songs.push_back(std::move(*song));
        else
            report->problems.push_back(song.error());
    }
    d->fileWork.start([this, songs = std::move(songs), report, folder = d->copiesFolder(), cancel = d->tagWriting, closing = d->closing] {
        const int total = static_cast<int>(songs.size());
        for (int i = 0; i < total && !cancel.isCancelled() && !closing.isCancelled(); ++i) {
            // One file is written to its end: stopping between two leaves none half done.
            auto written = std::make_shared<Result<WrittenTags>>(writeTags(songs[size_t(i)], folder));
            QMetaObject::invokeMethod(
                this,
                [this, song = songs[size_t(i)], written, report, done = i + 1, total] {
                    d->takeWritten(song, *written, *report);
                    Q_EMIT tagWritingProgress(done, total);
                },
                Qt::QueuedConnection);
        }
        QMetaObject::invokeMethod(
            this,
            [this, report, cancel] {
                report->isCancelled = cancel.isCancelled();
                Q_EMIT tagWritingFinished(*report);
            },
            Qt::QueuedConnection);
    });
}

void Library::Private::takeWritten(const Track &song, const Result<WrittenTags> &written, TagWriting &report)
{
    if (!written && written.error().code() == ProblemCode::NothingToUpdate) {
        ++report.unchanged;
        return;
    }
    const Result<> noted = written ? noteWritten(song, *written) : std::unexpected(written.error());
    if (!noted) {
        report.problems.push_back(noted.error());
        return;
    }
    ++report.written;
}

void Library::cancelWritingTags()
{
    d->tagWriting.cancel();
}

std::vector<Library::FileCopy> Library::fileCopies() const
{
    auto all = FileCopies(*d->db, d->copiesFolder()).all();
    if (all)
        return std::move(*all);
    logProblem(logStore(), all.error());
    return {};
}

Result<> Library::putFileBack(const QString &name)
{
    const FileCopies copies(*d->db, d->copiesFolder());
    SC_TRY_ASSIGN(all, copies.all());
    const auto copy = std::ranges::find(all, name, &FileCopy::name);
    if (copy == all.end())
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, tr("There is no copy \"%1\".").arg(name)).withEntity(QStringLiteral("copy"), name));
    // The song may lie elsewhere by now; one that left the library is put back where it was.
    auto song = d->tracks.byId(copy->track);
    SC_TRY_ASSIGN(written, putCopyBack(copies.pathOf(name), song ? song->file : copy->file, d->copiesFolder()));
    return song ? d->noteWritten(*song, written) : Result<>();
}

} // namespace sc::library
