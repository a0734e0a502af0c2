// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/audio/features.h"

#include <functional>

namespace sc::audio {

// Works out everything that is said about a song from what one pass over it left behind. `step` is told how far it is
// (0..1) and says whether to go on; the result is unfinished when it says no.
[[nodiscard]] Analysis buildAnalysis(SongFeatures features, AnalysisLevel level, const std::function<bool(double)> &step);

} // namespace sc::audio
