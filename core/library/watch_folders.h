// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/watch_scan.h"

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <functional>

namespace sc::library {

// Tells which files came into watched folders, once they have stopped growing. Looks when it starts, when the system
// tells of a change, and now and then, for folders whose changes the system does not tell (network disks). Needs an event
// loop. Thread: its owner's; the looking is done in one of its own.
class WatchFolders : public QObject
{
    Q_OBJECT

public:
    using Known = std::function<QHash<QString, FileStamp>()>;

    WatchFolders();
    ~WatchFolders() override;

    // `known`: asked before each look for the files that need none.
    void start(const QStringList &folders, Known known);
    // This file was changed by ourselves: its state now is not new.
    void ignoreChange(const QString &file);
    void look();                           // at once; ends in looked()
    using Clock = std::function<qint64()>; // milliseconds from any beginning, never falling
    void setClock(Clock clock) { m_clock = std::move(clock); }

Q_SIGNALS:
    void found(const QStringList &files);
    void vanished(const QString &folder); // once, until it is back
    void looked();

private:
    struct Growing
    {
        FileStamp stamp;  // as seen last
        qint64 since = 0; // by the clock
    };
    void take(const WatchScan &scan);
    void watchFolders(const QStringList &folders);

    QStringList m_folders;
    Known m_known;
    Clock m_clock;
    bool m_isLooking = false;
    bool m_isLookDue = false; // something happened while looking
    QSet<QString> m_gone;
    QHash<QString, Growing> m_growing;
    QHash<QString, FileStamp> m_told;
    QFileSystemWatcher m_watcher;
    QTimer m_soon;
    QTimer m_nowAndThen;
    CancelToken m_cancel;
    QThreadPool m_pool;
};

} // namespace sc::library
