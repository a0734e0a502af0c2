// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>

#include <cstdint>

// Chance that is the same on every machine and in every run: a card looks the same wherever it is painted.
namespace sc::playback {

// FNV-1a over the UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv).
[[nodiscard]] inline std::uint64_t stableHash(QStringView text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const QChar c : text) {
        hash = (hash ^ (c.unicode() & 0xff)) * 0x100000001b3ULL;
        hash = (hash ^ (c.unicode() >> 8)) * 0x100000001b3ULL;
    }
    return hash;
}

// SplitMix64 (Steele, Lea, Flood 2014).
class CardRandom
{
public:
    explicit constexpr CardRandom(std::uint64_t seed) : m_state(seed) {}

    constexpr std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; } // [0, 1)
    constexpr double between(double low, double high) { return low + (high - low) * unit(); }
    constexpr int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }
    constexpr double sign() { return (next() & 1) != 0 ? 1.0 : -1.0; }

private:
    std::uint64_t m_state;
};

} // namespace sc::playback
