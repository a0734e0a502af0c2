// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

std::vector<float> movingMean(std::span<const float> series, int reach)
{
    std::vector<double> sums(series.size() + 1, 0.0);
    for (size_t i = 0; i < series.size(); ++i)
        sums[i + 1] = sums[i] + double(series[i]);
    std::vector<float> means(series.size());
    for (size_t i = 0; i < series.size(); ++i) {
        const size_t from = i > static_cast<size_t>(reach) ? i - static_cast<size_t>(reach) : 0;
        const size_t to = std::min(series.size(), i + static_cast<size_t>(reach) + 1);
        means[i] = static_cast<float>((sums[to] - sums[from]) / static_cast<double>(to - from));
    }
    return means;
}

std::vector<float> smoothed(std::span<const float> series, float sigma)
{
    const int reach = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
    std::vector<float> kernel(static_cast<size_t>(reach) + 1);
    float sum = 0;
    for (int i = 0; i <= reach; ++i) {
        kernel[static_cast<size_t>(i)] = std::exp(-0.5F * static_cast<float>(i * i) / (sigma * sigma));
        sum += (i == 0 ? 1.0F : 2.0F) * kernel[static_cast<size_t>(i)];
    }
    const auto count = std::ssize(series);
    std::vector<float> out(series.size());
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        float value = 0;
        for (std::ptrdiff_t k = -reach; k <= reach; ++k) {
            if (i + k >= 0 && i + k < count)
                value += kernel[static_cast<size_t>(std::abs(k))] * series[static_cast<size_t>(i + k)];
        }
        out[static_cast<size_t>(i)] = value / sum;
    }
    return out;
}

float percentile(std::span<const float> series, double share)
{
    if (series.empty())
        return 0;
    std::vector<float> sorted(series.begin(), series.end());
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), at, sorted.end());
    return *at;
}

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double meanBetween(std::span<const float> series, double from, double to)
{
    const auto first = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(std::lround(from)), 0, std::ssize(series));
    const auto end = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(std::lround(to)), first, std::ssize(series));
    double sum = 0;
    for (std::ptrdiff_t i = first; i < end; ++i)
        sum += double(series[static_cast<size_t>(i)]);
    return end > first ? sum / static_cast<double>(end - first) : 0;
}

double ramp(double value, double low, double high)
{
    return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

std::vector<float> zScores(std::span<const float> series)
{
    double sum = 0;
    double square = 0;
    for (const float value : series) {
        sum += double(value);
        square += double(value) * double(value);
    }
    const auto count = static_cast<double>(std::max<size_t>(1, series.size()));
    const double mean = sum / count;
    const double deviation = std::sqrt(std::max(0.0, square / count - mean * mean));
    std::vector<float> scores(series.size(), 0.0F);
    for (size_t i = 0; i < series.size() && deviation > 1e-9; ++i)
        scores[i] = static_cast<float>((double(series[i]) - mean) / deviation);
    return scores;
}

} // namespace sc::audio
