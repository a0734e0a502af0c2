// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <vector>

namespace sc::audio {

// A decoded pulse is often right in its grid and wrong in its level or phase: twice as fast as people tap, on the
// off-beat, or two for three. This weighs the pulses that share the grid against one another.
struct LevelCandidate
{
    double ratio = 1;           // beats per beat of the decoded pulse
    double shift = 0;           // of the first beat, in beats of the decoded pulse
    std::vector<double> frames; // beats in frames
    double bpm = 0;
    double score = 0; // log odds, the larger the better
};

[[nodiscard]] std::vector<LevelCandidate> weighLevels(const std::vector<double> &pulse, const OnsetFunctions &onsets,
                                                      const SlowSeries &slow);

} // namespace sc::audio
