// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/likeness_vector.h"

#include <array>
#include <span>
#include <vector>

namespace sc::audio {

// Places of songs on a plane, -1..1, so that distances resemble 1 - likeness. Landmarks (at most 160, each the song
// farthest from those before it) are laid out by classical scaling and then stress majorisation (de Leeuw 1977); every
// other song is put where its distances to the landmarks fit best, near ones counting most. No chance in it.
[[nodiscard]] std::vector<std::array<float, 2>> likenessPlane(std::span<const LikenessVector> songs, const LikenessValues &weights);

} // namespace sc::audio
