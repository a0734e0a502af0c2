// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"
#include "core/media/movie_writer.h"

namespace sc::media {

// An opened encoder for the movie's pictures. Internal to core/media. INVALID_PARAMETER naming what this codec cannot do.
[[nodiscard]] Result<CodecPtr> openVideoEncoder(const MovieSettings &settings, bool wantsGlobalHeaders, const QString &path);

// Whether the encoder, usually of the machine's graphics card, takes a picture here.
[[nodiscard]] bool opensHere(const QString &encoder, VideoCodec codec);

} // namespace sc::media
