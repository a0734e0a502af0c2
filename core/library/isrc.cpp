// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/isrc.h"

#include "core/library/song_tags.h"

namespace sc::library {

QString isrcOf(const QString &file)
{
    const auto info = media::probeSong(file);
    return info ? readTags(file, *info).isrc : QString();
}

} // namespace sc::library
