// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/tap_tempo.h"

#include "core/audio/grid_region.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sc::audio {

namespace {

constexpr double kLongestStep = 3.2;   // seconds: a longer one is a pause, under the slowest tempo there is
constexpr double kOutlier = 0.25;      // of a beat
constexpr double kTempoRange = 0.04;   // onsets may change the tapped tempo by this much
constexpr double kTempoSpread = 0.015; // how far taps are usually off
constexpr double kOnBeat = 0.025;      // seconds; spread of onsets round their beat
constexpr double kFewestOnBeat = 0.4;  // share of beats with an onset, for the onsets to be believed

// Beat n lies at start + n * period, in seconds.
struct Line
{
    double start = 0;
    double period = 0;
    [[nodiscard]] double indexOf(double time) const { return std::round((time - start) / period); }
    [[nodiscard]] double errorOf(double time) const { return time - start - indexOf(time) * period; }
};

struct Point
{
    double index = 0;
    double time = 0;
};

std::optional<Line> fit(const std::vector<Point> &points)
{
    double x = 0;
    double y = 0;
    for (const Point &point : points) {
        x += point.index / static_cast<double>(points.size());
        y += point.time / static_cast<double>(points.size());
    }
    double xx = 0;
    double xy = 0;
    for (const Point &point : points) {
        xx += (point.index - x) * (point.index - x);
        xy += (point.index - x) * (point.time - y);
    }
    if (xx <= 0 || xy <= 0)
        return std::nullopt;
    return Line{y - x * xy / xx, xy / xx};
}

std::vector<double> lastRun(std::span<const Ticks> taps)
{
    std::vector<double> times;
    for (const Ticks tap : taps) {
        const double time = tap.toSeconds();
        if (!times.empty() && time <= times.back())
            continue;
        if (!times.empty() && time - times.back() > kLongestStep)
            times.clear();
        times.push_back(time);
    }
    if (times.size() > kMostTaps)
        times.erase(times.begin(), times.end() - kMostTaps);
    return times;
}

double medianStep(const std::vector<double> &times)
{
    std::vector<double> steps;
    for (size_t i = 1; i < times.size(); ++i)
        steps.push_back(times[i] - times[i - 1]);
    std::ranges::nth_element(steps, steps.begin() + std::ssize(steps) / 2);
    return steps[steps.size() / 2];
}

// Taps that follow one another in whole steps, from `first` on. A missed tap is a step of two; a nervous one is none.
std::vector<Point> chain(const std::vector<double> &times, size_t first, double step)
{
    std::vector<Point> points{{0, times[first]}};
    for (size_t i = first + 1; i < times.size(); ++i) {
        const double steps = (times[i] - points.back().time) / step;
        const double whole = std::round(steps);
        if (whole >= 1 && std::abs(steps - whole) <= kOutlier)
            points.push_back({points.back().index + whole, times[i]});
    }
    return points;
}

std::optional<Line> lineOfTaps(const std::vector<double> &times, int &used)
{
    const double step = medianStep(times);
    std::vector<Point> points;
    // The first tap itself may be the outlier.
    for (size_t first = 0; first + kFewestTaps <= times.size(); ++first) {
        std::vector<Point> candidate = chain(times, first, step);
        if (candidate.size() > points.size())
            points = std::move(candidate);
    }
    std::optional<Line> line;
    for (bool again = true; again && points.size() >= kFewestTaps;) {
        line = fit(points);
        if (!line)
            return std::nullopt;
        const auto kept = std::erase_if(points, [&](const Point &point) {
            return std::abs(point.time - line->start - point.index * line->period) > kOutlier * line->period;
        });
        again = kept > 0;
    }
    used = static_cast<int>(points.size());
    return points.size() >= kFewestTaps ? line : std::nullopt;
}

class Refiner
{
public:
    explicit Refiner(std::span<const Ticks> onsets)
    {
        for (const Ticks onset : onsets)
            m_onsets.push_back(onset.toSeconds());
        std::ranges::sort(m_onsets);
    }

    // The line that meets the most onsets round the taps, then grown over the song for as long as onsets support it.
    [[nodiscard]] std::optional<Line> refined(const Line &taps, double from, double to) const
    {
        const double margin = 8 * taps.period;
        double left = from - margin;
        double right = to + margin;
        std::optional<Line> line = search(taps, left, right);
        if (!line)
            return std::nullopt;
        line = polished(*line, left, right).value_or(*line);
        const double support = supportOf(*line, left, right);
        if (support < kFewestOnBeat)
            return std::nullopt;
        while (!m_onsets.empty() && (left > m_onsets.front() || right < m_onsets.back())) {
            const double reach = (right - left) / 2;
            // A side that no longer agrees ends where it is: the song may change its tempo there.
            const bool leftHolds = left > m_onsets.front() && supportOf(*line, left - reach, left) > support / 2;
            const bool rightHolds = right < m_onsets.back() && supportOf(*line, right, right + reach) > support / 2;
            if (!leftHolds && !rightHolds)
                break;
            left -= leftHolds ? reach : 0;
            right += rightHolds ? reach : 0;
            const std::optional<Line> longer = polished(*line, left, right);
            if (!longer || std::abs(longer->period / line->period - 1) > 0.01)
                break;
            line = longer;
        }
        if (std::abs(line->period / taps.period - 1) > kTempoRange)
            return std::nullopt;
        return rounded(*line, std::max(left, m_onsets.front()), std::min(right, m_onsets.back()));
    }

private:
    [[nodiscard]] std::span<const double> within(double from, double to) const
    {
        const auto first = std::ranges::lower_bound(m_onsets, from);
        return {first, std::ranges::lower_bound(first, m_onsets.end(), to)};
    }

