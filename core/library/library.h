// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/audio/analyzer.h"
#include "core/audio/corrections.h"
#include "core/audio/likeness.h"
#include "core/base/cancel_token.h"
#include "core/base/paths.h"
#include "core/base/result.h"
#include "core/library/collections.h"
#include "core/library/track.h"
#include "core/library/track_query.h"

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
    TrackId track;                  // when imported, there or updated
    std::optional<Problem> problem; // when refused
};

// One question about all files of an import that were too large (FILE_TOO_LARGE, import.anyway); nothing when none was.
[[nodiscard]] std::optional<Problem> askAboutLarge(const std::vector<ImportOutcome> &outcomes);

// What became of songs whose tags were to go into their files.
struct TagWriting
{
    int written = 0;
    int unchanged = 0; // said it already
    std::vector<Problem> problems;
    bool isCancelled = false;
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

    [[nodiscard]] std::vector<Track> tracks() const; // by title; all of them copied: for lists there is find()
    [[nodiscard]] int trackCount() const;
    [[nodiscard]] Result<Track> track(const TrackId &id) const; // from the database and the disk
    // The same from memory, at once whatever the number of songs: for rows as they come into view.
    [[nodiscard]] std::optional<Track> listed(const TrackId &id) const;
    [[nodiscard]] Result<std::vector<Track>>
    search(const QString &text) const; // FTS5 over title, artist, album, genre, file name; prefixes
    // Under 16 ms for 100 000 songs, so that it can run at each key stroke: ids in order; read the songs themselves one by
    // one with listed() as they come into view.
    [[nodiscard]] Result<std::vector<TrackId>> find(const TrackQuery &query) const;
    [[nodiscard]] QImage artwork(const TrackId &id) const; // null when none
    // The current one, with waveform and picture, as corrected by hand.
    [[nodiscard]] std::optional<audio::Analysis> analysis(const TrackId &id) const;
    // For lists: only the waveform's coarse overview (about 512 points); cheap enough while scrolling.
    [[nodiscard]] std::vector<audio::WaveformPoint> overview(const TrackId &id) const;
    [[nodiscard]] Result<> remove(const TrackId &id);               // keeps the file, and for a month what bringBack() needs
    [[nodiscard]] Result<> remove(const std::vector<TrackId> &ids); // all or none
    struct RemovedSong
    {
        TrackId id;
        QString title;
        QString artist;
        QString file;
        QString removedAt; // UTC, ISO 8601
    };
    [[nodiscard]] std::vector<RemovedSong> removedSongs() const; // the latest first
    // Songs as they were: stars, tags, collections, corrections, analyses. All or none. RESOURCE_NOT_FOUND,
    // DUPLICATE_RESOURCE when a file is a song of the library again.
    [[nodiscard]] Result<> bringBack(const std::vector<TrackId> &ids);
    [[nodiscard]] Result<> setRating(const TrackId &id, int rating);
    [[nodiscard]] Result<> setFavourite(const TrackId &id, bool favourite);
    [[nodiscard]] Result<> setColour(const TrackId &id, int colour); // 1..8, 0 = none
    [[nodiscard]] Result<> editTags(const Track &track);             // title..comment of track.id

    // Files and folders (searched for files that could be songs); returns at once, one import at a time, later calls queue.
    // Ends in importFinished. Every file gets exactly one outcome.
    void startImport(const QStringList &paths, const ImportOptions &options = {});
    void cancelImport();
    void pauseImport(bool paused); // the file in work is finished first
    [[nodiscard]] bool isImportPaused() const;
    [[nodiscard]] bool isImportResting() const; // paused, and what was in work is done: nothing moves until it goes on
    // What an import that the program's end (or a crash) broke off was to bring; starting it again reads only what is new.
    // Empty: none. From the start of the program until another import begins or it is forgotten.
    [[nodiscard]] QStringList unfinishedImport() const;
    void forgetUnfinishedImport();
    // The refused ones of the last import once more; with allowLarge those that were too large.
    void retryRefused(const ImportOptions &options = {});
    [[nodiscard]] bool isImporting() const;
    // The same, blocking, for the command line. Progress per file through `onOutcome`.
    [[nodiscard]] std::vector<ImportOutcome>
    importNow(const QStringList &paths, const ImportOptions &options, const CancelToken &cancel = {},
              const std::function<void(const ImportOutcome &, int done, int total)> &onOutcome = {});

