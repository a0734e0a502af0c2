// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/likeness.h"

#include <array>
#include <cstdint>

namespace sc::audio {

// A profile laid out for comparing: parts that are sets of numbers are compared by squared distance, the others by a
// distance of their own. One song's or the index's arithmetic: the same functions.
struct LikenessVector
{
    static constexpr size_t kChromaEnd = 12; // roots of the shares: squared distance is Hellinger's
    static constexpr size_t kTimbreEnd = kChromaEnd + 40;
    static constexpr size_t kRhythmEnd = kTimbreEnd + 24;
    static constexpr size_t kEnergyEnd = kRhythmEnd + 17; // curve and level
    static constexpr size_t kSize = kEnergyEnd;

    std::array<float, kSize> values{};
    float octave = 0;     // log2 of the tempo
    float logSeconds = 0; // log2 of the length
    std::int8_t key = 0;  // 0..11 major, 12..23 minor by fifths
    std::array<bool, kLikenessParts> isKnown{};
};

[[nodiscard]] LikenessVector likenessVector(const LikenessProfile &profile);

// Scores 0..1 of the parts from their distances; each falls as its distance grows.
[[nodiscard]] float tempoScore(float octaveA, float octaveB);
[[nodiscard]] float keyScore(int keyA, int keyB);
[[nodiscard]] float durationScore(float logSecondsA, float logSecondsB);
[[nodiscard]] float spreadScore(LikenessPart part, float squaredDistance); // chroma, timbre, rhythm, energy

// What a part scores that only one of the songs has: less alike than most, not worse than the unlike.
inline constexpr float kHalfKnownScore = 0.25F;

[[nodiscard]] Likeness likeness(const LikenessVector &a, const LikenessVector &b, const LikenessValues &weights);
[[nodiscard]] LikenessValues usableWeights(const LikenessValues &weights); // not below 0, no NaN

} // namespace sc::audio
