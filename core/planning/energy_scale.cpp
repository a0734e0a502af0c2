// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/energy_scale.h"

#include <algorithm>

namespace sc::planning {

EnergyScale::EnergyScale(const SongMap &map) : m_curve(map.energy), m_sorted(map.energy.values)
{
    std::ranges::sort(m_sorted);
}

double EnergyScale::rank(float value) const
{
    // A thousandth either way counts as equal: a flat curve wobbles by rounding.
    constexpr float same = 0.001f;
    const auto below = std::ranges::lower_bound(m_sorted, value - same) - m_sorted.begin();
    const auto notAbove = std::ranges::upper_bound(m_sorted, value + same) - m_sorted.begin();
    return static_cast<double>(below + notAbove) / 2 / static_cast<double>(m_sorted.size());
}

double EnergyScale::at(TickRange range, double section) const
{
    if (m_sorted.empty())
        return std::clamp(section, 0.0, 1.0);
    return (rank(m_curve.mean(range)) + std::clamp(section, 0.0, 1.0)) / 2;
}

} // namespace sc::planning
