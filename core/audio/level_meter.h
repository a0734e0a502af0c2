// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sc::audio {

// Power, stereo width and clipping of all channels at the file's own rate.
//
// Clipped are samples in runs of three and more at the largest value of the song (or at full scale, which whatever lies
// above it is taken for), entered or left by a step: the round top of a slow wave is no clipping.
class LevelMeter
{
public:
    explicit LevelMeter(int channels);

    void push(std::span<const float> interleaved);
    void finish();

    [[nodiscard]] std::int64_t clippedSamples() const { return m_clipped; }
    [[nodiscard]] std::int64_t sampleCount() const { return m_samples; }
    [[nodiscard]] std::optional<double> rmsDb() const; // dBFS over blocks above the silence gate
    [[nodiscard]] std::optional<double> peakDb() const;
    [[nodiscard]] std::optional<double> stereoWidth() const; // 0..1; nothing for more than two channels

private:
    struct Run
    {
        float last = 0; // the sample before
        int length = 0;
        bool isStep = false;
    };
    void watch(std::span<const float> interleaved);
    void closeRun(Run &run, float next);
    void addPower(std::span<const float> interleaved);

    size_t m_channels;
    std::vector<Run> m_runs; // by channel
    bool m_isRunOpen = false;
    float m_extreme = 0;
    float m_peak = 0;
    std::int64_t m_clipped = 0;
    std::int64_t m_samples = 0;
    std::int64_t m_heard = 0; // samples of blocks above the gate
    double m_power = 0;
    double m_middle = 0;
    double m_sides = 0;
};

} // namespace sc::audio
