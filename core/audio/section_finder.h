// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/base/song_map.h"

#include <vector>

namespace sc::audio {

// One bar (or, without a beat, two seconds) as sections see it.
struct BarFeatures
{
    double start = 0; // seconds
    double end = 0;
    std::array<float, 12> timbre{}; // cosine transform of the mean log mel spectrum, without its first value
    std::array<float, 12> chroma{}; // unit length
    float loudness = 0;             // LUFS
    float low = 0;                  // dB under 160 Hz
    float high = 0;                 // dB above 4 kHz
    float onsets = 0;               // a second
};

[[nodiscard]] std::vector<BarFeatures> barFeatures(const std::vector<double> &edges, const SongFeatures &features,
                                                   const std::vector<double> &onsets);

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
