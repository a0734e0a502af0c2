// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/true_peak_limiter.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::render {

namespace {

constexpr double kAheadSeconds = 0.005;
constexpr double kReleaseSeconds = 0.1;
constexpr size_t kTaps = 24;
constexpr size_t kHalf = kTaps / 2;

// Taps for the points a quarter, a half and three quarters behind a sample.
std::vector<std::vector<float>> interpolators(int sampleRate)
{
    const int factor = sampleRate < 80'000 ? 4 : 2;
    std::vector<std::vector<float>> phases;
    for (int phase = 1; phase < factor; ++phase) {
        std::vector<float> taps(kTaps);
        double sum = 0;
        for (size_t i = 0; i < kTaps; ++i) {
            const double x = static_cast<double>(i) - (static_cast<double>(kHalf) - 1) - static_cast<double>(phase) / factor;
            const double sinc = std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
            const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * x / (static_cast<double>(kHalf) + 0.5));
            taps[i] = static_cast<float>(sinc * window);
            sum += static_cast<double>(taps[i]);
        }
        for (float &tap : taps)
            tap = static_cast<float>(static_cast<double>(tap) / sum);
        phases.push_back(std::move(taps));
    }
    return phases;
}

} // namespace

TruePeakLimiter::TruePeakLimiter(int channels, int sampleRate, double ceilingDb)
    : m_channels(static_cast<size_t>(channels)),
      m_ahead(static_cast<size_t>(std::lround(sampleRate * kAheadSeconds))),
      m_ceiling(static_cast<float>(std::pow(10.0, ceilingDb / 20))),
      m_release(static_cast<float>(1 - std::exp(-1 / (kReleaseSeconds * sampleRate)))),
      m_phases(interpolators(sampleRate)),
      // Silence before the first sample, so that the gain can be down for a peak right at the beginning.
      m_line((kHalf + m_ahead) * m_channels, 0.F),
      m_first(kHalf + m_ahead)
{
    m_pushed = m_first;
    m_measured = m_held = kHalf;
    m_window.assign(m_ahead + 1, 1.F);
    m_sum = static_cast<double>(m_window.size());
}

void TruePeakLimiter::push(std::span<const float> in, std::vector<float> &out)
{
    m_line.insert(m_line.end(), in.begin(), in.end());
    m_pushed += in.size() / m_channels;
    advance(out);
}

void TruePeakLimiter::finish(std::vector<float> &out)
{
    const size_t whole = m_pushed;
    const std::vector<float> silence((m_ahead + kTaps) * m_channels, 0.F);
    std::vector<float> rest;
    push(silence, rest);
    // What lies behind the last sample was only to get it out.
    const size_t surplus = m_held > whole ? (m_held - whole) * m_channels : 0;
    rest.resize(rest.size() - std::min(rest.size(), surplus));
    out.insert(out.end(), rest.begin(), rest.end());
}

float TruePeakLimiter::peakAt(size_t frame) const
{
    const float *at = m_line.data() + (frame - m_lineStart) * m_channels;
    float peak = 0;
    for (size_t channel = 0; channel < m_channels; ++channel) {
        peak = std::max(peak, std::abs(at[channel]));
        const float *first = at + channel - (kHalf - 1) * m_channels;
        float around = 0;
        for (size_t i = 0; i < kTaps; ++i)
            around = std::max(around, std::abs(first[i * m_channels]));
        if (around * 2 < m_ceiling) // no point between such samples reaches the ceiling
            continue;
        for (const std::vector<float> &taps : m_phases) {
            float sum = 0;
            for (size_t i = 0; i < kTaps; ++i)
                sum += taps[i] * first[i * m_channels];
            peak = std::max(peak, std::abs(sum));
        }
    }
    return peak;
}

void TruePeakLimiter::advance(std::vector<float> &out)
{
    for (; m_measured + kHalf < m_pushed; ++m_measured) {
        const float after = peakAt(m_measured);
        // A peak between two samples is both samples'.
        const float peak = std::max(after, m_lastPeak);
        m_lastPeak = after;
        takeGain(peak > m_ceiling ? m_ceiling / peak : 1.F);
        if (m_measured >= m_held + m_ahead)
            emit(out);
    }
    const size_t needed = std::min(m_held, m_measured - (kHalf - 1));
    if (needed > m_lineStart + 8192) {
        m_line.erase(m_line.begin(), m_line.begin() + static_cast<std::ptrdiff_t>((needed - m_lineStart) * m_channels));
        m_lineStart = needed;
    }
}

void TruePeakLimiter::takeGain(float needed)
{
    while (!m_lowest.empty() && m_lowest.back().gain >= needed)
        m_lowest.pop_back();
    m_lowest.push_back({m_measured, needed});
}

void TruePeakLimiter::emit(std::vector<float> &out)
{
    while (m_lowest.front().frame < m_held)
        m_lowest.pop_front();
    const float held = m_lowest.front().gain;
    m_envelope = held < m_envelope ? held : m_envelope + (held - m_envelope) * m_release;
    if (m_envelope > 0.99999F && held >= 1.F)
        m_envelope = 1.F;
    m_reduced += (m_envelope < 1.F ? 1U : 0U);
    m_reduced -= (m_window.front() < 1.F ? 1U : 0U);
    m_sum += static_cast<double>(m_envelope) - static_cast<double>(m_window.front());
    m_window.pop_front();
    m_window.push_back(m_envelope);
    if (m_reduced == 0)
        m_sum = static_cast<double>(m_window.size());
    const auto gain = static_cast<float>(m_sum / static_cast<double>(m_window.size()));
    const float *from = m_line.data() + (m_held - m_lineStart) * m_channels;
    for (size_t channel = 0; channel < m_channels && m_held >= m_first; ++channel)
        out.push_back(m_reduced == 0 ? from[channel] : from[channel] * gain);
    ++m_held;
}

} // namespace sc::render
