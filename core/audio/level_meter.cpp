// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/level_meter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr int kShortestRun = 3;
constexpr float kNear = 1e-4F;        // of the extreme: still the same value
constexpr float kStep = 5e-4F;        // of full scale: more than the top of a wave falls from sample to sample
constexpr float kLeastExtreme = 0.1F; // quieter songs are not called clipped
constexpr double kGate = 1e-8;        // mean square of a block, -80 dBFS

float loudestOf(std::span<const float> samples)
{
    // Strands that the processor can run side by side.
    std::array<float, 8> best{};
    size_t i = 0;
    for (; i + best.size() <= samples.size(); i += best.size()) {
        for (size_t strand = 0; strand < best.size(); ++strand)
            best[strand] = std::max(best[strand], std::abs(samples[i + strand]));
    }
    float loudest = *std::ranges::max_element(best);
    for (; i < samples.size(); ++i)
        loudest = std::max(loudest, std::abs(samples[i]));
    return loudest;
}

} // namespace

LevelMeter::LevelMeter(int channels) : m_channels(static_cast<size_t>(channels)), m_runs(m_channels) {}

void LevelMeter::push(std::span<const float> interleaved)
{
    m_samples += std::ssize(interleaved);
    addPower(interleaved);
    const size_t piece = 128 * m_channels;
    for (size_t from = 0; from < interleaved.size(); from += piece) {
        const std::span<const float> samples = interleaved.subspan(from, std::min(piece, interleaved.size() - from));
        const float loudest = loudestOf(samples);
        m_peak = std::max(m_peak, loudest);
        const float held = std::min(1.0F, loudest);
        if (held > m_extreme * (1 + kNear)) {
            m_extreme = held;
            m_clipped = 0;
            std::ranges::for_each(m_runs, [](Run &run) { run.length = 0; });
        }
        if (m_isRunOpen || (held >= m_extreme * (1 - kNear) && held > kLeastExtreme)) {
            watch(samples);
        } else {
            for (size_t channel = 0; channel < m_channels; ++channel)
                m_runs[channel].last = samples[samples.size() - m_channels + channel];
        }
    }
}

void LevelMeter::watch(std::span<const float> interleaved)
{
    const float edge = m_extreme * (1 - kNear);
    m_isRunOpen = false;
    for (size_t channel = 0; channel < m_channels; ++channel) {
        Run &run = m_runs[channel];
        for (size_t i = channel; i < interleaved.size(); i += m_channels) {
            const float sample = std::clamp(interleaved[i], -1.0F, 1.0F);
            if (std::abs(sample) < edge || sample * run.last < 0) {
                closeRun(run, sample);
            }
            if (std::abs(sample) >= edge) {
                if (run.length == 0)
                    run.isStep = std::abs(sample - run.last) > kStep;
                ++run.length;
            }
            run.last = sample;
        }
        m_isRunOpen = m_isRunOpen || run.length > 0;
    }
}

void LevelMeter::closeRun(Run &run, float next)
{
    if (run.length >= kShortestRun && (run.isStep || std::abs(run.last - next) > kStep))
        m_clipped += run.length;
    run.length = 0;
}

void LevelMeter::finish()
{
    for (Run &run : m_runs)
        closeRun(run, run.last);
}

void LevelMeter::addPower(std::span<const float> interleaved)
{
    std::array<double, 4> strands{};
    double middle = 0;
    if (m_channels == 2) {
        std::array<float, 4> product{};
        for (size_t from = 0; from + 4 <= interleaved.size();) {
            // Short sums in single precision, long ones in double.
            const size_t to = std::min(interleaved.size() / 4 * 4, from + 512);
            std::array<float, 4> squares{};
            product.fill(0);
            for (; from < to; from += 4) {
                for (size_t k = 0; k < 4; ++k)
                    squares[k] += interleaved[from + k] * interleaved[from + k];
                product[0] += interleaved[from] * interleaved[from + 1];
                product[1] += interleaved[from + 2] * interleaved[from + 3];
            }
            for (size_t k = 0; k < 4; ++k)
                strands[k] += double(squares[k]);
            middle += double(product[0]) + double(product[1]);
        }
    } else {
        for (size_t from = 0; from < interleaved.size(); from += 512) {
            float square = 0;
            for (const float sample : interleaved.subspan(from, std::min<size_t>(512, interleaved.size() - from)))
                square += sample * sample;
            strands[0] += double(square);
        }
    }
    const double power = strands[0] + strands[1] + strands[2] + strands[3];
    if (interleaved.empty() || power / static_cast<double>(interleaved.size()) < kGate)
        return;
    m_heard += std::ssize(interleaved);
    m_power += power;
    m_middle += power + 2 * middle;
    m_sides += power - 2 * middle;
}

std::optional<double> LevelMeter::rmsDb() const
{
    return m_heard > 0 ? std::optional(10 * std::log10(m_power / static_cast<double>(m_heard))) : std::nullopt;
}

std::optional<double> LevelMeter::peakDb() const
{
    return m_peak > 0 ? std::optional(20 * std::log10(double(m_peak))) : std::nullopt;
}

std::optional<double> LevelMeter::stereoWidth() const
{
    if (m_channels > 2 || m_heard == 0)
        return std::nullopt;
    if (m_channels == 1)
        return 0.0;
    return m_middle > 0 ? std::clamp(std::sqrt(std::max(0.0, m_sides) / m_middle), 0.0, 1.0) : 1.0;
}

} // namespace sc::audio
