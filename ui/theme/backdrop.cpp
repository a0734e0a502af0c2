// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/backdrop.h"

#include "ui/theme/colour.h"

#include <algorithm>
#include <array>
#include <cmath>

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

// Triangular noise of one step, from the position alone.
float noise(unsigned x, unsigned y)
{
    unsigned h = x * 374761393U + y * 668265263U;
    h = (h ^ (h >> 13U)) * 1274126177U;
    h ^= h >> 16U;
    return (static_cast<float>(h & 0xffU) + static_cast<float>((h >> 8U) & 0xffU)) / 510.0F - 0.5F;
}

void addLight(std::vector<float> &row, const Light &light, float dy, float dpr, float centreX)
{
    constexpr float kEnd = 0.7F; // linear to nothing at 70 % of the radius
    const float v = dy / (light.ry * dpr);
    if (std::abs(v) >= kEnd)
        return;
    const float reach = std::sqrt(kEnd * kEnd - v * v) * light.rx * dpr;
    const auto width = static_cast<int>(row.size() / 3);
    const int from = std::max(0, static_cast<int>(centreX - reach));
    const int to = std::min(width, static_cast<int>(centreX + reach) + 1);
    for (int x = from; x < to; ++x) {
        const float u = (static_cast<float>(x) + 0.5F - centreX) / (light.rx * dpr);
        const float a = light.alpha * std::max(0.0F, 1 - std::sqrt(u * u + v * v) / kEnd);
        float *pixel = &row[static_cast<size_t>(x) * 3];
        for (size_t c = 0; c < 3; ++c)
            pixel[c] += (light.rgb[c] - pixel[c]) * a;
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
    const auto width = static_cast<size_t>(image.width());
    const auto ratio = static_cast<float>(dpr);
    std::vector<float> row(width * 3);
    for (int y = 0; y < image.height(); ++y) {
        for (size_t x = 0; x < width; ++x) {
            row[x * 3] = base.redF() * 255;
            row[x * 3 + 1] = base.greenF() * 255;
            row[x * 3 + 2] = base.blueF() * 255;
        }
        // The first light of the list lies on top.
        for (auto light = lights.rbegin(); light != lights.rend(); ++light)
            addLight(row, *light, static_cast<float>(y) + 0.5F - light->cy * static_cast<float>(image.height()), ratio,
                     light->cx * static_cast<float>(image.width()));
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (size_t x = 0; x < width; ++x) {
            const float n = noise(static_cast<unsigned>(x), static_cast<unsigned>(y)) + 0.5F;
            line[x] = qRgb(static_cast<int>(row[x * 3] + n), static_cast<int>(row[x * 3 + 1] + n), static_cast<int>(row[x * 3 + 2] + n));
        }
    }
    return image;
}

} // namespace sc::ui
