// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/downmix.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sc::audio {

namespace {

std::vector<float> weightsFor(int channels)
{
    std::vector<float> weights(static_cast<size_t>(channels), 1.0F);
    if (channels == 6 || channels == 8) {
        std::fill(weights.begin() + 2, weights.end(), 0.5F);
        weights[2] = 0.707F;
        weights[3] = 0.0F;
    }
    const float sum = std::accumulate(weights.begin(), weights.end(), 0.0F);
    for (float &weight : weights)
        weight /= sum;
    return weights;
}

} // namespace

Downmix::Downmix(int channels, int sampleRate) : m_channels(channels), m_sampleRate(sampleRate), m_weights(weightsFor(channels)) {}

void Downmix::follow(std::span<const float> interleaved)
{
    double left = 0;
    double right = 0;
    double product = 0;
    for (size_t i = 0; i + 1 < interleaved.size(); i += 2) {
        left += double(interleaved[i]) * double(interleaved[i]);
        right += double(interleaved[i + 1]) * double(interleaved[i + 1]);
        product += double(interleaved[i]) * double(interleaved[i + 1]);
    }
    const size_t frames = interleaved.size() / 2;
    const double keep = std::exp(-static_cast<double>(frames) / (2.0 * m_sampleRate));
    m_leftPower = keep * m_leftPower + left;
    m_rightPower = keep * m_rightPower + right;
    m_product = keep * m_product + product;
}

std::span<const float> Downmix::push(std::span<const float> interleaved)
{
    const size_t frames = interleaved.size() / static_cast<size_t>(m_channels);
    m_mono.resize(frames);
    if (m_channels == 1) {
        std::copy(interleaved.begin(), interleaved.begin() + static_cast<std::ptrdiff_t>(frames), m_mono.begin());
        return m_mono;
    }
    float target = 0;
    if (m_channels == 2) {
        follow(interleaved);
        target = m_product < -0.5 * std::sqrt(m_leftPower * m_rightPower) && m_leftPower > 0 && m_rightPower > 0 ? 1.0F : 0.0F;
        if (m_cancelled == 0)
            m_left = m_leftPower >= m_rightPower ? 1.0F : 0.0F;
    }
    const float step = 100.0F / static_cast<float>(m_sampleRate);
    for (size_t i = 0; i < frames; ++i) {
        const float *frame = interleaved.data() + i * static_cast<size_t>(m_channels);
        float sum = 0;
        for (size_t c = 0; c < m_weights.size(); ++c)
            sum += m_weights[c] * frame[c];
        if (m_cancelled != target)
            m_cancelled = target > m_cancelled ? std::min(target, m_cancelled + step) : std::max(target, m_cancelled - step);
        if (m_cancelled > 0)
            sum = (1 - m_cancelled) * sum + m_cancelled * 0.5F * (m_left * frame[0] + (1 - m_left) * frame[1]);
        m_mono[i] = sum;
    }
    return m_mono;
}

DcBlocker::DcBlocker(int sampleRate) : m_pole(std::exp(-2 * std::numbers::pi * 10 / sampleRate)) {}

std::span<const float> DcBlocker::push(std::span<const float> mono)
{
    m_out.resize(mono.size());
    if (!m_hasStarted && !mono.empty()) {
        m_lastIn = double(mono[0]);
        m_hasStarted = true;
    }
    for (size_t i = 0; i < mono.size(); ++i) {
        m_lastOut = double(mono[i]) - m_lastIn + m_pole * m_lastOut;
        m_lastIn = double(mono[i]);
        m_out[i] = static_cast<float>(m_lastOut);
    }
    return m_out;
}

} // namespace sc::audio
