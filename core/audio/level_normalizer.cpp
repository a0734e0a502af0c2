// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/level_normalizer.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kWaitSeconds = 120;
constexpr double kBlockSeconds = 0.4;
constexpr double kGate = 0.01;        // of the loudest block's power
constexpr double kWantedLevel = 0.16; // RMS: what mastered songs have, mixed to one channel
constexpr double kLeastLevel = 2e-5;  // RMS: about the rounding of 16 bits

void scale(std::span<float> samples, float gain)
{
    for (float &sample : samples)
        sample *= gain;
}

} // namespace

LevelNormalizer::LevelNormalizer(double sampleRate)
    : m_wait(static_cast<size_t>(kWaitSeconds * sampleRate)), m_block(std::max<size_t>(1, static_cast<size_t>(kBlockSeconds * sampleRate)))
{
}

std::span<const float> LevelNormalizer::push(std::span<const float> mono)
{
    if (!m_isSettled) {
        m_samples.insert(m_samples.end(), mono.begin(), mono.end());
        if (m_samples.size() >= m_wait)
            settle();
        return m_isSettled ? std::span<const float>(m_samples) : std::span<const float>();
    }
    if (m_samples.size() > m_wait / 2)
        std::vector<float>().swap(m_samples); // what waited was large
    m_samples.assign(mono.begin(), mono.end());
    scale(m_samples, m_gain);
    return m_samples;
}

std::span<const float> LevelNormalizer::finish()
{
    if (m_isSettled)
        return {};
    settle();
    return m_samples;
}

void LevelNormalizer::settle()
{
    std::vector<double> powers;
    for (size_t from = 0; from < m_samples.size(); from += m_block) {
        const size_t to = std::min(m_samples.size(), from + m_block);
        double power = 0;
        for (size_t i = from; i < to; ++i)
            power += double(m_samples[i]) * double(m_samples[i]);
        powers.push_back(power / static_cast<double>(m_block));
    }
    const double loudest = powers.empty() ? 0 : *std::ranges::max_element(powers);
    double sum = 0;
    double count = 0;
    for (const double power : powers) {
        if (power > kGate * loudest) {
            sum += power;
            ++count;
        }
    }
    const double level = count > 0 ? std::sqrt(sum / count) : 0;
    if (level > 0)
        m_gain = static_cast<float>(kWantedLevel / std::max(level, kLeastLevel));
    m_isSettled = true;
    scale(m_samples, m_gain);
}

} // namespace sc::audio
