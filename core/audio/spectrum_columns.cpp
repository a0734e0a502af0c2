// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/spectrum_columns.h"

#include "core/audio/features.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sc::audio {

namespace {

constexpr int kFramesPerColumn = static_cast<int>(kFrameRate / kSlowRate);
constexpr int kCepstrumBands = 40;
constexpr double kLowestHz = 20;
constexpr double kHighestHz = 16000;
constexpr double kGate = 1e-6;     // -60 dB of the loudest column so far
constexpr double kSilence = 1e-10; // power of a column
constexpr double kRolloffShare = 0.85;
constexpr double kContrastShare = 0.1; // of a band's bins make its peaks, and its valleys
constexpr float kLeastPower = 1e-14F;

// Cosines of the discrete cosine transform (type II, orthonormal) from mel bands to cepstral coefficients.
const std::array<std::array<float, kCepstrumBands>, 20> &cosines()
{
    static const auto table = [] {
        std::array<std::array<float, kCepstrumBands>, 20> made{};
        for (size_t c = 0; c < made.size(); ++c) {
            const double scale = std::sqrt((c == 0 ? 1.0 : 2.0) / kCepstrumBands);
            for (size_t b = 0; b < kCepstrumBands; ++b)
                made[c][b] = static_cast<float>(scale * std::cos(std::numbers::pi * double(c) * (double(b) + 0.5) / kCepstrumBands));
        }
        return made;
    }();
    return table;
}

} // namespace

SpectrumColumns::SpectrumColumns(double sampleRate, int fftSize)
    : m_binHz(sampleRate / fftSize),
      m_pictureBands(SpectrumPicture::kBands, sampleRate, fftSize),
      m_cepstrumBands(kCepstrumBands, sampleRate, fftSize),
      m_power(static_cast<size_t>(fftSize / 2 + 1), 0.0F),
      m_last(m_power.size(), 0.0F),
      m_longTerm(m_power.size(), 0.0)
{
    SpectralDetail &sums = m_sums;
    sums.bandwidthHz = sums.rolloffHz = sums.flatness = 0;
}

void SpectrumColumns::addFrame(std::span<const float> magnitude, float powerScale)
{
    for (size_t i = 0; i < m_power.size(); ++i)
        m_power[i] += powerScale * magnitude[i] * magnitude[i];
    if (++m_frames == kFramesPerColumn)
        closeColumn();
}

void SpectrumColumns::finish()
{
    if (m_frames > 0)
        closeColumn();
}

void SpectrumColumns::closeColumn()
{
    const float share = 1.0F / static_cast<float>(m_frames);
    for (float &value : m_power)
        value *= share;
    m_frames = 0;

    std::array<float, SpectrumPicture::kBands> bands{};
    m_pictureBands.apply(m_power, bands);
    std::ranges::transform(bands, m_picture.emplace_back().begin(), levelByte);

    const double sum = std::accumulate(m_power.begin(), m_power.end(), 0.0);
    m_loudest = std::max(m_loudest, sum);
    if (sum > kSilence && sum > kGate * m_loudest)
        addMeasures(sum);
    std::ranges::transform(m_power, m_last.begin(), [](float value) { return std::sqrt(value); });
    std::ranges::fill(m_power, 0.0F);
}

