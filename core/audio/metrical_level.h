// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"
#include "core/audio/onset_functions.h"

#include <array>
#include <vector>

namespace sc::audio {

// A decoded pulse is often right in its grid and wrong in its level or phase: twice as fast as people tap, on the
// off-beat, or two for three. This weighs the pulses that share the grid against one another.
enum Evidence {
    TempoPrior,  // log normal, in the middle of what people tap
    LowContrast, // low band on the beats against half-way between
    FullContrast,
    HighContrast,
    NextLikeness,   // of each beat's inner rhythm to the next one's
    PairLikeness,   // two or four beats on
    TripleLikeness, // three beats on
    Ternary,        // thirds of the beat against its half
    BackBeat,       // low and snare hits take turns
    OnOnsets,       // share of beats on which something starts
    Quarters,       // quarters of the beat against the beat
    OddBeats,       // whether every second beat is as strong as the others
    ChordContrast,  // harmony and bass change on the beats rather than half-way between
    ChordBars,      // the same for the best place in bars of two, three or four beats against the other beats
    kEvidenceCount
};

struct LevelCandidate
{
    double ratio = 1;           // beats per beat of the decoded pulse
    double shift = 0;           // of the first beat, in beats of the decoded pulse
    std::vector<double> frames; // beats in frames
    double bpm = 0;
    std::array<double, kEvidenceCount> evidence{};
    double score = 0; // log odds, the larger the better
};

[[nodiscard]] std::vector<LevelCandidate> weighLevels(const std::vector<double> &pulse, const OnsetFunctions &onsets,
                                                      const SlowSeries &slow);

} // namespace sc::audio
