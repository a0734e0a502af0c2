// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/waveform.h"
#include "core/base/result.h"
#include "core/timeline/model.h"

#include <QtCore/QObject>
#include <QtCore/QSet>

#include <memory>

namespace sc::project {

// Which entities an edit touched. Screens repaint from it and pull what they need.
struct ChangeSet
{
    bool project = false;   // project row or song
    bool structure = false; // something was added or removed
    QSet<QString> scenes;   // ids
    QSet<QString> clips;
    QSet<QString> markers;
    QSet<QString> lyrics;
    QSet<QString> takes;   // of any clip; which one a vanished take belonged to is not known any more
    bool items = false;    // a character or a template changed, came or went
    bool versions = false; // a version was saved, or came or went by undo
};

struct HistoryEntry
{
    qint64 id = 0;
    QString name; // "Move clip"
    QString at;   // UTC, ISO 8601
    bool undone = false;
    bool savePoint = false;
};

struct NewProject
{
    QString name; // empty: from the song's title, else the bundle's folder name
    FrameRate frameRate;
    int width = 1920;
    int height = 1080;
};

enum class OpenMode { ReadWrite, ReadOnly };

class ItemShelf;
class TakeShelf;
class VersionShelf;

// One open project bundle: a folder with project.db, media, thumbs, proxies, exports and backups. Loads the whole
// timeline into memory, keeps the difference of every edit in one named transaction (on disk when apply() returns),
// undoes and redoes across restarts. One process at a time holds a bundle (lock file with pid and host).
// Thread: the thread that opened it.
class ProjectSession : public QObject
{
    Q_OBJECT

public:
    // Makes the folder and an empty project. DUPLICATE_RESOURCE when there is a project already, PERMISSION_DENIED,
    // INSUFFICIENT_STORAGE, VALIDATION_ERROR for the fields.
    [[nodiscard]] static Result<std::unique_ptr<ProjectSession>> create(const QString &bundle, const NewProject &fields);
    // RESOURCE_NOT_FOUND (no project there), CONFLICT (open elsewhere: who, since when), NEWER_VERSION (named, opened
    // never), DATABASE_ERROR (damaged; offers the newest good backup), PERMISSION_DENIED only when unreadable: a place that
    // is not writable opens read-only.
    [[nodiscard]] static Result<std::unique_ptr<ProjectSession>> open(const QString &bundle, OpenMode mode = OpenMode::ReadWrite);
    // Replaces a damaged project.db with the newest good backup; the damaged file is kept beside it, renamed.
    // Gives the backup's time (UTC, ISO 8601).
    [[nodiscard]] static Result<QString> restoreNewestBackup(const QString &bundle);
    ~ProjectSession() override;

    [[nodiscard]] const timeline::Timeline &timeline() const;
    [[nodiscard]] QString bundle() const; // absolute path
    [[nodiscard]] bool isReadOnly() const;
    // Absolute path of a media reference of this bundle.
    [[nodiscard]] QString absolutePath(const timeline::MediaRef &media) const;

    // Stores `edited` as one undoable edit called `name` (translated, "Move clip"). NOTHING_TO_UPDATE when it equals
    // the present timeline. Usage: session.apply(tr("Split clip"), timeline::splitClip(session.timeline(), ...)).
    [[nodiscard]] Result<> apply(const QString &name, const Result<timeline::Timeline> &edited);
    // Sets the song: copies the file into media/ (or references it in place) and keeps its facts. Undoable.
    [[nodiscard]] Result<> setSong(const QString &file, const timeline::Song &facts, bool copyIntoBundle);
    // The takes of all clips: generated or imported pictures and movies.
    [[nodiscard]] TakeShelf &takes();
    [[nodiscard]] const TakeShelf &takes() const;

    // Characters and templates of the project.
    [[nodiscard]] ItemShelf &items();
    [[nodiscard]] const ItemShelf &items() const;

    // The saved versions of all clips.
    [[nodiscard]] VersionShelf &versions();
    [[nodiscard]] const VersionShelf &versions() const;

    // The song's waveform lives beside the timeline and is not part of undo.
    [[nodiscard]] Result<> setWaveform(const audio::WaveformPyramid &waveform);
    [[nodiscard]] const audio::WaveformPyramid &waveform() const; // empty when there is none

    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] QString undoName() const;
    [[nodiscard]] QString redoName() const;
    [[nodiscard]] Result<QString> undo(); // gives the edit's name; NOTHING_TO_UPDATE when there is none
    [[nodiscard]] Result<QString> redo();
    [[nodiscard]] std::vector<HistoryEntry> history() const; // oldest first, undone ones last
    // Undoes or redoes until `entryId` is the last edit done; 0 = before the first edit.
    [[nodiscard]] Result<> goToHistory(qint64 entryId);
    [[nodiscard]] Result<> addSavePoint(const QString &name);

    // Integrity and rules of the stored data; a list of sentences, empty when all is well.
    [[nodiscard]] Result<QStringList> checkIntegrity() const;
    [[nodiscard]] Result<QString> backUpNow(); // path of the copy
    // All content tables as deterministic text, one row a line: what undo must restore to the byte.
    [[nodiscard]] Result<QByteArray> dumpTables() const;

Q_SIGNALS:
    void changed(const sc::project::ChangeSet &change);
    void historyChanged();

private:
    friend class ExportLog;
    friend class ItemShelf;
    friend class TakeShelf;
    friend class VersionShelf;
    class Private;
    explicit ProjectSession(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace sc::project
