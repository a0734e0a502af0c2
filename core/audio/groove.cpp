// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/groove.h"

#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kReach = 0.04; // seconds that an onset may lie off the step it counts for

// A whole bar: its beats and the downbeat after it, in seconds.
using Bar = std::vector<double>;

std::vector<Bar> wholeBars(const std::vector<Beat> &beats)
{
    std::vector<Bar> bars;
    Bar bar;
    for (const Beat &beat : beats) {
        if (beat.isDownbeat()) {
            bar.push_back(beat.time.toSeconds());
            if (bar.size() > 2)
                bars.push_back(bar);
            bar.clear();
        }
        if (beat.isDownbeat() || !bar.empty())
            bar.push_back(beat.time.toSeconds());
    }
    return bars;
}

// Bars of the length that most bars have.
void keepCommonLength(std::vector<Bar> &bars)
{
    size_t common = 0;
    std::ptrdiff_t most = 0;
    for (size_t beats = 2; beats <= 16; ++beats) {
        const auto count = std::ranges::count_if(bars, [&](const Bar &bar) { return bar.size() == beats + 1; });
        if (count > most) {
            most = count;
            common = beats;
        }
    }
    std::erase_if(bars, [&](const Bar &bar) { return bar.size() != common + 1; });
}

double placeInBar(const Bar &bar, double beat)
{
    const auto whole = std::min(bar.size() - 2, static_cast<size_t>(beat));
    return bar[whole] + (bar[whole + 1] - bar[whole]) * (beat - static_cast<double>(whole));
}

struct Event
{
    double time = 0; // seconds
    double strength = 0;
};

// Strongest event near each of `steps` even places of the bar, summed over the bars; 1 = the strongest place.
std::vector<double> patternOf(const std::vector<Bar> &bars, std::span<const Event> events, size_t steps)
{
    std::vector<double> pattern(steps, 0.0);
    for (const Bar &bar : bars) {
        const auto beats = static_cast<double>(bar.size() - 1);
        const double step = (bar.back() - bar.front()) / static_cast<double>(steps);
        // Places that fall on the beats' divisions need little reach; those between them must not miss what lies next to them.
        const bool isAligned = steps % (bar.size() - 1) == 0;
        const double reach = std::min(step / 2, isAligned ? kReach : 5 * kReach);
        for (size_t i = 0; i < steps; ++i) {
            const double place = placeInBar(bar, static_cast<double>(i) * beats / static_cast<double>(steps));
            double strongest = 0;
            for (auto at = std::ranges::lower_bound(events, place - reach, {}, &Event::time);
                 at != events.end() && at->time <= place + reach; ++at)
                strongest = std::max(strongest, at->strength);
            pattern[i] += strongest;
        }
    }
    const double top = *std::ranges::max_element(pattern);
    for (double &value : pattern)
        value = top > 0 ? value / top : 0;
    return pattern;
}

std::array<float, RhythmFacts::kSteps> steps16(const std::vector<Bar> &bars, std::span<const Event> events)
{
    std::array<float, RhythmFacts::kSteps> steps{};
    const std::vector<double> pattern = patternOf(bars, events, RhythmFacts::kSteps);
    std::ranges::transform(pattern, steps.begin(), [](double value) { return static_cast<float>(value); });
    return steps;
}

double syncopation(const std::vector<double> &pattern, size_t perBeat)
{
    double off = 0;
    double all = 0;
    const size_t half = perBeat == 4 ? 2 : perBeat;
    for (size_t i = 0; i < pattern.size(); ++i) {
        all += pattern[i];
        if (i % perBeat == 0)
            continue;
        const bool isHalf = i % half == 0;
        const size_t stronger = isHalf || perBeat == 3 ? (i / perBeat + 1) * perBeat : i + 1;
        const double weight = isHalf ? 0.7 : 1.0;
        off += weight * std::max(0.0, pattern[i] - pattern[stronger % pattern.size()]);
    }
    return all > 0 ? std::min(1.0, 2 * off / all) : 0;
}

