// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/watch_folders.h"

#include <QtCore/QFileInfo>

#include <chrono>

namespace sc::library {

namespace {

constexpr int kPauseMs = 1500; // a file that did not change for so long has come whole
constexpr int kNowAndThenMs = 5 * 60'000;
constexpr qsizetype kMostWatched = 4000; // folders; the rest is looked at now and then

} // namespace

WatchFolders::WatchFolders()
    : m_clock(
          [] { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); })
{
    m_pool.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_nowAndThen.setInterval(kNowAndThenMs);
    connect(&m_soon, &QTimer::timeout, this, &WatchFolders::look);
    connect(&m_nowAndThen, &QTimer::timeout, this, &WatchFolders::look);
    // A copy of many files tells of each: they are looked at together, some time after the last.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_soon.start(kPauseMs); });
}

WatchFolders::~WatchFolders()
{
    m_cancel.cancel();
    m_pool.waitForDone();
}

void WatchFolders::start(const QStringList &folders, Known known)
{
    m_folders = folders;
    m_known = std::move(known);
    m_gone.clear();
    m_growing.clear();
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    if (folders.isEmpty()) {
        m_soon.stop();
        m_nowAndThen.stop();
        return;
    }
    m_nowAndThen.start();
    m_soon.start(0);
}

void WatchFolders::ignoreChange(const QString &file)
{
    m_told.insert(file, stampOf(file));
}

void WatchFolders::look()
{
    if (m_isLooking) {
        m_isLookDue = true;
        return;
    }
    if (m_folders.isEmpty())
        return;
    m_isLooking = true;
    m_isLookDue = false;
    QHash<QString, FileStamp> known = m_known();
    known.insert(m_told);
    m_pool.start([this, folders = m_folders, known = std::move(known), cancel = m_cancel] {
        WatchScan scan = scanWatched(folders, known, cancel);
        if (cancel.isCancelled())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, folders, scan = std::move(scan)] {
                m_isLooking = false;
                if (folders == m_folders)
                    take(scan);
                else
                    m_soon.start(0);
            },
            Qt::QueuedConnection);
    });
}

void WatchFolders::take(const WatchScan &scan)
{
    watchFolders(scan.folders);
    for (const QString &folder : scan.vanished) {
        if (!m_gone.contains(folder))
            Q_EMIT vanished(folder);
    }
    m_gone = QSet<QString>(scan.vanished.begin(), scan.vanished.end());

    QStringList whole;
    QHash<QString, Growing> growing;
    const qint64 now = m_clock();
    for (const QString &file : scan.fresh) {
        const FileStamp stamp = scan.stamps.value(file);
        const Growing before = m_growing.value(file, {{-1, -1}, now});
        const qint64 since = before.stamp == stamp ? before.since : now;
        if (now - since >= kPauseMs) {
            whole.append(file);
            m_told.insert(file, stamp);
        } else {
            growing.insert(file, {stamp, since});
        }
    }
    m_growing = std::move(growing);
    if (!m_growing.isEmpty() || m_isLookDue)
        m_soon.start(kPauseMs);
    if (!whole.isEmpty())
        Q_EMIT found(whole);
    Q_EMIT looked();
}

void WatchFolders::watchFolders(const QStringList &folders)
{
    const QStringList watched = m_watcher.directories();
    const QSet<QString> already(watched.begin(), watched.end());
    QStringList fresh;
    for (const QString &folder : folders) {
        if (!already.contains(folder) && already.size() + fresh.size() < kMostWatched)
            fresh.append(folder);
    }
    if (!fresh.isEmpty())
        m_watcher.addPaths(fresh);
}

} // namespace sc::library
