// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/song_map.h"

#include <optional>
#include <span>

namespace sc::audio {

inline constexpr int kFewestTaps = 4;
inline constexpr int kMostTaps = 16; // older ones no longer count

// Tempo and phase of taps, in song time: the last kMostTaps since the last pause, outliers over a quarter of a beat
// dropped, least-squares line, then moved to the onsets of the song that agree with it within 4 %: taps say which beat is
// meant, the song says exactly where it lies, in the roundest tempo that fits. Without onsets that agree the taps alone count. Nothing
// before kFewestTaps.
struct TappedTempo
{
    double bpm = 0;
    Ticks anchor;           // time of one beat
    int used = 0;           // taps that counted
    bool isRefined = false; // by onsets
    bool operator==(const TappedTempo &) const = default;
};
[[nodiscard]] std::optional<TappedTempo> tempoOfTaps(std::span<const Ticks> taps, std::span<const Ticks> onsets);

// The region at `at` becomes even with the tapped tempo and says Tapped; the beat nearest to its first downbeat becomes
// beat one. Problems as grid_edits.h gives them.
[[nodiscard]] Result<BeatGrid> applyTaps(const BeatGrid &grid, Ticks at, const TappedTempo &tapped);

} // namespace sc::audio
