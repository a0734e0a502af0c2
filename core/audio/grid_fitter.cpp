// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_fitter.h"

#include "core/audio/series.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kEvenWithin = 0.025; // seconds
constexpr double kEvenShare = 0.95;
constexpr size_t kShortestEven = 8; // beats
constexpr size_t kMostStrays = 3;

struct Line
{
    double start = 0; // time of the first beat
    double period = 0;
    bool fits = false;
};

// Least squares with outliers held back (Huber), then the share of beats near the line.
Line fitLine(const std::vector<double> &times, size_t from, size_t to)
{
    Line line{times[from], (times[to - 1] - times[from]) / static_cast<double>(to - from - 1), false};
    for (int round = 0; round < 4; ++round) {
        double w = 0;
        double wx = 0;
        double wy = 0;
        double wxx = 0;
        double wxy = 0;
        for (size_t i = from; i < to; ++i) {
            const auto x = static_cast<double>(i - from);
            const double error = std::abs(times[i] - line.start - x * line.period);
            const double weight = round == 0 || error < 0.010 ? 1 : 0.010 / error;
            w += weight;
            wx += weight * x;
            wy += weight * times[i];
            wxx += weight * x * x;
            wxy += weight * x * times[i];
        }
        const double below = w * wxx - wx * wx;
        if (below <= 0)
            return line;
        line.period = (w * wxy - wx * wy) / below;
        line.start = (wy - line.period * wx) / w;
    }
    size_t near = 0;
    double drift = 0; // mean error of each quarter: a slow bend fails even when every beat is near
    std::array<double, 4> quarter{};
    for (size_t i = from; i < to; ++i) {
        const double error = times[i] - line.start - static_cast<double>(i - from) * line.period;
        near += std::abs(error) <= kEvenWithin ? 1 : 0;
        quarter[(i - from) * 4 / (to - from)] += error * 4 / static_cast<double>(to - from);
    }
    for (const double error : quarter)
        drift = std::max(drift, std::abs(error));
    line.fits =
        static_cast<double>(near) >= kEvenShare * static_cast<double>(to - from) && (drift < 0.012 || to - from < 16) && line.period > 0.1;
    return line;
}

size_t evenEnd(const std::vector<double> &times, size_t from, size_t limit)
{
    size_t end = from + kShortestEven;
    if (end > limit || !fitLine(times, from, end).fits)
        return from;
    size_t step = kShortestEven;
    while (end < limit && step > 0) {
        const size_t longer = std::min(limit, end + step);
        if (fitLine(times, from, longer).fits) {
            end = longer;
            step *= 2;
        } else {
            step = longer - end > 1 ? (longer - end) / 2 : 0;
        }
    }
    return end;
}

// The roundest tempo that moves no beat of the region by more than 6 ms from the fitted line.
double roundedTempo(double bpm, double seconds)
{
    const double period = 60 / bpm;
    const double beats = seconds / period;
    for (const double parts : {1.0, 2.0, 10.0, 20.0, 100.0}) {
        const double rounded = std::round(bpm * parts) / parts;
        if (std::abs(60 / rounded - period) * beats / 2 < 0.006)
            return rounded;
    }
    return bpm;
}

class Fitter
{
public:
    Fitter(const std::vector<double> &times, const std::vector<BeatPosition> &positions, Ticks duration)
        : m_times(times), m_positions(positions), m_duration(duration)
    {
    }

    BeatGrid run()
    {
        for (size_t from = 0; from < m_times.size();) {
            const size_t limit = runEnd(from);
            size_t loose = from;
            for (size_t at = from; at < limit;) {
                size_t end = evenEnd(m_times, at, limit);
                if (end == at) {
                    ++at;
                    continue;
                }
                Line line = fitLine(m_times, at, end);
                absorbStrays(line, at, end, loose, limit);
                addMap(loose, at);
                addEven(line, at, end);
                loose = at = end;
            }
            addMap(loose, limit);
            from = limit;
        }
        return std::move(m_grid);
    }

private:
    // End of the stretch in which bars follow one another without a break.
    [[nodiscard]] size_t runEnd(size_t from) const
    {
        size_t end = from + 1;
        while (end < m_times.size() && m_positions[end].beatsPerBar == m_positions[from].beatsPerBar &&
               m_positions[end].beatInBar == m_positions[end - 1].beatInBar % m_positions[from].beatsPerBar + 1)
            ++end;
        return end;
    }

