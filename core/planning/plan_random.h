// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace sc::planning {

// SplitMix64 (Steele, Lea, Flood 2014; public domain reference by Vigna). Own, because the distributions of the standard
// library give other numbers on other platforms, and a seed has to give the same plan everywhere.
class PlanRandom
{
public:
    explicit PlanRandom(std::uint64_t seed, std::uint64_t stream = 0) : m_state(seed ^ (stream * 0x9e3779b97f4a7c15ULL)) { next(); }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    // 0 <= value < 1
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    // 0 <= value < count; count > 0
    int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }

private:
    std::uint64_t m_state;
};

} // namespace sc::planning
