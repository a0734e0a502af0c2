// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/sound_facts.h"
#include "core/base/song_map.h"

#include <span>
#include <vector>

namespace sc::audio {

// The stretches of 1 to 32 bars that repeat best, at most five, the best first. A loop has no seam when what comes after its
// end is what comes after its start, and what comes before its end is what comes before its start: compared in timbre, level
// and chords over one bar to both sides. Empty without bars or where nothing comes back.
[[nodiscard]] std::vector<LoopRegion> findLoops(std::span<const Beat> beats, const SongFeatures &features);

} // namespace sc::audio