    // Analyses in the pool (one song a core); status and analysisProgress tell how it goes.
    void startAnalysis(const TrackId &id, const audio::AnalyzeOptions &options = {});
    void cancelAnalysis(const TrackId &id);
    [[nodiscard]] Result<> storeAnalysis(const TrackId &id, const audio::Analysis &analysis);

    // Every analysis of a song that is kept, the newest first; older ones without waveform and picture.
    struct AnalysisNote
    {
        AnalysisId id;
        QString madeAt; // UTC, ISO 8601
        audio::AnalysisLevel level = audio::AnalysisLevel::Standard;
        int engineVersion = 0;
        bool isCurrent = false;
    };
    [[nodiscard]] std::vector<AnalysisNote> analysisHistory(const TrackId &id) const;
    [[nodiscard]] Result<audio::Analysis> analysisOf(const AnalysisId &analysis) const;     // as measured, not corrected
    [[nodiscard]] std::optional<audio::Analysis> measuredAnalysis(const TrackId &id) const; // current, not corrected
    // Hand corrections: records of their own that no analysis touches. An empty value resets.
    [[nodiscard]] audio::Corrections corrections(const TrackId &id) const;
    [[nodiscard]] Result<> setCorrections(const TrackId &id, const audio::Corrections &corrections);

    // Tags are the person's own words: 1..60 characters, one spelling each whatever the case.
    struct TagUse
    {
        QString name;
        int count = 0;
        int colour = 0; // 1..8, 0 = none
    };
    [[nodiscard]] std::vector<TagUse> tags() const; // by name; those that a song has
    [[nodiscard]] Result<> setTags(const std::vector<TrackId> &tracks, const QStringList &add, const QStringList &remove);
    [[nodiscard]] Result<> renameTag(const QString &from, const QString &to, bool merge = false); // CONFLICT when `to` is there
    [[nodiscard]] Result<> setTagColour(const QString &name, int colour);

    [[nodiscard]] std::vector<Collection> collections() const; // by name, smart ones too
    [[nodiscard]] Result<CollectionId> addCollection(const QString &name, const std::optional<TrackQuery> &query = {});
    [[nodiscard]] Result<> editCollection(const Collection &collection); // name and query
    [[nodiscard]] Result<> removeCollection(const CollectionId &id);     // its songs stay in the library
    [[nodiscard]] Result<> putInCollection(const CollectionId &id, const std::vector<TrackId> &tracks, bool in);

    [[nodiscard]] Result<std::vector<DuplicateGroup>> duplicates() const; // blocking: seconds for 100 000 songs
    void startDuplicateSearch();                                          // the same in the background, ends in duplicatesFound
    [[nodiscard]] Result<LibraryStats> statistics() const;
    struct SimilarTrack
    {
        TrackId track;
        audio::Likeness likeness;
    };
    [[nodiscard]] Result<std::vector<SimilarTrack>> similar(const TrackId &id, const audio::LikenessValues &weights, int count) const;
    [[nodiscard]] audio::LikenessIndex &likenessIndex() const; // of all analysed songs
    [[nodiscard]] Result<> notePlayed(const TrackId &id);
    // A project's song, by the hash of its content; empty: it has none (any more).
    [[nodiscard]] Result<> noteUsed(const QString &bundle, const QString &contentHash);

