// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QJsonObject>

#include <array>
#include <cstdint>
#include <optional>

namespace sc::audio {

// The groove: what a bar does between its beats. Nothing where no steady beat was found.
struct RhythmFacts
{
    static constexpr int kSteps = 16; // of a bar of the metre, whatever its number of beats

    std::array<float, kSteps> pattern{};    // mean onset strength at each step, 0..1 of the strongest
    std::array<float, kSteps> lowPattern{}; // the same below 160 Hz: kick and bass
    std::optional<double> swing;            // place of the off-eighth in its beat: 0.5 straight, 0.67 triplet
    std::optional<double> syncopation;      // 0..1, share of strength off the beats weighted by metrical depth
    std::optional<double> tempoStability;   // 0..1, 1 = like a machine
    double onsetRate = 0;                   // onsets a second
    bool isCompound = false;                // beats divide in three

    bool operator==(const RhythmFacts &) const = default;
};

// How strongly a note starts, 0..255 of the strongest of the song: in all bands, and below 160 Hz. Kept with the onsets, so
// that the groove can be told anew for a grid that a person corrected.
struct OnsetStrength
{
    std::uint8_t all = 0;
    std::uint8_t low = 0;
    bool operator==(const OnsetStrength &) const = default;
};

[[nodiscard]] QJsonObject toJson(const RhythmFacts &facts);
[[nodiscard]] Result<RhythmFacts> rhythmFactsFromJson(const QJsonObject &json); // VALIDATION_ERROR

} // namespace sc::audio
