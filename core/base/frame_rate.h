// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"

#include <QtCore/QString>

#include <array>
#include <optional>
#include <span>

namespace sc {

enum class Rounding { Floor, Nearest, Ceil };

// Frames per second as a fraction, and the frame grid that follows from it. Value; always one of supported().
class FrameRate
{
public:
    constexpr FrameRate() = default; // 24/1

    // The nine rates of a project, slowest first.
    [[nodiscard]] static std::span<const FrameRate> supported();
    // "24", "24/1", "24000/1001", "23.976", "29.97". Nothing for any other rate.
    [[nodiscard]] static std::optional<FrameRate> parse(QStringView text);
    [[nodiscard]] static std::optional<FrameRate> fromFraction(int numerator, int denominator);

    [[nodiscard]] constexpr int numerator() const { return m_numerator; }
    [[nodiscard]] constexpr int denominator() const { return m_denominator; }
    [[nodiscard]] constexpr double toDouble() const { return static_cast<double>(m_numerator) / m_denominator; }
    // 24 for 24000/1001: the number of labels a timecode second has.
    [[nodiscard]] constexpr int nominal() const { return (m_numerator + m_denominator - 1) / m_denominator; }
    // Drop-frame numbering exists at 29.97 and 59.94 only.
    [[nodiscard]] constexpr bool canDropFrames() const { return m_denominator == 1001 && nominal() % 30 == 0; }
    [[nodiscard]] constexpr Ticks frameLength() const { return Ticks(Ticks::kPerSecond / m_numerator * m_denominator); }

    // Frame whose start is at or before, nearest to, or at or after t. Nearest takes halves up.
    [[nodiscard]] std::int64_t frameAt(Ticks t, Rounding rounding = Rounding::Floor) const;
    [[nodiscard]] constexpr Ticks timeOf(std::int64_t frame) const { return frameLength() * frame; }
    [[nodiscard]] Ticks snap(Ticks t, Rounding rounding = Rounding::Nearest) const { return timeOf(frameAt(t, rounding)); }
    [[nodiscard]] bool isOnGrid(Ticks t) const { return t.value() % frameLength().value() == 0; }

    [[nodiscard]] QString toString() const; // "24/1", "24000/1001": what parse() reads
    [[nodiscard]] QString displayName() const; // "24 fps", "23.976 fps"

    constexpr bool operator==(const FrameRate &) const = default;

private:
    constexpr FrameRate(int numerator, int denominator) : m_numerator(numerator), m_denominator(denominator) {}
    static const std::array<FrameRate, 9> kSupported;

    int m_numerator = 24;
    int m_denominator = 1;
};

} // namespace sc
