// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/k_weighting.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::audio {

namespace {

constexpr double kSides = 1.41; // channels 60 to 120 degrees off the front

// In FFmpeg's order of channels.
std::vector<double> weightsFor(size_t channels)
{
    switch (channels) {
    case 4:
        return {1, 1, kSides, kSides}; // left, right, surrounds
    case 5:
        return {1, 1, 1, kSides, kSides};
    case 6:
        return {1, 1, 1, 0, kSides, kSides};
    case 7:
        return {1, 1, 1, 0, 1, kSides, kSides}; // back centre before the sides
    case 8:
        return {1, 1, 1, 0, 1, 1, kSides, kSides}; // backs before the sides
    default:
        return std::vector<double>(channels, 1.0);
    }
}

} // namespace

KWeighting::KWeighting(int channels, int sampleRate)
    : m_channels(static_cast<size_t>(channels)), m_states(m_channels), m_weights(weightsFor(m_channels))
{
    // A filter above half the rate cannot be made; such rates carry nothing up there either.
    const double shelfHz = std::min(1681.974450955533, 0.45 * sampleRate);
    double k = std::tan(std::numbers::pi * shelfHz / sampleRate);
    double q = 0.7071752369554196;
    const double high = std::pow(10.0, 3.999843853973347 / 20);
    const double middle = std::pow(high, 0.4996667741545416);
    double a0 = 1 + k / q + k * k;
    m_shelf = {(high + middle * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - middle * k / q + k * k) / a0, 2 * (k * k - 1) / a0,
               (1 - k / q + k * k) / a0};
    k = std::tan(std::numbers::pi * 38.13547087602444 / sampleRate);
    q = 0.5003270373238773;
    a0 = 1 + k / q + k * k;
    m_highPass = {1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0};
}

// `Count` channels side by side, which the processor overlaps.
template<size_t Count> double KWeighting::powerOf(const float *samples, size_t frames, size_t channel)
{
    const Stage shelf = m_shelf;
    const Stage pass = m_highPass;
    std::array<State, Count> states;
    std::array<double, Count> sums{};
    for (size_t c = 0; c < Count; ++c)
        states[c] = m_states[channel + c];
    for (size_t frame = 0; frame < frames; ++frame) {
        for (size_t c = 0; c < Count; ++c) {
            std::array<double, 4> &s = states[c].s;
            const double in = double(samples[frame * m_channels + channel + c]);
            const double shelved = shelf.b0 * in + s[0];
            s[0] = shelf.b1 * in - shelf.a1 * shelved + s[1];
            s[1] = shelf.b2 * in - shelf.a2 * shelved;
            const double out = pass.b0 * shelved + s[2];
            s[2] = pass.b1 * shelved - pass.a1 * out + s[3];
            s[3] = pass.b2 * shelved - pass.a2 * out;
            sums[c] += out * out;
        }
    }
    double sum = 0;
    for (size_t c = 0; c < Count; ++c) {
        // What is left of a sound long gone costs a hundredfold once it is denormal.
        for (double &value : states[c].s)
            value = std::abs(value) < 1e-30 ? 0 : value;
        m_states[channel + c] = states[c];
        sum += m_weights[channel + c] * sums[c];
    }
    return sum;
}

double KWeighting::power(std::span<const float> interleaved)
{
    const size_t frames = interleaved.size() / m_channels;
    double sum = 0;
    size_t channel = 0;
    for (; channel + 2 <= m_channels; channel += 2)
        sum += powerOf<2>(interleaved.data(), frames, channel);
    if (channel < m_channels)
        sum += powerOf<1>(interleaved.data(), frames, channel);
    return sum;
}

} // namespace sc::audio
