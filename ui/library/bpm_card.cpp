// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/bpm_card.h"

#include "ui/theme/colour.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr double kLowest = 60;
constexpr double kHighest = 180;
constexpr int kPadding = 10;
} // namespace

BpmCard::BpmCard(QWidget *parent) : Plate(Level::Card, parent)
{
    setFixedHeight(86);
    setAccessibleName(tr("Tempo of the songs in the library"));
    setToolTip(tr("Press a bar for its songs"));
}

int BpmCard::barOf(double bpm)
{
    return std::clamp(static_cast<int>((bpm - kLowest) / (kHighest - kLowest) * kBars), 0, kBars - 1);
}

void BpmCard::setStats(const library::LibraryStats &stats)
{
    m_counts.fill(0);
    int known = 0;
    for (size_t i = 0; i < stats.bpm.size(); ++i) {
        m_counts[static_cast<size_t>(barOf(stats.bpmFrom + static_cast<double>(i) * stats.bpmStep))] += stats.bpm[i];
        known += stats.bpm[i];
    }
    setVisible(known > 0);
    update();
}

void BpmCard::setCurrent(std::optional<double> bpm)
{
    m_current = bpm ? barOf(*bpm) : -1;
    update();
}

void BpmCard::mousePressEvent(QMouseEvent *event)
{
    const double step = static_cast<double>(width() - 2 * kPadding) / kBars;
    const int bar = static_cast<int>((event->position().x() - kPadding) / step);
    if (bar >= 0 && bar < kBars)
        Q_EMIT rangeWanted(kLowest + bar * (kHighest - kLowest) / kBars, kLowest + (bar + 1) * (kHighest - kLowest) / kBars);
}

void BpmCard::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF inside = QRectF(rect()).adjusted(kPadding, kPadding, -kPadding, -kPadding);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.secondary);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, tr("BPM in library"));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    painter.drawText(inside, Qt::AlignRight | Qt::AlignTop, tr("60 to 180"));
    const int most = std::max(1, *std::max_element(m_counts.begin(), m_counts.end()));
    const double step = inside.width() / kBars;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < kBars; ++i) {
        const int count = m_counts[static_cast<size_t>(i)];
        const double height = std::max(2.0, 44.0 * count / most);
        painter.setBrush(i == m_current ? theme.text.blue : withAlpha(theme.waveform.idle, count > 0 ? 0.75 : 0.3));
        painter.drawRoundedRect(QRectF(inside.left() + i * step, inside.bottom() - height, step - 2, height), 1.5, 1.5);
    }
}

} // namespace sc::ui
