// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/waveform_painter.h"

#include "ui/theme/colour.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace sc::ui {

namespace {

std::vector<WaveformColumn> columnsOf(const audio::WaveformPyramid &pyramid, TickRange range, QSize size, WaveformStyle style, double gain)
{
    std::vector<WaveformColumn> columns(static_cast<size_t>(size.width()));
    const double perPixel = static_cast<double>(range.length().value()) / size.width();
    const int level = pyramid.levelFor(Ticks(std::max<std::int64_t>(1, static_cast<std::int64_t>(perPixel))));
    const float half = static_cast<float>(size.height() / 2.0 * gain);
    const auto at = [&](int x) { return range.start + Ticks(static_cast<std::int64_t>(perPixel * x)); };
    for (int x = 0; x < size.width(); ++x) {
        const audio::WaveformPoint point = pyramid.over(level, at(x), at(x + 1));
        WaveformColumn &column = columns[static_cast<size_t>(x)];
        column.peak = half * std::min(1.0F, static_cast<float>(std::max(std::abs(int(point.min)), std::abs(int(point.max)))) / 127.0F);
        if (style == WaveformStyle::Quiet) {
            column.middle = std::min(column.peak, half * static_cast<float>(point.rms) / 255.0F * 1.2F);
        } else {
            // Bent so that the loud upper bands of a modern mix leave the low one visible.
            const float high = static_cast<float>(point.high) / 255.0F;
            column.middle = std::min(column.peak * 0.86F, half * 0.72F * static_cast<float>(point.mid) / 255.0F);
            column.high = std::min(column.peak * 0.6F, half * 0.5F * high * std::sqrt(high));
        }
    }
    return columns;
}

struct Premultiplied
{
    float r, g, b, a; // 0..255
    explicit Premultiplied(const QColor &c)
        : r(c.redF() * c.alphaF() * 255), g(c.greenF() * c.alphaF() * 255), b(c.blueF() * c.alphaF() * 255), a(c.alphaF() * 255)
    {
    }
    void cover(const Premultiplied &top, float share)
    {
        const float keep = 1 - top.a / 255 * share;
        r = r * keep + top.r * share;
        g = g * keep + top.g * share;
        b = b * keep + top.b * share;
        a = a * keep + top.a * share;
    }
    [[nodiscard]] QRgb toRgb() const { return qRgba(int(r + 0.5F), int(g + 0.5F), int(b + 0.5F), int(a + 0.5F)); }
};

// How much of a pixel whose middle is `distance` from the axis a bar of half height `reach` covers.
float coverage(float reach, float distance)
{
    return std::clamp(reach - distance + 0.5F, 0.0F, 1.0F);
}

} // namespace

WaveformColours waveformColours(const Theme &theme, WaveformStyle style)
{
    if (style == WaveformStyle::Quiet)
        return {theme.waveform.overviewPeak, theme.waveform.overviewRms, Qt::transparent};
    return {withAlpha(theme.waveform.low, 0.9), withAlpha(theme.waveform.mid, 0.95), withAlpha(theme.waveform.high, 0.92)};
}

QImage renderWaveform(const audio::WaveformPyramid &pyramid, TickRange range, QSize size, WaveformStyle style,
                      const WaveformColours &colours, double gain)
{
    if (size.isEmpty())
        return {};
    if (pyramid.isEmpty() || range.isEmpty())
        return renderWaveformColumns(std::vector<WaveformColumn>(static_cast<size_t>(size.width())), size.height(), colours);
    return renderWaveformColumns(columnsOf(pyramid, range, size, style, gain), size.height(), colours);
}

QImage renderWaveformColumns(std::span<const WaveformColumn> columns, int height, const WaveformColours &colours)
{
    const QSize size(static_cast<int>(columns.size()), height);
    if (size.isEmpty())
        return {};
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const Premultiplied peak(colours.peak), middle(colours.middle), high(colours.high), nothing(QColor(0, 0, 0, 0));
    // Away from the edges of its layers a pixel has one of three colours: those are mixed once.
    Premultiplied all = nothing;
    all.cover(peak, 1);
    const QRgb outside = all.toRgb();
    all.cover(middle, 1);
    const QRgb between = all.toRgb();
    all.cover(high, 1);
    const QRgb inside = all.toRgb();
    // Mirrored: the lower half is a copy of the upper one.
    for (int y = 0; y < (size.height() + 1) / 2; ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        const float distance = std::abs(static_cast<float>(y) + 0.5F - static_cast<float>(size.height()) / 2);
        const float near = distance + 0.5F; // a layer that reaches further covers the whole pixel
        const float far = distance - 0.5F;  // one that does not reach it covers nothing
        for (int x = 0; x < size.width(); ++x) {
            const WaveformColumn &column = columns[static_cast<size_t>(x)];
            if (column.peak <= far || column.peak < 0.25F)
                continue;
            const float highReach = column.high > 0.25F ? column.high : 0;
            if (column.peak >= near) {
                if (column.middle <= far && highReach <= far) {
                    line[x] = outside;
                    continue;
                }
                if (column.middle >= near && (highReach >= near || highReach <= far)) {
                    line[x] = highReach >= near ? inside : between;
                    continue;
                }
            }
            Premultiplied pixel = nothing;
            pixel.cover(peak, coverage(column.peak, distance));
            pixel.cover(middle, coverage(column.middle, distance));
            if (highReach > 0)
                pixel.cover(high, coverage(highReach, distance));
            line[x] = pixel.toRgb();
        }
        const int mirrored = size.height() - 1 - y;
        if (mirrored != y)
            std::copy_n(line, size.width(), reinterpret_cast<QRgb *>(image.scanLine(mirrored)));
    }
    return image;
}

void drawMiniWaveform(QPainter &painter, const QRectF &box, std::span<const audio::WaveformPoint> overview, const QColor &colour)
{
    const int bars = static_cast<int>(box.width() / 3);
    if (overview.empty() || bars <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.75, Qt::SolidLine, Qt::RoundCap));
    for (int i = 0; i < bars; ++i) {
        const size_t from = overview.size() * static_cast<size_t>(i) / static_cast<size_t>(bars);
        const size_t to = std::max(from + 1, overview.size() * static_cast<size_t>(i + 1) / static_cast<size_t>(bars));
        double level = 0;
        for (size_t k = from; k < std::min(to, overview.size()); ++k)
            level = std::max(level, 0.5 * std::max(std::abs(int(overview[k].min)), std::abs(int(overview[k].max))) / 127.0 +
                                        0.7 * overview[k].rms / 255.0);
        const double half = std::max(0.5, std::min(1.0, level) * (box.height() / 2 - 1));
        const double x = box.left() + i * 3 + 1;
        painter.drawLine(QPointF(x, box.center().y() - half), QPointF(x, box.center().y() + half));
    }
    painter.restore();
}

void drawSectionWash(QPainter &painter, const QRectF &box, const QColor &section, double topAlpha, double bottomAlpha)
{
    QLinearGradient wash(box.topLeft(), box.bottomLeft());
    wash.setColorAt(0, withAlpha(section, topAlpha));
    wash.setColorAt(1, withAlpha(section, bottomAlpha));
    painter.fillRect(box, wash);
}

} // namespace sc::ui
