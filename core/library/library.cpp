// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_private.h"

#include "core/base/id.h"
#include "core/base/log.h"
#include "core/base/settings.h"
#include "core/base/text.h"
#include "core/library/library_schema.h"
#include "core/library/removed_songs.h"
#include "core/library/small_tables.h"
#include "core/library/song_tags.h"
#include "core/store/full_text.h"
#include "core/store/integrity.h"
#include "core/store/transaction.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QThread>

#include <algorithm>

namespace sc::library {

namespace {

constexpr size_t kManyChanges = 200; // told as one
constexpr int kOrdersAfterMs = 100;  // after the list was read: what reads it goes first
constexpr qint64 kCheckEveryMs = 24LL * 3600 * 1000;
constexpr qint64 kSmallLibrary = 32LL << 20; // bytes
const QString kCheckedAt = QStringLiteral("library.checked_at");
constexpr qint64 kBackupEveryMs = 24LL * 3600 * 1000;

store::OpenOptions openOptions()
{
    store::OpenOptions options;
    options.label = Library::tr("The library");
    options.create = true;
    options.applicationId = kLibraryApplicationId;
    return options;
}

store::Backups backupsOf(const ProfilePaths &paths)
{
    return store::Backups(paths.backups(), paths.libraryDb());
}

// Under a name of its own until it is whole, so that a crash never leaves half a library. Two programs may do this at
// once: the first to rename wins, the other opens what it finds.
Result<> makeLibrary(const ProfilePaths &paths)
{
    const QString unfinished = QStringLiteral("%1.new-%2").arg(paths.libraryDb(), newUuidV7());
    Result<> made;
    {
        SC_TRY_ASSIGN(db, store::Database::open(unfinished, openOptions()));
        made = store::migrate(*db, libraryMigrations(), nullptr);
    }
    if (made && !QFile::rename(unfinished, paths.libraryDb()) && !QFile::exists(paths.libraryDb()))
        made =
            std::unexpected(Problem(ProblemCode::PermissionDenied, Library::tr("The library cannot be made in \"%1\".").arg(paths.root)));
    for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::remove(unfinished + suffix);
    return made;
}

// A small library is looked through at every start; a large one, where that takes seconds and more, once a day. Damage
// that a search meets in between is mended or told then.
bool isTimeToCheck(store::Database &db)
{
    if (QFileInfo(db.file()).size() < kSmallLibrary)
        return true;
    const auto at = readSetting(db, kCheckedAt, {});
    const QDateTime last = at ? QDateTime::fromString(*at, Qt::ISODate) : QDateTime();
    return !last.isValid() || qAbs(last.msecsTo(QDateTime::currentDateTimeUtc())) > kCheckEveryMs;
}

// A Result whose failure has no place in the return type: it goes to the log, `otherwise` to the caller.
template<class T> T valueOr(Result<T> result, T otherwise)
{
    if (result)
        return std::move(*result);
    logProblem(logStore(), result.error());
    return otherwise;
}

} // namespace

Library::Private::Private(const ProfilePaths &profile, std::unique_ptr<store::Database> database)
    : paths(profile),
      db(std::move(database)),
      tracks(*db),
      analyses(*db),
      tagTable(*db),
      shelves(*db),
      corrections(*db),
      sounds(*db),
      importer(*db, profile)
{
    background.setMaxThreadCount(1);
    fileWork.setMaxThreadCount(1);
    ordering.setMaxThreadCount(1);
    ordering.setThreadPriority(QThread::LowPriority);
    orderTimer.setSingleShot(true);
}

Library::Private::~Private()
{
    closing.cancel();
    relocation.cancel();
    work.reset();
    fileWork.waitForDone();
    ordering.waitForDone();
    background.waitForDone();
}

Result<std::unique_ptr<Library>> Library::open(const ProfilePaths &paths)
{
    SC_TRY(ensureProfile(paths));
    const store::Backups backups = backupsOf(paths);
    SC_TRY(backups.finishRestore());
    const bool isNew = !QFile::exists(paths.libraryDb());
    if (isNew)
        SC_TRY(makeLibrary(paths));
    SC_TRY_ASSIGN(db, store::Database::open(paths.libraryDb(), openOptions()));
    SC_TRY(store::requireKnownVersion(*db, libraryMigrations()));
    const bool isCheckDue = !isNew && isTimeToCheck(*db);
    if (isCheckDue)
        SC_TRY(store::requireSound(*db));
    SC_TRY(store::migrate(*db, libraryMigrations(), &backups));
    if (isCheckDue)
        SC_TRY(TrackTable(*db).repairIndex());
    if (isCheckDue && QFileInfo(db->file()).size() >= kSmallLibrary) {
        SC_TRY(writeSetting(*db, kCheckedAt, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)));
    }
    SC_TRY(TrackTable(*db).resetUnfinished());
    SC_TRY(RemovedSongs(*db).thin(QDateTime::currentDateTimeUtc()));
    std::unique_ptr<Library> library(new Library(std::make_unique<Private>(paths, std::move(db))));
    if (!isNew)
        library->d->backUpInBackground();
    return library;
}

