// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/watch_folders.h"

#include <QtCore/QFileInfo>

namespace sc::library {

namespace {

constexpr int kPauseMs = 1500; // a file that did not change for so long has come whole
constexpr int kNowAndThenMs = 5 * 60'000;
constexpr qsizetype kMostWatched = 4000; // folders; the rest is looked at now and then

} // namespace

WatchFolders::WatchFolders() : m_pause(kPauseMs)
{
    m_pool.setMaxThreadCount(1);
    m_soon.setSingleShot(true);
    m_nowAndThen.setInterval(kNowAndThenMs);
    connect(&m_soon, &QTimer::timeout, this, &WatchFolders::look);
    connect(&m_nowAndThen, &QTimer::timeout, this, &WatchFolders::look);
    // A copy of many files tells of each: they are looked at together, some time after the last.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_soon.start(m_pause); });
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
    QHash<QString, FileStamp> growing;
    for (const QString &file : scan.fresh) {
        const FileStamp stamp = scan.stamps.value(file);
        if (m_growing.value(file, {-1, -1}) == stamp) {
            whole.append(file);
            m_told.insert(file, stamp);
        } else {
            growing.insert(file, stamp);
        }
    }
    m_growing = std::move(growing);
    if (!m_growing.isEmpty() || m_isLookDue)
        m_soon.start(m_pause);
    if (!whole.isEmpty())
        Q_EMIT found(whole);
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
