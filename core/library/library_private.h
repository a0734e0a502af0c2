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
#include "core/library/tag_table.h"
#include "core/library/track_list.h"
#include "core/library/track_table.h"
#include "core/store/database.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <atomic>
#include <deque>

namespace sc::library {

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

    void startNextImport();
    void drainImport();
    void noteChanges(const std::vector<ImportOutcome> &done);
    void finishImport();
    void tellListChanged(bool isLast);

    void noteStarted(const TrackId &id);
    void noteFinished(const TrackId &id, const Result<audio::Analysis> &result);
    [[nodiscard]] Result<> resetStatus(const TrackId &id);

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
    Importer importer;

    TrackList list;
    std::optional<qint64> listVersion; // of the database, as other processes change it; nothing: not read yet

    std::deque<Batch> batches; // the first one is at work
    std::unique_ptr<ImportWork> work;
    std::vector<ImportOutcome> outcomes;
    std::shared_ptr<std::atomic_bool> isDrainPosted = std::make_shared<std::atomic_bool>(false);
    QTimer drainTimer;
    QElapsedTimer sinceListChange;

    MissingFiles missingFiles;
    AnalysisRunner runner;
    QThreadPool background;
};

} // namespace sc::library
