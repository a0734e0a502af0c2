// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_figures.h"

#include <QtGui/QPainter>

namespace sc::ui {

ExportFigures::ExportFigures(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(68);
}

void ExportFigures::setFigures(std::vector<ExportFigure> figures)
{
    m_figures = std::move(figures);
    QStringList spoken;
    for (const ExportFigure &figure : m_figures)
        spoken.append(figure.value + u' ' + figure.unit);
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    update();
}

void ExportFigures::paintEvent(QPaintEvent *)
{
    if (m_figures.empty())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const int step = width() / static_cast<int>(m_figures.size());
    int x = 2;
    for (const ExportFigure &figure : m_figures) {
        painter.setFont(theme.fonts.figure);
        painter.setPen(inkColour(theme, figure.ink));
        painter.drawText(QRect(x, 12, step - 8, 26), Qt::AlignLeft | Qt::AlignVCenter, figure.value);
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRect(x, 39, step - 8, 15), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(theme.fonts.captionLight).elidedText(figure.unit, Qt::ElideRight, step - 8));
        x += step;
    }
}

} // namespace sc::ui
