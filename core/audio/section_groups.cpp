// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_groups.h"

#include "core/audio/series.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sc::audio {

namespace {

constexpr double kLimit = 0.66;        // in standard deviations of the song's bars, within which two sections are repeats
constexpr double kHarmonyWeight = 0.5; // of wholly different chords

using Point = std::vector<double>;

float cosine(const std::array<float, 12> &a, const std::array<float, 12> &b, size_t up = 0)
{
    float product = 0;
    for (size_t i = 0; i < a.size(); ++i)
        product += a[i] * b[(i + up) % b.size()];
    return product;
}

double meanLikeness(const std::vector<BarFeatures> &bars)
{
    constexpr size_t kMostBars = 300; // are enough to tell, however long the song
    const size_t step = bars.size() / kMostBars + 1;
    double sum = 0;
    double count = 0;
    for (size_t i = 0; i < bars.size(); i += step) {
        for (size_t j = i + step; j < bars.size(); j += step) {
            sum += double(cosine(bars[i].chroma, bars[j].chroma));
            count += 1;
        }
    }
    return count > 0 ? sum / count : 0;
}

// Timbre and level of every section, in standard deviations over the song's bars.
std::vector<Point> pointsOf(const std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars)
{
    std::vector<Point> points(spans.size());
    const auto add = [&](auto value, double weight) {
        std::vector<float> column;
        for (const BarFeatures &bar : bars)
            column.push_back(value(bar));
        const std::vector<float> scores = zScores(column);
        for (size_t s = 0; s < spans.size(); ++s) {
            const auto from = scores.begin() + static_cast<std::ptrdiff_t>(spans[s].firstBar);
            const auto to = scores.begin() + static_cast<std::ptrdiff_t>(spans[s].endBar);
            points[s].push_back(weight * std::accumulate(from, to, 0.0) / static_cast<double>(to - from));
        }
    };
    for (size_t k = 0; k < 12; ++k)
        add([k](const BarFeatures &bar) { return bar.timbre[k]; }, k < 6 ? 0.35 : 0.18);
    add([](const BarFeatures &bar) { return bar.loudness; }, 0.6);
    add([](const BarFeatures &bar) { return bar.low; }, 0.45);
    add([](const BarFeatures &bar) { return bar.high; }, 0.45);
    add([](const BarFeatures &bar) { return bar.onsets; }, 0.35);
    return points;
}

double apart(const Point &a, const Point &b)
{
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(sum);
}

} // namespace

HarmonicLikeness::HarmonicLikeness(const std::vector<BarFeatures> &bars) : m_bars(bars), m_usual(meanLikeness(bars)) {}

double HarmonicLikeness::between(const SectionSpan &a, const SectionSpan &b, bool inAnyKey) const
{
    const SectionSpan &brief = a.endBar - a.firstBar <= b.endBar - b.firstBar ? a : b;
    const SectionSpan &other = &brief == &a ? b : a;
    const size_t length = brief.endBar - brief.firstBar;
    const size_t around = other.endBar - other.firstBar;
    double best = 0;
    for (size_t turn = 0; turn < std::min<size_t>(8, around) * (inAnyKey ? 12 : 1); ++turn) {
        const size_t lag = inAnyKey ? turn / 12 : turn;
        const size_t up = inAnyKey ? turn % 12 : 0;
        double sum = 0;
        for (size_t i = 0; i < length; ++i)
            sum += double(cosine(m_bars[brief.firstBar + i].chroma, m_bars[other.firstBar + (i + lag) % around].chroma, up));
        best = std::max(best, sum / static_cast<double>(std::max<size_t>(1, length)));
    }
    return std::clamp((best - m_usual) / std::max(0.02, 1 - m_usual), 0.0, 1.0);
}

void groupSections(std::vector<SectionSpan> &spans, const std::vector<BarFeatures> &bars)
{
    const std::vector<Point> points = pointsOf(spans, bars);
    const HarmonicLikeness likeness(bars);
    int groups = 0;
    for (size_t a = 0; a < spans.size(); ++a) {
        double nearest = kLimit;
        for (size_t b = 0; b < a; ++b) {
            const double distance = apart(points[a], points[b]) + kHarmonyWeight * (1 - likeness.between(spans[a], spans[b]));
            if (distance < nearest) {
                nearest = distance;
                spans[a].group = spans[b].group;
            }
        }
        if (spans[a].group < 0)
            spans[a].group = groups++;
    }
}

} // namespace sc::audio
