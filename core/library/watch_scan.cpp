// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/watch_scan.h"

#include "core/library/song_search.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>

namespace sc::library {

WatchScan scanWatched(const QStringList &folders, const QHash<QString, FileStamp> &known, const CancelToken &cancel)
{
    WatchScan scan;
    QStringList there;
    for (const QString &folder : folders) {
        if (!QFileInfo(folder).isDir()) {
            scan.vanished.append(folder);
            continue;
        }
        there.append(folder);
        scan.folders.append(folder);
        QDirIterator below(folder, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (below.hasNext() && !cancel.isCancelled())
            scan.folders.append(below.next());
    }
    for (const QString &file : findSongs(there, cancel).files) {
        if (cancel.isCancelled())
            break;
        const FileStamp stamp = stampOf(file);
        const auto before = known.constFind(file);
        if (before != known.constEnd() && *before == stamp)
            continue;
        scan.fresh.append(file);
        scan.stamps.insert(file, stamp);
    }
    return scan;
}

} // namespace sc::library
