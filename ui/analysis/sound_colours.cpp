// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/sound_colours.h"

#include "ui/theme/colour.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kLowestHz = 30;
constexpr double kHighestHz = 16'000;

double melOf(double hz)
{
    return 2595 * std::log10(1 + hz / 700);
}

double lerp(double a, double b, double t)
{
    return a + (b - a) * t;
}

ColourTable makeSpectrumTable()
{
    struct Stop
    {
        double at;
        int r, g, b;
    };
    constexpr Stop kStops[] = {{0, 5, 6, 12},        {0.22, 30, 24, 84},   {0.45, 104, 36, 150},
                               {0.65, 214, 52, 140}, {0.82, 250, 128, 98}, {1, 255, 236, 190}};
    ColourTable table{};
    for (int i = 0; i < 256; ++i) {
        const double v = i / 255.0;
        size_t k = 1;
        while (k + 1 < std::size(kStops) && v > kStops[k].at)
            ++k;
        const Stop &a = kStops[k - 1];
        const Stop &b = kStops[k];
        const double t = (v - a.at) / (b.at - a.at);
        table[size_t(i)] = qRgb(int(lerp(a.r, b.r, t)), int(lerp(a.g, b.g, t)), int(lerp(a.b, b.b, t)));
    }
    return table;
}

} // namespace

const ColourTable &spectrumTable()
{
    static const ColourTable table = makeSpectrumTable();
    return table;
}

ColourTable chromaTable(const Theme &theme)
{
    ColourTable table{};
    const QColor ground = theme.surface.well;
    for (int i = 0; i < 256; ++i) {
        const double v = std::pow(i / 255.0, 0.62); // most of a song's notes are far below its strongest
        // Bluer when weak, cyan when strong; on the light look darker instead of lighter.
        const double lightness = theme.isDark() ? 0.18 + v * 0.46 : 0.62 - v * 0.30;
        const QColor ink = QColor::fromHslF(float((186 + (1 - v) * 60) / 360), 0.70F, float(lightness));
        table[size_t(i)] = mix(ground, ink, std::clamp(v * 1.25 - 0.06, 0.0, 1.0)).rgb();
    }
    return table;
}

LevelRange levelRangeOf(const audio::SpectrumPicture &picture)
{
    std::array<std::int64_t, 256> histogram{};
    std::int64_t count = 0;
    for (const auto &column : picture.bands) {
        for (const std::uint8_t level : column) {
            if (level == 0)
                continue; // silence says nothing about the sound
            ++histogram[level];
            ++count;
        }
    }
    if (count == 0)
        return {};
    const auto quantile = [&](double share) {
        std::int64_t seen = 0;
        for (size_t i = 0; i < histogram.size(); ++i) {
            seen += histogram[i];
            if (double(seen) >= double(count) * share)
                return float(i);
        }
        return 255.F;
    };
    LevelRange range;
    range.ceiling = std::max(40.F, quantile(0.997));
    // At least 20 dB and at most 66 dB are shown.
    range.floor = std::clamp(quantile(0.06), range.ceiling - 187, range.ceiling - 57);
    return range;
}

double frequencyAt(double place)
{
    const double mel = lerp(melOf(kLowestHz), melOf(kHighestHz), std::clamp(place, 0.0, 1.0));
    return 700 * (std::pow(10, mel / 2595) - 1);
}

} // namespace sc::ui
