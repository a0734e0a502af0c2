// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>

namespace sc::render {

struct Loudness
{
    std::optional<double> lufs; // integrated, EBU R128; nothing for silence
    double peakDbtp = -120;     // largest true peak of all channels
};

// Measures stereo sound at 48 kHz with libebur128, so that what we promise is not measured by what made it.
class LoudnessGauge
{
public:
    LoudnessGauge(int channels, int sampleRate);
    ~LoudnessGauge();
    LoudnessGauge(const LoudnessGauge &) = delete;
    LoudnessGauge &operator=(const LoudnessGauge &) = delete;

    void push(std::span<const float> interleaved);
    [[nodiscard]] Loudness loudness() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::render
