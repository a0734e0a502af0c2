// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtGui/QImage>

namespace sc::playback {

// A picture file upright, scaled to cover `box` and cut to it from its middle; RGB32, what is transparent on black.
// MEDIA_MISSING, PERMISSION_DENIED, FILE_DAMAGED (no picture that can be read), FILE_TOO_LARGE.
[[nodiscard]] Result<QImage> loadStillCovering(const QString &file, QSize box);

} // namespace sc::playback
