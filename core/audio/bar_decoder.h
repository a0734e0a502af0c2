// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <QtCore/QString>

#include <vector>

namespace sc::audio {

struct BeatPosition
{
    int beatsPerBar = 4;
    int beatInBar = 1;
};

struct TrackedBars
{
    std::vector<BeatPosition> positions; // one for each beat
    QString timeSignature;               // the one that lasts longest
    double confidence = 0;               // of the time signature; low: 4/4 is assumed
    bool isCompound = false;             // beats divide in three
};

// Bars over given beats: a hidden Markov chain over metre and place in the bar, driven by low and high hits, changes of
// harmony and bass at the beats, and how alike beats one bar apart are.
[[nodiscard]] TrackedBars trackBars(const std::vector<double> &beatTimes, const SongFeatures &features, const OnsetFunctions &onsets);

} // namespace sc::audio
