// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/card_light.h"

#include "core/playback/card_random.h"

#include <algorithm>
#include <cmath>

namespace sc::playback {

namespace {

constexpr int kCell = 12; // px between computed points; light is soft, so the rest is interpolated

float fromSrgb(float value)
{
    return value <= 0.04045f ? value / 12.92f : std::pow((value + 0.055f) / 1.055f, 2.4f);
}

float toSrgb(float value)
{
    const float clamped = std::clamp(value, 0.f, 1.f);
    return clamped <= 0.0031308f ? clamped * 12.92f : 1.055f * std::pow(clamped, 1 / 2.4f) - 0.055f;
}

// 0..255 with fractions at one point of the picture.
LinearColour lightAt(double x, double y, const LinearColour &base, const std::vector<Glow> &glows)
{
    LinearColour sum = base;
    for (const Glow &glow : glows) {
        const double dx = (x - glow.x) / glow.radiusX;
        const double dy = (y - glow.y) / glow.radiusY;
        const auto strength = static_cast<float>(std::exp(-2.2 * (dx * dx + dy * dy)));
        for (size_t c = 0; c < 3; ++c)
            sum[c] += glow.colour[c] * strength;
    }
    const double fromCentre = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5);
    const auto vignette = static_cast<float>(1 - std::min(0.75, 1.1 * fromCentre));
    for (float &channel : sum)
        channel = 255 * toSrgb(channel * vignette);
    return sum;
}

struct Grid
{
    int columns = 0;
    std::vector<LinearColour> points;
};

Grid computeGrid(QSize size, const LinearColour &base, const std::vector<Glow> &glows)
{
    Grid grid;
    grid.columns = size.width() / kCell + 2;
    const int rows = size.height() / kCell + 2;
    grid.points.reserve(static_cast<size_t>(grid.columns) * static_cast<size_t>(rows));
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < grid.columns; ++column)
            grid.points.push_back(lightAt(double(column) * kCell / size.width(), double(row) * kCell / size.height(), base, glows));
    }
    return grid;
}

// One row of the picture between two rows of the grid.
std::vector<LinearColour> gridRow(const Grid &grid, int y)
{
    const size_t top = static_cast<size_t>(y / kCell) * static_cast<size_t>(grid.columns);
    const float part = static_cast<float>(y % kCell) / kCell;
    std::vector<LinearColour> row(static_cast<size_t>(grid.columns));
    for (size_t i = 0; i < row.size(); ++i) {
        const LinearColour &above = grid.points[top + i];
        const LinearColour &below = grid.points[top + static_cast<size_t>(grid.columns) + i];
        for (size_t c = 0; c < 3; ++c)
            row[i][c] = above[c] + (below[c] - above[c]) * part;
    }
    return row;
}

// Every channel stays within 0..255 because the ends do and the noise is cut there.
void paintCell(QRgb *out, int count, const LinearColour &left, const LinearColour &right, std::uint64_t &noise)
{
    LinearColour value = left;
    LinearColour step{};
    for (size_t c = 0; c < 3; ++c)
        step[c] = (right[c] - left[c]) / kCell;
    for (int x = 0; x < count; ++x) {
        // Triangular noise of one step hides the steps themselves.
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        const float dither = static_cast<float>(static_cast<std::int32_t>((noise & 0xffff) + ((noise >> 16) & 0xffff))) / 65536.f - 0.5f;
        std::array<int, 3> bytes{};
        for (size_t c = 0; c < 3; ++c) {
            bytes[c] = static_cast<int>(std::clamp(value[c] + dither, 0.f, 255.f));
            value[c] += step[c];
        }
        out[x] = qRgb(bytes[0], bytes[1], bytes[2]);
    }
}

} // namespace

LinearColour toLinear(const QColor &colour)
{
    return {fromSrgb(static_cast<float>(colour.redF())), fromSrgb(static_cast<float>(colour.greenF())),
            fromSrgb(static_cast<float>(colour.blueF()))};
}

LinearColour withLuminance(const LinearColour &colour, float luminance)
{
    const float own = 0.2126f * colour[0] + 0.7152f * colour[1] + 0.0722f * colour[2];
    const float factor = luminance / std::max(own, 1e-4f);
    return {colour[0] * factor, colour[1] * factor, colour[2] * factor};
}

QImage paintLight(QSize size, const LinearColour &base, const std::vector<Glow> &glows, quint64 seed)
{
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return image;
    const Grid grid = computeGrid(size, base, glows);
    CardRandom random(seed);
    std::uint64_t noise = random.next() | 1;
    for (int y = 0; y < size.height(); ++y) {
        const std::vector<LinearColour> row = gridRow(grid, y);
        auto *out = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int cell = 0, x = 0; x < size.width(); ++cell, x += kCell)
            paintCell(out + x, std::min(kCell, size.width() - x), row[static_cast<size_t>(cell)], row[static_cast<size_t>(cell) + 1],
                      noise);
    }
    return image;
}

} // namespace sc::playback
