// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/rational_time.h"

#include <limits>
#include <numeric>

namespace sc::interchange {

namespace {

// Sums of many such times must still fit 64 bits of ticks.
constexpr std::int64_t kMaxSeconds = 10'000'000;

// Whole rates are written over a hundredth of a frame, as Final Cut does.
std::pair<std::int64_t, std::int64_t> frameFraction(FrameRate rate)
{
    if (rate.denominator() == 1)
        return {100, std::int64_t(rate.numerator()) * 100};
    return {rate.denominator(), rate.numerator()};
}

std::optional<std::int64_t> digits(QStringView text)
{
    if (text.isEmpty() || text.size() > 19)
        return std::nullopt;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
    }
    bool ok = false;
    const qlonglong value = text.toLongLong(&ok);
    return ok ? std::optional<std::int64_t>(value) : std::nullopt;
}

} // namespace

QString frameTime(std::int64_t frames, FrameRate rate)
{
    if (frames == 0)
        return QStringLiteral("0s");
    const auto [numerator, denominator] = frameFraction(rate);
    return QStringLiteral("%1/%2s").arg(frames * numerator).arg(denominator);
}

QString frameDuration(FrameRate rate)
{
    const auto [numerator, denominator] = frameFraction(rate);
    return QStringLiteral("%1/%2s").arg(numerator).arg(denominator);
}

QString exactTime(Ticks time)
{
    const std::int64_t divisor = std::gcd(time.value(), Ticks::kPerSecond);
    const std::int64_t numerator = time.value() / divisor;
    const std::int64_t denominator = Ticks::kPerSecond / divisor;
    return denominator == 1 ? QStringLiteral("%1s").arg(numerator) : QStringLiteral("%1/%2s").arg(numerator).arg(denominator);
}

std::optional<RationalTime> RationalTime::parse(QStringView text)
{
    if (!text.endsWith(u's'))
        return std::nullopt;
    QStringView body = text.chopped(1);
    const bool negative = body.startsWith(u'-');
    if (negative)
        body = body.mid(1);
    const qsizetype slash = body.indexOf(u'/');
    const auto numerator = digits(slash < 0 ? body : body.left(slash));
    const auto denominator = slash < 0 ? std::optional<std::int64_t>(1) : digits(body.mid(slash + 1));
    if (!numerator || !denominator || *denominator == 0 || *denominator > std::numeric_limits<std::int32_t>::max())
        return std::nullopt;
    if (*numerator / *denominator >= kMaxSeconds)
        return std::nullopt;
    return RationalTime{negative ? -*numerator : *numerator, *denominator};
}

std::optional<Ticks> RationalTime::exactTicks() const
{
    const std::int64_t divisor = std::gcd(numerator, denominator);
    const std::int64_t reduced = divisor == 0 ? denominator : denominator / divisor;
    if (Ticks::kPerSecond % reduced != 0)
        return std::nullopt;
    return nearestTicks();
}

Ticks RationalTime::nearestTicks() const
{
    return Ticks::fromRational(numerator, denominator);
}

} // namespace sc::interchange
