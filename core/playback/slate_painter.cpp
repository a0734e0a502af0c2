// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/slate_painter.h"

#include "core/playback/card_text.h"
#include "core/playback/card_type.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

#include <cmath>

namespace sc::playback {

namespace {

void paintHatch(QPainter &painter, QSize size, double unit)
{
    const double step = 46 * unit;
    painter.setPen(QPen(QColor(255, 255, 255, 10), step * 0.42));
    for (double x = -size.height(); x < size.width() + step; x += step)
        painter.drawLine(QPointF(x, size.height() + step), QPointF(x + size.height() + 2 * step, -step));
}

double paintLines(QPainter &painter, const FittedText &text, double top, const CardLayout &layout)
{
    painter.setFont(text.font);
    for (const QString &line : text.lines) {
        painter.drawText(QRectF(layout.left, top, layout.right - layout.left, text.lineHeight()), Qt::AlignCenter, line);
        top += text.lineHeight();
    }
    return top;
}

} // namespace

QImage paintSlate(QSize size, const QString &name, const QString &reason)
{
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull())
        return image;
    image.fill(QColor(0x16, 0x17, 0x1c));
    const CardLayout layout(size);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintHatch(painter, size, layout.unit);

    const double width = (layout.right - layout.left) * 0.9;
    const double small = std::max(20 * layout.unit, kSmallestType);
    const FittedText heading =
        fitText(QCoreApplication::translate("sc::playback", "Not there to be shown"), QFont::DemiBold, small, small, width, 1);
    const FittedText title = fitText(name, QFont::DemiBold, 54 * layout.unit, std::max(24 * layout.unit, kSmallestType), width, 2);
    const FittedText why = fitText(reason, QFont::Normal, small, small, width, 3);
    const double gap = 14 * layout.unit;
    double top = (size.height() - heading.height() - title.height() - why.height() - 2 * gap) / 2;
    painter.setPen(QColor(0xf8, 0xbc, 0x54));
    top = paintLines(painter, heading, top, layout) + gap;
    painter.setPen(QColor(255, 255, 255, 240));
    top = paintLines(painter, title, top, layout) + gap;
    painter.setPen(QColor(255, 255, 255, 160));
    paintLines(painter, why, top, layout);
    return image;
}

} // namespace sc::playback
