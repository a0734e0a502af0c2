// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/song_map.h"

#include <vector>

// One region of a grid as its edits see it. Internal to core/audio.
namespace sc::audio {

[[nodiscard]] double beatLength(double bpm); // ticks

class RegionEdit
{
public:
    // VALIDATION_ERROR when the grid has no region with a beat.
    [[nodiscard]] static Result<RegionEdit> at(const BeatGrid &grid, Ticks at);

    BeatRegion region;       // to be changed
    std::vector<Beat> beats; // of the region as it was, never empty

    [[nodiscard]] bool isMap() const { return !region.times.empty(); }
    [[nodiscard]] size_t index() const { return m_index; }
    [[nodiscard]] bool hasNext() const { return m_index + 1 < m_grid.regions.size(); }
    [[nodiscard]] const BeatRegion &next() const { return m_grid.regions[m_index + 1]; }
    [[nodiscard]] size_t nearest(Ticks t) const; // index into beats
    [[nodiscard]] size_t anchor() const;         // the first downbeat, else the first beat

    // Bars are counted from here: positions are beats since beat one of this bar.
    [[nodiscard]] int originBar() const;
    [[nodiscard]] std::int64_t firstPosition() const; // of beats[0]
    // Gives the changed region's first beat this position.
    void placeFirst(std::int64_t position);
    // The beat with this index in an even region as it is now: place of its first beat from the place of its phase.
    [[nodiscard]] std::int64_t firstIndex() const;
    // Bar number of the first beat as musicians count: 1 for the song's first whole bar, 0 for a pick-up, else going on.
    void numberFrom(int firstBeatInBar);

    // Checks the changed region and puts it in place of the old one, or of the old one and the next.
    [[nodiscard]] Result<BeatGrid> done(GridOrigin origin = GridOrigin::Edited, bool withNext = false) const;
    // In place of the old region come two.
    [[nodiscard]] Result<BeatGrid> doneAs(const BeatRegion &first, const BeatRegion &second) const;

private:
    explicit RegionEdit(const BeatGrid &grid, size_t index);

    BeatGrid m_grid;
    size_t m_index = 0;
};

[[nodiscard]] std::vector<Beat> beatsOf(const BeatRegion &region);
[[nodiscard]] Result<> checkBpm(double bpm);
[[nodiscard]] Result<> checkBeatsPerBar(int beats);
[[nodiscard]] Result<> checkRegionLength(const BeatRegion &region);

} // namespace sc::audio