Result<QString> Library::restoreNewestBackup(const ProfilePaths &paths)
{
    const int newest = libraryMigrations().back().version;
    SC_TRY_ASSIGN(backup, backupsOf(paths).restoreNewest(openOptions(), newest));
    return backup.file;
}

Library::Library(std::unique_ptr<Private> priv) : d(std::move(priv))
{
    d->q = this;
    d->drainTimer.setSingleShot(true);
    connect(&d->orderTimer, &QTimer::timeout, this, [this] { d->prepareNextOrder(); });
    connect(&d->drainTimer, &QTimer::timeout, this, [this] { d->drainImport(); });
    connect(&d->runner, &AnalysisRunner::started, this, [this](const TrackId &id) { d->noteStarted(id); });
    connect(&d->runner, &AnalysisRunner::progress, this, &Library::analysisProgress);
    connect(&d->runner, &AnalysisRunner::partial, this, &Library::analysisPartial);
    connect(&d->runner, &AnalysisRunner::finished, this,
            [this](const TrackId &id, const Result<audio::Analysis> &result) { d->noteFinished(id, result); });
    connect(&d->watch, &WatchFolders::vanished, this, [this](const QString &folder) { d->tellVanished(folder); });
    connect(&d->watch, &WatchFolders::found, this, [this](const QStringList &files) { startImport(files); });
    // Needs an event loop, which a command line has not.
    QTimer::singleShot(0, this, [this] { d->startWatching(); });
    connect(&d->missingFiles, &MissingFiles::changed, this, &Library::tracksChanged);
}

Library::~Library() = default;

// Once a day, and only when something was written since the last copy. On a connection and thread of its own, because a
// library with many waveforms is large.
void Library::Private::backUpInBackground()
{
    const store::Backups backups = backupsOf(paths);
    const std::vector<store::Backup> copies = backups.list();
    const bool isRecent = !copies.empty() && copies.front().at.msecsTo(QDateTime::currentDateTimeUtc()) < kBackupEveryMs;
    if (isRecent || !backups.isDue())
        return;
    background.start([backups, file = paths.libraryDb()] {
        auto own = store::Database::open(file, openOptions());
        const auto copied = own ? backups.add(**own) : std::unexpected(own.error());
        if (!copied)
            logProblem(logStore(), copied.error());
    });
}

Result<const TrackList *> Library::Private::songs()
{
    SC_TRY_ASSIGN(version, db->value(QStringLiteral("PRAGMA data_version")));
    if (listVersion != version.toLongLong()) {
        SC_TRY_ASSIGN(all, tracks.all());
        list.assign(std::move(all));
        listVersion = version.toLongLong();
        orderTimer.start(kOrdersAfterMs);
    }
    return &list;
}

void Library::Private::refresh(const TrackId &id)
{
    if (!listVersion)
        return;
    if (auto row = tracks.rowById(id))
        list.put(std::move(*row));
    else
        listVersion.reset();
}

