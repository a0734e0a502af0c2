// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/chroma_analyzer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::audio {

namespace {

constexpr int kSize = 4096;
constexpr double kLowestHz = 36;
constexpr double kHighestHz = 2200;
constexpr double kBassTopHz = 260;
constexpr double kTrebleBottomHz = 100;
constexpr int kSubHarmonics = 4;
constexpr float kPeakOverMean = 2.0F;
constexpr float kFaintest = 1e-6F; // full-scale sine = 1; under the rounding of 16 bits

int decimationFor(double rate)
{
    return std::max(1, static_cast<int>(std::lround(rate / 11025)));
}

// Adds to the bins round a pitch, in thirds of a semitone, with a raised cosine of +-2/3 semitone.
void addPitch(Chroma36 &chroma, double semitones, float amount)
{
    const double position = semitones * 3;
    const auto centre = static_cast<int>(std::lround(position));
    for (int bin = centre - 1; bin <= centre + 1; ++bin) {
        const double distance = std::abs(bin - position) / 2;
        const double weight = distance < 1 ? 0.5 + 0.5 * std::cos(std::numbers::pi * distance) : 0;
        chroma[static_cast<size_t>(((bin % kChromaBins) + kChromaBins) % kChromaBins)] += amount * static_cast<float>(weight);
    }
}

} // namespace

ChromaAnalyzer::ChromaAnalyzer(double sampleRate)
    : m_decimator(decimationFor(sampleRate)),
      m_rate(sampleRate / decimationFor(sampleRate)),
      m_fft(kSize),
      m_window(hannWindow(kSize)),
      m_buffer(kSize / 2, 0.0F),
      m_bufferStart(-kSize / 2),
      m_magnitude(kSize / 2 + 1),
      m_running(kSize / 2 + 2)
{
}

void ChromaAnalyzer::push(std::span<const float> mono)
{
    drain(m_decimator.push(mono));
}

void ChromaAnalyzer::drain(std::span<const float> samples)
{
    m_buffer.insert(m_buffer.end(), samples.begin(), samples.end());
    m_sampleCount += std::ssize(samples);
    for (;; ++m_frameCount) {
        const std::int64_t centre = std::llround((static_cast<double>(m_frameCount) + 0.5) * m_rate / kSlowRate);
        if (centre + kSize / 2 > m_bufferStart + std::ssize(m_buffer) || centre >= m_sampleCount)
            break;
        analyze(m_buffer.data() + (centre - kSize / 2 - m_bufferStart));
    }
    const std::int64_t next = std::llround((static_cast<double>(m_frameCount) + 0.5) * m_rate / kSlowRate) - kSize / 2;
    if (const std::int64_t drop = std::min<std::int64_t>(next - m_bufferStart, std::ssize(m_buffer)); drop > 4 * kSize) {
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + drop);
        m_bufferStart += drop;
    }
}

void ChromaAnalyzer::analyze(const float *samples)
{
    const std::span<float> input = m_fft.input();
    for (size_t i = 0; i < input.size(); ++i)
        input[i] = samples[i] * m_window[i];
    const std::span<const std::complex<float>> bins = m_fft.run();
    for (size_t i = 0; i < bins.size(); ++i) {
        m_magnitude[i] = std::sqrt(std::norm(bins[i])) * 4.0F / kSize;
        m_running[i + 1] = m_running[i] + double(m_magnitude[i]);
    }
    m_chroma.emplace_back();
    m_bass.emplace_back();
    const double binHz = m_rate / kSize;
    const auto first = std::max<size_t>(2, static_cast<size_t>(kLowestHz / binHz));
    const auto last = std::min(bins.size() - 2, static_cast<size_t>(kHighestHz / binHz));
    for (size_t i = first; i < last; ++i) {
        if (m_magnitude[i] < kFaintest || m_magnitude[i] <= m_magnitude[i - 1] || m_magnitude[i] < m_magnitude[i + 1])
            continue;
        const size_t reach = std::max<size_t>(8, i / 4);
        const size_t from = i > reach ? i - reach : 0;
        const size_t to = std::min(bins.size(), i + reach + 1);
        const auto mean = static_cast<float>((m_running[to] - m_running[from]) / static_cast<double>(to - from));
        if (m_magnitude[i] < kPeakOverMean * mean)
            continue;
        const float a = std::log(m_magnitude[i - 1] + 1e-9F);
        const float b = std::log(m_magnitude[i] + 1e-9F);
        const float c = std::log(m_magnitude[i + 1] + 1e-9F);
        const float curve = a - 2 * b + c;
        const float shift = curve < 0 ? std::clamp(0.5F * (a - c) / curve, -0.5F, 0.5F) : 0.0F;
        addPeak((static_cast<double>(i) + double(shift)) * binHz, m_magnitude[i] - mean);
    }
}

void ChromaAnalyzer::addPeak(double hz, float magnitude)
{
    const double midi = 69 + 12 * std::log2(hz / 440);
    const float amount = std::sqrt(magnitude);
    if (hz > kTrebleBottomHz) {
        const double turn = 2 * std::numbers::pi * (midi - std::floor(midi));
        m_tuningCos += double(amount) * std::cos(turn);
        m_tuningSin += double(amount) * std::sin(turn);
        float share = amount;
        for (int harmonic = 1; harmonic <= kSubHarmonics; ++harmonic, share *= 0.5F)
            addPitch(m_chroma.back(), midi - 12 * std::log2(harmonic), share);
    }
    if (hz < kBassTopHz)
        addPitch(m_bass.back(), midi, magnitude);
}

void ChromaAnalyzer::finish(std::vector<Chroma36> &chroma, std::vector<Chroma36> &bass, double &tuningCents)
{
    drain(m_decimator.finish());
    const std::int64_t end = m_sampleCount;
    m_buffer.insert(m_buffer.end(), kSize, 0.0F);
    drain({});
    m_sampleCount = end;
    tuningCents = m_tuningCos == 0 && m_tuningSin == 0 ? 0 : std::atan2(m_tuningSin, m_tuningCos) / (2 * std::numbers::pi) * 100;
    chroma = std::move(m_chroma);
    bass = std::move(m_bass);
}

} // namespace sc::audio
