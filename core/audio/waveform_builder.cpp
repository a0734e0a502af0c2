// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/waveform_builder.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::audio {

namespace {

constexpr size_t kSmallestLevel = 2048;

std::int8_t toSigned(float value)
{
    return static_cast<std::int8_t>(std::lround(std::clamp(value, -1.0F, 1.0F) * 127));
}

std::uint8_t toUnsigned(float value)
{
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 255));
}

WaveformPoint merged(const WaveformPoint &a, const WaveformPoint &b)
{
    const double rms = std::sqrt((double(a.rms) * a.rms + double(b.rms) * b.rms) / 2);
    return {std::min(a.min, b.min), std::max(a.max, b.max), static_cast<std::uint8_t>(std::lround(rms)),
            std::max(a.low, b.low), std::max(a.mid, b.mid), std::max(a.high, b.high)};
}

} // namespace

float WaveformBuilder::Filter::push(float sample)
{
    const float out = b0 * sample + s1;
    s1 = b1 * sample - a1 * out + s2;
    s2 = b2 * sample - a2 * out;
    return out;
}

// Robert Bristow-Johnson's audio equaliser formulae with a quality of 1 / sqrt(2).
WaveformBuilder::Filter WaveformBuilder::lowPass(double hz, int sampleRate)
{
    const double w = 2 * std::numbers::pi * std::min(hz, 0.45 * sampleRate) / sampleRate;
    const double alpha = std::sin(w) / std::numbers::sqrt2;
    const double a0 = 1 + alpha;
    const double edge = (1 - std::cos(w)) / 2 / a0;
    Filter filter;
    filter.b0 = filter.b2 = static_cast<float>(edge);
    filter.b1 = static_cast<float>(2 * edge);
    filter.a1 = static_cast<float>(-2 * std::cos(w) / a0);
    filter.a2 = static_cast<float>((1 - alpha) / a0);
    return filter;
}

WaveformBuilder::Filter WaveformBuilder::highPass(double hz, int sampleRate)
{
    Filter filter = lowPass(hz, sampleRate);
    const double w = 2 * std::numbers::pi * std::min(hz, 0.45 * sampleRate) / sampleRate;
    const double edge = (1 + std::cos(w)) / 2 / (1 + std::sin(w) / std::numbers::sqrt2);
    filter.b0 = filter.b2 = static_cast<float>(edge);
    filter.b1 = static_cast<float>(-2 * edge);
    return filter;
}

WaveformBuilder::WaveformBuilder(int channels, int sampleRate)
    : m_channels(static_cast<size_t>(channels)),
      m_low(lowPass(200, sampleRate)),
      m_midFrom(highPass(200, sampleRate)),
      m_midTo(lowPass(4000, sampleRate)),
      m_high(highPass(4000, sampleRate))
{
    m_pyramid.sampleRate = sampleRate;
    m_pyramid.levels.emplace_back();
}

void WaveformBuilder::push(std::span<const float> interleaved, std::span<const float> mono)
{
    for (size_t frame = 0; frame < mono.size(); ++frame) {
        for (size_t c = 0; c < m_channels; ++c) {
            const float sample = interleaved[frame * m_channels + c];
            if (m_filled == 0 && c == 0)
                m_min = m_max = sample;
            m_min = std::min(m_min, sample);
            m_max = std::max(m_max, sample);
            m_power += double(sample) * double(sample);
        }
        m_bandPeaks[0] = std::max(m_bandPeaks[0], std::abs(m_low.push(mono[frame])));
        m_bandPeaks[1] = std::max(m_bandPeaks[1], std::abs(m_midTo.push(m_midFrom.push(mono[frame]))));
        m_bandPeaks[2] = std::max(m_bandPeaks[2], std::abs(m_high.push(mono[frame])));
        ++m_pyramid.sampleCount;
        if (++m_filled == WaveformPyramid::kBaseStride)
            closePoint();
    }
}

void WaveformBuilder::closePoint()
{
    const double rms = std::sqrt(m_power / (static_cast<double>(m_filled) * static_cast<double>(m_channels)));
    m_pyramid.levels.front().push_back({toSigned(m_min), toSigned(m_max), toUnsigned(static_cast<float>(rms)), toUnsigned(m_bandPeaks[0]),
                                        toUnsigned(m_bandPeaks[1]), toUnsigned(m_bandPeaks[2])});
    m_filled = 0;
    m_power = 0;
    m_bandPeaks.fill(0);
}

WaveformPyramid WaveformBuilder::soFar() const
{
    WaveformPyramid pyramid = m_pyramid;
    buildUpperLevels(pyramid);
    return pyramid;
}

WaveformPyramid WaveformBuilder::finish()
{
    if (m_filled > 0)
        closePoint();
    buildUpperLevels(m_pyramid);
    return std::move(m_pyramid);
}

void buildUpperLevels(WaveformPyramid &pyramid)
{
    pyramid.levels.resize(1);
    while (pyramid.levels.back().size() >= kSmallestLevel) {
        const std::vector<WaveformPoint> &fine = pyramid.levels.back();
        std::vector<WaveformPoint> coarse;
        coarse.reserve(fine.size() / 2 + 1);
        for (size_t i = 0; i < fine.size(); i += 2)
            coarse.push_back(i + 1 < fine.size() ? merged(fine[i], fine[i + 1]) : fine[i]);
        pyramid.levels.push_back(std::move(coarse));
    }
}

} // namespace sc::audio
