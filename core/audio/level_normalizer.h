// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sc::audio {

// Brings a song to one level before its spectra are taken, so that a quiet copy is heard as the loud one is: what follows
// compresses logarithmically and would hear other onsets in it. One gain for the whole song, from the power of its first
// two minutes within 20 dB of their loudest 0.4 s; until then the sound waits (up to 20 MB at 44.1 kHz). What lies under
// the rounding of 16 bits is not raised further.
class LevelNormalizer
{
public:
    explicit LevelNormalizer(double sampleRate);

    // The sound that is ready: nothing, everything so far, or the block itself. Valid until the next call.
    [[nodiscard]] std::span<const float> push(std::span<const float> mono);
    [[nodiscard]] std::span<const float> finish();      // of a song shorter than the wait
    [[nodiscard]] float gain() const { return m_gain; } // 1 until the first sound came out

private:
    void settle();

    size_t m_wait;  // samples
    size_t m_block; // samples
    bool m_isSettled = false;
    float m_gain = 1;
    std::vector<float> m_samples;
};

} // namespace sc::audio
