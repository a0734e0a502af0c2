// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/library/song_file.h"

namespace sc::library {

struct LostSong
{
    TrackId track;
    QString file; // where it was
    qint64 size = 0;
    QString contentHash;
};

struct MovedSong
{
    TrackId track;
    QString file;
    FileStamp stamp;
};

// Leaves those whose file is not there. Blocking, a moment a thousand songs; any thread. Ends early when cancelled.
[[nodiscard]] std::vector<LostSong> missingOf(std::vector<LostSong> songs, const CancelToken &cancel);

// Looks below `folder`, at any depth, for files with the content of lost songs: only those of equal size are read. Links to
// folders are passed over. Blocking; any thread. RESOURCE_NOT_FOUND, PERMISSION_DENIED for the folder itself, CANCELLED;
// files that cannot be read are none of the songs.
[[nodiscard]] Result<std::vector<MovedSong>> findMoved(const std::vector<LostSong> &lost, const QString &folder, const CancelToken &cancel,
                                                       const ProgressFn &progress);

} // namespace sc::library
