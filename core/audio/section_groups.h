// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/section_finder.h"

#include <vector>

namespace sc::audio {

// How alike the chords of two sections are, bar by bar at the best of eight offsets: 1 = the same, 0 = as unlike as bars of
// this song are on average. Keeps a reference to the bars.
class HarmonicLikeness
{
public:
    explicit HarmonicLikeness(const std::vector<BarFeatures> &bars);

    // In any key: also when one of them is transposed, as the last chorus often is.
    [[nodiscard]] double between(const SectionSpan &a, const SectionSpan &b, bool inAnyKey = false) const;

private:
    const std::vector<BarFeatures> &m_bars;
    double m_usual = 0; // of two bars of this song
};

// Gives sections that are repeats of one another the same group: alike in sound, level and chords, measured by
// how much the bars of this song differ.
void groupSections(std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars);

} // namespace sc::audio
