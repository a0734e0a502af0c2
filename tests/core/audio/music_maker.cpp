// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audio/music_maker.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::test {

std::vector<float> renderNotes(std::span<const TestNote> notes, double seconds, int sampleRate)
{
    std::vector<float> samples(static_cast<size_t>(seconds * sampleRate), 0.0F);
    for (const TestNote &note : notes) {
        const double hz = 440 * std::exp2((note.pitch - 69) / 12);
        const auto start = static_cast<size_t>(note.start * sampleRate);
        const auto count = static_cast<size_t>(note.length * sampleRate);
        for (size_t i = 0; i < count && start + i < samples.size(); ++i) {
            const double t = static_cast<double>(i) / sampleRate;
            const double envelope = std::min({1.0, t / 0.01, (note.length - t) / 0.03}) * std::exp(-t / 2);
            double value = 0;
            for (int harmonic = 1; harmonic <= 6 && hz * harmonic < sampleRate / 2.5; ++harmonic)
                value += std::sin(2 * std::numbers::pi * hz * harmonic * t) / (harmonic * harmonic);
            samples[start + i] += static_cast<float>(note.level * envelope * value);
        }
    }
    return samples;
}

void addChord(std::vector<TestNote> &notes, double start, double length, int root, std::span<const int> intervals, double level,
              double cents)
{
    const int pitchClass = ((root % 12) + 12) % 12;
    notes.push_back({start, length, 36 + pitchClass + cents / 100, level * 1.5});
    for (const int interval : intervals)
        notes.push_back({start, length, 60 + (pitchClass + interval) % 12 + cents / 100, level});
}

std::vector<TestNote> cadences(int tonic, bool minor, double start, double seconds, double length, double cents)
{
    std::vector<TestNote> notes;
    const std::span<const int> home = minor ? std::span<const int>(kMinorTriad) : std::span<const int>(kMajorTriad);
    for (double time = start; time + 4 * length <= start + seconds + 1e-6; time += 4 * length) {
        addChord(notes, time, length, tonic, home, 0.1, cents);
        addChord(notes, time + length, length, tonic + 5, home, 0.1, cents);
        addChord(notes, time + 2 * length, length, tonic + 7, kMajorTriad, 0.1, cents);
        addChord(notes, time + 3 * length, length, tonic, home, 0.1, cents);
    }
    return notes;
}

void mixInto(std::vector<float> &a, std::span<const float> b, size_t at, float gain)
{
    for (size_t i = 0; i < b.size() && at + i < a.size(); ++i)
        a[at + i] += gain * b[i];
}

} // namespace sc::test
