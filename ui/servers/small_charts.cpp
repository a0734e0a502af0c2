// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/small_charts.h"

#include "ui/servers/time_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr double kNearlyFull = 0.85;
} // namespace

MemoryBar::MemoryBar(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(6);
}

void MemoryBar::setShare(double used)
{
    if (qFuzzyCompare(used + 2, m_used + 2))
        return;
    m_used = used;
    setAccessibleName(used < 0 ? tr("Memory not known") : tr("%1 % of the memory is taken").arg(qRound(used * 100)));
    setToolTip(accessibleName());
    update();
}

void MemoryBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    if (m_used < 0) // nothing is known, nothing is shown
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.track);
    painter.drawRoundedRect(rect(), 3, 3);
    if (m_used <= 0)
        return;
    const QRectF filled(0, 0, width() * std::min(1.0, m_used), height());
    QLinearGradient gradient(filled.topLeft(), filled.topRight());
    gradient.setColorAt(0, mix(theme.text.cyan, theme.surface.background, 0.35));
    gradient.setColorAt(1, m_used > kNearlyFull ? theme.semantic.warning : theme.text.cyan);
    painter.setBrush(theme.isFlat() ? QBrush(m_used > kNearlyFull ? theme.semantic.warning : theme.text.cyan) : QBrush(gradient));
    painter.drawRoundedRect(filled, 3, 3);
}

SparkLine::SparkLine(QWidget *parent) : QWidget(parent)
{
    setFixedSize(sizeHint());
}

void SparkLine::setValues(std::vector<double> values)
{
    if (values == m_values)
        return;
    m_values = std::move(values);
    if (m_values.empty()) {
        setToolTip({});
    } else {
        const auto [least, most] = std::ranges::minmax(m_values);
        setToolTip(tr("The last %1 runs: %2 to %3").arg(m_values.size()).arg(spanWords(least), spanWords(most)));
    }
    setAccessibleName(toolTip());
    update();
}

void SparkLine::paintEvent(QPaintEvent *)
{
    if (m_values.size() < 2)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double most = std::max(1e-6, *std::ranges::max_element(m_values));
    const double least = *std::ranges::min_element(m_values) * 0.6;
    QPainterPath line;
    for (size_t i = 0; i < m_values.size(); ++i) {
        const double x = static_cast<double>(i) * (width() - 1) / static_cast<double>(m_values.size() - 1);
        const double y = 3 + (height() - 7) * (1 - (m_values[i] - least) / std::max(1e-6, most - least));
        i == 0 ? line.moveTo(x, y) : line.lineTo(x, y);
    }
    QPainterPath area = line;
    area.lineTo(width() - 1, height());
    area.lineTo(0, height());
    area.closeSubpath();
    painter.fillPath(area, withAlpha(theme.text.blue, 0.14));
    painter.strokePath(line, QPen(theme.text.blue, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

StateDot::StateDot(QWidget *parent) : QWidget(parent)
{
    setFixedSize(8, 8);
}

void StateDot::setColour(const QColor &colour)
{
    if (m_colour == colour)
        return;
    m_colour = colour;
    update();
}

void StateDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_colour);
    painter.drawEllipse(rect());
}

} // namespace sc::ui