    [[nodiscard]] std::optional<Line> search(const Line &taps, double from, double to) const
    {
        const std::span<const double> onsets = within(from, to);
        const double middle = taps.indexOf((from + to) / 2);
        const double pivot = taps.start + middle * taps.period;
        const int steps = std::max(1, static_cast<int>(std::ceil(kTempoRange * taps.period * (to - from) / taps.period / 2 / 0.010)));
        std::optional<Line> best;
        double bestScore = 0;
        for (int tempo = -steps; tempo <= steps; ++tempo) {
            const double change = kTempoRange * tempo / steps;
            const double period = taps.period * (1 + change);
            for (double offset = -kOutlier * taps.period; offset <= kOutlier * taps.period; offset += 0.005) {
                const Line line{pivot + offset - middle * period, period};
                double score = 0;
                for (const double onset : onsets) {
                    const double error = line.errorOf(onset) / kOnBeat;
                    score += error * error < 9 ? std::exp(-error * error / 2) : 0;
                }
                score *= std::exp(-change * change / (2 * kTempoSpread * kTempoSpread));
                if (score > bestScore) {
                    bestScore = score;
                    best = line;
                }
            }
        }
        return best;
    }

    [[nodiscard]] std::optional<Line> polished(Line line, double from, double to) const
    {
        for (int round = 0; round < 3; ++round) {
            std::vector<Point> points;
            for (const double onset : within(from, to)) {
                if (std::abs(line.errorOf(onset)) < std::min(2 * kOnBeat, line.period / 8))
                    points.push_back({line.indexOf(onset), onset});
            }
            const std::optional<Line> fitted = points.size() < kFewestTaps ? std::nullopt : fit(points);
            if (!fitted)
                return std::nullopt;
            line = *fitted;
        }
        return line;
    }

    // The roundest tempo that moves no beat from `from` to `to` by more than 6 ms: songs are rarely made at 117.99 BPM.
    // Rounding turns the line about the middle.
    [[nodiscard]] static Line rounded(const Line &line, double from, double to)
    {
        constexpr double kMostMove = 0.006;
        const double bpm = 60 / line.period;
        const double middle = line.indexOf((from + to) / 2);
        for (const double unit : {1.0, 0.5, 0.1, 0.05, 0.01}) {
            const double period = 60 / (std::round(bpm / unit) * unit);
            if (std::abs(period - line.period) * (to - from) / line.period / 2 < kMostMove)
                return {line.start + middle * (line.period - period), period};
        }
        return line;
    }

    // Share of the beats within the song's sounding part that have an onset.
    [[nodiscard]] double supportOf(const Line &line, double from, double to) const
    {
        const std::span<const double> onsets = within(from, to);
        if (onsets.empty())
            return 0;
        int on = 0;
        double last = -1e9;
        for (const double onset : onsets) {
            const double index = line.indexOf(onset);
            if (std::abs(line.errorOf(onset)) < kOnBeat && index > last) {
                ++on;
                last = index;
            }
        }
        const double beats = (std::min(to, m_onsets.back()) - std::max(from, m_onsets.front())) / line.period + 1;
        return on / std::max(1.0, beats);
    }

    std::vector<double> m_onsets;
};

} // namespace

std::optional<TappedTempo> tempoOfTaps(std::span<const Ticks> taps, std::span<const Ticks> onsets)
{
    const std::vector<double> times = lastRun(taps);
    if (times.size() < kFewestTaps)
        return std::nullopt;
    TappedTempo result;
    const std::optional<Line> tapped = lineOfTaps(times, result.used);
    if (!tapped)
        return std::nullopt;
    const std::optional<Line> refined = Refiner(onsets).refined(*tapped, times.front(), times.back());
    const Line line = refined.value_or(*tapped);
    result.isRefined = refined.has_value();
    result.bpm = 60 / line.period;
    result.anchor = Ticks::fromSeconds(line.start + line.indexOf(times.front()) * line.period);
    return result;
}

Result<BeatGrid> applyTaps(const BeatGrid &grid, Ticks at, const TappedTempo &tapped)
{
    SC_TRY(checkBpm(tapped.bpm));
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    const Ticks downbeat = edit.beats[edit.anchor()].time;
    edit.region.times.clear();
    edit.region.bpm = tapped.bpm;
    edit.region.phase = tapped.anchor;
    SC_TRY(checkRegionLength(edit.region));
    const auto beat = static_cast<std::int64_t>(nearestBeat(beatsOf(edit.region), downbeat).value_or(0));
    const int beatsPerBar = edit.region.beatsPerBar;
    edit.numberFrom(static_cast<int>((beatsPerBar - beat % beatsPerBar) % beatsPerBar) + 1);
    return edit.done(GridOrigin::Tapped);
}

} // namespace sc::audio
