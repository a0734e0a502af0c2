// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/glow.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QPixmapCache>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::ui {

namespace {

// Signed distance of a point to a rounded rectangle centred on 0: negative inside.
double distanceTo(double x, double y, double halfWidth, double halfHeight, double radius)
{
    const double dx = std::abs(x) - (halfWidth - radius);
    const double dy = std::abs(y) - (halfHeight - radius);
    return std::hypot(std::max(dx, 0.0), std::max(dy, 0.0)) + std::min(std::max(dx, dy), 0.0) - radius;
}

// A box of width x height device px with `margin` px of light around it.
QImage render(int width, int height, int margin, double radius, double sigma, const QColor &colour)
{
    QImage image(width + 2 * margin, height + 2 * margin, QImage::Format_ARGB32_Premultiplied);
    const auto channel = [](float unit, double alpha) { return static_cast<int>(std::lround(static_cast<double>(unit) * alpha * 255)); };
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const double d = distanceTo(x + 0.5 - image.width() / 2.0, y + 0.5 - image.height() / 2.0, width / 2.0, height / 2.0, radius);
            const double a = static_cast<double>(colour.alphaF()) * std::erfc(d / (sigma * std::numbers::sqrt2)) / 2;
            line[x] = qRgba(channel(colour.redF(), a), channel(colour.greenF(), a), channel(colour.blueF(), a),
                            static_cast<int>(std::lround(a * 255)));
        }
    }
    return image;
}

QPixmap cached(int width, int height, int margin, double radius, double sigma, const QColor &colour)
{
    const QString key = QStringLiteral("sc-glow/%1/%2/%3/%4/%5/%6")
                            .arg(width)
                            .arg(height)
                            .arg(margin)
                            .arg(radius, 0, 'f', 2)
                            .arg(sigma, 0, 'f', 2)
                            .arg(colour.name(QColor::HexArgb));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap::fromImage(render(width, height, margin, radius, sigma, colour));
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

// Draws `patch` (square, its middle pixel may be stretched) around `target`, all in device px.
void drawNineParts(QPainter &painter, const QPixmap &patch, const QRectF &target, int corner, double dpr)
{
    const std::array<double, 4> sx{0, static_cast<double>(corner), static_cast<double>(patch.width() - corner),
                                   static_cast<double>(patch.width())};
    const std::array<double, 4> tx{target.left(), target.left() + corner / dpr, target.right() - corner / dpr, target.right()};
    const std::array<double, 4> ty{target.top(), target.top() + corner / dpr, target.bottom() - corner / dpr, target.bottom()};
    for (size_t row = 0; row < 3; ++row) {
        for (size_t column = 0; column < 3; ++column) {
            if (row == 1 && column == 1)
                continue; // under the box: never seen
            painter.drawPixmap(QRectF(tx[column], ty[row], tx[column + 1] - tx[column], ty[row + 1] - ty[row]), patch,
                               QRectF(sx[column], sx[row], sx[column + 1] - sx[column], sx[row + 1] - sx[row]));
        }
    }
}

} // namespace

void drawGlow(QPainter &painter, const QRectF &box, double cornerRadius, double blur, const QColor &colour)
{
    drawShadow(painter, box, cornerRadius, blur, 0, colour);
}

void drawShadow(QPainter &painter, const QRectF &box, double cornerRadius, double blur, double offsetY, const QColor &colour)
{
    if (colour.alpha() == 0 || blur <= 0 || box.isEmpty())
        return;
    const double dpr = painter.device()->devicePixelRatioF();
    const double sigma = blur / 2 * dpr;
    const int margin = static_cast<int>(std::ceil(blur * dpr));
    const int corner = margin + static_cast<int>(std::ceil((cornerRadius + blur) * dpr));
    const int width = static_cast<int>(std::lround(box.width() * dpr));
    const int height = static_cast<int>(std::lround(box.height() * dpr));
    const QRectF target = box.translated(0, offsetY).adjusted(-margin / dpr, -margin / dpr, margin / dpr, margin / dpr);

    painter.save();
    QPainterPath outside;
    outside.setFillRule(Qt::OddEvenFill);
    outside.addRect(target.united(box));
    outside.addRoundedRect(box, cornerRadius, cornerRadius);
    painter.setClipPath(outside, Qt::IntersectClip);
    const int side = 2 * (corner - margin) + 1;
    if (width < side || height < side)
        painter.drawPixmap(target, cached(width, height, margin, cornerRadius * dpr, sigma, colour), QRectF());
    else
        drawNineParts(painter, cached(side, side, margin, cornerRadius * dpr, sigma, colour), target, corner, dpr);
    painter.restore();
}

} // namespace sc::ui