void SpectrumColumns::addMeasures(double sum)
{
    ++m_columns;
    m_weight += sum;
    const auto first = static_cast<size_t>(std::ceil(kLowestHz / m_binHz));
    const auto last = std::min(m_power.size(), static_cast<size_t>(kHighestHz / m_binHz) + 1);

    double power = 0;
    double moment = 0;
    double square = 0;
    double logs = 0;
    for (size_t i = first; i < last; ++i) {
        const double hz = static_cast<double>(i) * m_binHz;
        const double value = double(m_power[i]);
        power += value;
        moment += value * hz;
        square += value * hz * hz;
    }
    for (size_t i = 0; i < m_power.size(); ++i) {
        const double level = std::log10(double(std::max(m_power[i], kLeastPower)));
        m_longTerm[i] += 10 * level;
        logs += i >= first && i < last ? level : 0;
    }
    if (power > 0) {
        const double mean = moment / power;
        *m_sums.bandwidthHz += sum * std::sqrt(std::max(0.0, square / power - mean * mean));
        const double geometric = std::pow(10, logs / static_cast<double>(last - first));
        *m_sums.flatness += sum * std::min(1.0, geometric * static_cast<double>(last - first) / power);
    }
    double below = 0;
    size_t bin = 0;
    while (bin < m_power.size() && below < kRolloffShare * sum)
        below += double(m_power[bin++]);
    *m_sums.rolloffHz += sum * static_cast<double>(bin > 0 ? bin - 1 : 0) * m_binHz;

    double rise = 0;
    double both = 0;
    for (size_t i = first; i < last; ++i) {
        const double now = std::sqrt(double(m_power[i]));
        rise += std::max(0.0, now - double(m_last[i]));
        both += std::max(now, double(m_last[i]));
    }
    m_flux += both > 0 ? rise / both : 0;
    m_fluxWeight += 1;

    std::array<float, kCepstrumBands> mel{};
    m_cepstrumBands.apply(m_power, mel);
    for (float &value : mel)
        value = 10 * std::log10(std::max(value, 1e-10F));
    for (size_t c = 0; c < cosines().size(); ++c) {
        const double value = double(std::inner_product(mel.begin(), mel.end(), cosines()[c].begin(), 0.0F));
        m_sums.mfcc[c] += value;
        m_sums.mfccSpread[c] += value * value;
    }
    addContrast();
}

// Jiang et al. 2002, with the bands that are usual since: up to 200 Hz, then octaves.
void SpectrumColumns::addContrast()
{
    double from = kLowestHz;
    double to = 200;
    for (size_t band = 0; band < m_sums.contrast.size(); ++band, from = to, to *= 2) {
        const auto first = static_cast<size_t>(std::ceil(from / m_binHz));
        const auto last = std::min(m_power.size(), static_cast<size_t>(std::ceil(to / m_binHz)));
        if (first + 2 > last)
            continue;
        m_scratch.assign(m_power.begin() + static_cast<std::ptrdiff_t>(first), m_power.begin() + static_cast<std::ptrdiff_t>(last));
        const auto few = std::max<std::ptrdiff_t>(1, std::lround(kContrastShare * static_cast<double>(last - first)));
        std::nth_element(m_scratch.begin(), m_scratch.begin() + few, m_scratch.end());
        const double valley = std::accumulate(m_scratch.begin(), m_scratch.begin() + few, 0.0);
        std::nth_element(m_scratch.begin(), m_scratch.end() - few, m_scratch.end());
        const double peak = std::accumulate(m_scratch.end() - few, m_scratch.end(), 0.0);
        m_sums.contrast[band] += 10 * std::log10((peak + double(kLeastPower)) / (valley + double(kLeastPower)));
    }
}

SpectralDetail SpectrumColumns::detail() const
{
    if (m_columns == 0)
        return {};
    SpectralDetail detail = m_sums;
    const auto count = static_cast<double>(m_columns);
    *detail.bandwidthHz /= m_weight;
    *detail.rolloffHz /= m_weight;
    detail.flatness = std::clamp(*detail.flatness / m_weight, 0.0, 1.0);
    detail.flux = std::clamp(m_flux / m_fluxWeight, 0.0, 1.0);
    for (double &value : detail.contrast)
        value /= count;
    for (size_t c = 0; c < detail.mfcc.size(); ++c) {
        detail.mfcc[c] /= count;
        detail.mfccSpread[c] = std::sqrt(std::max(0.0, detail.mfccSpread[c] / count - detail.mfcc[c] * detail.mfcc[c]));
    }
    return detail;
}

std::vector<float> SpectrumColumns::longTermDb() const
{
    std::vector<float> mean;
    for (size_t i = 0; m_columns > 0 && i < m_longTerm.size(); ++i)
        mean.push_back(static_cast<float>(m_longTerm[i] / static_cast<double>(m_columns)));
    return mean;
}

} // namespace sc::audio
