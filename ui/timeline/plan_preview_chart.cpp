// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/plan_preview_chart.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sc::ui {

PlanPreviewChart::PlanPreviewChart(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(64);
    setAccessibleName(tr("Cuts a minute over the song"));
}

void PlanPreviewChart::setRates(std::vector<double> cutsPerMinute)
{
    m_rates = std::move(cutsPerMinute);
    update();
}

void PlanPreviewChart::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawWell(painter, rect(), theme);
    if (m_rates.empty())
        return;
    const QRectF box = QRectF(rect()).adjusted(8, 20, -8, -8);
    const double top = std::max(1.0, *std::ranges::max_element(m_rates));
    QPainterPath line;
    for (size_t i = 0; i < m_rates.size(); ++i) {
        const double x0 = box.left() + box.width() * double(i) / double(m_rates.size());
        const double x1 = box.left() + box.width() * double(i + 1) / double(m_rates.size());
        const double y = box.bottom() - box.height() * m_rates[i] / top;
        i == 0 ? line.moveTo(x0, y) : line.lineTo(x0, y);
        line.lineTo(x1, y);
    }
    QPainterPath area = line;
    area.lineTo(box.bottomRight());
    area.lineTo(box.bottomLeft());
    area.closeSubpath();
    QLinearGradient fill(box.topLeft(), box.bottomLeft());
    fill.setColorAt(0, withAlpha(theme.brand.cyan, 0.30));
    fill.setColorAt(1, withAlpha(theme.brand.cyan, 0.03));
    painter.fillPath(area, fill);
    painter.setPen(QPen(theme.text.cyan, 1.5));
    painter.drawPath(line);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.tertiary);
    painter.drawText(QRectF(rect()).adjusted(8, 3, -8, 0), Qt::AlignLeft | Qt::AlignTop, tr("Cuts a minute"));
    painter.drawText(QRectF(rect()).adjusted(8, 3, -8, 0), Qt::AlignRight | Qt::AlignTop, QString::number(qRound(top)));
}

} // namespace sc::ui
