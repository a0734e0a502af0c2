// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bar_features.h"
#include "core/base/song_map.h"

#include <vector>

namespace sc::audio {

struct SectionSpan
{
    size_t firstBar = 0;
    size_t endBar = 0;
    double strength = 0; // 0..1 of the boundary at its start
    int group = -1;      // equal = repeats of one another
};

// Cuts a song where its bars stop being alike: checkerboard novelty (Foote 2000) in timbre and harmony, steps of
// loudness and bass, homogeneity within; the best segmentation over all bars by dynamic programming, with a leaning to
// lengths of four and eight bars.
[[nodiscard]] std::vector<SectionSpan> findSections(const std::vector<BarFeatures> &bars);

// Names them by role, with neutral letters where no role is clear.
[[nodiscard]] std::vector<Section> labelSections(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars,
                                                 Ticks duration);

} // namespace sc::audio
