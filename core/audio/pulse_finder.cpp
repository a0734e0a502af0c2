// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pulse_finder.h"

#include "core/audio/beat_decoder.h"
#include "core/audio/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace sc::audio {

namespace {

struct Mixture
{
    std::array<float, kBands> band;
    float soft;
    double tightness;
};
constexpr double kFree = 100;
constexpr double kStiff = 400;
constexpr std::array<Mixture, 6> kMixtures = {
    Mixture{{1.0F, 0.7F, 0.8F, 0.8F}, 0.6F, kFree}, {{1.5F, 0.6F, 0.5F, 0.2F}, 0.2F, kFree},  {{0.4F, 0.6F, 0.5F, 0.2F}, 2.0F, kFree},
    {{0.0F, 0.3F, 1.0F, 1.0F}, 0.1F, kFree},        {{1.0F, 0.7F, 0.8F, 0.8F}, 0.6F, kStiff}, {{1.5F, 0.6F, 0.5F, 0.2F}, 0.2F, kStiff},
};

struct Line
{
    double start = 0;
    double step = 0;
};

Line fitted(const std::vector<double> &frames, size_t from, size_t to)
{
    const auto n = static_cast<double>(to - from);
    double sy = 0;
    double sxy = 0;
    for (size_t i = from; i < to; ++i) {
        sy += frames[i];
        sxy += (static_cast<double>(i - from) - (n - 1) / 2) * frames[i];
    }
    const double step = sxy / (n * (n * n - 1) / 12);
    return {sy / n - step * (n - 1) / 2, step};
}

// The even grid of the longest stretch in which no beat strays from a straight line by more than 25 ms, drawn from the first
// beat to the last. Nothing when no stretch has a quarter of the beats.
std::optional<std::vector<double>> straightened(const std::vector<double> &frames)
{
    constexpr double kStray = 2.5;
    constexpr size_t kShortest = 16;
    size_t bestFrom = 0;
    size_t bestTo = 0;
    for (size_t from = 0; from + kShortest <= frames.size();) {
        size_t to = from + kShortest;
        const auto isEven = [&](size_t end) {
            const Line line = fitted(frames, from, end);
            for (size_t i = from; i < end; ++i) {
                if (std::abs(frames[i] - line.start - line.step * static_cast<double>(i - from)) > kStray)
                    return false;
            }
            return true;
        };
        if (!isEven(to)) {
            from += 4;
            continue;
        }
        while (to < frames.size() && isEven(std::min(frames.size(), to + 8)))
            to = std::min(frames.size(), to + 8);
        if (to - from > bestTo - bestFrom) {
            bestFrom = from;
            bestTo = to;
        }
        from = to;
    }
    if (bestTo - bestFrom < std::max(kShortest, frames.size() / 4))
        return {};
    const Line line = fitted(frames, bestFrom, bestTo);
    std::vector<double> even;
    const double origin = line.start - line.step * std::floor((line.start - frames.front()) / line.step + 0.5);
    for (double frame = origin; frame < frames.back() + line.step / 2; frame += line.step)
        even.push_back(frame);
    return even;
}

} // namespace

std::vector<std::vector<double>> findPulses(const OnsetFunctions &onsets, const CancelToken &cancel)
{
    std::vector<std::vector<double>> pulses;
    for (const Mixture &mixture : kMixtures) {
        const BeatPath path =
            decodeBeats(activationOf(onsets, mixture.band, mixture.soft), BeatModel{.tightness = mixture.tightness, .cancel = cancel});
        if (cancel.isCancelled())
            return {};
        if (path.frames.size() < 3)
            continue;
        std::vector<double> frames;
        for (const int frame : path.frames)
            frames.push_back(refinePeak(onsets.mixed, frame, 3));
        std::optional<std::vector<double>> even = straightened(frames);
        pulses.push_back(std::move(frames));
        if (even)
            pulses.push_back(std::move(*even));
    }
    return pulses;
}

} // namespace sc::audio
