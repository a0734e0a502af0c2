// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_finder.h"

#include "core/audio/section_cutter.h"
#include "core/audio/section_groups.h"
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr size_t kLongestJoined = 16; // bars

// The levels of the bars without their depths: bands that are nearly empty differ by dozens of decibels that nobody hears, and
// beside those, measured by how much the song's bars differ, a verse and its chorus are the same.
std::vector<BarFeatures> levelled(std::vector<BarFeatures> bars, const SectionWeights &weights)
{
    for (float BarFeatures::*level : {&BarFeatures::loudness, &BarFeatures::low, &BarFeatures::high}) {
        std::vector<float> values;
        for (const BarFeatures &bar : bars)
            values.push_back(bar.*level);
        const float floor = percentile(values, 0.7) - static_cast<float>(weights.depth);
        for (BarFeatures &bar : bars)
            bar.*level = std::max(bar.*level, floor) - static_cast<float>(weights.under) * std::max(0.0F, floor - bar.*level);
    }
    return bars;
}

// Whether nobody would tell two stretches apart: in noise and drones every difference is chance, and against nothing but
// chance even the smallest stands out.
bool soundsTheSame(const std::vector<BarFeatures> &bars, const SectionSpan &a, const SectionSpan &b)
{
    constexpr double kLevel = 0.7;   // LU, and dB of the lowest and the highest band
    constexpr double kOnsets = 0.7;  // a second
    constexpr double kTimbre = 0.9;  // of log mel energies over 32 bands
    constexpr double kHarmony = 0.1; // 1 - cosine of pitch classes, where there is pitch
    const auto meanOf = [&](const SectionSpan &span, auto value) {
        double sum = 0;
        for (size_t i = span.firstBar; i < span.endBar; ++i)
            sum += double(value(bars[i]));
        return sum / static_cast<double>(span.endBar - span.firstBar);
    };
    const auto apart = [&](auto value) { return std::abs(meanOf(a, value) - meanOf(b, value)); };
    double timbre = 0;
    double harmony = 0;
    double normA = 1e-9;
    double normB = 1e-9;
    for (size_t k = 0; k < 12; ++k) {
        timbre += std::pow(apart([k](const BarFeatures &bar) { return bar.timbre[k]; }), 2);
        const double inA = meanOf(a, [k](const BarFeatures &bar) { return bar.chroma[k]; });
        const double inB = meanOf(b, [k](const BarFeatures &bar) { return bar.chroma[k]; });
        harmony += inA * inB;
        normA += inA * inA;
        normB += inB * inB;
    }
    return apart([](const BarFeatures &bar) { return bar.loudness; }) < kLevel &&
           apart([](const BarFeatures &bar) { return bar.low; }) < kLevel &&
           apart([](const BarFeatures &bar) { return bar.high; }) < kLevel &&
           apart([](const BarFeatures &bar) { return bar.onsets; }) < kOnsets && std::sqrt(timbre) < kTimbre &&
           1 - harmony / std::sqrt(normA * normB) < kHarmony;
}

void joinIndistinct(std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars)
{
    for (size_t i = 1; i < spans.size();) {
        if (soundsTheSame(bars, spans[i - 1], spans[i])) {
            spans[i - 1].endBar = spans[i].endBar;
            spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
}

// Two rounds of the same are one section unless something marks the second.
void joinNeighbours(std::vector<SectionSpan> &spans, const std::vector<float> &novelty, double least)
{
    std::vector<SectionSpan> joined;
    for (const SectionSpan &span : spans) {
        const bool same = !joined.empty() && joined.back().group == span.group && double(novelty[span.firstBar]) < least &&
                          span.endBar - joined.back().firstBar <= kLongestJoined;
        if (same)
            joined.back().endBar = span.endBar;
        else
            joined.push_back(span);
    }
    spans = std::move(joined);
}

} // namespace

std::vector<SectionSpan> findSections(const std::vector<BarFeatures> &heardBars, const SectionWeights &weights)
{
    std::vector<SectionSpan> spans;
    if (heardBars.size() < 8) {
        if (!heardBars.empty())
            spans.push_back({0, heardBars.size(), 1, 0});
        return spans;
    }
    const std::vector<BarFeatures> bars = levelled(heardBars, weights);
    const SectionCutter cutter(bars, weights);
    for (const size_t start : cutter.starts()) {
        if (!spans.empty())
            spans.back().endBar = start;
        const double strength = start == 0 ? 1 : ramp(double(cutter.noveltyCurve()[start]), 0, 3);
        spans.push_back({start, bars.size(), strength, -1});
    }
    joinIndistinct(spans, bars);
    groupSections(spans, bars);
    joinNeighbours(spans, cutter.noveltyCurve(), weights.join);
    return spans;
}

} // namespace sc::audio
