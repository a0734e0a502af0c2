// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_formats.h"

#include <array>

namespace sc::interchange {

namespace {

struct NamedSize
{
    int width;
    int height;
    const char *word;
};
// Only sizes and rates whose names Final Cut is known to use; any other format goes without a name.
constexpr std::array<NamedSize, 4> kNamedSizes = {
    {{1280, 720, "720"}, {1920, 1080, "1080"}, {3840, 2160, "3840x2160"}, {4096, 2160, "4096x2160"}}};

struct NamedRate
{
    int numerator;
    int denominator;
    const char *format;  // null = no name
    const char *conform; // of conform-rate
};
constexpr std::array<NamedRate, 10> kNamedRates = {{{24000, 1001, "2398", "23.98"},
                                                    {24, 1, "24", "24"},
                                                    {25, 1, "25", "25"},
                                                    {30000, 1001, "2997", "29.97"},
                                                    {30, 1, "30", "30"},
                                                    {48000, 1001, nullptr, "47.95"},
                                                    {48, 1, nullptr, "48"},
                                                    {50, 1, "50", "50"},
                                                    {60000, 1001, "5994", "59.94"},
                                                    {60, 1, "60", "60"}}};

// Whole rates are written over a hundredth of a frame, as Final Cut does.
std::pair<std::int64_t, std::int64_t> frameFraction(MediaRate rate)
{
    if (rate.isNone())
        return {0, 1};
    if (rate.denominator == 1 && rate.numerator < 10'000)
        return {100, std::int64_t(rate.numerator) * 100};
    return {rate.denominator, rate.numerator};
}

const NamedRate *named(MediaRate rate)
{
    for (const NamedRate &one : kNamedRates) {
        if (std::int64_t(one.numerator) * rate.denominator == std::int64_t(rate.numerator) * one.denominator)
            return &one;
    }
    return nullptr;
}

} // namespace

QString fcpxmlFormatName(int width, int height, MediaRate rate)
{
    const NamedRate *one = named(rate);
    for (const NamedSize &size : kNamedSizes) {
        if (size.width == width && size.height == height && one && one->format)
            return QStringLiteral("FFVideoFormat%1p%2").arg(QLatin1String(size.word), QLatin1String(one->format));
    }
    return {};
}

QString fcpxmlColourSpace(const MediaColour &colour)
{
    switch (colour.primaries) {
    case 5:
        return QStringLiteral("5-1-6 (Rec. 601 (PAL))");
    case 6:
    case 7:
        return QStringLiteral("6-1-6 (Rec. 601 (NTSC))");
    case 9:
        if (colour.isHdr())
            return colour.transfer == 16 ? QStringLiteral("9-16-9 (Rec. 2020 PQ)") : QStringLiteral("9-18-9 (Rec. 2020 HLG)");
        return QStringLiteral("9-1-9 (Rec. 2020)");
    default:
        return QStringLiteral("1-1-1 (Rec. 709)");
    }
}

QString conformRateName(MediaRate rate)
{
    const NamedRate *one = named(rate);
    return one ? QString::fromLatin1(one->conform) : QString();
}

QString mediaTime(std::int64_t frames, MediaRate rate)
{
    if (frames == 0 || rate.isNone())
        return QStringLiteral("0s");
    const auto [numerator, denominator] = frameFraction(rate);
    return QStringLiteral("%1/%2s").arg(frames * numerator).arg(denominator);
}

QString mediaFrameDuration(MediaRate rate)
{
    const auto [numerator, denominator] = frameFraction(rate);
    return QStringLiteral("%1/%2s").arg(numerator).arg(denominator);
}

} // namespace sc::interchange
