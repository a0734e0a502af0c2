// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/decimator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sc::audio {

namespace {

std::vector<float> lowPass(int factor)
{
    const int half = 12 * factor;        // a multiple of four
    const double cutoff = 0.46 / factor; // of the input rate: just under the new Nyquist frequency
    std::vector<float> taps(static_cast<size_t>(2 * half + 1));
    for (int i = -half; i <= half; ++i) {
        const double x = 2 * std::numbers::pi * cutoff * i;
        const double sinc = i == 0 ? 1 : std::sin(x) / x;
        const double phase = std::numbers::pi * (i + half) / half;
        const double blackman = 0.42 - 0.5 * std::cos(phase) + 0.08 * std::cos(2 * phase);
        taps[static_cast<size_t>(i + half)] = static_cast<float>(sinc * blackman);
    }
    const float sum = std::accumulate(taps.begin(), taps.end(), 0.0F);
    for (float &tap : taps)
        tap /= sum;
    return taps;
}

} // namespace

Decimator::Decimator(int factor) : m_factor(factor), m_taps(factor > 1 ? lowPass(factor) : std::vector<float>{1.0F})
{
    const size_t half = m_taps.size() / 2;
    m_history.assign(half, 0.0F);
    m_historyStart = -static_cast<std::int64_t>(half);
}

std::span<const float> Decimator::push(std::span<const float> input)
{
    if (m_factor == 1)
        return input;
    m_history.insert(m_history.end(), input.begin(), input.end());
    m_inputCount += std::ssize(input);
    return drain(m_inputCount);
}

std::span<const float> Decimator::finish()
{
    if (m_factor == 1)
        return {};
    const size_t half = m_taps.size() / 2;
    m_history.insert(m_history.end(), half, 0.0F);
    return drain(m_inputCount + static_cast<std::int64_t>(half));
}

std::span<const float> Decimator::drain(std::int64_t knownSamples)
{
    const auto half = static_cast<std::int64_t>(m_taps.size() / 2);
    m_output.clear();
    for (;; ++m_outputCount) {
        const std::int64_t centre = m_outputCount * m_factor;
        if (centre + half >= knownSamples || centre >= m_inputCount)
            break;
        const float *from = m_history.data() + (centre - half - m_historyStart);
        // Symmetric taps, summed in four strands that the processor can run side by side.
        const size_t last = m_taps.size() - 1;
        std::array<float, 4> sums{};
        for (size_t i = 0; i + 4 <= last / 2; i += 4) {
            for (size_t strand = 0; strand < 4; ++strand)
                sums[strand] += m_taps[i + strand] * (from[i + strand] + from[last - i - strand]);
        }
        m_output.push_back(sums[0] + sums[1] + sums[2] + sums[3] + m_taps[last / 2] * from[last / 2]);
    }
    const std::int64_t keepFrom = m_outputCount * m_factor - half;
    if (const std::int64_t drop = keepFrom - m_historyStart; drop > 0) {
        m_history.erase(m_history.begin(), m_history.begin() + std::min<std::int64_t>(drop, std::ssize(m_history)));
        m_historyStart += drop;
    }
    return m_output;
}

} // namespace sc::audio
