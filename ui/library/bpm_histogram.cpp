// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/bpm_histogram.h"

#include "ui/theme/colour.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr double kLowest = 60;
constexpr double kHighest = 180;
} // namespace

BpmHistogram::BpmHistogram(QWidget *parent) : Plate(Level::Card, parent)
{
    setFixedHeight(86);
    setAccessibleName(tr("Tempo of the songs in the library"));
}

int BpmHistogram::barOf(double bpm)
{
    return std::clamp(static_cast<int>((bpm - kLowest) / (kHighest - kLowest) * kBars), 0, kBars - 1);
}

void BpmHistogram::setTracks(const std::vector<library::Track> &tracks)
{
    m_counts.fill(0);
    int known = 0;
    for (const library::Track &track : tracks) {
        if (track.bpm) {
            ++m_counts[static_cast<size_t>(barOf(*track.bpm))];
            ++known;
        }
    }
    setVisible(known > 0);
    update();
}

void BpmHistogram::setCurrent(std::optional<double> bpm)
{
    m_current = bpm ? barOf(*bpm) : -1;
    update();
}

void BpmHistogram::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF inside = QRectF(rect()).adjusted(10, 10, -10, -10);
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
        const double height = std::max(2.0, 44.0 * m_counts[static_cast<size_t>(i)] / most);
        painter.setBrush(i == m_current ? theme.text.blue
                                        : withAlpha(theme.waveform.idle, m_counts[static_cast<size_t>(i)] > 0 ? 0.75 : 0.3));
        painter.drawRoundedRect(QRectF(inside.left() + i * step, inside.bottom() - height, step - 2, height), 1.5, 1.5);
    }
}

} // namespace sc::ui
