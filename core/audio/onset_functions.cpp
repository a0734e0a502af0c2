// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/onset_functions.h"

#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr std::array<float, kBands> kBandWeight = {1.0F, 0.7F, 0.8F, 0.8F};
constexpr float kSoftWeight = 0.6F;

// Moving mean taken away, rectified, divided by a running level plus a share of the song's, so that quiet passages
// count and silence does not.
std::vector<float> normalised(std::span<const float> raw)
{
    const std::vector<float> mean = movingMean(raw, 20);
    std::vector<float> out(raw.size());
    std::vector<float> square(raw.size());
    double total = 0;
    for (size_t i = 0; i < raw.size(); ++i) {
        out[i] = std::max(0.0F, raw[i] - mean[i]);
        square[i] = out[i] * out[i];
        total += double(square[i]);
    }
    const auto global = static_cast<float>(std::sqrt(total / std::max<double>(1, static_cast<double>(raw.size()))));
    if (global <= 1e-7F)
        return std::vector<float>(raw.size(), 0.0F);
    const std::vector<float> running = movingMean(square, 400);
    for (size_t i = 0; i < raw.size(); ++i)
        out[i] /= 3.0F * (0.85F * std::sqrt(std::max(0.0F, running[i])) + 0.15F * global);
    return out;
}

void silenceGate(const FrameSeries &frames, std::vector<float> &series)
{
    const float loudest = frames.rms.empty() ? 0.0F : *std::max_element(frames.rms.begin(), frames.rms.end());
    for (size_t i = 0; i < series.size(); ++i) {
        // The window that first touches a sound already shows its onset.
        const float near = std::max({frames.rms[i], i + 2 < series.size() ? frames.rms[i + 2] : 0.0F});
        if (near < std::max(1e-6F, loudest * 1e-3F))
            series[i] = 0;
    }
}

std::vector<float> squeezed(const std::vector<float> &mixed)
{
    const float top = percentile(mixed, 0.98);
    std::vector<float> activation(mixed.size(), 0.0F);
    for (size_t i = 0; i < mixed.size() && top > 0; ++i) {
        const float e = mixed[i] / top;
        activation[i] = std::min(0.95F, 1.26F * e / (e + 0.55F));
    }
    return activation;
}

// How much of the low level after an onset is gone a sixth of a second later.
std::vector<float> kicks(const FrameSeries &frames, const std::vector<float> &low)
{
    std::vector<float> kick(low.size(), 0.0F);
    const std::vector<float> &level = frames.level[0];
    for (size_t i = 0; i + 20 < low.size(); ++i) {
        const float top =
            *std::max_element(level.begin() + static_cast<std::ptrdiff_t>(i), level.begin() + static_cast<std::ptrdiff_t>(i) + 8);
        const float later = level[i + 16];
        kick[i] = top > 0 ? low[i] * std::clamp(1 - later / top, 0.0F, 1.0F) : 0.0F;
    }
    return kick;
}

} // namespace

std::vector<float> activationOf(const OnsetFunctions &functions, const std::array<float, kBands> &bandWeight, float softWeight)
{
    std::vector<float> mixed(functions.size());
    for (size_t i = 0; i < mixed.size(); ++i) {
        mixed[i] = softWeight * functions.soft[i];
        for (size_t band = 0; band < kBands; ++band)
            mixed[i] += bandWeight[band] * functions.band[band][i];
    }
    return squeezed(mixed);
}

