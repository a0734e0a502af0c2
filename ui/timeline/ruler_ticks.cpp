// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/ruler_ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kMinBeatPixels = 6;
constexpr double kMinBarPixels = 4;

// Of the whole song, not of the view: tiles of one zoom must agree about what they leave out.
double pixelsPerBeat(std::span<const Beat> beats, const ViewState &view)
{
    if (beats.size() < 2)
        return view.pixelsPerSecond() / 2;
    const Ticks span = beats.back().time - beats.front().time;
    return span.toSeconds() / double(beats.size() - 1) * view.pixelsPerSecond();
}

int beatsPerBar(std::span<const Beat> beats)
{
    int most = 1;
    for (const Beat &beat : beats.first(std::min<size_t>(beats.size(), 64)))
        most = std::max(most, beat.beatInBar);
    return most;
}

// Floor modulo, so that pick-up bars (0, -1 ...) thin out in step with the others.
bool onStep(int bar, int step)
{
    return ((bar - 1) % step + step) % step == 0;
}

} // namespace

int barLabelStep(std::span<const Beat> beats, const ViewState &view)
{
    const double perBar = pixelsPerBeat(beats, view) * beatsPerBar(beats);
    int step = 1;
    while (step < 1024 && step * perBar < kBarLabelPixels)
        step *= 2;
    return step;
}

std::vector<BarTick> barTicks(std::span<const Beat> beats, const ViewState &view, double from, double to)
{
    std::vector<BarTick> ticks;
    const double perBeat = pixelsPerBeat(beats, view);
    const bool showBeats = perBeat >= kMinBeatPixels;
    const bool showAllBars = perBeat * beatsPerBar(beats) >= kMinBarPixels;
    const int step = barLabelStep(beats, view);
    const auto first = std::ranges::lower_bound(beats, view.timeAt(from), {}, &Beat::time);
    for (auto it = first; it != beats.end(); ++it) {
        const double x = view.xOf(it->time);
        if (x >= to)
            break;
        if (!it->isDownbeat()) {
            if (showBeats)
                ticks.push_back({x, it->bar, it->beatInBar, false, false});
            continue;
        }
        const bool labelled = onStep(it->bar, step);
        if (labelled || showAllBars)
            ticks.push_back({x, it->bar, 1, labelled, labelled && onStep(it->bar, step * 4)});
    }
    return ticks;
}

std::vector<TimecodeTick> timecodeTicks(FrameRate rate, const ViewState &view, double from, double to, double minPixels)
{
    const int second = rate.nominal();
    const std::array<std::int64_t, 16> steps = {
        1,           2,           5,           10,           second,       second * 2,   second * 5,    second * 10,
        second * 15, second * 30, second * 60, second * 120, second * 300, second * 600, second * 1800, second * 3600};
    const double perFrame = view.pixelsPerSecond() / rate.toDouble();
    std::int64_t step = steps.back();
    for (const std::int64_t candidate : steps) {
        if (double(candidate) * perFrame >= minPixels) {
            step = candidate;
            break;
        }
    }
    std::vector<TimecodeTick> ticks;
    const std::int64_t first = std::max<std::int64_t>(0, rate.frameAt(view.timeAt(from), Rounding::Ceil));
    for (std::int64_t frame = (first + step - 1) / step * step;; frame += step) {
        const double x = view.xOf(rate.timeOf(frame));
        if (x >= to)
            return ticks;
        ticks.push_back({x, frame});
    }
}

} // namespace sc::ui
