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
    Tempo,         // octaves from the middle of what people tap
    TempoSquare,   // the same squared
    LowContrast,   // low band on the beats against half-way between
    FullContrast,  // all bands
    MidContrast,   // the middle of the spectrum alone, every hit counted much alike however loud
    BeatLikeness,  // of each beat's inner rhythm to the next beat's
    PairLikeness,  // two beats on
    FourLikeness,  // four beats on
    ThreeLikeness, // three beats on
    OnOnsets,      // share of beats on which something starts
    Quarters,      // quarters of the beat against the beat
    OddBeats,      // whether every second beat is as strong as the others
    ChordContrast, // harmony and bass change on the beats rather than half-way between
    ChordBars,     // the same for the best place in bars of two, three or four beats against the other beats
    Loudness,      // activation on the beats
    Covered,       // share of all onsets that fall on the beats' quarters or thirds, against chance
    Unsteady,      // how far intervals stray from their neighbours
    KickContrast,  // low hits that die away at once (drums, not bass) on the beats against half-way between
    LowHold,       // low level in the first half of the beat against the second
    StrongEvents,  // the song's strongest onsets: share on the beats less share half-way between
    StartsOnBeat,  // the first sound lies on a beat
    BassContrast,  // as ChordContrast, the bass alone
    NoteLength,    // time to the next onset after those on the beats against those half-way between
    kEvidenceCount
};

struct LevelCandidate
{
    std::vector<double> frames; // beats in frames
    double bpm = 0;
    std::array<double, kEvidenceCount> evidence{};
    double score = 0; // log odds, the larger the better
};

// Every pulse that findPulses() hears, at each of its levels: what the tracker chooses from.
[[nodiscard]] std::vector<std::vector<double>> allLevels(const OnsetFunctions &onsets, const CancelToken &cancel);

// The pulse at every level and phase that shares its grid (half, double, a third, three times, three for two, two for
// three, off-beat); those outside 40..230 BPM are left out.
[[nodiscard]] std::vector<std::vector<double>> levelsOf(const std::vector<double> &pulse);

// Scores each sequence of beats; the best first. Sequences that say the same are given once.
[[nodiscard]] std::vector<LevelCandidate> weighLevels(std::vector<std::vector<double>> sequences, const OnsetFunctions &onsets,
                                                      const SlowSeries &slow);

} // namespace sc::audio