OnsetFunctions makeOnsetFunctions(const FrameSeries &frames)
{
    OnsetFunctions functions;
    functions.mixed.assign(frames.size(), 0.0F);
    for (size_t band = 0; band < kBands; ++band) {
        functions.band[band] = normalised(smoothed(frames.flux[band], 0.7F));
        silenceGate(frames, functions.band[band]);
        for (size_t i = 0; i < frames.size(); ++i)
            functions.mixed[i] += kBandWeight[band] * functions.band[band][i];
    }
    functions.soft = normalised(smoothed(frames.softFlux, 0.7F));
    silenceGate(frames, functions.soft);
    for (size_t i = 0; i < frames.size(); ++i)
        functions.mixed[i] += kSoftWeight * functions.soft[i];

    functions.kick = kicks(frames, functions.band[0]);
    functions.lowLevel = frames.level[0];
    functions.strength.assign(frames.size(), 0.0F);
    for (size_t band = 0; band < kBands; ++band) {
        for (size_t i = 0; i < frames.size(); ++i)
            functions.strength[i] += frames.flux[band][i];
    }

    const float top = percentile(functions.mixed, 0.98);
    functions.activation = squeezed(functions.mixed);
    if (top <= 0)
        return functions;
    double sum = 0;
    for (const float value : functions.mixed)
        sum += double(value / top);
    // In noise every frame carries about the same (0.31 of the strong ones), in music a few carry all (0.08 to 0.24).
    const double mean = sum / static_cast<double>(frames.size());
    functions.clarity = std::clamp((0.30 - mean) / 0.12, 0.0, 1.0);
    // Swells rise too slowly to be onsets: a hundred times less than the softest of bowed notes.
    functions.clarity *= ramp(double(percentile(functions.strength, 0.98)), 0.05, 0.3);
    return functions;
}

std::vector<double> pickOnsets(const OnsetFunctions &functions)
{
    const std::vector<float> &curve = functions.mixed;
    const float threshold = 0.05F * std::max(0.2F, percentile(curve, 0.98));
    std::vector<double> onsets;
    const auto last = static_cast<std::ptrdiff_t>(curve.size()) - 1;
    for (std::ptrdiff_t i = 0; i <= last; ++i) {
        const auto at = curve.begin() + i;
        if (*at <= 0 ||
            *at < *std::max_element(curve.begin() + std::max<std::ptrdiff_t>(0, i - 3), curve.begin() + std::min(last, i + 3) + 1))
            continue;
        const std::ptrdiff_t from = std::max<std::ptrdiff_t>(0, i - 10);
        const std::ptrdiff_t to = std::min(last, i + 7) + 1;
        float mean = 0;
        for (std::ptrdiff_t k = from; k < to; ++k)
            mean += curve[static_cast<size_t>(k)];
        mean /= static_cast<float>(to - from);
        if (*at < mean + threshold)
            continue;
        const double time = std::max(0.0, refinePeak(curve, static_cast<double>(i), 1) / kFrameRate - kOnsetDelay);
        if (onsets.empty() || time - onsets.back() > 0.030)
            onsets.push_back(time);
    }
    return onsets;
}

float peakNear(std::span<const float> series, double frame, int reach)
{
    const auto centre = static_cast<std::ptrdiff_t>(std::lround(frame));
    float best = 0;
    for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(0, centre - reach); i <= std::min(std::ssize(series) - 1, centre + reach); ++i)
        best = std::max(best, series[static_cast<size_t>(i)]);
    return best;
}

double refinePeak(std::span<const float> series, double frame, int reach)
{
    const auto centre = static_cast<std::ptrdiff_t>(std::lround(frame));
    std::ptrdiff_t best = -1;
    for (std::ptrdiff_t i = std::max<std::ptrdiff_t>(1, centre - reach); i <= std::min(std::ssize(series) - 2, centre + reach); ++i) {
        const float value = series[static_cast<size_t>(i)];
        const bool peak = value > 0 && value >= series[static_cast<size_t>(i - 1)] && value >= series[static_cast<size_t>(i + 1)];
        if (peak && (best < 0 || value > series[static_cast<size_t>(best)]))
            best = i;
    }
    if (best < 0)
        return frame;
    const float a = series[static_cast<size_t>(best - 1)];
    const float b = series[static_cast<size_t>(best)];
    const float c = series[static_cast<size_t>(best + 1)];
    const float curve = a - 2 * b + c;
    return static_cast<double>(best) + (curve < 0 ? double(0.5F * (a - c) / curve) : 0.0);
}

} // namespace sc::audio
