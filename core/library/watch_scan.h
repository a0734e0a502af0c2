// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/library/song_file.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace sc::library {

// What a look into watched folders found.
struct WatchScan
{
    QStringList fresh;                // files that could be songs and are not known as they are now; they may still be growing
    QHash<QString, FileStamp> stamps; // of those
    QStringList folders;              // every folder below, to be watched
    QStringList vanished;             // watched folders that are not there
};

// `known`: files that need no look as long as they have this size and time. Blocking; any thread; ends early when cancelled.
[[nodiscard]] WatchScan scanWatched(const QStringList &folders, const QHash<QString, FileStamp> &known, const CancelToken &cancel);

} // namespace sc::library
