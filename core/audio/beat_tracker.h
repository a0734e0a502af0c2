// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <vector>

namespace sc::audio {

// The song's pulse: beat times with everything that was found on the way to them.
struct TrackedBeats
{
    std::vector<double> times; // seconds, rising
    double bpm = 0;
    double confidence = 0;                  // 0..1 that these are the beats, at this level
    std::vector<TempoCandidate> candidates; // the best first
    [[nodiscard]] bool isEmpty() const { return times.size() < 2; }
};

// Nothing for what has no onsets that stand out (silence, noise, one tone) or is shorter than two seconds.
[[nodiscard]] TrackedBeats trackBeats(const SongFeatures &features, const OnsetFunctions &onsets);

} // namespace sc::audio
