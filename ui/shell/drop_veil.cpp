// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/drop_veil.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace sc::ui {

DropVeil::DropVeil(QWidget *window) : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropVeil::showFor(const QString &text)
{
    m_text = text;
    setGeometry(parentWidget()->rect());
    show();
    raise();
    update();
}

void DropVeil::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.glass.scrim);
    const QRectF place = QRectF(rect()).adjusted(24, 24, -24, -24);
    QPainterPath path;
    path.addRoundedRect(place, radius::kPanel, radius::kPanel);
    painter.fillPath(path, withAlpha(theme.brand.blue, 0.12));
    drawDashedFrame(painter, place, theme.accent.focusRing, radius::kPanel);
    painter.setFont(theme.fonts.figure);
    painter.setPen(theme.text.blue);
    painter.drawText(place, Qt::AlignCenter, m_text);
}

} // namespace sc::ui
