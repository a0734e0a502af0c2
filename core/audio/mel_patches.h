// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/user_model.h"

#include <vector>

namespace sc::audio {

// The patches a user's model hears, one after the other: patchFrames x bands numbers each, evenly drawn from the song, at
// most 60. A song shorter than one patch is filled up with silence. Problems as the decoder gives them.
[[nodiscard]] Result<std::vector<float>> melPatches(const QString &songPath, const UserModel &model, const CancelToken &cancel);

} // namespace sc::audio
