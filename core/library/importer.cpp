// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/importer.h"

#include "core/base/log.h"
#include "core/library/analysis_table.h"
#include "core/library/sound_table.h"
#include "core/store/transaction.h"

#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace sc::library {

namespace {

ImportOutcome refused(const QString &file, const Problem &problem)
{
    const bool isCancelled = problem.code() == ProblemCode::Cancelled;
    return {file, isCancelled ? ImportOutcome::Kind::Cancelled : ImportOutcome::Kind::Refused, {}, problem};
}

// What the file says goes over what the library had; what the person set stays.
Track withContentOf(Track track, const Track &file)
{
    const Track before = std::exchange(track, file);
    track.id = before.id;
    track.rating = before.rating;
    track.favourite = before.favourite;
    track.colour = before.colour;
    track.tags = before.tags;
    track.addedAt = before.addedAt;
    track.lastPlayedAt = before.lastPlayedAt;
    track.playCount = before.playCount;
    track.usedIn = before.usedIn;
    track.status = TrackStatus::Imported;
    return track;
}

} // namespace

QString artworkFile(const ProfilePaths &paths, const TrackId &id)
{
    return paths.artwork() + u'/' + id.text() + QStringLiteral(".jpg");
}

QHash<QString, FileStamp> Importer::known() const
{
    auto stamps = m_tracks.stamps();
    if (stamps)
        return std::move(*stamps);
    logProblem(logStore(), stamps.error());
    return {};
}

std::vector<ImportOutcome> Importer::store(const std::vector<ImportWork::Finding> &findings)
{
    std::vector<ImportOutcome> outcomes;
    if (findings.empty())
        return outcomes;
    auto transaction = store::Transaction::begin(m_db);
    std::optional<Problem> failure = transaction ? std::nullopt : std::optional(transaction.error());
    for (const ImportWork::Finding &finding : findings) {
        if (failure)
            break;
        if (auto outcome = storeOne(finding))
            outcomes.push_back(std::move(*outcome));
        else
            failure = outcome.error();
    }
    if (!failure) {
        if (const auto committed = transaction->commit(); !committed)
            failure = committed.error();
    }
    if (!failure)
        return outcomes;
    outcomes.clear();
    for (const ImportWork::Finding &finding : findings)
        outcomes.push_back(refused(finding.file, finding.song ? *failure : finding.song.error()));
    return outcomes;
}

Result<ImportOutcome> Importer::storeOne(const ImportWork::Finding &finding)
{
    if (!finding.song)
        return refused(finding.file, finding.song.error());
    if (finding.isUnchanged) {
        SC_TRY_ASSIGN(track, m_tracks.byFile(finding.file));
        if (track)
            return ImportOutcome{finding.file, ImportOutcome::Kind::AlreadyThere, track->id, {}};
        return refused(finding.file,
                       Problem(ProblemCode::Conflict, Library::tr("The song was removed while it was being imported. Import it again.")));
    }
    return storeSong(finding.file, *finding.song);
}

Result<ImportOutcome> Importer::storeSong(const QString &file, const SongFile &song)
{
    SC_TRY_ASSIGN(equal, m_tracks.byHash(song.track.contentHash));
    const auto here = std::ranges::find(equal, file, &Track::file);
    if (here != equal.end()) {
        // Only touched: the next import need not read it again.
        here->modifiedMs = song.track.modifiedMs;
        SC_TRY(m_tracks.update(*here));
        return ImportOutcome{file, ImportOutcome::Kind::AlreadyThere, here->id, {}};
    }
    SC_TRY_ASSIGN(other, m_tracks.byFile(file));
    if (other)
        return replaceContent(*other, song);
    for (Track &track : equal) {
        if (QFileInfo::exists(track.file))
            return ImportOutcome{file, ImportOutcome::Kind::AlreadyThere, track.id, {}};
    }
    if (equal.empty())
        return insertNew(song);
    Track &moved = equal.front();
    moved.file = file;
    moved.modifiedMs = song.track.modifiedMs;
    SC_TRY(m_tracks.update(moved));
    return ImportOutcome{file, ImportOutcome::Kind::Updated, moved.id, {}};
}

Result<ImportOutcome> Importer::replaceContent(Track track, const SongFile &song)
{
    track = withContentOf(track, song.track);
    writeArtwork(track, song.artwork);
    SC_TRY(AnalysisTable(m_db).retire(track.id));
    SC_TRY(SoundTable(m_db).forget(track.id));
    SC_TRY(m_tracks.update(track));
    return ImportOutcome{track.file, ImportOutcome::Kind::Updated, track.id, {}};
}

Result<ImportOutcome> Importer::insertNew(const SongFile &song)
{
    Track track = song.track;
    track.id = TrackId::create();
    track.addedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    writeArtwork(track, song.artwork);
    SC_TRY(m_tracks.insert(track));
    return ImportOutcome{track.file, ImportOutcome::Kind::Imported, track.id, {}};
}

// A cover that cannot be kept is no reason to refuse the song.
void Importer::writeArtwork(Track &track, const QByteArray &jpeg) const
{
    track.hasArtwork = false;
    const QString path = artworkFile(m_paths, track.id);
    if (jpeg.isEmpty()) {
        QFile::remove(path);
        return;
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(jpeg) == jpeg.size() && file.commit())
        track.hasArtwork = true;
    else
        qCWarning(logStore).noquote() << "cover of" << track.file << "could not be kept:" << file.errorString();
}

} // namespace sc::library
