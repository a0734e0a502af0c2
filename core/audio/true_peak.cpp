// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/true_peak.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::audio {

namespace {

constexpr size_t kTaps = 12; // samples each interpolated value rests on
constexpr size_t kStretch = 32;
constexpr float kMargin = 1.6F;

std::vector<std::vector<float>> phasesFor(size_t factor)
{
    std::vector<std::vector<float>> phases;
    for (size_t phase = 1; phase < factor; ++phase) {
        std::vector<float> taps(kTaps);
        double sum = 0;
        for (size_t i = 0; i < kTaps; ++i) {
            // Distance of sample i from the point between samples kTaps / 2 - 1 and kTaps / 2.
            constexpr double kBefore = double(kTaps) / 2 - 1;
            const double x = static_cast<double>(i) - kBefore - static_cast<double>(phase) / static_cast<double>(factor);
            const double sinc = std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
            const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * x / (kTaps / 2.0 + 0.5));
            taps[i] = static_cast<float>(sinc * window);
            sum += double(taps[i]);
        }
        for (float &tap : taps)
            tap = static_cast<float>(double(tap) / sum);
        phases.push_back(std::move(taps));
    }
    return phases;
}

} // namespace

TruePeakMeter::TruePeakMeter(int channels, int sampleRate)
    : m_channels(static_cast<size_t>(channels)),
      m_factor(sampleRate < 80000    ? 4
               : sampleRate < 160000 ? 2
                                     : 1),
      m_phases(phasesFor(m_factor)),
      m_lines(m_channels, std::vector<float>(kTaps - 1, 0.0F))
{
}

void TruePeakMeter::push(std::span<const float> interleaved)
{
    const size_t frames = interleaved.size() / m_channels;
    for (size_t channel = 0; channel < m_channels; ++channel) {
        std::vector<float> &line = m_lines[channel];
        line.resize(kTaps - 1 + frames);
        for (size_t i = 0; i < frames; ++i)
            line[kTaps - 1 + i] = interleaved[i * m_channels + channel];
        for (size_t from = 0; from < frames; from += kStretch)
            interpolate(channel, from, std::min(frames, from + kStretch));
        std::copy(line.end() - (kTaps - 1), line.end(), line.begin());
        line.resize(kTaps - 1);
    }
}

void TruePeakMeter::finish()
{
    push(std::vector<float>(kTaps * m_channels, 0.0F));
}

void TruePeakMeter::interpolate(size_t channel, size_t from, size_t to)
{
    const std::vector<float> &line = m_lines[channel];
    float local = 0;
    for (size_t i = from; i < to + kTaps - 1; ++i)
        local = std::max(local, std::abs(line[i]));
    if (local * kMargin < m_peak)
        return;
    m_peak = std::max(m_peak, local);
    for (size_t i = from; i < to; ++i) {
        for (const std::vector<float> &taps : m_phases) {
            float sum = 0;
            for (size_t k = 0; k < kTaps; ++k)
                sum += taps[k] * line[i + k];
            m_peak = std::max(m_peak, std::abs(sum));
        }
    }
}

} // namespace sc::audio
