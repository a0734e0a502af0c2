// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/shot_media.h"
#include "core/project/project_session.h"

namespace sc::playback {

// What the live clips of an open project show, with absolute paths: for the player and for movies.
[[nodiscard]] ShotMediaMap mediaOf(const project::ProjectSession &session);

} // namespace sc::playback
