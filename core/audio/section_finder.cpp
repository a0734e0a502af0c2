// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_finder.h"

#include "core/audio/beat_features.h"
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sc::audio {

namespace {

constexpr size_t kShortest = 2; // bars
constexpr size_t kLongest = 40;
constexpr double kBoundaryCost = 0.45;

// The columns of all bars, each brought to zero mean and unit variance over the song, then weighted.
std::vector<std::vector<float>> standardised(const std::vector<BarFeatures> &bars)
{
    std::vector<std::vector<float>> rows(bars.size());
    const auto addColumn = [&](auto value, float weight) {
        std::vector<float> column;
        column.reserve(bars.size());
        for (const BarFeatures &bar : bars)
            column.push_back(value(bar));
        const std::vector<float> scores = zScores(column);
        for (size_t i = 0; i < rows.size(); ++i)
            rows[i].push_back(weight * std::clamp(scores[i], -3.0F, 3.0F));
    };
    for (size_t k = 0; k < 12; ++k)
        addColumn([k](const BarFeatures &bar) { return bar.timbre[k]; }, k < 6 ? 0.8F : 0.4F);
    for (size_t k = 0; k < 12; ++k)
        addColumn([k](const BarFeatures &bar) { return bar.chroma[k]; }, 0.25F);
    addColumn([](const BarFeatures &bar) { return bar.loudness; }, 1.2F);
    addColumn([](const BarFeatures &bar) { return bar.low; }, 1.0F);
    addColumn([](const BarFeatures &bar) { return bar.high; }, 1.0F);
    addColumn([](const BarFeatures &bar) { return bar.onsets; }, 0.8F);
    return rows;
}

double squaredDistance(const std::vector<float> &a, const std::vector<float> &b)
{
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i)
        sum += double(a[i] - b[i]) * double(a[i] - b[i]);
    return sum;
}

std::vector<float> meanRow(const std::vector<std::vector<float>> &rows, size_t from, size_t to)
{
    std::vector<float> mean(rows.front().size(), 0.0F);
    for (size_t i = from; i < to; ++i) {
        for (size_t k = 0; k < mean.size(); ++k)
            mean[k] += rows[i][k] / static_cast<float>(to - from);
    }
    return mean;
}

// How much changes at the start of each bar, seen over 2, 4 and 8 bars to both sides.
std::vector<float> novelty(const std::vector<std::vector<float>> &rows)
{
    std::vector<float> sum(rows.size(), 0.0F);
    for (const size_t reach : {size_t(2), size_t(4), size_t(8)}) {
        std::vector<float> change(rows.size(), 0.0F);
        for (size_t i = 1; i < rows.size(); ++i) {
            const size_t from = i > reach ? i - reach : 0;
            const size_t to = std::min(rows.size(), i + reach);
            change[i] = static_cast<float>(std::sqrt(squaredDistance(meanRow(rows, from, i), meanRow(rows, i, to))));
        }
        const std::vector<float> scores = zScores(change);
        for (size_t i = 1; i < rows.size(); ++i) {
            const bool peak = scores[i] >= scores[i - 1] && (i + 1 >= rows.size() || scores[i] >= scores[i + 1]);
            sum[i] += (peak ? 1.0F : 0.6F) * scores[i] / 3;
        }
    }
    return sum;
}

double lengthPrior(size_t bars)
{
    return bars % 8 == 0 ? 0.45 : bars % 4 == 0 ? 0.35 : bars % 2 == 0 ? 0.0 : -0.25;
}

class Cutter
{
public:
    explicit Cutter(const std::vector<std::vector<float>> &rows)
        : m_rows(rows), m_novelty(novelty(rows)), m_prefix(rows.size() + 1), m_square(rows.size() + 1, 0.0)
    {
        m_prefix[0].assign(rows.front().size(), 0.0);
        for (size_t i = 0; i < rows.size(); ++i) {
            m_prefix[i + 1] = m_prefix[i];
            m_square[i + 1] = m_square[i];
            for (size_t k = 0; k < rows[i].size(); ++k) {
                m_prefix[i + 1][k] += double(rows[i][k]);
                m_square[i + 1] += double(rows[i][k]) * double(rows[i][k]);
            }
        }
        m_total = std::max(1e-6, variance(0, rows.size()));
    }

    [[nodiscard]] const std::vector<float> &noveltyCurve() const { return m_novelty; }

    std::vector<size_t> starts() const
    {
        const size_t count = m_rows.size();
        std::vector<double> best(count + 1, -std::numeric_limits<double>::infinity());
        std::vector<size_t> back(count + 1, 0);
        best[0] = 0;
        for (size_t end = 1; end <= count; ++end) {
            for (size_t length = std::min(end, kLongest); length >= 1; --length) {
                const size_t from = end - length;
                const bool edge = from == 0 || end == count;
                if (length < kShortest && !edge)
                    break;
                const double value = best[from] + gain(from, end);
                if (value > best[end]) {
                    best[end] = value;
                    back[end] = from;
                }
            }
        }
        std::vector<size_t> cuts;
        for (size_t at = count; at > 0; at = back[at])
            cuts.push_back(back[at]);
        std::reverse(cuts.begin(), cuts.end());
        return cuts;
    }

private:
    [[nodiscard]] double variance(size_t from, size_t to) const
    {
        double sum = m_square[to] - m_square[from];
        for (size_t k = 0; k < m_prefix[0].size(); ++k) {
            const double mean = m_prefix[to][k] - m_prefix[from][k];
            sum -= mean * mean / static_cast<double>(to - from);
        }
        return sum;
    }

    [[nodiscard]] double gain(size_t from, size_t to) const
    {
        const double spread = variance(from, to) / m_total * static_cast<double>(m_rows.size()) / 2.3;
        const double start = from == 0 ? 0 : 0.9 * double(m_novelty[from]) - kBoundaryCost;
        const bool edge = from == 0 || to == m_rows.size();
        return start - spread + (edge ? 1.0 : 1.6) * lengthPrior(to - from) - (to - from < 4 ? 0.8 : 0);
    }

    const std::vector<std::vector<float>> &m_rows;
    std::vector<float> m_novelty;
    std::vector<std::vector<double>> m_prefix;
    std::vector<double> m_square;
    double m_total = 1;
};

// Greedy merging of segments whose means lie close together, compared with the usual distance within the song.
void groupSpans(std::vector<SectionSpan> &spans, const std::vector<std::vector<float>> &rows)
{
    std::vector<std::vector<float>> means;
    for (const SectionSpan &span : spans)
        means.push_back(meanRow(rows, span.firstBar, span.endBar));
    std::vector<double> distances;
    for (size_t a = 0; a < means.size(); ++a) {
        for (size_t b = a + 1; b < means.size(); ++b)
            distances.push_back(std::sqrt(squaredDistance(means[a], means[b])));
    }
    const double limit = 0.55 * medianOf(distances);
    int groups = 0;
    for (size_t a = 0; a < spans.size(); ++a) {
        double nearest = limit;
        for (size_t b = 0; b < a; ++b) {
            const double distance = std::sqrt(squaredDistance(means[a], means[b]));
            if (distance < nearest) {
                nearest = distance;
                spans[a].group = spans[b].group;
            }
        }
        if (spans[a].group < 0)
            spans[a].group = groups++;
    }
}

} // namespace

std::vector<SectionSpan> findSections(const std::vector<BarFeatures> &bars)
{
    std::vector<SectionSpan> spans;
    if (bars.size() < 8) {
        if (!bars.empty())
            spans.push_back({0, bars.size(), 1, 0});
        return spans;
    }
    const std::vector<std::vector<float>> rows = standardised(bars);
    const Cutter cutter(rows);
    for (const size_t start : cutter.starts()) {
        if (!spans.empty())
            spans.back().endBar = start;
        const double strength = start == 0 ? 1 : ramp(double(cutter.noveltyCurve()[start]), 0, 2.5);
        spans.push_back({start, bars.size(), strength, -1});
    }
    groupSpans(spans, rows);
    return spans;
}

} // namespace sc::audio
