// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/chord_finder.h"
#include "core/audio/features.h"

#include <array>
#include <span>
#include <vector>

namespace sc::audio {

// Keys are numbered 0..11 major from C, 12..23 minor.
inline constexpr int kKeys = 24;

// What speaks for one key being that of a stretch of song: shares 0..1 or log-probabilities.
struct KeyCues
{
    double profile = 0;  // log of the mean probability under three sets of key profiles
    double bass = 0;     // share of the tonic in the bass
    double degrees = 0;  // mean log-probability of the chords as degrees of the key
    double first = 0;    // the stretch begins on the tonic chord
    double last = 0;     // it ends there
    double phrases = 0;  // share of four-bar phrases that begin there
    double cadences = 0; // share of chord changes that lead from the dominant to the tonic
    double share = 0;    // of the time, on the tonic chord
    static constexpr size_t kCount = 8;
    [[nodiscard]] std::array<double, kCount> values() const { return {profile, bass, degrees, first, last, phrases, cadences, share}; }
};

// `chords` and `bars` (starts in seconds, may be empty) of the stretch [from, to).
[[nodiscard]] std::array<KeyCues, kKeys> keyCues(const SongFeatures &features, std::span<const SoundingChord> chords,
                                                 std::span<const double> bars, double from, double to);

// A distorted guitar or a lone bass carries its own major third: every chord of such a song sounds major, whatever was
// played. Where the song's major chords make sense in no key, but their roots alone do, they are turned into power chords.
[[nodiscard]] std::vector<SoundingChord> withHonestThirds(std::vector<SoundingChord> chords);

// Log-probability of a chord in a key: how usual its degree is there.
[[nodiscard]] double degreeLikelihood(const SoundingChord &chord, int key);

} // namespace sc::audio
