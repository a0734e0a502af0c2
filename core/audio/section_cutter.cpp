// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_cutter.h"

#include "core/audio/series.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <span>

namespace sc::audio {

namespace {

constexpr size_t kShortest = 2; // bars
constexpr size_t kLongest = 40;

using Rows = std::vector<std::vector<float>>;
using Column = std::pair<std::function<float(const BarFeatures &)>, float>;

// One view of the bars: columns brought to zero mean and unit variance over the song, then weighted so that all columns
// together count as one.
Rows rowsOf(const std::vector<BarFeatures> &bars, std::span<const Column> columns)
{
    Rows rows(bars.size());
    float total = 0;
    for (const auto &[value, weight] : columns)
        total += weight * weight;
    for (const auto &[value, weight] : columns) {
        std::vector<float> column;
        column.reserve(bars.size());
        for (const BarFeatures &bar : bars)
            column.push_back(value(bar));
        const std::vector<float> scores = zScores(column);
        for (size_t i = 0; i < rows.size(); ++i)
            rows[i].push_back(weight / std::sqrt(total) * std::clamp(scores[i], -3.0F, 3.0F));
    }
    return rows;
}

Rows timbreRows(const std::vector<BarFeatures> &bars)
{
    std::vector<Column> columns;
    for (size_t k = 0; k < 12; ++k)
        columns.emplace_back([k](const BarFeatures &bar) { return bar.timbre[k]; }, k < 6 ? 1.0F : 0.5F);
    return rowsOf(bars, columns);
}

Rows chromaRows(const std::vector<BarFeatures> &bars)
{
    std::vector<Column> columns;
    for (size_t k = 0; k < 12; ++k)
        columns.emplace_back([k](const BarFeatures &bar) { return bar.chroma[k]; }, 1.0F);
    return rowsOf(bars, columns);
}

Rows levelRows(const std::vector<BarFeatures> &bars)
{
    const std::vector<Column> columns = {
        {[](const BarFeatures &bar) { return bar.loudness; }, 1.2F},
        {[](const BarFeatures &bar) { return bar.low; }, 1.0F},
        {[](const BarFeatures &bar) { return bar.high; }, 1.0F},
        {[](const BarFeatures &bar) { return bar.onsets; }, 0.8F},
    };
    return rowsOf(bars, columns);
}

double squaredDistance(const std::vector<float> &a, const std::vector<float> &b)
{
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i)
        sum += double(a[i] - b[i]) * double(a[i] - b[i]);
    return sum;
}

std::vector<float> meanRow(const Rows &rows, size_t from, size_t to)
{
    std::vector<float> mean(rows.front().size(), 0.0F);
    for (size_t i = from; i < to; ++i) {
        for (size_t k = 0; k < mean.size(); ++k)
            mean[k] += rows[i][k] / static_cast<float>(to - from);
    }
    return mean;
}

// How much the bars before each bar line differ from those after it.
std::vector<float> change(const Rows &rows, size_t reach)
{
    std::vector<float> result(rows.size(), 0.0F);
    for (size_t i = 1; i < rows.size(); ++i) {
        const size_t from = i > reach ? i - reach : 0;
        const size_t to = std::min(rows.size(), i + reach);
        // Means over fewer bars differ more by chance.
        const double even = std::sqrt(static_cast<double>(std::min(i - from, to - i)) / static_cast<double>(reach));
        result[i] = static_cast<float>(even * std::sqrt(squaredDistance(meanRow(rows, from, i), meanRow(rows, i, to))));
    }
    return result;
}

// How unlike everything in the eight bars before it each bar is: loops are old news after their first round.
std::vector<float> newness(const Rows &rows)
{
    std::vector<float> result(rows.size(), 0.0F);
    for (size_t i = 1; i < rows.size(); ++i) {
        double nearest = std::numeric_limits<double>::infinity();
        for (size_t lag = 1; lag <= 8 && lag <= i; ++lag)
            nearest = std::min(nearest, squaredDistance(rows[i], rows[i - lag]));
        result[i] = static_cast<float>(std::sqrt(nearest));
    }
    return result;
}

// Peaks keep their height, slopes lose some: a boundary lies on one bar line, not on its neighbours.
void addPeaks(std::vector<float> &sum, const std::vector<float> &series, double weight, double slopeShare)
{
    const std::vector<float> scores = zScores(series);
    for (size_t i = 1; i < scores.size(); ++i) {
        const bool peak = scores[i] >= scores[i - 1] && (i + 1 >= scores.size() || scores[i] >= scores[i + 1]);
        const bool above = scores[i] > 0;
        sum[i] += static_cast<float>(weight * (peak || !above ? 1.0 : slopeShare) * double(scores[i]));
    }
}

} // namespace