// The commonest place of onsets between just before the half and just after two thirds of the beat. Nothing where fewer than
// a fifth of the beats has one there.
std::optional<double> swingOf(const std::vector<Beat> &beats, std::span<const double> onsets)
{
    constexpr double kEarliest = 0.45;
    constexpr double kLatest = 0.72;
    constexpr double kWidth = 0.02;
    std::vector<double> places;
    size_t beat = 0;
    for (const double onset : onsets) {
        while (beat + 1 < beats.size() && beats[beat + 1].time.toSeconds() <= onset)
            ++beat;
        if (beat + 1 >= beats.size() || onset < beats[beat].time.toSeconds())
            continue;
        const double start = beats[beat].time.toSeconds();
        const double place = (onset - start) / (beats[beat + 1].time.toSeconds() - start);
        if (place > kEarliest - 2 * kWidth && place < kLatest + 2 * kWidth)
            places.push_back(place);
    }
    double best = 0;
    double bestMass = 0;
    for (double centre = kEarliest; centre <= kLatest; centre += 0.005) {
        double mass = 0;
        for (const double place : places)
            mass += std::exp(-0.5 * std::pow((place - centre) / kWidth, 2));
        if (mass > bestMass) {
            bestMass = mass;
            best = centre;
        }
    }
    if (beats.size() < 8 || bestMass < 0.2 * static_cast<double>(beats.size()))
        return {};
    double sum = 0;
    double weights = 0;
    for (const double place : places) {
        if (std::abs(place - best) < 2 * kWidth) {
            sum += place;
            ++weights;
        }
    }
    return weights > 0 ? std::clamp(sum / weights, 0.0, 1.0) : best;
}

std::optional<double> stabilityOf(const std::vector<Beat> &beats)
{
    constexpr double kLoose = 0.05; // mean deviation of the logarithm of the interval at which nothing is left
    if (beats.size() < 8)
        return {};
    std::vector<double> steps;
    for (size_t i = 1; i < beats.size(); ++i)
        steps.push_back(std::log(std::max(1e-3, (beats[i].time - beats[i - 1].time).toSeconds())));
    const double middle = medianOf(steps);
    double away = 0;
    for (const double step : steps)
        away += std::min(1.0, std::abs(step - middle)) / static_cast<double>(steps.size());
    return std::clamp(1 - away / kLoose, 0.0, 1.0);
}

} // namespace

std::vector<OnsetStrength> onsetStrengths(std::span<const double> onsets, const OnsetFunctions &functions)
{
    std::vector<std::pair<float, float>> heard; // all, low
    float topAll = 0;
    float topLow = 0;
    for (const double onset : onsets) {
        const double frame = (onset + kOnsetDelay) * kFrameRate;
        heard.emplace_back(peakNear(functions.mixed, frame, 2), peakNear(functions.band[0], frame, 3));
        topAll = std::max(topAll, heard.back().first);
        topLow = std::max(topLow, heard.back().second);
    }
    const auto byte = [](float value, float top) { return static_cast<std::uint8_t>(top > 0 ? std::lround(255 * value / top) : 0); };
    std::vector<OnsetStrength> strengths;
    for (const auto &[all, low] : heard)
        strengths.push_back({byte(all, topAll), byte(low, topLow)});
    return strengths;
}

RhythmFacts measureGroove(const BeatGrid &grid, bool isCompound, std::span<const Ticks> onsets, std::span<const OnsetStrength> strengths,
                          Ticks duration)
{
    RhythmFacts facts;
    facts.onsetRate = duration > Ticks() ? static_cast<double>(onsets.size()) / duration.toSeconds() : 0;
    const std::vector<Beat> beats = grid.beats();
    std::vector<Bar> bars = wholeBars(beats);
    keepCommonLength(bars);
    if (bars.size() < 2)
        return facts;
    std::vector<Event> all;
    std::vector<Event> low;
    std::vector<double> times;
    for (size_t i = 0; i < onsets.size(); ++i) {
        times.push_back(onsets[i].toSeconds());
        if (i < strengths.size()) {
            all.push_back({times.back(), double(strengths[i].all)});
            low.push_back({times.back(), double(strengths[i].low)});
        }
    }
    facts.isCompound = isCompound;
    facts.pattern = steps16(bars, all);
    facts.lowPattern = steps16(bars, low);
    const size_t perBeat = isCompound ? 3 : 4;
    if (!all.empty())
        facts.syncopation = syncopation(patternOf(bars, all, (bars.front().size() - 1) * perBeat), perBeat);
    if (!isCompound)
        facts.swing = swingOf(beats, times);
    facts.tempoStability = stabilityOf(beats);
    return facts;
}

} // namespace sc::audio
