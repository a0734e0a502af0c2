// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/section_finder.h"

#include <vector>

namespace sc::audio {

// Cuts bars into stretches that are alike within: novelty over several spans (after Foote 2000) in timbre, harmony and level,
// bars that nothing before them resembles, homogeneity within; the best segmentation over all bars by dynamic programming,
// with a leaning to lengths of four and eight bars.
class SectionCutter
{
public:
    // At least one bar.
    SectionCutter(const std::vector<BarFeatures> &bars, const SectionWeights &weights);

    // How much each bar line is a boundary, in weighted standard deviations.
    [[nodiscard]] const std::vector<float> &noveltyCurve() const { return m_novelty; }
    // First bars of the sections, rising from 0.
    [[nodiscard]] std::vector<size_t> starts() const;

private:
    void sumUp();
    [[nodiscard]] double variance(size_t from, size_t to) const;
    [[nodiscard]] double lengthPrior(size_t bars) const;
    [[nodiscard]] double gain(size_t from, size_t to) const;

    SectionWeights m_weights;
    std::vector<float> m_novelty;
    std::vector<std::vector<float>> m_rows;
    std::vector<std::vector<double>> m_prefix;
    std::vector<double> m_square;
    double m_total = 1;
};

} // namespace sc::audio