SectionCutter::SectionCutter(const std::vector<BarFeatures> &bars, const SectionWeights &weights)
    : m_weights(weights), m_novelty(bars.size(), 0.0F)
{
    const Rows timbre = timbreRows(bars);
    const Rows chroma = chromaRows(bars);
    const Rows levels = levelRows(bars);
    for (size_t scale = 0; scale < 3; ++scale) {
        const size_t reach = size_t(2) << scale;
        addPeaks(m_novelty, change(timbre, reach), weights.timbre[scale], weights.slopes);
        addPeaks(m_novelty, change(chroma, reach), weights.chroma[scale], weights.slopes);
        addPeaks(m_novelty, change(levels, reach), weights.levels[scale], weights.slopes);
    }
    addPeaks(m_novelty, newness(timbre), weights.newTimbre, weights.slopes);
    addPeaks(m_novelty, newness(chroma), weights.newChroma, weights.slopes);
    std::vector<float> crash;
    for (const BarFeatures &bar : bars)
        crash.push_back(bar.crash);
    addPeaks(m_novelty, crash, weights.crash, 1);
    for (size_t i = 0; i < bars.size(); ++i) {
        m_rows.push_back(levels[i]);
        m_rows.back().insert(m_rows.back().end(), timbre[i].begin(), timbre[i].end());
    }
    sumUp();
}

std::vector<size_t> SectionCutter::starts() const
{
    const size_t count = m_rows.size();
    std::vector<double> best(count + 1, -std::numeric_limits<double>::infinity());
    std::vector<size_t> back(count + 1, 0);
    best[0] = 0;
    for (size_t end = 1; end <= count; ++end) {
        for (size_t length = std::min(end, kLongest); length >= kShortest; --length) {
            const size_t from = end - length;
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

void SectionCutter::sumUp()
{
    m_prefix.resize(m_rows.size() + 1);
    m_square.assign(m_rows.size() + 1, 0.0);
    m_prefix[0].assign(m_rows.front().size(), 0.0);
    for (size_t i = 0; i < m_rows.size(); ++i) {
        m_prefix[i + 1] = m_prefix[i];
        m_square[i + 1] = m_square[i];
        for (size_t k = 0; k < m_rows[i].size(); ++k) {
            m_prefix[i + 1][k] += double(m_rows[i][k]);
            m_square[i + 1] += double(m_rows[i][k]) * double(m_rows[i][k]);
        }
    }
    m_total = std::max(1e-6, variance(0, m_rows.size()));
}

double SectionCutter::variance(size_t from, size_t to) const
{
    double sum = m_square[to] - m_square[from];
    for (size_t k = 0; k < m_prefix[0].size(); ++k) {
        const double mean = m_prefix[to][k] - m_prefix[from][k];
        sum -= mean * mean / static_cast<double>(to - from);
    }
    return sum;
}

double SectionCutter::lengthPrior(size_t bars) const
{
    const double even = bars % 8 == 0 ? m_weights.eights : bars % 4 == 0 ? m_weights.fours : bars % 2 == 0 ? 0.0 : -m_weights.odd;
    return even - (bars < 4 ? m_weights.brief : 0);
}

double SectionCutter::gain(size_t from, size_t to) const
{
    const double spread = m_weights.spread * variance(from, to) / m_total * static_cast<double>(m_rows.size());
    const double start = from == 0 ? 0 : double(m_novelty[from]) - m_weights.boundary;
    const bool edge = from == 0 || to == m_rows.size();
    return start - spread + (edge ? m_weights.edges : 1.0) * lengthPrior(to - from);
}

} // namespace sc::audio
