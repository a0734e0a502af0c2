// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/section_finder.h"
#include "core/base/song_map.h"

#include <vector>

namespace sc::audio {

// The moments a cut wants to hit: drops and breaks at section boundaries, starts of builds, the loudest passage, sudden
// silences, the first entry of the low end, the end of the sound.
[[nodiscard]] std::vector<KeyMoment> findKeyMoments(const std::vector<Section> &sections, const std::vector<BarFeatures> &bars,
                                                    const SongFeatures &features);

// Energy over time, 0..1, ten values a second: loudness first, brightness and activity second.
[[nodiscard]] Curve energyCurve(const SongFeatures &features, const std::vector<double> &onsets);

} // namespace sc::audio
