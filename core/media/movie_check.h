// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QString>

namespace sc::media {

// What a movie file really holds, packet by packet, whatever its header claims.
struct MovieContent
{
    std::int64_t frames = 0; // that a player shows
    Ticks firstFrame;        // when the first is shown
    Ticks lastFrame;         // when the last begins
    bool hasSound = false;
    Ticks soundStart;
    Ticks soundEnd;
};

// Reads the whole file through, and decodes its first and its last frame. FILE_DAMAGED when those cannot be shown; problems
// as probeFile().
[[nodiscard]] Result<MovieContent> readMovieContent(const QString &path, const CancelToken &cancel = {});

} // namespace sc::media
