// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/grid_stats.h"

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kReachMs = 70;
constexpr double kOnGridMs = 25;
constexpr double kBinMs = 3;

std::optional<double> nearestMs(std::span<const Ticks> onsets, Ticks t)
{
    const auto after = std::ranges::lower_bound(onsets, t);
    std::optional<Ticks> best;
    if (after != onsets.end())
        best = *after - t;
    if (after != onsets.begin() && (!best || abs(*(after - 1) - t) < abs(*best)))
        best = *(after - 1) - t;
    return best ? std::optional(best->toMilliseconds()) : std::nullopt;
}

double shareOnGrid(std::span<const Beat> beats, std::span<const Ticks> onsets)
{
    int inside = 0;
    int on = 0;
    for (const Ticks onset : onsets) {
        const auto after = std::ranges::upper_bound(beats, onset, {}, &Beat::time);
        if (after == beats.begin() || after == beats.end())
            continue;
        ++inside;
        const Ticks from = (after - 1)->time;
        const double length = (after->time - from).toMilliseconds();
        const double into = (onset - from).toMilliseconds();
        const double quarter = length / 4;
        on += std::abs(into - std::round(into / quarter) * quarter) <= kOnGridMs ? 1 : 0;
    }
    return inside > 0 ? double(on) / inside : 0;
}

double stabilityOf(std::span<const Beat> beats)
{
    double sum = 0;
    double squares = 0;
    for (size_t i = 1; i < beats.size(); ++i) {
        const double length = (beats[i].time - beats[i - 1].time).toSeconds();
        sum += length;
        squares += length * length;
    }
    const double n = double(beats.size() - 1);
    const double mean = sum / n;
    const double variance = std::max(0.0, squares / n - mean * mean);
    return mean > 0 ? std::clamp(1 - std::sqrt(variance) / mean, 0.0, 1.0) : 0;
}

} // namespace

GridStats gridStats(std::span<const Beat> beats, std::span<const Ticks> onsets)
{
    GridStats stats;
    if (beats.size() < 2 || onsets.empty())
        return stats;
    double sum = 0;
    int heard = 0;
    for (const Beat &beat : beats) {
        const std::optional<double> ms = nearestMs(onsets, beat.time);
        if (!ms || std::abs(*ms) > kReachMs)
            continue;
        ++heard;
        sum += std::abs(*ms);
        if (std::abs(*ms) > stats.worstMs) {
            stats.worstMs = std::abs(*ms);
            stats.worstAt = QStringLiteral("%1.%2").arg(beat.bar).arg(beat.beatInBar);
        }
        const int bin = int(std::lround(*ms / kBinMs)) + GridStats::kBins / 2;
        if (bin >= 0 && bin < GridStats::kBins)
            ++stats.histogram[size_t(bin)];
    }
    stats.known = heard > 0;
    stats.meanMs = heard > 0 ? sum / heard : 0;
    stats.onsetsOnGrid = shareOnGrid(beats, onsets);
    stats.stability = stabilityOf(beats);
    return stats;
}

} // namespace sc::ui
