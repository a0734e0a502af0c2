// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_roles.h"

#include "core/audio/series.h"

#include <algorithm>

namespace sc::audio {

namespace {

double meanOf(const std::vector<BarFeatures> &bars, size_t from, size_t to, float BarFeatures::*field)
{
    double sum = 0;
    for (size_t i = from; i < to; ++i)
        sum += double(bars[i].*field);
    return to > from ? sum / static_cast<double>(to - from) : 0;
}

double placeWithin(const std::vector<BarFeatures> &bars, float BarFeatures::*field, double value)
{
    std::vector<float> all;
    for (const BarFeatures &bar : bars)
        all.push_back(bar.*field);
    const double low = double(percentile(all, 0.05));
    const double high = double(percentile(all, 0.95));
    return high - low < 1e-6 ? 0.5 : ramp(value, low, high);
}

} // namespace

SectionRole roleOf(const SectionSpan &span, const std::vector<BarFeatures> &bars)
{
    SectionRole role;
    role.loudness = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::loudness);
    role.low = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::low);
    role.high = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::high);
    role.bars = static_cast<double>(span.endBar - span.firstBar);
    role.energy = 0.5 * placeWithin(bars, &BarFeatures::loudness, role.loudness) + 0.25 * placeWithin(bars, &BarFeatures::low, role.low) +
                  0.25 * placeWithin(bars, &BarFeatures::onsets, meanOf(bars, span.firstBar, span.endBar, &BarFeatures::onsets));
    const size_t end = span.endBar - (role.bars > 3 ? 1 : 0);
    const size_t middle = span.firstBar + (end - span.firstBar + 1) / 2;
    const auto riseOf = [&](float BarFeatures::*field, double full) {
        return std::clamp((meanOf(bars, middle, end, field) - meanOf(bars, span.firstBar, middle, field)) / full, -1.0, 1.0);
    };
    const double allTonal = meanOf(bars, 0, bars.size(), &BarFeatures::tonal);
    role.tonal = meanOf(bars, span.firstBar, span.endBar, &BarFeatures::tonal) / std::max(1e-9, allTonal);
    if (middle < end) {
        role.fall = meanOf(bars, span.firstBar, middle, &BarFeatures::loudness) - meanOf(bars, middle, end, &BarFeatures::loudness);
        role.rise = (riseOf(&BarFeatures::onsets, 3) + riseOf(&BarFeatures::high, 6) + riseOf(&BarFeatures::loudness, 4)) / 3;
    }
    return role;
}

} // namespace sc::audio
