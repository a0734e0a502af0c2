// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/backdrop.h"

#include "ui/theme/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

namespace sc::ui {

namespace {

struct Light
{
    std::array<float, 3> rgb; // 0..255
    float alpha;
    float cx, cy; // share of the window
    float rx, ry; // px
};

// Positions and sizes of tokens.json, "backdrop": they are geometry of the one backdrop, not of a look.
std::vector<Light> lightsOf(const Theme &theme)
{
    if (theme.isFlat())
        return {};
    const float strength = theme.isDark() ? 1.0F : 0.4F;
    const auto light = [&](QStringView colour, float cx, float cy, float rx, float ry) {
        const QColor c = parseColour(colour).value_or(QColor(Qt::black));
        return Light{{c.redF() * 255, c.greenF() * 255, c.blueF() * 255}, c.alphaF() * strength, cx, cy, rx, ry};
    };
    return {light(u"hsla(220,90%,55%,0.20)", 0.14F, -0.14F, 900, 520), light(u"hsla(270,85%,55%,0.17)", 0.92F, -0.08F, 760, 520),
            light(u"hsla(320,90%,50%,0.12)", 1.02F, 1.08F, 900, 480), light(u"hsla(186,95%,45%,0.10)", -0.04F, 1.04F, 700, 420)};
}

constexpr int kStep = 8; // device px between the points where the lights are computed; in between lies a straight line
constexpr unsigned kNoiseSide = 64;

// Triangular noise of one step, -0.5..0.5, as a tile: large enough that its repetition is not seen at this strength.
std::vector<float> noiseTile()
{
    std::vector<float> tile(kNoiseSide * kNoiseSide);
    unsigned state = 0x9E3779B9U;
    const auto next = [&state] {
        state ^= state << 13U;
        state ^= state >> 17U;
        state ^= state << 5U;
        return static_cast<float>(state >> 8U) / 16777216.0F;
    };
    for (float &value : tile)
        value = (next() + next()) / 2 - 0.5F;
    return tile;
}

using Rgb = std::array<float, 3>;

// The ground and its lights at one point, 0..255 a channel. The first light of the list lies on top.
Rgb colourAt(const std::vector<Light> &lights, const Rgb &base, float x, float y, QSize size, float dpr)
{
    constexpr float kEnd = 0.7F; // linear to nothing at 70 % of the radius
    Rgb rgb = base;
    for (const Light &light : std::views::reverse(lights)) {
        const float u = (x - light.cx * static_cast<float>(size.width())) / (light.rx * dpr);
        const float v = (y - light.cy * static_cast<float>(size.height())) / (light.ry * dpr);
        const float a = light.alpha * std::max(0.0F, 1 - std::sqrt(u * u + v * v) / kEnd);
        for (size_t c = 0; c < 3; ++c)
            rgb[c] += (light.rgb[c] - rgb[c]) * a;
    }
    return rgb;
}

std::vector<Rgb> rowAt(const std::vector<Light> &lights, const Rgb &base, int y, QSize size, float dpr)
{
    std::vector<Rgb> row;
    for (int x = 0; x <= size.width() + kStep; x += kStep)
        row.push_back(colourAt(lights, base, static_cast<float>(x), static_cast<float>(y), size, dpr));
    return row;
}

// One line between two computed rows; `share` of the lower one.
void fillLine(QRgb *line, int width, const std::vector<Rgb> &upper, const std::vector<Rgb> &lower, float share, const float *noise)
{
    for (int cell = 0; cell * kStep < width; ++cell) {
        const auto k = static_cast<size_t>(cell);
        Rgb value{}, slope{};
        for (size_t c = 0; c < 3; ++c) {
            value[c] = upper[k][c] + (lower[k][c] - upper[k][c]) * share;
            slope[c] = (upper[k + 1][c] + (lower[k + 1][c] - upper[k + 1][c]) * share - value[c]) / kStep;
        }
        const int end = std::min(width, (cell + 1) * kStep);
        for (int x = cell * kStep; x < end; ++x) {
            const float n = noise[static_cast<unsigned>(x) % kNoiseSide] + 0.5F;
            line[x] = qRgb(static_cast<int>(value[0] + n), static_cast<int>(value[1] + n), static_cast<int>(value[2] + n));
            for (size_t c = 0; c < 3; ++c)
                value[c] += slope[c];
        }
    }
}

} // namespace

QImage makeBackdrop(const Theme &theme, QSize size, double dpr)
{
    QImage image((QSizeF(size) * dpr).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.setDevicePixelRatio(dpr);
    const QColor base = theme.surface.background;
    const std::vector<Light> lights = lightsOf(theme);
    if (lights.empty()) {
        image.fill(base);
        return image;
    }
    const auto ratio = static_cast<float>(dpr);
    const Rgb ground{base.redF() * 255, base.greenF() * 255, base.blueF() * 255};
    const std::vector<float> noise = noiseTile();
    std::vector<Rgb> upper, lower = rowAt(lights, ground, 0, image.size(), ratio);
    for (int y = 0; y < image.height(); ++y) {
        if (y % kStep == 0) {
            upper = std::move(lower);
            lower = rowAt(lights, ground, y + kStep, image.size(), ratio);
        }
        const float *line = &noise[(static_cast<unsigned>(y) % kNoiseSide) * kNoiseSide];
        fillLine(reinterpret_cast<QRgb *>(image.scanLine(y)), image.width(), upper, lower, static_cast<float>(y % kStep) / kStep, line);
    }
    return image;
}

} // namespace sc::ui
