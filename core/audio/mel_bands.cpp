// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/mel_bands.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kLowestHz = 30;
constexpr double kHighestHz = 16000;
constexpr double kFloorDb = -90;

double melOf(double hz)
{
    return 2595 * std::log10(1 + hz / 700);
}

double hzOfMel(double mel)
{
    return 700 * (std::pow(10, mel / 2595) - 1);
}

// Power that a sine `distance` bins away leaves in a bin under a Hann window, of what it leaves in its own.
double leakage(double distance)
{
    const double d = std::abs(distance);
    return d < 1 ? 1 - 0.75 * d : d < 2 ? 0.25 * (2 - d) : 0;
}

} // namespace

MelBands::MelBands(int count, double sampleRate, int fftSize)
{
    const int bins = fftSize / 2 + 1;
    const double binHz = sampleRate / fftSize;
    const double low = melOf(kLowestHz);
    const double high = melOf(std::min(kHighestHz, sampleRate / 2 - binHz));
    const auto edge = [&](int n) { return hzOfMel(low + (high - low) * n / (count + 1)); };
    for (int i = 0; i < count; ++i) {
        const double centre = edge(i + 1) / binHz;
        const double left = std::min(edge(i) / binHz, centre - 1);
        const double right = std::max(edge(i + 2) / binHz, centre + 1);
        const int first = std::clamp(static_cast<int>(std::ceil(left)), 0, bins - 1);
        const int last = std::clamp(static_cast<int>(std::floor(right)), first, bins - 1);
        Band band{static_cast<size_t>(first), {}};
        double whole = 0;
        for (int bin = first; bin <= last; ++bin) {
            const double weight = bin <= centre ? (bin - left) / (centre - left) : (right - bin) / (right - centre);
            band.weights.push_back(static_cast<float>(std::max(0.0, weight)));
            whole += std::max(0.0, weight) * leakage(bin - centre);
        }
        for (float &weight : band.weights)
            weight = static_cast<float>(double(weight) / std::max(0.1, whole));
        m_bands.push_back(std::move(band));
    }
}

void MelBands::apply(std::span<const float> power, std::span<float> bands) const
{
    for (size_t b = 0; b < m_bands.size() && b < bands.size(); ++b) {
        const Band &band = m_bands[b];
        float sum = 0;
        for (size_t i = 0; i < band.weights.size(); ++i)
            sum += band.weights[i] * power[band.firstBin + i];
        bands[b] = sum;
    }
}

std::uint8_t levelByte(float power)
{
    const double db = 10 * std::log10(std::max(1e-12, double(power)));
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(1 - db / kFloorDb, 0.0, 1.0)));
}

} // namespace sc::audio
