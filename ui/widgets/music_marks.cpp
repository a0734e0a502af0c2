// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/music_marks.h"

#include "ui/theme/colour.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

double drawKeyPlate(QPainter &painter, const QRectF &box, const QString &camelot, const Theme &theme)
{
    if (camelot.size() < 2)
        return 0;
    const int number = camelot.chopped(1).toInt();
    const auto hue = static_cast<float>((number * 30 + 175) % 360) / 360.0F;
    const bool major = camelot.endsWith(u'B');
    const double width = std::max(30.0, QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(camelot) + 10);
    const QRectF plate(box.left(), box.center().y() - 9, width, 18);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(plate, radius::kBadge, radius::kBadge);
    painter.fillPath(path, withAlpha(QColor::fromHslF(hue, 0.46F, major ? 0.62F : 0.50F), 0.20));
    painter.setFont(theme.fonts.captionStrong);
    painter.setPen(QColor::fromHslF(hue, 0.62F, theme.isDark() ? 0.78F : 0.28F));
    painter.drawText(plate, Qt::AlignCenter, camelot);
    painter.restore();
    return width;
}

void drawStars(QPainter &painter, const QPointF &topLeft, int rating, double px, const Theme &theme)
{
    static const QPolygonF unit = [] {
        QPolygonF star;
        for (int i = 0; i < 10; ++i) {
            const double r = i % 2 == 0 ? 0.5 : 0.215;
            const double a = M_PI * (i / 5.0 - 0.5);
            star << QPointF(0.5 + r * std::cos(a), 0.53 + r * std::sin(a));
        }
        return star;
    }();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 5; ++i) {
        painter.setBrush(i < rating ? theme.state.star : theme.state.track);
        painter.save();
        painter.translate(topLeft.x() + i * (px + 1), topLeft.y());
        painter.scale(px, px);
        painter.drawPolygon(unit);
        painter.restore();
    }
    painter.restore();
}

void drawEnergyBars(QPainter &painter, const QRectF &box, double energy, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int lit = static_cast<int>(std::lround(energy * 8));
    const double bottom = box.center().y() + 7;
    for (int i = 0; i < 8; ++i) {
        const double height = 5 + i * 1.3;
        painter.setBrush(i < lit ? mix(theme.brand.blue, theme.brand.magenta, i / 9.0) : theme.state.track);
        painter.drawRoundedRect(QRectF(box.left() + i * 6, bottom - height, 4, height), 1, 1);
    }
    painter.restore();
}

QString shortKey(const QString &key)
{
    QString text = key;
    text.replace(QStringLiteral(" minor"), QStringLiteral(" min"));
    text.replace(QStringLiteral(" major"), QStringLiteral(" maj"));
    return text;
}

LevelMeter::LevelMeter(QWidget *parent) : QWidget(parent)
{
    setFixedSize(84, 22);
    setAccessibleName(tr("Level"));
}

void LevelMeter::setLevels(float left, float right)
{
    constexpr float kFall = 0.82F; // per update, about 25 a second
    m_left = std::max(left, m_left * kFall);
    m_right = std::max(right, m_right * kFall);
    update();
}

void LevelMeter::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int cells = width() / 4;
    for (int row = 0; row < 2; ++row) {
        // Linear peak on a scale of -48..0 dB, as meters show it.
        const double peak = static_cast<double>(row == 0 ? m_left : m_right);
        const double level = peak <= 0.0001 ? 0 : std::clamp(1 + 20 * std::log10(peak) / 48, 0.0, 1.0);
        for (int i = 0; i < cells; ++i) {
            const double at = static_cast<double>(i) / cells;
            const QColor colour = at >= level ? theme.state.track
                                  : at > 0.86 ? theme.semantic.danger
                                  : at > 0.70 ? theme.semantic.warning
                                              : theme.semantic.success;
            painter.setBrush(colour);
            painter.drawRoundedRect(QRectF(i * 4, row * 9 + 3, 3, 6), 1, 1);
        }
    }
}

} // namespace sc::ui
