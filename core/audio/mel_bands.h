// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sc::audio {

// Triangular bands evenly spaced on the mel scale (O'Shaughnessy 1987) from 30 Hz to 16 kHz or as far as the rate
// goes, over the bins of one spectrum size. Bands narrower than a bin take the nearest bins.
class MelBands
{
public:
    MelBands(int count, double sampleRate, int fftSize);

    [[nodiscard]] size_t count() const { return m_bands.size(); }
    // Power by bin (Hann window, full-scale sine = 1) to power by band: a full-scale sine in a band's middle gives 1.
    void apply(std::span<const float> power, std::span<float> bands) const;

private:
    struct Band
    {
        size_t firstBin = 0;
        std::vector<float> weights;
    };
    std::vector<Band> m_bands;
};

// 0 = -90 dBFS and below, 255 = full scale, even steps in dB.
[[nodiscard]] std::uint8_t levelByte(float power);

} // namespace sc::audio
