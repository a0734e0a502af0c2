// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/beat_histogram.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtCore/QLocale>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace sc::ui {

BeatHistogram::BeatHistogram(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(sizeHint().height());
    setAccessibleName(tr("Distance of the cuts from their beats"));
}

void BeatHistogram::setBars(std::vector<planning::HistogramBar> bars)
{
    m_bars = std::move(bars);
    QStringList words;
    for (const planning::HistogramBar &bar : m_bars) {
        if (bar.cuts > 0)
            words.append(barText(bar));
    }
    setAccessibleDescription(words.isEmpty() ? tr("No cuts to measure") : words.join(QStringLiteral(". ")));
    update();
}

QRectF BeatHistogram::bed() const
{
    return QRectF(rect()).adjusted(10, 8, -10, -17);
}

QString BeatHistogram::barText(const planning::HistogramBar &bar) const
{
    const QString cuts = bar.cuts == 1 ? tr("1 cut") : tr("%n cuts", nullptr, bar.cuts);
    const double least = std::min(std::abs(bar.from), std::abs(bar.to));
    const double most = std::max(std::abs(bar.from), std::abs(bar.to));
    const QLocale locale;
    if (bar.from < 0 && bar.to > 0)
        return tr("%1 at most %2 frames off").arg(cuts, locale.toString(bar.to, 'f', 1));
    const QString range = tr("%1 to %2 frames").arg(locale.toString(least, 'f', 1), locale.toString(most, 'f', 1));
    return bar.to <= 0 ? tr("%1 early by %2").arg(cuts, range) : tr("%1 late by %2").arg(cuts, range);
}

void BeatHistogram::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawWell(painter, rect(), theme);
    if (m_bars.empty())
        return;
    const QRectF box = bed();
    int most = 1;
    for (const planning::HistogramBar &bar : m_bars)
        most = std::max(most, bar.cuts);
    const double step = box.width() / double(m_bars.size());
    drawHairline(painter, box.bottomLeft(), box.width(), theme.hairline.two);
    for (size_t i = 0; i < m_bars.size(); ++i) {
        const planning::HistogramBar &bar = m_bars[i];
        if (bar.cuts == 0)
            continue;
        // A single cut among hundreds still shows.
        const double height = std::max(3.0, box.height() * std::sqrt(double(bar.cuts) / most));
        const QRectF column(box.left() + double(i) * step + 1, box.bottom() - height, std::max(2.0, step - 2), height);
        const bool middle = bar.from < 0 && bar.to > 0;
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(middle ? theme.semantic.success : theme.semantic.warning, 0.85));
        painter.drawRoundedRect(column, 2, 2);
    }
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.tertiary);
    const QRectF words(box.left(), box.bottom() + 1, box.width(), 15);
    const QString reach = QLocale().toString(m_bars.back().to, 'f', 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, tr("%1 fr early").arg(reach));
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignVCenter, tr("on the beat"));
    painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, tr("%1 fr late").arg(reach));
}

bool BeatHistogram::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_bars.empty())
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const double at = (help->pos().x() - bed().left()) / bed().width() * double(m_bars.size());
    const auto index = std::clamp<std::ptrdiff_t>(std::ptrdiff_t(at), 0, std::ssize(m_bars) - 1);
    QToolTip::showText(help->globalPos(), barText(m_bars[size_t(index)]), this);
    return true;
}

} // namespace sc::ui
