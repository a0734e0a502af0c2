// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/playhead_line.h"

#include "ui/theme/colour.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>

namespace sc::ui {

PlayheadLine::PlayheadLine(QWidget *lanes) : QWidget(lanes)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
}

void PlayheadLine::placeAt(double x, int height)
{
    const bool shown = x >= m_leftLimit - 1 && x <= parentWidget()->width() + 1;
    setVisible(shown);
    if (!shown)
        return;
    const double left = x - kWidth / 2.0;
    const int whole = int(std::floor(left));
    const QRect place(whole, 0, kWidth + 1, height);
    const double fraction = left - whole;
    if (std::abs(fraction - m_fraction) > 0.01) {
        m_fraction = fraction;
        update();
    }
    if (geometry() != place)
        setGeometry(place);
}

void PlayheadLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double centre = kWidth / 2.0 + m_fraction;
    // Lane names stay clear of the light when the playhead stands at their edge.
    painter.setClipRect(QRect(std::max(0, m_leftLimit - x() - 8), 0, width(), height()));
    if (!theme.isFlat()) {
        const QColor light = theme.brand.cyan;
        QLinearGradient glow(centre - kWidth / 2.0, 0, centre + kWidth / 2.0, 0);
        glow.setColorAt(0, withAlpha(light, 0));
        glow.setColorAt(0.35, withAlpha(light, 0.05));
        glow.setColorAt(0.5, withAlpha(light, 0.20));
        glow.setColorAt(0.65, withAlpha(light, 0.05));
        glow.setColorAt(1, withAlpha(light, 0));
        painter.fillRect(QRectF(0, 10, width(), height() - 10), glow);
    }
    painter.fillRect(QRectF(centre - 0.75, 8, 1.5, height() - 8), theme.accent.playhead);
    QPainterPath head(QPointF(centre - 7, 3));
    head.quadTo(centre - 7, 1, centre - 5, 1);
    head.lineTo(centre + 5, 1);
    head.quadTo(centre + 7, 1, centre + 7, 3);
    head.lineTo(centre + 7, 9.5);
    head.lineTo(centre, 16);
    head.lineTo(centre - 7, 9.5);
    head.closeSubpath();
    painter.fillPath(head, theme.accent.playhead);
}

} // namespace sc::ui
