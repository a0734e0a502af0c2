// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ticks.h"

#include <cmath>
#include <limits>

#ifdef _MSC_VER
#include <intrin.h>
#endif

namespace sc {

namespace {

struct Division
{
    std::int64_t quotient; // truncated towards zero
    std::int64_t remainder; // sign of the product
};

// The product needs 128 bits: a day in ticks times a sample rate is beyond 64.
Division mulDiv(std::int64_t a, std::int64_t b, std::int64_t c)
{
#ifdef _MSC_VER
    std::int64_t high = 0;
    const std::int64_t low = _mul128(a, b, &high);
    std::int64_t remainder = 0;
    const std::int64_t quotient = _div128(high, low, c, &remainder);
    return {quotient, remainder};
#else
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return {static_cast<std::int64_t>(product / c), static_cast<std::int64_t>(product % c)};
#endif
}

} // namespace

std::int64_t mulDivRound(std::int64_t a, std::int64_t b, std::int64_t c)
{
    const auto [quotient, remainder] = mulDiv(a, b, c);
    const std::uint64_t twice = 2 * static_cast<std::uint64_t>(std::abs(remainder));
    if (twice < static_cast<std::uint64_t>(std::abs(c)))
        return quotient;
    return quotient + (((remainder < 0) == (c < 0)) ? 1 : -1);
}

std::int64_t mulDivFloor(std::int64_t a, std::int64_t b, std::int64_t c)
{
    const auto [quotient, remainder] = mulDiv(a, b, c);
    return remainder != 0 && ((remainder < 0) != (c < 0)) ? quotient - 1 : quotient;
}

Ticks Ticks::fromSeconds(double seconds)
{
    if (std::isnan(seconds))
        return {};
    const double ticks = std::round(seconds * static_cast<double>(kPerSecond));
    constexpr double limit = 9.2e18; // just inside int64, where the conversion is defined
    if (ticks >= limit)
        return Ticks(std::numeric_limits<std::int64_t>::max());
    if (ticks <= -limit)
        return Ticks(std::numeric_limits<std::int64_t>::min());
    return Ticks(static_cast<std::int64_t>(ticks));
}

Ticks Ticks::fromSamples(std::int64_t samples, int sampleRate)
{
    return fromRational(samples, sampleRate);
}

Ticks Ticks::fromRational(std::int64_t numerator, std::int64_t denominator)
{
    return Ticks(mulDivRound(numerator, kPerSecond, denominator));
}

std::int64_t Ticks::toSamples(int sampleRate) const
{
    return mulDivRound(m_value, sampleRate, kPerSecond);
}

} // namespace sc
