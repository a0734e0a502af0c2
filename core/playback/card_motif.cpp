// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/card_motif.h"

#include <QtGui/QImage>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::playback {

namespace {

QColor alpha(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(std::clamp(opacity, 0.0, 1.0)));
    return colour;
}

// A line of light: a wide faint stroke under a narrow bright one.
void strokeLight(QPainter &painter, const QPainterPath &path, const QColor &tint, double width, double opacity)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(alpha(tint, opacity * 0.26), width * 4, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPath(path);
    painter.setPen(QPen(alpha(tint.lighter(125), opacity), width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPath(path);
}

void paintRings(QPainter &painter, QSizeF size, const QColor &tint, double unit, CardRandom &random)
{
    const QPointF centre(size.width() * random.between(0.3, 0.7), size.height() * random.between(0.35, 0.6));
    const double growth = random.between(1.26, 1.38);
    for (int ring = 0; ring < 12; ++ring) {
        const double radius = 34 * unit * std::pow(growth, ring);
        QPainterPath path;
        path.addEllipse(centre, radius, radius);
        strokeLight(painter, path, tint, (1.2 + ring * 0.32) * unit, 0.42 * std::exp(-0.13 * ring) + 0.05);
    }
}

void paintShafts(QPainter &painter, QSizeF size, const QColor &tint, CardRandom &random)
{
    const double side = random.sign();
    const QPointF source(size.width() * (0.5 + side * random.between(0.25, 0.5)), -size.height() * 0.12);
    const double reach = std::hypot(size.width(), size.height()) * 1.2;
    painter.setPen(Qt::NoPen);
    for (int beam = 0; beam < 8; ++beam) {
        const double middle = std::numbers::pi / 2 + side * (beam - 2.2) * 0.19 + random.between(-0.05, 0.05);
        const double width = random.between(0.02, 0.085);
        const double opacity = random.between(0.5, 1);
        // Several widths over one another make a soft edge.
        for (int step = 1; step <= 4; ++step) {
            const double half = width * step / 4.0;
            QPainterPath path(source);
            path.lineTo(source + reach * QPointF(std::cos(middle - half), std::sin(middle - half)));
            path.lineTo(source + reach * QPointF(std::cos(middle + half), std::sin(middle + half)));
            QLinearGradient fade(source, source + reach * QPointF(std::cos(middle), std::sin(middle)));
            fade.setColorAt(0, alpha(tint, 0.18 * opacity));
            fade.setColorAt(0.35, alpha(tint, 0.075 * opacity));
            fade.setColorAt(0.85, alpha(tint, 0));
            painter.setBrush(fade);
            painter.drawPath(path);
        }
    }
}

void paintBeams(QPainter &painter, QSizeF size, const QColor &tint, double unit, CardRandom &random)
{
    // As soft as they are, a third of the resolution shows no difference and costs a ninth.
    QImage small((size / 3).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    if (!small.isNull()) {
        small.fill(Qt::transparent);
        QPainter shafts(&small);
        shafts.setRenderHint(QPainter::Antialiasing);
        paintShafts(shafts, small.size(), tint, random);
        shafts.end();
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(QRectF(QPointF(), size), small);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(alpha(tint.lighter(140), 0.35));
    for (int mote = 0; mote < 60; ++mote) {
        const double radius = random.between(0.6, 2.2) * unit;
        painter.setOpacity(random.between(0.15, 0.8));
        painter.drawEllipse(QPointF(size.width() * random.unit(), size.height() * random.unit()), radius, radius);
    }
    painter.setOpacity(1);
}

void paintSun(QPainter &painter, QSizeF size, const QColor &tint, double unit, CardRandom &random)
{
    const double radius = random.between(150, 215) * unit;
    const double horizon = size.height() * random.between(0.58, 0.66);
    const QPointF centre(size.width() * random.between(0.32, 0.68), horizon - radius * random.between(0.35, 0.6));
    QPainterPath disc;
    disc.addEllipse(centre, radius, radius);
    QPainterPath slits;
    const double firstSlit = centre.y() - radius * 0.1;
    const int slitCount = static_cast<int>(std::ceil((horizon - firstSlit) / (24 * unit)));
    for (int slit = 0; slit < slitCount; ++slit)
        slits.addRect(QRectF(0, firstSlit + slit * 24 * unit, size.width(), (3 + slit * 2.2) * unit));
    slits.addRect(QRectF(0, horizon, size.width(), size.height()));
    QLinearGradient fill(0, centre.y() - radius, 0, horizon);
    fill.setColorAt(0, alpha(tint.lighter(135), 0.62));
    fill.setColorAt(1, alpha(tint, 0.18));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPath(disc.subtracted(slits));

    const auto paintLine = [&](QPointF from, QPointF to) {
        QPainterPath line(from);
        line.lineTo(to);
        strokeLight(painter, line, tint, 1.1 * unit, 0.20);
    };
    paintLine({0, horizon}, {size.width(), horizon});
    for (int line = 1; line < 9; ++line) {
        const double down = horizon + (size.height() - horizon) * std::pow(line / 8.0, 2.1);
        paintLine({0, down}, {size.width(), down});
    }
    for (int line = -12; line <= 12; ++line)
        paintLine({centre.x() + line * 34 * unit, horizon}, {centre.x() + line * 210 * unit, size.height()});
}

void paintBokeh(QPainter &painter, QSizeF size, const QColor &tint, double unit, CardRandom &random)
{
    for (int disc = 0; disc < 30; ++disc) {
        const double radius = random.between(10, 30 + 3.2 * disc) * unit;
        const QPointF centre(size.width() * random.unit(), size.height() * random.unit());
        const double opacity = random.between(0.05, 0.26) * (disc > 22 ? 0.5 : 1);
        const int turn = static_cast<int>(random.between(-26, 26));
        const QColor own = QColor::fromHsv((std::max(0, tint.hsvHue()) + turn + 360) % 360, tint.hsvSaturation(), tint.value());
        QRadialGradient fill(centre, radius);
        fill.setColorAt(0, alpha(own, opacity * 0.55));
        fill.setColorAt(0.86, alpha(own, opacity));
        fill.setColorAt(1, alpha(own, 0));
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawEllipse(centre, radius, radius);
    }
}

void paintRidges(QPainter &painter, QSizeF size, const QColor &tint, double unit, CardRandom &random)
{
    const QPointF moon(size.width() * random.between(0.25, 0.75), size.height() * random.between(0.25, 0.4));
    QRadialGradient halo(moon, 150 * unit);
    halo.setColorAt(0, alpha(tint.lighter(150), 0.75));
    halo.setColorAt(0.28, alpha(tint.lighter(130), 0.55));
    halo.setColorAt(0.32, alpha(tint, 0.16));
    halo.setColorAt(1, alpha(tint, 0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(halo);
    painter.drawEllipse(moon, 150 * unit, 150 * unit);
    for (int layer = 0; layer < 4; ++layer) {
        const double base = size.height() * (0.50 + 0.12 * layer);
        const double phase = random.between(0, 100);
        QPainterPath ridge(QPointF(0, size.height()));
        const int pointCount = static_cast<int>(size.width() / 8) + 2;
        for (int point = 0; point < pointCount; ++point) {
            const double x = 8.0 * point;
            const double at = x / (unit * (200 - 22 * layer)) + phase;
            const double height = 52 * std::sin(at) + 27 * std::sin(at * 2.3 + 1.7) + 11 * std::sin(at * 5.9) + 5 * std::sin(at * 13.1);
            ridge.lineTo(x, base - height * unit);
        }
        ridge.lineTo(size.width() + 8, size.height());
        QLinearGradient fill(0, base - 90 * unit, 0, base + 190 * unit);
        fill.setColorAt(0, alpha(tint.darker(150 + 60 * layer), 0.62));
        fill.setColorAt(1, alpha(tint.darker(520), 0.30));
        painter.setBrush(fill);
        painter.drawPath(ridge);
    }
}

void paintRibbons(QPainter &painter, QSizeF size, const QColor &tint, double unit, CardRandom &random)
{
    const double middle = size.height() * random.between(0.42, 0.62);
    const double wave = random.between(0.55, 1.0) * 2 * std::numbers::pi / size.width();
    const double phase = random.between(0, 2 * std::numbers::pi);
    const double twist = random.between(0.10, 0.19) * random.sign();
    for (int line = 0; line < 18; ++line) {
        QPainterPath path;
        const double step = std::max(4.0, 18 * unit);
        const int pointCount = static_cast<int>(size.width() / step) + 3;
        for (int point = 0; point < pointCount; ++point) {
            const double x = (point - 1) * step;
            const double swell = 0.35 + 0.65 * std::sin(x * wave * 0.5 + phase * 0.3) * std::sin(x * wave * 0.5 + phase * 0.3);
            const double y = middle + (line - 9) * 13 * unit * swell + 120 * unit * std::sin(x * wave * 1.6 + phase + line * twist);
            point == 0 ? path.moveTo(x, y) : path.lineTo(x, y);
        }
        strokeLight(painter, path, tint, 1.25 * unit, 0.10 + 0.36 * std::exp(-0.06 * (line - 9) * (line - 9)));
    }
}

// Some of a tower's windows are lit.
void paintWindows(QPainter &painter, const QRectF &tower, double ground, const QColor &tint, double unit, CardRandom &random)
{
    const int rows = static_cast<int>((ground - tower.top() - 18 * unit) / (15 * unit)) + 1;
    const int columns = static_cast<int>((tower.width() - 15 * unit) / (12 * unit)) + 1;
    painter.setBrush(alpha(tint.lighter(130), 0.55));
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            if (random.unit() < 0.16)
                painter.drawRect(QRectF(tower.left() + (7 + 12 * column) * unit, tower.top() + (10 + 15 * row) * unit, 5 * unit, 7 * unit));
        }
    }
}

void paintSkyline(QPainter &painter, QSizeF size, const QColor &tint, double unit, CardRandom &random)
{
    painter.setPen(Qt::NoPen);
    for (int layer = 0; layer < 3; ++layer) {
        const double ground = size.height() * (0.78 + 0.1 * layer);
        double x = -20 * unit;
        while (x < size.width()) {
            const double width = random.between(26, 74) * unit;
            const double height = random.between(0.12, 0.56 - 0.12 * layer) * size.height();
            const QRectF tower(x, ground - height, width, size.height() - ground + height);
            QLinearGradient fill(tower.topLeft(), tower.bottomLeft());
            fill.setColorAt(0, alpha(tint.darker(170 + 90 * layer), 0.70));
            fill.setColorAt(1, alpha(tint.darker(420), 0.35));
            painter.setBrush(fill);
            painter.drawRect(tower);
            paintWindows(painter, tower, ground, tint, unit, random);
            x += width + random.between(2, 16) * unit;
        }
    }
}

} // namespace

void paintMotif(QPainter &painter, int which, QSizeF size, const QColor &tint, double unit, CardRandom random)
{
    using Paint = void (*)(QPainter &, QSizeF, const QColor &, double, CardRandom &);
    constexpr Paint kMotifs[kMotifCount] = {paintRings, paintBeams, paintSun, paintBokeh, paintRidges, paintRibbons, paintSkyline};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    kMotifs[std::clamp(which, 0, kMotifCount - 1)](painter, size, tint, unit, random);
    painter.restore();
}

} // namespace sc::playback
