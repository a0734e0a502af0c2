// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/song_file.h"

namespace sc::library {

struct WrittenTags
{
    QString backup; // the file as it was; empty when there was none
    FileStamp stamp;
    QString contentHash;
};

// Puts title .. comment of `song` into its file, after a copy of it went to `backupFolder`. The new file is made beside,
// its sound compared with the old one's sample by sample, and only then put in its place: whatever fails leaves the old
// one. Blocking. Problems as Library::writeTagsToFile().
[[nodiscard]] Result<WrittenTags> writeTags(const Track &song, const QString &backupFolder);

// Puts `copy`, which was made before tags were written, in the place of `path`, after a copy of what is there now went to
// `backupFolder`. Blocking. CONFLICT when the two do not sound the same; MEDIA_MISSING, PERMISSION_DENIED,
// INSUFFICIENT_STORAGE, NOTHING_TO_UPDATE; nothing is lost by any. A file that is gone is made again.
[[nodiscard]] Result<WrittenTags> putCopyBack(const QString &copy, const QString &path, const QString &backupFolder);

} // namespace sc::library
