// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/analysis_runner.h"
#include "core/library/analysis_table.h"
#include "core/library/collection_table.h"
#include "core/library/correction_table.h"
#include "core/library/import_work.h"
#include "core/library/importer.h"
#include "core/library/library.h"
#include "core/library/missing_files.h"
#include "core/library/relocation.h"
#include "core/library/sound_table.h"
#include "core/library/tag_table.h"
#include "core/library/tag_writer.h"
#include "core/library/track_list.h"
#include "core/library/track_table.h"
#include "core/library/watch_folders.h"
#include "core/store/database.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <atomic>
#include <deque>

namespace sc::library {

// A setting of the profile by its rule: what was set, or the standard.
[[nodiscard]] QString settingOf(const Library &library, const QString &key);

using TrackMask = std::vector<std::uint8_t>; // by slot of the list

// What Library keeps: its database and tables, the list as last read, running imports and analyses.
class Library::Private
{
public:
    Private(const ProfilePaths &profile, std::unique_ptr<store::Database> database);
    ~Private();

    // The list with everything but `missing`; read again only when another process changed the database.
    [[nodiscard]] Result<const TrackList *> songs();
    // Takes one song's row, as it is now, into the list.
    void refresh(const TrackId &id);
    // The same for several, and tells of it.
    void tellChanged(const std::vector<TrackId> &ids);
    [[nodiscard]] Track withMissing(Track track) const;
    void lookForMissing(const TrackList &songs);

    // Which slots of the list a query wants; of free ones it says anything. `depth`: of smart collections in smart ones.
    [[nodiscard]] Result<TrackMask> matching(const TrackList &songs, const TrackQuery &query, int depth = 0);
    [[nodiscard]] Result<std::vector<qint64>> rowsWith(const QString &text);
    [[nodiscard]] Result<std::vector<TrackId>> usedBy(const QString &bundle); // in the order of ids
    [[nodiscard]] Result<> change(const TrackId &id, const std::function<Result<>(Track &)> &edit);
    void backUpInBackground();
    // Makes the orders nobody asked for yet, one after another, so that none is waited for. Needs an event loop.
    void prepareNextOrder();
    void takePrepared(TrackOrders made);

    void noteUnfinished();
    void startNextImport();
    void drainImport();
    void noteChanges(const std::vector<ImportOutcome> &done);
    void finishImport();
    void tellListChanged(bool isLast);

    void startWatching();
    void tellVanished(const QString &folder);
    [[nodiscard]] QHash<QString, FileStamp> removedFiles(); // taken out by the person
    [[nodiscard]] Result<> noteRemoved(const Track &track);
    void keepCover(const TrackId &id, const QByteArray &jpeg) const;

    [[nodiscard]] Result<std::vector<LostSong>> songFiles();
    [[nodiscard]] Result<int> relink(const std::vector<MovedSong> &moved);
    [[nodiscard]] QString copiesFolder() const; // of files before tags were written
    [[nodiscard]] Result<> noteWritten(const Track &song, const WrittenTags &written);
    void takeWritten(const Track &song, const Result<WrittenTags> &written, TagWriting &report);

    void noteStarted(const TrackId &id);
    void noteFinished(const TrackId &id, const Result<audio::Analysis> &result);
    [[nodiscard]] Result<> resetStatus(const TrackId &id);

    // Of an analysis as it is to be used: what songs are compared by, into the tables (inside a transaction) and, once
    // that is done, into the index in memory.
    [[nodiscard]] Result<> storeSound(const TrackId &id, const audio::Analysis &analysis);
    void indexSound(const TrackId &id, const audio::Analysis &analysis);
    [[nodiscard]] Result<> makeMissingProfiles();
    [[nodiscard]] Result<> loadLikenessIndex(); // again only when another process changed the database

    struct Batch
    {
        QStringList paths;
        ImportOptions options;
        CancelToken cancel;
    };

    Library *q = nullptr;
    ProfilePaths paths;
    std::unique_ptr<store::Database> db;
    TrackTable tracks;
    AnalysisTable analyses;
    TagTable tagTable;
    CollectionTable shelves;
    CorrectionTable corrections;
    SoundTable sounds;
    Importer importer;

    TrackList list;
    std::optional<qint64> listVersion; // of the database, as other processes change it; nothing: not read yet
    QTimer orderTimer;
    bool isOrdering = false; // on a thread of its own

    std::deque<Batch> batches; // the first one is at work
    std::unique_ptr<ImportWork> work;
    std::vector<ImportOutcome> outcomes;
    std::vector<ImportOutcome> lastRefused;
    bool isImportPaused = false;
    std::shared_ptr<std::atomic_bool> isDrainPosted = std::make_shared<std::atomic_bool>(false);
    QTimer drainTimer;
    QElapsedTimer sinceListChange;

    std::unique_ptr<audio::LikenessIndex> likenessIndex; // of all analysed songs, once somebody asked
    std::optional<qint64> likenessVersion;
    bool isSearchingDuplicates = false;

    CancelToken closing; // tells what works in the background to stop
    MissingFiles missingFiles;
    WatchFolders watch;
    CancelToken relocation;
    CancelToken tagWriting;
    AnalysisRunner runner;
    QThreadPool background;
    QThreadPool ordering;
    QThreadPool fileWork; // searches of moved files, tags
};

} // namespace sc::library
