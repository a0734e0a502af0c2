// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/take_fact_card.h"

#include "ui/theme/plates.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kPadding = 12;
constexpr int kHead = 28;
constexpr int kRow = 20;
constexpr int kLabel = 58;

} // namespace

TakeFactCard::TakeFactCard(int place, QWidget *parent) : QWidget(parent), m_place(place)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(98);
}

void TakeFactCard::show(const QString &name, const QString &summary, std::vector<Row> rows)
{
    m_name = name;
    m_summary = summary;
    m_rows = std::move(rows);
    QStringList words;
    for (const Row &row : m_rows)
        words.append(QStringLiteral("%1: %2").arg(row.label, row.value));
    setAccessibleName(QStringLiteral("%1, %2").arg(name, summary));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setToolTip(words.join(QChar(u'\n')));
    update();
}

void TakeFactCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    drawCard(painter, rect(), theme);
    const QRectF plate(kPadding, 9, size::kBadge, size::kBadge);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_place == 0 ? theme.accent.selection : theme.state.badgePlate);
    painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
    painter.setFont(theme.fonts.captionStrong);
    painter.setPen(theme.state.onAccent);
    painter.drawText(plate, Qt::AlignCenter, QString(QChar(u'A' + m_place)));
    const QRectF head(plate.right() + 6, 9, width() - plate.right() - 6 - kPadding, size::kBadge);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, m_name);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, m_summary);
    const QFontMetricsF metrics(theme.fonts.captionLight);
    const int fits = std::max(0, (height() - kHead - 6) / kRow);
    for (int i = 0; i < std::min(fits, int(m_rows.size())); ++i) {
        const Row &row = m_rows[size_t(i)];
        const QRectF line(kPadding, kHead + i * kRow, width() - 2 * kPadding, kRow);
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, row.label);
        painter.setFont(row.differs ? theme.fonts.caption : theme.fonts.captionLight);
        painter.setPen(row.differs ? theme.semantic.warning : theme.text.primary);
        painter.drawText(line.adjusted(kLabel, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.value, Qt::ElideRight, line.width() - kLabel));
    }
}

} // namespace sc::ui
