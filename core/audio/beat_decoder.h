// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"

#include <span>
#include <vector>

namespace sc::audio {

// Finds the most likely sequence of beats in an activation, over the whole song at once: a bar-pointer model (Krebs,
// Boeck and Widmer 2015) written as a semi-Markov chain. A state is a beat with the tempo that follows it; tempo moves on
// a log grid at beats only, and each interval may miss the tempo's period by a little.
struct BeatModel
{
    double minBpm = 35;
    double maxBpm = 240;
    double tightness = 100; // cost of a tempo change: tightness * |log ratio|
    CancelToken cancel;     // cancelled: no beats
};

struct BeatPath
{
    std::vector<int> frames;  // rising
    double logLikelihood = 0; // per frame
};

[[nodiscard]] BeatPath decodeBeats(std::span<const float> activation, const BeatModel &model);

} // namespace sc::audio
