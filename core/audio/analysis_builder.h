// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "core/audio/features.h"

#include <functional>

namespace sc::audio {

// Told how far the work is (0..1) and what is known by then; says whether to go on.
using StepFn = std::function<bool(double done, const Analysis &soFar)>;

// Works out everything that is said about a song from what one pass over it left behind. Unfinished when `step` says no.
[[nodiscard]] Analysis buildAnalysis(SongFeatures features, const AnalyzeOptions &options, const StepFn &step);

} // namespace sc::audio
