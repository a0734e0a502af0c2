// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace sc::audio {

// The K-weighting of ITU-R BS.1770-4 at any rate: a high shelf for the head, then a high pass (coefficients from the analogue
// prototype of the recommendation's 48 kHz filters, De Man 2014), and the channels' weights.
class KWeighting
{
public:
    KWeighting(int channels, int sampleRate);

    // Sum over samples and channels of the weighted squares.
    [[nodiscard]] double power(std::span<const float> interleaved);

private:
    struct Stage
    {
        double b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0;
    };
    struct State
    {
        std::array<double, 4> s{};
    };
    template<size_t Count> double powerOf(const float *samples, size_t frames, size_t channel);

    size_t m_channels;
    Stage m_shelf;
    Stage m_highPass;
    std::vector<State> m_states;
    std::vector<double> m_weights; // 0 = low frequency effects
};

} // namespace sc::audio
