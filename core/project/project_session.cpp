// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_session.h"

#include "core/base/text.h"
#include "core/project/media_intake.h"
#include "core/project/project_check.h"
#include "core/project/project_session_data.h"
#include "core/project/timeline_rows.h"
#include "core/store/transaction.h"

#include <cmath>

namespace sc::project {

namespace {

// The form a song has once it was stored: a map in JSON keeps four decimals of the energy curve. What is in memory must
// be what the next opening reads.
Result<timeline::Song> asStored(timeline::Song song)
{
    SC_TRY_ASSIGN(map, songMapFromJson(toJson(song.map)));
    song.map = std::move(map);
    if (!std::isfinite(song.bpm))
        song.bpm = 0;
    if (song.loudnessLufs && !std::isfinite(*song.loudnessLufs))
        song.loudnessLufs.reset();
    return song;
}

} // namespace

const timeline::Timeline &ProjectSession::timeline() const
{
    return d->timeline;
}

QString ProjectSession::bundle() const
{
    return d->bundle.paths.root;
}

bool ProjectSession::isReadOnly() const
{
    return d->bundle.readOnly;
}

QString ProjectSession::absolutePath(const timeline::MediaRef &media) const
{
    return absolutePathOf(media, d->bundle.paths);
}

Result<> ProjectSession::apply(const QString &name, const Result<timeline::Timeline> &edited)
{
    SC_TRY(d->requireWritable());
    if (!edited)
        return std::unexpected(edited.error());
    timeline::Timeline next = *edited;
    SC_TRY_ASSIGN(adopted, d->takes->adoptForeignTakes(next));
    const QString songBefore = d->songHash();
    std::function<Result<>()> copyTakes;
    if (!adopted.empty())
        copyTakes = [&] { return d->takes->insert(adopted); };
    SC_TRY_ASSIGN(change, d->store(name, std::move(next), copyTakes));
    const Result<> waveform = d->songHash() != songBefore ? d->loadWaveform() : Result<>();
    Q_EMIT changed(change);
    Q_EMIT historyChanged();
    return waveform;
}

QString ProjectSession::Private::songHash() const
{
    return timeline.project.song ? timeline.project.song->media.hash : QString();
}

Result<ChangeSet> ProjectSession::Private::store(const QString &name, timeline::Timeline next, const std::function<Result<>()> &alsoWrite)
{
    SC_TRY(requireWritable());
    sortRows(next);
    if (next.project.song && next.project.song != timeline.project.song) {
        SC_TRY_ASSIGN(song, asStored(std::move(*next.project.song)));
        next.project.song = std::move(song);
    }
    const TimelineDifference difference = differenceOf(timeline, next);
    if (difference.isEmpty() && !alsoWrite)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("Nothing was changed.")));
    SC_TRY_ASSIGN(rows, undo->record(tidyText(name, timeline::kMaxNameLength), [&]() -> Result<> {
        SC_TRY(writeDifference(*bundle.db, next, difference));
        return alsoWrite ? alsoWrite() : Result<>();
    }));
    ChangeSet change = difference.changeSet();
    change.takes = takes->follow(rows);
    change.versions = touchesVersions(rows);
    change.items = touchesItems(rows);
    timeline = std::move(next);
    return change;
}

TakeShelf &ProjectSession::takes()
{
    return *d->takes;
}

const TakeShelf &ProjectSession::takes() const
{
    return *d->takes;
}

ItemShelf &ProjectSession::items()
{
    return *d->items;
}

const ItemShelf &ProjectSession::items() const
{
    return *d->items;
}

VersionShelf &ProjectSession::versions()
{
    return *d->versions;
}

const VersionShelf &ProjectSession::versions() const
{
    return *d->versions;
}

Result<> ProjectSession::setSong(const QString &file, const timeline::Song &facts, bool copyIntoBundle)
{
    SC_TRY(d->requireWritable());
    SC_TRY_ASSIGN(media, takeIn(file, d->bundle.paths, copyIntoBundle));
    timeline::Timeline next = d->timeline;
    next.project.song = facts;
    next.project.song->media = media;
    const QString title = tidyText(facts.title, timeline::kMaxNameLength);
    if (d->takesNameOfSong && !title.isEmpty())
        next.project.name = title;
    SC_TRY(apply(tr("Set song"), next));
    d->takesNameOfSong = false;
    return {};
}

Result<> ProjectSession::setWaveform(const audio::WaveformPyramid &waveform)
{
    SC_TRY(d->requireWritable());
    if (!d->timeline.project.song)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("The project has no song that a waveform could belong to.")));
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->bundle.db));
    SC_TRY(d->bundle.db->execute(
        QStringLiteral("INSERT INTO waveform(media_hash, data) VALUES(?, ?) ON CONFLICT(media_hash) DO UPDATE SET data = excluded.data"),
        {d->timeline.project.song->media.hash, audio::toBytes(waveform)}));
    SC_TRY(transaction.commit());
    d->waveform = waveform;
    ChangeSet change;
    change.project = true;
    Q_EMIT changed(change);
    return {};
}

const audio::WaveformPyramid &ProjectSession::waveform() const
{
    return d->waveform;
}

Result<QStringList> ProjectSession::checkIntegrity() const
{
    return findFaults(*d->bundle.db, d->timeline);
}

Result<QString> ProjectSession::backUpNow()
{
    SC_TRY(d->requireWritable());
    if (d->bundle.backup)
        d->bundle.backup->wait();
    return d->bundle.paths.backups().add(*d->bundle.db);
}

Result<QByteArray> ProjectSession::dumpTables() const
{
    return dumpContent(*d->bundle.db);
}

} // namespace sc::project