    // One to three beats before or after an even stretch that only miss its line were heard badly, not played freely.
    void absorbStrays(Line &line, size_t &from, size_t &to, size_t lowest, size_t highest) const
    {
        const auto misses = [&](size_t beat, double expected) { return std::abs(m_times[beat] - expected) > 0.2 * line.period; };
        if (from - lowest <= kMostStrays) {
            size_t first = from;
            while (first > lowest && !misses(first - 1, line.start - static_cast<double>(from - first + 1) * line.period))
                --first;
            if (first == lowest) {
                line.start -= static_cast<double>(from - first) * line.period;
                from = first;
            }
        }
        if (highest - to <= kMostStrays) {
            size_t end = to;
            while (end < highest && !misses(end, line.start + static_cast<double>(end - from) * line.period))
                ++end;
            if (end == highest)
                to = end;
        }
    }

    BeatRegion header(size_t from, size_t to)
    {
        BeatRegion region;
        const double before =
            from > 0 ? (m_times[from - 1] + m_times[from]) / 2 : m_times[0] - (m_times.size() > 1 ? (m_times[1] - m_times[0]) / 2 : 0.25);
        const double lastStep = m_times.size() > 1 ? m_times.back() - m_times[m_times.size() - 2] : 0.5;
        const double after = to < m_times.size() ? (m_times[to - 1] + m_times[to]) / 2 : m_times.back() + lastStep / 2;
        region.start = m_grid.regions.empty() ? std::max(Ticks(), Ticks::fromSeconds(before)) : m_grid.regions.back().end;
        region.end = std::min(m_duration, Ticks::fromSeconds(after));
        region.beatsPerBar = m_positions[from].beatsPerBar;
        region.firstBeatInBar = m_positions[from].beatInBar;
        // The first whole bar is number 1; beats before it are bar 0.
        if (from == 0)
            m_bar = region.firstBeatInBar == 1 ? 1 : 0;
        else if (region.firstBeatInBar == 1)
            ++m_bar;
        region.firstBar = m_bar;
        m_bar +=
            static_cast<int>((to - from - 1 + static_cast<size_t>(region.firstBeatInBar - 1)) / static_cast<size_t>(region.beatsPerBar));
        return region;
    }

    void addEven(Line line, size_t from, size_t to)
    {
        // A song that begins on a beat: no beat lies before the song, and a hair is less than can be heard.
        constexpr double kHair = 0.006;
        if (line.start < 0 && line.start > -kHair)
            line.start = 0;
        for (; line.start < 0 && from + 1 < to; ++from)
            line.start += line.period;
        BeatRegion region = header(from, to);
        const double seconds = line.period * static_cast<double>(to - from - 1);
        region.bpm = std::clamp(roundedTempo(60 / line.period, seconds), 20.0, 400.0);
        // Rounding turns the line about its middle.
        const double middle = line.start + seconds / 2;
        const double start = middle - 60 / region.bpm * static_cast<double>(to - from - 1) / 2;
        region.phase = std::max(Ticks(), Ticks::fromSeconds(start));
        region.start = std::min(region.start, region.phase);
        if (!m_grid.regions.empty())
            region.start = std::max(region.start, m_grid.regions.back().end);
        m_grid.regions.push_back(region);
    }

    void addMap(size_t from, size_t to)
    {
        if (from >= to)
            return;
        BeatRegion region = header(from, to);
        std::vector<double> steps;
        for (size_t i = from; i < to; ++i) {
            const Ticks time = Ticks::fromSeconds(m_times[i]);
            if (time >= region.start && time < region.end && (region.times.empty() || time > region.times.back()))
                region.times.push_back(time);
            if (i + 1 < m_times.size())
                steps.push_back(m_times[i + 1] - m_times[i]);
        }
        if (region.times.empty())
            return;
        region.phase = region.times.front();
        region.bpm = std::clamp(60 / std::max(0.15, medianOf(steps)), 20.0, 400.0);
        m_grid.regions.push_back(std::move(region));
    }

    const std::vector<double> &m_times;
    const std::vector<BeatPosition> &m_positions;
    Ticks m_duration;
    BeatGrid m_grid;
    int m_bar = 1;
};

} // namespace

BeatGrid fitGrid(const std::vector<double> &times, const std::vector<BeatPosition> &positions, Ticks duration)
{
    if (times.size() < 2 || positions.size() != times.size())
        return {};
    return Fitter(times, positions, duration).run();
}

double mainTempo(const BeatGrid &grid)
{
    // Of each interval between beats; an even stretch counts as many times as it has beats.
    std::vector<double> tempi;
    for (const BeatRegion &region : grid.regions) {
        if (region.times.size() < 2) {
            const double beats = (region.end - region.start).toSeconds() * region.bpm / 60;
            tempi.insert(tempi.end(), static_cast<size_t>(std::max(1.0, std::round(beats))), region.bpm);
            continue;
        }
        for (size_t i = 1; i < region.times.size(); ++i)
            tempi.push_back(60 / std::max(0.15, (region.times[i] - region.times[i - 1]).toSeconds()));
    }
    return medianOf(std::move(tempi));
}

} // namespace sc::audio
