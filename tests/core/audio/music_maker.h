// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

// Music made of plain tones for the tests of harmony and structure.
namespace sc::test {

struct TestNote
{
    double start = 0; // seconds
    double length = 1;
    double pitch = 60; // MIDI, 69 = 440 Hz; fractions are cents
    double level = 0.1;
};

// Tones of six harmonics with a soft attack and a slow decay, mono.
[[nodiscard]] std::vector<float> renderNotes(std::span<const TestNote> notes, double seconds, int sampleRate);

// A chord: its root in the bass and its notes (semitones above the root) round middle C.
void addChord(std::vector<TestNote> &notes, double start, double length, int root, std::span<const int> intervals, double level = 0.1,
              double cents = 0);

inline constexpr int kMajorTriad[] = {0, 4, 7};
inline constexpr int kMinorTriad[] = {0, 3, 7};

// Four chords that close on the tonic, one each `length` seconds, as often as fit: I IV V I, or i iv V i with the fifth major.
[[nodiscard]] std::vector<TestNote> cadences(int tonic, bool minor, double start, double seconds, double length = 1, double cents = 0);

// Adds b onto a, from `at` samples on.
void mixInto(std::vector<float> &a, std::span<const float> b, size_t at = 0, float gain = 1);

} // namespace sc::test
