// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

class QIODevice;

namespace sc::media {

// Where the chunks of a RIFF, RF64 or BW64 file end: bytes behind it are no chunks (zeros that a recorder or a disk left
// there) and no demuxer needs to walk through them. The file's size when the chunks reach to its end, or when its sound has
// no length of its own. Reads the chunks' headers only. Internal to core/media.
[[nodiscard]] qint64 endOfRiff(QIODevice &device);

} // namespace sc::media
