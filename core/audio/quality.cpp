// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/quality.h"

#include "core/audio/series.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr float kLeastDb = -115;    // a bin below this holds rounding noise at most
constexpr float kUnderLoudest = 85; // dB; further down nothing is heard
constexpr double kEdgeHz = 1000;
constexpr double kLeastFilled = 0.6; // of the bins below the end hold something: a few tones end nowhere
constexpr float kEdgeDb = 18;        // fall within kEdgeHz that music does not have by itself

} // namespace

SpectrumEnd endOfSpectrum(std::span<const float> longTermDb, double binHz)
{
    if (longTermDb.size() < 8)
        return {};
    const std::vector<float> smooth = movingMean(longTermDb, 2);
    const float least = std::max(kLeastDb, *std::ranges::max_element(smooth) - kUnderLoudest);
    size_t end = smooth.size();
    while (end > 0 && smooth[end - 1] < least)
        --end;
    const auto width = static_cast<size_t>(kEdgeHz / 2 / binHz);
    const bool reachesTheTop = end + width >= smooth.size();
    const size_t inside = end > width ? end - width : 0;
    const size_t outside = std::min(smooth.size() - 1, end + width);
    const auto filled =
        std::count_if(smooth.begin(), smooth.begin() + static_cast<std::ptrdiff_t>(end), [&](float level) { return level >= least; });
    const bool isBroad = static_cast<double>(filled) >= kLeastFilled * static_cast<double>(end);
    return {static_cast<double>(std::min(end, smooth.size() - 1)) * binHz,
            isBroad && (reachesTheTop || smooth[inside] - smooth[outside] > kEdgeDb)};
}

Quality judgeQuality(const LevelMeter &levels, const SpectralSummary &spectrum, const LoudnessSeries &loudness,
                     std::span<const float> longTermDb, double binHz)
{
    Quality quality;
    if (longTermDb.empty() || levels.sampleCount() == 0 || !levels.rmsDb())
        return quality;
    quality.clippedSamples = levels.clippedSamples();
    quality.clippingShare = static_cast<double>(levels.clippedSamples()) / static_cast<double>(levels.sampleCount());
    quality.noiseFloorDb = spectrum.quietestDb;
    const SpectrumEnd end = endOfSpectrum(longTermDb, binHz);
    quality.bandwidthHz = end.hz;

    double score = 100;
    if (quality.clippingShare > 0)
        score -= 45 * ramp(std::log10(quality.clippingShare), -6, -2.5);
    if (quality.noiseFloorDb)
        score -= 20 * ramp(*quality.noiseFloorDb, -65, -35) * ramp(spectrum.quietestFlatness, 0.15, 0.45);
    if (end.isAbrupt)
        score -= 50 * ramp(18500 - end.hz, 0, 15000);
    if (loudness.truePeak && loudness.integrated)
        score -= 25 * ramp(8 - (*loudness.truePeak - *loudness.integrated), 0, 5);
    quality.score = std::clamp(score, 0.0, 100.0);
    return quality;
}

} // namespace sc::audio
