// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/song_map.h"

#include <span>

// Every correction of a beat grid as a pure function: grid in, new grid or Problem out. Changed regions say Edited (or
// Tapped), the others stay as they were. `at` names the region it lies in; outside all of them the nearest.
// VALIDATION_ERROR with the limit: BPM outside 20..400, a region shorter than one beat, beats a bar outside 1..16.
namespace sc::audio {

inline constexpr double kLowestBpm = 20;
inline constexpr double kHighestBpm = 400;
inline constexpr int kFewestTaps = 4;

enum class TempoRatio { Half, Double, ThreeToTwo, TwoToThree, FourToThree, ThreeToFour };

// Every beat or every second one stays where it was; the downbeat stays a downbeat.
[[nodiscard]] Result<BeatGrid> scaleTempo(const BeatGrid &grid, Ticks at, TempoRatio ratio);
[[nodiscard]] Result<BeatGrid> setTempo(const BeatGrid &grid, Ticks at, double bpm); // keeps the region's first downbeat
[[nodiscard]] Result<BeatGrid> shiftBeats(const BeatGrid &grid, Ticks at, Ticks by);
[[nodiscard]] Result<BeatGrid> setDownbeat(const BeatGrid &grid, Ticks at); // the beat nearest to `at` becomes beat one
[[nodiscard]] Result<BeatGrid> setBeatsPerBar(const BeatGrid &grid, Ticks at, int beats);
// The beat nearest to `from` goes to `to`: the whole region moves with it (phase) or, with the anchor (the region's first
// downbeat) held, its tempo changes so that it lands there.
[[nodiscard]] Result<BeatGrid> dragBeat(const BeatGrid &grid, Ticks from, Ticks to);
[[nodiscard]] Result<BeatGrid> dragTempo(const BeatGrid &grid, Ticks from, Ticks to);
[[nodiscard]] Result<BeatGrid> splitRegion(const BeatGrid &grid, Ticks at); // at the beat nearest to `at`
[[nodiscard]] Result<BeatGrid> mergeRegions(const BeatGrid &grid, Ticks at); // with the next one; the first's tempo wins
// An even grid with this tempo from `start` to `end` where there is none yet, or instead of the one there.
[[nodiscard]] Result<BeatGrid> makeGrid(TickRange range, double bpm, Ticks anchor, int beatsPerBar);

// Tempo and phase of taps: outliers over a quarter of a beat dropped, least-squares line, then moved to the onsets of the
// song that agree with it within 4 %. Nothing before kFewestTaps taps.
struct TappedTempo
{
    double bpm = 0;
    Ticks anchor; // time of one beat
    int used = 0; // taps that counted
};
[[nodiscard]] std::optional<TappedTempo> tempoOfTaps(std::span<const Ticks> taps, std::span<const Ticks> onsets);

} // namespace sc::audio
