// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/base/song_map.h"

#include <array>
#include <vector>

namespace sc::audio {

// Where the bars of the sounding part of a song begin, and the end of the last one. Two-second steps where there are no
// beats or none to rely on; a short pick-up is part of the first bar, what decays after the last note is left out.
[[nodiscard]] std::vector<double> barEdges(const std::vector<Beat> &beats, double beatConfidence, const SongFeatures &features,
                                           const std::vector<double> &onsets);

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
    float tonal = 0; // how much of pitch there is, against drums and noise; sum of the chroma before it is brought to unit length
    float crash = 0; // dB above 4 kHz just after the bar line against just before it
};

[[nodiscard]] std::vector<BarFeatures> barFeatures(const std::vector<double> &edges, const SongFeatures &features,
                                                   const std::vector<double> &onsets);

} // namespace sc::audio
