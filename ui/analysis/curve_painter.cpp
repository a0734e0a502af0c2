// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/curve_painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sc::ui {

namespace {

constexpr double kTopAir = 6; // px
constexpr double kBottomAir = 4;

// A curve between the middles of two of its steps.
double between(const Curve &curve, Ticks t)
{
    const double place = t.toSeconds() / curve.step.toSeconds() - 0.5;
    if (place <= 0)
        return curve.at({});
    const double from = std::floor(place);
    const Ticks a = curve.step * std::int64_t(from);
    return double(curve.at(a)) + (double(curve.at(a + curve.step)) - double(curve.at(a))) * (place - from);
}

void lay(QRgb &under, const QColor &colour, double share)
{
    const double alpha = colour.alphaF() * share;
    const double keep = 1 - alpha;
    under = qRgba(int(qRed(under) * keep + colour.red() * alpha), int(qGreen(under) * keep + colour.green() * alpha),
                  int(qBlue(under) * keep + colour.blue() * alpha), int(qAlpha(under) * keep + 255 * alpha));
}

} // namespace

void drawCurve(QImage &image, const Curve &curve, const ViewState &view, double ratio, double (*toY)(double), const CurveInk &ink)
{
    if (curve.values.empty())
        return;
    const int height = image.height();
    const Ticks end = curve.step * std::int64_t(curve.values.size());
    const Ticks pixel = view.span(1 / ratio);
    const double top = kTopAir * ratio;
    const double room = height - (kTopAir + kBottomAir) * ratio;
    const auto yAt = [&](int edge) { // at the left edge of a column
        const Ticks t = std::clamp(view.timeAt(edge / ratio), Ticks(), end);
        const double value = pixel > curve.step ? double(curve.mean({std::max(Ticks(), t - pixel), t + pixel})) : between(curve, t);
        return top + room * std::clamp(toY(value), 0.0, 1.0);
    };
    // Colours of the fill by row.
    std::vector<QColor> fill;
    for (int y = 0; ink.fillTop.isValid() && y < height; ++y) {
        const double share = double(y) / std::max(1, height - 1);
        QColor colour = ink.fillTop;
        colour.setAlphaF(float(ink.fillTop.alphaF() + (ink.fillBottom.alphaF() - ink.fillTop.alphaF()) * share));
        fill.push_back(colour);
    }
    auto *pixels = reinterpret_cast<QRgb *>(image.bits());
    const auto stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
    const double half = ink.width * ratio / 2;
    double left = yAt(0);
    for (int x = 0; x < image.width(); ++x) {
        const double right = yAt(x + 1);
        const Ticks t = view.timeAt((x + 0.5) / ratio);
        if (t >= Ticks() && t < end) {
            const double upper = std::min(left, right) - half;
            const double lower = std::max(left, right) + half;
            const int first = std::clamp(int(std::floor(upper)), 0, height);
            const int last = std::clamp(int(std::ceil(lower)), 0, height);
            if (!fill.empty()) {
                for (int y = std::clamp(int(std::lround((left + right) / 2)), 0, height); y < height; ++y)
                    lay(pixels[y * stride + x], fill[size_t(y)], 1);
            }
            for (int y = first; y < last; ++y)
                lay(pixels[y * stride + x], ink.line, std::clamp(std::min(lower, y + 1.0) - std::max(upper, double(y)), 0.0, 1.0));
        }
        left = right;
    }
}

} // namespace sc::ui
