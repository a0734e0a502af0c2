// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/tap_tempo.h"
#include "core/base/result.h"
#include "core/base/song_map.h"

// Every correction of a beat grid as a pure function: grid in, new grid or Problem out. Changed regions say Edited (or
// Tapped), the others stay as they were, but for bar numbers, which go on from the changed ones. `at` names the region it
// lies in; outside all of them the nearest. Even regions are computed from their tempo each time, so that nothing drifts.
// VALIDATION_ERROR with the limit: no grid at all, BPM outside 20..400, a region shorter than one beat, beats a bar
// outside 1..16. NOTHING_TO_UPDATE where an edit would leave the grid as it is.
namespace sc::audio {

inline constexpr double kLowestBpm = 20;
inline constexpr double kHighestBpm = 400;
inline constexpr int kMostBeatsPerBar = 16;

enum class TempoRatio { Half, Double, ThreeToTwo, TwoToThree, FourToThree, ThreeToFour };

// Every beat or every second (third, fourth) one stays where it was; bar one stays a downbeat. Half and then double, or
// double and then half, gives the grid there was. Of a map the new beats lie between the old ones in proportion.
[[nodiscard]] Result<BeatGrid> scaleTempo(const BeatGrid &grid, Ticks at, TempoRatio ratio);
[[nodiscard]] Result<BeatGrid> setTempo(const BeatGrid &grid, Ticks at, double bpm); // keeps the region's first downbeat; even then
// Beats keep their places in the bar: shifting by one beat moves the bar lines. Regions keep their ends.
[[nodiscard]] Result<BeatGrid> shiftBeats(const BeatGrid &grid, Ticks at, Ticks by);
[[nodiscard]] Result<BeatGrid> setDownbeat(const BeatGrid &grid, Ticks at);               // the beat nearest to `at` becomes beat one
[[nodiscard]] Result<BeatGrid> setBeatsPerBar(const BeatGrid &grid, Ticks at, int beats); // the first downbeat stays one
// The beat nearest to `from` goes to `to`: the whole region moves with it (phase) or, with the anchor (the region's first
// downbeat) held, its tempo changes so that it lands there.
[[nodiscard]] Result<BeatGrid> dragBeat(const BeatGrid &grid, Ticks from, Ticks to);
[[nodiscard]] Result<BeatGrid> dragTempo(const BeatGrid &grid, Ticks from, Ticks to);
[[nodiscard]] Result<BeatGrid> splitRegion(const BeatGrid &grid, Ticks at); // at the beat nearest to `at`; no beat moves
// With the next one; the first's tempo and metre win. A map keeps its beats and takes the next region's over.
[[nodiscard]] Result<BeatGrid> mergeRegions(const BeatGrid &grid, Ticks at);
// An even grid with this tempo over `range`, `anchor` a downbeat.
[[nodiscard]] Result<BeatGrid> makeGrid(TickRange range, double bpm, Ticks anchor, int beatsPerBar);

// What every grid that is stored or edited holds to: regions rising and apart, tempo and metre within their limits, a
// map's beats rising within their region.
[[nodiscard]] Result<> checkGrid(const BeatGrid &grid);
// The grid within a song of this length: what lies outside goes.
[[nodiscard]] BeatGrid cutGrid(const BeatGrid &grid, Ticks duration);

} // namespace sc::audio
