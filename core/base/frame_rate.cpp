// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/frame_rate.h"

#include <cmath>

namespace sc {

const std::array<FrameRate, 9> FrameRate::kSupported = {
    FrameRate(24000, 1001), FrameRate(24, 1), FrameRate(25, 1),
    FrameRate(30000, 1001), FrameRate(30, 1), FrameRate(48, 1),
    FrameRate(50, 1), FrameRate(60000, 1001), FrameRate(60, 1),
};

std::span<const FrameRate> FrameRate::supported()
{
    return kSupported;
}

std::optional<FrameRate> FrameRate::fromFraction(int numerator, int denominator)
{
    for (const FrameRate &rate : kSupported) {
        if (std::int64_t(rate.m_numerator) * denominator == std::int64_t(numerator) * rate.m_denominator && denominator > 0)
            return rate;
    }
    return std::nullopt;
}

std::optional<FrameRate> FrameRate::parse(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    const qsizetype slash = trimmed.indexOf(u'/');
    bool ok = false;
    if (slash >= 0) {
        bool denominatorOk = false;
        const int numerator = trimmed.left(slash).trimmed().toInt(&ok);
        const int denominator = trimmed.mid(slash + 1).trimmed().toInt(&denominatorOk);
        return ok && denominatorOk ? fromFraction(numerator, denominator) : std::nullopt;
    }
    const double decimal = trimmed.toDouble(&ok);
    if (!ok)
        return std::nullopt;
    // 23.98, 23.976 and 24000/1001 = 23.97602... name one rate; 24 is 0.024 away and stays apart.
    for (const FrameRate &rate : kSupported) {
        if (std::abs(rate.toDouble() - decimal) < 0.006)
            return rate;
    }
    return std::nullopt;
}

std::int64_t FrameRate::frameAt(Ticks t, Rounding rounding) const
{
    const std::int64_t length = frameLength().value();
    switch (rounding) {
    case Rounding::Floor: return mulDivFloor(t.value(), 1, length);
    case Rounding::Ceil: return -mulDivFloor(-t.value(), 1, length);
    case Rounding::Nearest: break;
    }
    return mulDivFloor(t.value() * 2 + length, 1, length * 2);
}

QString FrameRate::toString() const
{
    return QStringLiteral("%1/%2").arg(m_numerator).arg(m_denominator);
}

QString FrameRate::displayName() const
{
    if (m_denominator == 1)
        return QStringLiteral("%1 fps").arg(m_numerator);
    return QStringLiteral("%1 fps").arg(QString::number(toDouble(), 'f', nominal() == 24 ? 3 : 2));
}

} // namespace sc
