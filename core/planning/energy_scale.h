// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/song_map.h"

namespace sc::planning {

// How loud and dense a stretch is among all of its song: 0 = the calmest, 1 = the fiercest. Ranks and not levels, so
// that a quiet song has fierce places too; equal values rank in the middle.
class EnergyScale
{
public:
    explicit EnergyScale(const SongMap &map);
    // `range` in song time; `section` is the energy of the section it lies in, used where no curve was measured.
    [[nodiscard]] double at(TickRange range, double section) const;

private:
    [[nodiscard]] double rank(float value) const;

    Curve m_curve;
    std::vector<float> m_sorted;
};

} // namespace sc::planning
