// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/library/song_file.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>
#include <QtCore/QThreadPool>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

namespace sc::library {

// The reading half of an import: finds the files and inspects them on threads of its own, and hands the findings over
// in the order of the files, so that of two equal files the first one wins. It writes nothing. take() belongs to the
// thread that owns the library.
class ImportWork
{
public:
    struct Finding
    {
        QString file;
        bool isUnchanged = false; // in the library with this size and time: not read again
        Result<SongFile> song;
    };
    // Called on a worker thread whenever there is something to take.
    using Notify = std::function<void()>;

    // `known`: what the library has, by path.
    ImportWork(QStringList paths, qint64 sizeLimit, QHash<QString, FileStamp> known, CancelToken cancel, Notify notify);
    ~ImportWork(); // cancels and waits
    ImportWork(const ImportWork &) = delete;
    ImportWork &operator=(const ImportWork &) = delete;

    // The findings that are ready, at most `most`; waits up to `patience` for as many.
    [[nodiscard]] std::vector<Finding> take(size_t most, std::chrono::milliseconds patience);
    [[nodiscard]] bool isDone() const;    // everything was taken
    [[nodiscard]] int total() const;      // files to look at, as far as known
    void cancel();                        // at once also when paused
    void setPaused(bool paused);          // files in work are finished
    [[nodiscard]] bool isResting() const; // paused, and everything that was in work was taken

private:
    void search();
    void inspectRest();
    [[nodiscard]] Finding inspect(const QString &file) const;
    [[nodiscard]] bool waitForRoom(std::unique_lock<std::mutex> &lock); // false: nothing is left to do
    void put(size_t index, Finding finding);

    const QStringList m_paths;
    const qint64 m_sizeLimit;
    const QHash<QString, FileStamp> m_known;
    const CancelToken m_cancel;
    const Notify m_notify;

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_ready;
    std::condition_variable m_room; // for more findings
    QStringList m_files;
    size_t m_nextToInspect = 0;
    std::map<size_t, Finding> m_findings; // inspected, not taken
    size_t m_nextToTake = 0;
    size_t m_total = 0;
    size_t m_refusedFolders = 0; // they come before the files
    int m_inWork = 0;            // being inspected
    bool m_isSearched = false;
    bool m_isEnding = false;
    bool m_isPaused = false;

    QThreadPool m_pool; // last: its threads end before the rest goes
};

} // namespace sc::library
