// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"

#include <QtCore/QString>

namespace sc::media {

// Copies the moving picture of a file, packet by packet and without sound, into a QuickTime movie whose first frame is called
// `timecode` ("00:02:00:00"; ';' before the frames for drop-frame). Writes to exactly the path given. INVALID_FILE_TYPE when
// QuickTime has no place for such pictures, CANCELLED, problems of reading and writing.
[[nodiscard]] Result<> rewrapMovie(const QString &original, const QString &target, const QString &timecode, const CancelToken &cancel);

} // namespace sc::media
