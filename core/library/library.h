// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/base/cancel_token.h"
#include "core/base/paths.h"
#include "core/base/result.h"
#include "core/library/track.h"

#include <QtCore/QObject>
#include <QtGui/QImage>

#include <memory>

namespace sc::library {

inline constexpr qint64 kDefaultSizeLimit = 100'000'000; // bytes a song may have without being asked about

struct ImportOptions
{
    bool allowLarge = false; // over kDefaultSizeLimit
};

// A file of an import and what became of it.
struct ImportOutcome
{
    enum class Kind { Imported, AlreadyThere, Updated, Refused, Cancelled };
    QString file;
    Kind kind = Kind::Imported;
    TrackId track; // when imported, there or updated
    std::optional<Problem> problem; // when refused
};

struct RecentProject
{
    QString bundle;
    QString name;
    QString openedAt;
};

// The profile's library.db: songs, their analyses, recent projects, settings. Reads are synchronous and fast;
// imports and analyses run in the pool and report by signals. Thread: the one that opened it; only it writes.
class Library : public QObject
{
    Q_OBJECT

public:
    // DATABASE_ERROR (damaged: offers the newest backup), NEWER_VERSION, PERMISSION_DENIED, INSUFFICIENT_STORAGE.
    [[nodiscard]] static Result<std::unique_ptr<Library>> open(const ProfilePaths &paths);
    [[nodiscard]] static Result<QString> restoreNewestBackup(const ProfilePaths &paths);
    ~Library() override;

    [[nodiscard]] std::vector<Track> tracks() const; // by title
    [[nodiscard]] Result<Track> track(const TrackId &id) const;
    [[nodiscard]] Result<std::vector<Track>> search(const QString &text) const; // FTS5 over title, artist, album, genre, file name; prefixes
    [[nodiscard]] QImage artwork(const TrackId &id) const; // null when none
    [[nodiscard]] std::optional<audio::Analysis> analysis(const TrackId &id) const; // current one, with waveform
    // For lists: only the waveform's coarse overview (about 512 points); cheap enough while scrolling.
    [[nodiscard]] std::vector<audio::WaveformPoint> overview(const TrackId &id) const;
    [[nodiscard]] Result<> remove(const TrackId &id); // keeps the file
    [[nodiscard]] Result<> setRating(const TrackId &id, int rating);
    [[nodiscard]] Result<> setFavourite(const TrackId &id, bool favourite);
    [[nodiscard]] Result<> editTags(const Track &track); // title..comment of track.id

    // Files and folders (searched for files that could be songs); returns at once, one import at a time, later calls queue.
    // Ends in importFinished. Every file gets exactly one outcome.
    void startImport(const QStringList &paths, const ImportOptions &options = {});
    void cancelImport();
    [[nodiscard]] bool isImporting() const;
    // The same, blocking, for the command line. Progress per file through `onOutcome`.
    [[nodiscard]] std::vector<ImportOutcome> importNow(const QStringList &paths, const ImportOptions &options, const CancelToken &cancel = {},
                                                       const std::function<void(const ImportOutcome &, int done, int total)> &onOutcome = {});

    // Analyses in the pool (one song a core); status and analysisProgress tell how it goes.
    void startAnalysis(const TrackId &id, audio::AnalysisLevel level = audio::AnalysisLevel::Standard);
    void cancelAnalysis(const TrackId &id);
    [[nodiscard]] Result<> storeAnalysis(const TrackId &id, const audio::Analysis &analysis);

    [[nodiscard]] std::vector<RecentProject> recentProjects() const;
    [[nodiscard]] Result<> noteRecentProject(const QString &bundle, const QString &name);

    // Small typed settings; missing gives `fallback`.
    [[nodiscard]] QString setting(const QString &key, const QString &fallback = {}) const;
    [[nodiscard]] Result<> setSetting(const QString &key, const QString &value);

Q_SIGNALS:
    void tracksChanged(); // added, removed: read the list again
    void trackChanged(const sc::TrackId &id);
    void importProgress(int done, int total, const QString &currentFile);
    void importOutcome(const sc::library::ImportOutcome &outcome);
    void importFinished(const std::vector<sc::library::ImportOutcome> &outcomes);
    void analysisProgress(const sc::TrackId &id, double fraction);
    void analysisFinished(const sc::TrackId &id); // analysis(id) has it
    void analysisFailed(const sc::TrackId &id, const sc::Problem &problem);

private:
    class Private;
    explicit Library(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace sc::library
