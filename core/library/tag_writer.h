// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/song_file.h"

namespace sc::library {

struct WrittenTags
{
    QString backup; // the file as it was
    FileStamp stamp;
    QString contentHash;
};

// Puts title .. comment of `song` into its file, after a copy of it went to `backupFolder`. The new file is made beside,
// its sound compared with the old one's sample by sample, and only then put in its place: whatever fails leaves the old
// one. Blocking. Problems as Library::writeTagsToFile().
[[nodiscard]] Result<WrittenTags> writeTags(const Track &song, const QString &backupFolder);

} // namespace sc::library
