// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/library/track.h"

#include <QtCore/QByteArray>

namespace sc::library {

// A file on disk that turned out to be a song: a Track without id, ratings and analysis, and its cover for the library.
struct SongFile
{
    Track track;
    QByteArray artwork; // JPEG, empty when none
};

// Size and time of a file as they were when it was imported.
struct FileStamp
{
    qint64 size = 0;
    qint64 modifiedMs = 0;
    bool operator==(const FileStamp &) const = default;
};
[[nodiscard]] FileStamp stampOf(const QString &path);

// Reads everything about one file that an import needs. Blocking; any thread. Problems as media::probeSong, FILE_TOO_LARGE
// beyond `sizeLimit` bytes (0 = none), CANCELLED.
[[nodiscard]] Result<SongFile> inspectSong(const QString &path, qint64 sizeLimit, const CancelToken &cancel);

// SHA-256 of a file's bytes, in hex. MEDIA_MISSING, PERMISSION_DENIED, FILE_DAMAGED when reading fails midway, CANCELLED.
[[nodiscard]] Result<QString> contentHash(const QString &path, const CancelToken &cancel);

} // namespace sc::library
