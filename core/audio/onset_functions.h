// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"

#include <array>
#include <span>
#include <vector>

namespace sc::audio {

// Onset functions made comparable over a song and between songs, all at kFrameRate, from 0 up; about 1 is a strong onset.
struct OnsetFunctions
{
    std::array<std::vector<float>, kBands> band;
    std::vector<float> soft;
    std::vector<float> kick;       // low onsets that die away within a sixth of a second: drums rather than bass notes
    std::vector<float> strength;   // rise of all bands, not evened out over the song
    std::vector<float> lowLevel;   // RMS of the lowest band
    std::vector<float> mixed;      // what beats are looked for in
    std::vector<float> activation; // mixed, squeezed to 0..1: how much a frame looks like a beat
    double clarity = 0;            // 0..1: how far the onsets stand out of what lies between them; low for noise
    [[nodiscard]] size_t size() const { return mixed.size(); }
};

// An activation that weighs the four bands and the soft function otherwise.
[[nodiscard]] std::vector<float> activationOf(const OnsetFunctions &functions, const std::array<float, kBands> &bandWeight,
                                              float softWeight);

[[nodiscard]] OnsetFunctions makeOnsetFunctions(const FrameSeries &frames);

// Times of note onsets in seconds, rising, at least 30 ms apart.
[[nodiscard]] std::vector<double> pickOnsets(const OnsetFunctions &functions);

// Largest value within `reach` frames of a time in frames; 0 outside.
[[nodiscard]] float peakNear(std::span<const float> series, double frame, int reach);
// Frame of the local maximum nearest to `frame` within `reach`, between frames by a parabola; `frame` when there is none.
[[nodiscard]] double refinePeak(std::span<const float> series, double frame, int reach);

// By how much the functions run behind the sound, in seconds. Clicks are seen 5 ms early, drums and plucked notes up to
// 8 ms late (their attack takes that long); the constant lies between.
inline constexpr double kOnsetDelay = -0.001;

} // namespace sc::audio
