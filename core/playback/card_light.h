// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QColor>
#include <QtGui/QImage>

#include <array>
#include <vector>

// Soft light over near-black, without the bands that 8-bit gradients show in the dark.
namespace sc::playback {

// Linear light, 1 = white.
using LinearColour = std::array<float, 3>;

[[nodiscard]] LinearColour toLinear(const QColor &colour);
// Scaled so that its luminance (BT.709) is `luminance`.
[[nodiscard]] LinearColour withLuminance(const LinearColour &colour, float luminance);

// A round glow. Places and radii are parts of the picture's width (x) and height (y).
struct Glow
{
    double x = 0.5;
    double y = 0.5;
    double radiusX = 0.5;
    double radiusY = 0.5;
    LinearColour colour{};
};

// `base` plus the glows, darker towards the corners, in sRGB with dithering; RGB32. Null when memory is short.
[[nodiscard]] QImage paintLight(QSize size, const LinearColour &base, const std::vector<Glow> &glows, quint64 seed);

} // namespace sc::playback
