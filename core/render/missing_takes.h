// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/playback/shot_media.h"

namespace sc::render {

// What a movie shows where a take's file is not there.
enum class MissingTakes { Slate, Card, Black, Stop };

// The media a movie is made of, with `policy` applied to live clips whose file is missing. Stop: MEDIA_MISSING naming them.
[[nodiscard]] Result<playback::ShotMediaMap> mediaForMovie(const timeline::Timeline &timeline, const playback::ShotMediaMap &media,
                                                           MissingTakes policy);

} // namespace sc::render
