// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/features.h"

#include <QtCore/QString>

#include <array>
#include <span>
#include <vector>

namespace sc::audio {

enum class ChordKind { Major, Minor, Dominant7, Major7, Minor7, Diminished, Power };

// What sounds together from one moment to the next. Seconds.
struct SoundingChord
{
    double start = 0;
    double end = 0;
    int root = -1; // 0..11 from C; -1 = no chord
    ChordKind kind = ChordKind::Major;
    double confidence = 0; // 0..1
    [[nodiscard]] bool isChord() const { return root >= 0; }
    [[nodiscard]] bool isMinor() const { return kind == ChordKind::Minor || kind == ChordKind::Minor7 || kind == ChordKind::Diminished; }
    [[nodiscard]] bool hasThird() const { return kind != ChordKind::Power; }
    [[nodiscard]] bool sameAs(const SoundingChord &other) const { return root == other.root && (root < 0 || kind == other.kind); }
};

// The chord between each two neighbouring steps (beats, or half seconds where there is no beat), decoded together over
// the song so that chords stay unless the sound says otherwise: beat chroma against templates of triads and sevenths
// with their overtones, the bass for the root (after Bello and Pickens 2005, Mauch and Dixon 2010). Neighbours that are
// alike are joined. Empty without notes.
[[nodiscard]] std::vector<SoundingChord> findChords(std::span<const double> steps, const SongFeatures &features);

// Mean of a chroma series between two times, folded to 12 classes for a tuning; not normalised. Frames partly inside
// count for that part.
[[nodiscard]] std::array<float, 12> chromaBetween(const std::vector<Chroma36> &frames, double from, double to, double tuningCents);

[[nodiscard]] QString pitchName(int pitchClass);             // "Eb"
[[nodiscard]] QString chordName(const SoundingChord &chord); // "Am", "G7", "Cmaj7", "Bdim", "E5"; "N" = no chord

} // namespace sc::audio
