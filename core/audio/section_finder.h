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

// What the cutting goes by; fitted on songs whose sections are known. Changes are seen over 2, 4 and 8 bars to both sides.
struct SectionWeights
{
    std::array<double, 3> timbre = {0.03, 0.05, 0.11};
    std::array<double, 3> chroma = {0, 0.08, 0.05};
    std::array<double, 3> levels = {0.05, 0.4, 0.18};
    double newTimbre = 0.12; // of a bar unlike any of the eight before it
    double newChroma = 0.07;
    double crash = 0.5;     // of a cymbal on the bar line
    double slopes = 0.6;    // share that a change keeps beside its peak
    double boundary = 0.87; // what a boundary costs
    double spread = 0.46;   // how much bars of one section have to be alike
    double eights = 0.73;   // lengths of eight bars, of four, odd ones, under four
    double fours = 0.13;
    double odd = 0.2;
    double brief = 2.7;
    double edges = 0.68; // share of the above for the first and the last section
    double join = 3;     // novelty that a boundary between two neighbours of one group needs
    double depth = 6;    // dB under the usual loudness, low and high level down to which levels count in full
    double under = 0.07; // share of what lies lower that counts
};

// Cuts a song where its bars stop being alike: novelty over several spans (after Foote 2000) in timbre, harmony and level,
// bars that nothing before them resembles, homogeneity within; the best segmentation over all bars by dynamic programming,
// with a leaning to lengths of four and eight bars.
[[nodiscard]] std::vector<SectionSpan> findSections(const std::vector<BarFeatures> &bars, const SectionWeights &weights = {});

// Names them by role, with neutral letters where no role is clear.
[[nodiscard]] std::vector<Section> labelSections(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars,
                                                 Ticks duration);

} // namespace sc::audio
