// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track.h"
#include "core/media/probe.h"

namespace sc::library {

// Whether a file of this kind holds tags that TagLib writes.
[[nodiscard]] bool canWriteFields(const media::MediaInfo &info);

// Puts title .. comment into the tags of a file, in place; every other tag and the cover stay. The file is one nobody
// else needs: an interrupted write leaves it broken. False when it could not be written.
[[nodiscard]] bool writeFields(const QString &path, const media::MediaInfo &info, const Track &song);

} // namespace sc::library
