// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/render/missing_takes.h"
#include "core/timeline/model.h"

#include <optional>

// Timeline to a finished movie.
namespace sc::render {

struct MovieExport
{
    QString destination; // .mp4; written under a temporary name beside it and renamed at the end
    int width = 0;       // 0 = the project's
    int height = 0;
    int quality = 18;               // CRF
    std::optional<TickRange> range; // nothing = whole program
    playback::ShotMediaMap media;   // clips that are not in it show their cards
    MissingTakes missing = MissingTakes::Slate;
};

struct MovieResult
{
    QString file;
    std::int64_t frames = 0;
    qint64 bytes = 0;
    std::optional<Ticks> soundEndsAt; // program time from which the movie is silent because the song's file is damaged there
    std::vector<Problem> problems;    // takes that are missing, unreadable or damaged
};

// About how large the movie becomes, in bytes; for the screen and the check of the disk.
[[nodiscard]] qint64 estimateBytes(const timeline::Timeline &timeline, const MovieExport &options);

// Blocking, for a worker thread. songFile: absolute, empty = silent movie. An existing destination is replaced only by
// a finished movie; cancel, a full disk or any other problem leaves no half file.
// RESOURCE_NOT_FOUND (nothing to export), PERMISSION_DENIED, INSUFFICIENT_STORAGE, MEDIA_MISSING (song, takes), CANCELLED.
[[nodiscard]] Result<MovieResult> exportMovie(const timeline::Timeline &timeline, const QString &songFile, const MovieExport &options,
                                              const CancelToken &cancel = {}, const ProgressFn &progress = {});

} // namespace sc::render
