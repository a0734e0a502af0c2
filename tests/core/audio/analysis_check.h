// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"

#include <QtCore/QString>

#include <cstdint>
#include <span>
#include <vector>

// Sounds made for the analysis tests, and the measures its results are held against.
namespace sc::test {

// A struck block at each multiple of 60 / bpm from `first` seconds on: a short decaying tone, as a metronome has.
[[nodiscard]] std::vector<float> metronome(double bpm, double seconds, int sampleRate, double first = 0.5);
// Deterministic white noise.
[[nodiscard]] std::vector<float> noise(double seconds, int sampleRate, float level);
// Analyses samples through a real WAV file in a temporary folder.
[[nodiscard]] Result<audio::Analysis> analyzeSamples(std::span<const float> samples, int sampleRate, int channels,
                                                     audio::AnalysisLevel level = audio::AnalysisLevel::Standard);
[[nodiscard]] std::vector<double> secondsOf(const std::vector<Beat> &beats, bool downbeatsOnly = false);
// F-measure of two rising lists of times, one-to-one within `window` seconds, leaving out what lies before `from`.
[[nodiscard]] double fMeasure(std::vector<double> truth, std::vector<double> found, double window, double from = 0);

} // namespace sc::test
