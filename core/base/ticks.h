// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHashFunctions>

#include <compare>
#include <cstdint>

namespace sc {

// A musical or video time, or a distance between two: 1 s = 705 600 000 ticks. One frame is a whole number of
// ticks at every rate we support and one sample at every usual sample rate, so no arithmetic on the timeline
// ever rounds. Floating seconds exist only at the edges and are rounded once, half away from zero.
class Ticks
{
public:
    static constexpr std::int64_t kPerSecond = 705'600'000;

    constexpr Ticks() = default;
    explicit constexpr Ticks(std::int64_t value) : m_value(value) {}

    [[nodiscard]] static constexpr Ticks seconds(std::int64_t wholeSeconds) { return Ticks(wholeSeconds * kPerSecond); }
    // Rounds half away from zero. Not-a-number gives zero, values out of range are clamped.
    [[nodiscard]] static Ticks fromSeconds(double seconds);
    // samples / sampleRate seconds; exact at 8, 16, 22.05, 24, 32, 44.1, 48, 88.2, 96, 192 kHz.
    [[nodiscard]] static Ticks fromSamples(std::int64_t samples, int sampleRate);
    // numerator / denominator seconds, rounded half away from zero. denominator > 0.
    [[nodiscard]] static Ticks fromRational(std::int64_t numerator, std::int64_t denominator);

    [[nodiscard]] constexpr std::int64_t value() const { return m_value; }
    [[nodiscard]] constexpr double toSeconds() const { return static_cast<double>(m_value) / kPerSecond; }
    [[nodiscard]] double toMilliseconds() const { return toSeconds() * 1000.0; }
    // Nearest sample, halves away from zero.
    [[nodiscard]] std::int64_t toSamples(int sampleRate) const;

    constexpr auto operator<=>(const Ticks &) const = default;
    constexpr Ticks operator-() const { return Ticks(-m_value); }
    constexpr Ticks &operator+=(Ticks other) { m_value += other.m_value; return *this; }
    constexpr Ticks &operator-=(Ticks other) { m_value -= other.m_value; return *this; }
    friend constexpr Ticks operator+(Ticks a, Ticks b) { return Ticks(a.m_value + b.m_value); }
    friend constexpr Ticks operator-(Ticks a, Ticks b) { return Ticks(a.m_value - b.m_value); }
    friend constexpr Ticks operator*(Ticks a, std::int64_t n) { return Ticks(a.m_value * n); }
    friend constexpr Ticks operator*(std::int64_t n, Ticks a) { return a * n; }
    friend size_t qHash(Ticks t, size_t seed = 0) noexcept { return ::qHash(t.m_value, seed); }

private:
    std::int64_t m_value = 0;
};

[[nodiscard]] constexpr Ticks abs(Ticks t) { return t < Ticks() ? -t : t; }

// a * b / c without overflow in between, rounded half away from zero. c != 0.
[[nodiscard]] std::int64_t mulDivRound(std::int64_t a, std::int64_t b, std::int64_t c);
// The same, rounded towards minus infinity.
[[nodiscard]] std::int64_t mulDivFloor(std::int64_t a, std::int64_t b, std::int64_t c);

// Half-open [start, end). Ranges that touch do not overlap.
struct TickRange
{
    Ticks start;
    Ticks end;

    [[nodiscard]] constexpr Ticks length() const { return end - start; }
    [[nodiscard]] constexpr bool isEmpty() const { return end <= start; }
    [[nodiscard]] constexpr bool contains(Ticks t) const { return t >= start && t < end; }
    [[nodiscard]] constexpr bool overlaps(const TickRange &other) const { return start < other.end && end > other.start; }
    constexpr bool operator==(const TickRange &) const = default;
};

} // namespace sc
