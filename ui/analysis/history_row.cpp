// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/history_row.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kRow = 42;
constexpr double kInset = 10;
constexpr double kNameFrom = 40; // px of a section that shows its name

} // namespace

HistoryRow::HistoryRow(const QString &title, const QString &detail, QWidget *parent) : QAbstractButton(parent), m_detail(detail)
{
    setText(title);
    setFixedHeight(kRow);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("cornerRadius", radius::kSegment);
    setAccessibleName(QStringLiteral("%1, %2").arg(title, detail));
}

void HistoryRow::setCurrent(bool current)
{
    m_current = current;
    update();
}

void HistoryRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_current || underMouse())
        drawRow(painter, rect(), theme, m_current ? RowState::Selected : RowState::Hover, radius::kSegment);
    const QRectF words = QRectF(rect()).adjusted(kInset, 5, -kInset, 0);
    painter.setFont(theme.fonts.control);
    painter.setPen(theme.text.primary);
    painter.drawText(QRectF(words.left(), words.top(), words.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(theme.fonts.control).elidedText(text(), Qt::ElideRight, words.width()));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(words.left(), words.top() + 16, words.width(), 15), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(theme.fonts.captionLight).elidedText(m_detail, Qt::ElideRight, words.width()));
}

SectionStrip::SectionStrip(SongMap map, QWidget *parent) : QWidget(parent), m_map(std::move(map)), m_colours(m_map)
{
    setFixedHeight(22);
    setMinimumWidth(180);
}

void SectionStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double length = std::max(1e-6, m_map.duration.toSeconds());
    for (size_t i = 0; i < m_map.sections.size(); ++i) {
        const double left = m_map.sections[i].start.toSeconds() / length * width();
        const double right = m_map.sections[i].end.toSeconds() / length * width();
        const QRectF box(left + 0.5, 1, std::max(1.0, right - left - 1), height() - 2.0);
        const QColor colour = m_colours.colour(i, theme);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(colour, 0.32));
        painter.drawRoundedRect(box, 3, 3);
        painter.fillRect(QRectF(box.left() + 1, box.top(), box.width() - 2, 2), colour);
        if (box.width() < kNameFrom)
            continue;
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.sectionText(colour));
        painter.drawText(box.adjusted(5, 1, -2, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(theme.fonts.caption).elidedText(sectionTitle(m_map, i), Qt::ElideRight, box.width() - 7));
    }
}

} // namespace sc::ui
