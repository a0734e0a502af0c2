// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace sc::audio {

// Arithmetic on evenly spaced series that several estimators share.

[[nodiscard]] std::vector<float> movingMean(std::span<const float> series, int reach);   // over i - reach .. i + reach
[[nodiscard]] std::vector<float> smoothed(std::span<const float> series, float sigma);   // Gaussian, in samples
[[nodiscard]] float percentile(std::span<const float> series, double share);             // share 0..1; 0 when empty
[[nodiscard]] double medianOf(std::vector<double> values);                               // 0 when empty
[[nodiscard]] double meanBetween(std::span<const float> series, double from, double to); // of whole samples in [from, to); 0 outside
[[nodiscard]] double ramp(double value, double low, double high);                        // linear 0..1, clipped
[[nodiscard]] std::vector<float> zScores(std::span<const float> series);                 // zeros when constant

} // namespace sc::audio
