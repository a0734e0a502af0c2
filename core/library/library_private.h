// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/analysis_runner.h"
#include "core/library/analysis_table.h"
#include "core/library/import_work.h"
#include "core/library/importer.h"
#include "core/library/library.h"
#include "core/library/missing_files.h"
#include "core/library/track_list.h"
#include "core/library/track_table.h"
#include "core/store/database.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <atomic>
#include <deque>

namespace sc::library {

// What Library keeps: its database and tables, the list as last read, running imports and analyses.
class Library::Private
{
public:
    Private(const ProfilePaths &profile, std::unique_ptr<store::Database> database);
    ~Private();

    // The list with everything but `missing`; read again only when another process changed the database.
    [[nodiscard]] Result<const std::vector<TrackList::Entry> *> entries();
    // Takes one song's row, as it is now, into the list.
    void refresh(const TrackId &id);
    [[nodiscard]] Track withMissing(Track track) const;
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