    // Missing files: looks below `folder` for files with the size and hash of missing songs; songs found there are
    // relinked. Gives how many. Blocking; CANCELLED, PERMISSION_DENIED.
    [[nodiscard]] Result<int> relocateMissing(const QString &folder, const CancelToken &cancel = {}, const ProgressFn &progress = {});
    void startRelocation(const QString &folder); // the same in the background, ends in relocationFinished
    void cancelRelocation();
    // MEDIA_MISSING; CONFLICT unless the content is the song's, DUPLICATE_RESOURCE when the file is another song's.
    [[nodiscard]] Result<> relocate(const TrackId &id, const QString &file);
    // Title .. comment of the song into its file; a copy of the file as it was goes to the profile's backups first.
    // Gives the copy's path. The sound stays as it was, sample by sample. MEDIA_MISSING, PERMISSION_DENIED,
    // INSUFFICIENT_STORAGE, INVALID_FILE_TYPE (holds no tags that we write), NOTHING_TO_UPDATE; nothing is lost by any.
    [[nodiscard]] Result<QString> writeTagsToFile(const TrackId &id);
    // The same for several in the background, ends in tagWritingFinished; what is in work when it is cancelled is finished.
    void startWritingTags(const std::vector<TrackId> &ids);
    void cancelWritingTags();
    // Copies of files as they were before: five of a song, for 90 days, 2 GB of those older than a week.
    struct FileCopy
    {
        QString name;
        TrackId track;
        QString file;   // as it was called then
        QString madeAt; // UTC, ISO 8601
        qint64 size = 0;
    };
    [[nodiscard]] std::vector<FileCopy> fileCopies() const; // the latest first
    // A file as it was; what the library says of the song stays. What is there now becomes a copy of its own.
    // RESOURCE_NOT_FOUND, CONFLICT when the file's sound is another by now, otherwise as writeTagsToFile(). Blocking.
    [[nodiscard]] Result<> putFileBack(const QString &copyName);

    // Folders whose new songs come in by themselves, at start and while the program runs.
    [[nodiscard]] QStringList watchFolders() const;
    [[nodiscard]] Result<> setWatchFolders(const QStringList &folders); // VALIDATION_ERROR for what is no folder

    [[nodiscard]] std::vector<RecentProject> recentProjects() const;
    [[nodiscard]] Result<> noteRecentProject(const QString &bundle, const QString &name);

    // Small typed settings; missing gives `fallback`.
    [[nodiscard]] QString setting(const QString &key, const QString &fallback = {}) const;
    [[nodiscard]] Result<> setSetting(const QString &key, const QString &value);

Q_SIGNALS:
    void ordersPrepared(); // from now on every order of find() is at hand; before, a new one may cost a moment
    void tracksChanged();  // added, removed: read the list again
    void trackChanged(const sc::TrackId &id);
    void importPaused(bool paused);
    void importProgress(int done, int total, const QString &currentFile);
    void importOutcome(const sc::library::ImportOutcome &outcome);
    void importFinished(const std::vector<sc::library::ImportOutcome> &outcomes);
    void analysisProgress(const sc::TrackId &id, double fraction);
    void analysisPartial(const sc::TrackId &id, const sc::audio::Analysis &soFar); // what is known while it goes on
    void analysisFinished(const sc::TrackId &id);                                  // analysis(id) has it
    void correctionsChanged(const sc::TrackId &id);
    void collectionsChanged();
    void relocationProgress(double fraction);
    void relocationFinished(const sc::Result<int> &found);
    void tagWritingProgress(int done, int total);
    void tagWritingFinished(const sc::library::TagWriting &report);
    void watchFolderVanished(const QString &folder, const sc::Problem &problem);
    void duplicatesFound(const sc::Result<std::vector<sc::library::DuplicateGroup>> &groups);
    void analysisFailed(const sc::TrackId &id, const sc::Problem &problem);

private:
    class Private;
    explicit Library(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace sc::library
