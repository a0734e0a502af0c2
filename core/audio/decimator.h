// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sc::audio {

// Lowers a sample rate by a whole factor: windowed-sinc low pass without delay, so that output sample n lies exactly at
// input sample n * factor.
class Decimator
{
public:
    explicit Decimator(int factor);

    // Output that has become certain; holds until the next call.
    std::span<const float> push(std::span<const float> input);
    std::span<const float> finish();

private:
    std::span<const float> drain(std::int64_t knownSamples);

    int m_factor;
    std::vector<float> m_taps;    // odd count, symmetric
    std::vector<float> m_history; // input from m_historyStart on
    std::int64_t m_historyStart = 0;
    std::int64_t m_inputCount = 0;
    std::int64_t m_outputCount = 0;
    std::vector<float> m_output;
};

} // namespace sc::audio