void Library::Private::tellChanged(const std::vector<TrackId> &ids)
{
    if (ids.size() > kManyChanges) {
        listVersion.reset();
        Q_EMIT q->tracksChanged();
        return;
    }
    for (const TrackId &id : ids)
        refresh(id);
    for (const TrackId &id : ids)
        Q_EMIT q->trackChanged(id);
}

Track Library::Private::withMissing(Track track) const
{
    track.missing = missingFiles.isMissing(track.file);
    return track;
}

QImage Library::artwork(const TrackId &id) const
{
    return QImage(artworkFile(d->paths, id), "JPEG");
}

std::vector<audio::WaveformPoint> Library::overview(const TrackId &id) const
{
    return valueOr(d->analyses.overview(id), std::vector<audio::WaveformPoint>());
}

Result<> Library::Private::change(const TrackId &id, const std::function<Result<>(Track &)> &edit)
{
    SC_TRY_ASSIGN(track, tracks.byId(id));
    const Track before = track;
    SC_TRY(edit(track));
    if (track == before)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, Library::tr("Nothing was changed.")).withEntity(QStringLiteral("track"), id.text()));
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*db));
    SC_TRY(tracks.update(track));
    SC_TRY(transaction.commit());
    refresh(id);
    Q_EMIT q->trackChanged(id);
    return {};
}

Result<> Library::setRating(const TrackId &id, int rating)
{
    if (rating < 0 || rating > 5)
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("A rating is 0 to 5 stars, not %1.").arg(rating)));
    return d->change(id, [rating](Track &track) -> Result<> {
        track.rating = rating;
        return {};
    });
}

Result<> Library::setFavourite(const TrackId &id, bool favourite)
{
    return d->change(id, [favourite](Track &track) -> Result<> {
        track.favourite = favourite;
        return {};
    });
}

Result<> Library::setColour(const TrackId &id, int colour)
{
    SC_TRY(requireColour(colour));
    return d->change(id, [colour](Track &track) -> Result<> {
        track.colour = colour;
        return {};
    });
}

Result<> Library::editTags(const Track &edited)
{
    constexpr int kLatestYear = 9999;
    if (edited.year < 0 || edited.year > kLatestYear || edited.trackNumber < 0 || edited.trackNumber > kLatestYear)
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Year and track number are 0 to %1.").arg(kLatestYear)));
    SC_TRY_ASSIGN(title, cleanText(edited.title, TextKind::SingleLine, 1, kMaxTagLength, tr("Title")));
    SC_TRY_ASSIGN(artist, cleanText(edited.artist, TextKind::SingleLine, 0, kMaxTagLength, tr("Artist")));
    SC_TRY_ASSIGN(album, cleanText(edited.album, TextKind::SingleLine, 0, kMaxTagLength, tr("Album")));
    SC_TRY_ASSIGN(genre, cleanText(edited.genreTag, TextKind::SingleLine, 0, kMaxTagLength, tr("Genre")));
    SC_TRY_ASSIGN(comment, cleanText(edited.comment, TextKind::SingleLine, 0, kMaxTagLength, tr("Comment")));
    return d->change(edited.id, [&](Track &track) -> Result<> {
        track.title = title;
        track.artist = artist;
        track.album = album;
        track.genreTag = genre;
        track.year = edited.year;
        track.trackNumber = edited.trackNumber;
        track.comment = comment;
        return {};
    });
}

std::vector<RecentProject> Library::recentProjects() const
{
    return valueOr(readRecentProjects(*d->db), std::vector<RecentProject>());
}

Result<> Library::noteRecentProject(const QString &bundle, const QString &name)
{
    return noteRecent(*d->db, bundle, name);
}

QString Library::setting(const QString &key, const QString &fallback) const
{
    return valueOr(readSetting(*d->db, key, fallback), fallback);
}

Result<> Library::setSetting(const QString &key, const QString &value)
{
    return writeSetting(*d->db, key, value);
}

QString settingOf(const Library &library, const QString &key)
{
    const SettingSpec *spec = findSetting(key);
    return spec ? checkedSetting(*spec, library.setting(storedKeyOf(*spec), spec->standard)).value_or(spec->standard) : QString();
}

} // namespace sc::library
