// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/statistics_card.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

using generation::ApprovedShare;

namespace {

constexpr int kHeight = 168;
constexpr int kRecipes = 3;

QColor colourOf(const Theme &theme, double share)
{
    return share >= 0.60 ? theme.semantic.success : share >= 0.45 ? theme.text.cyan : theme.semantic.warning;
}

QString percent(double share)
{
    return QStringLiteral("%1%2%").arg(qRound(share * 100)).arg(QChar(0x202F));
}

} // namespace

QString shareWords(const ApprovedShare &share)
{
    const auto part = share.share();
    return part ? percent(*part) : StatisticsCard::tr("too few to say");
}

StatisticsCard::StatisticsCard(TemplateDesk &desk, QWidget *parent) : Plate(Level::Card, parent), m_desk(desk)
{
    setFixedHeight(kHeight);
}

void StatisticsCard::refresh()
{
    const generation::StyleTemplate *open = m_desk.isNew() ? nullptr : m_desk.style();
    m_statistics = open ? m_desk.statisticsOf(*open) : generation::StyleStatistics();
    m_name = open ? open->name : QString();
    setAccessibleName(
        tr("Approved share of %1: %2 of %n take(s)", nullptr, m_statistics.all.takes).arg(m_name, shareWords(m_statistics.all)));
    update();
}

void StatisticsCard::paintWeeks(QPainter &painter, const QRectF &box) const
{
    const Theme &theme = themeOf(this);
    const double step = box.width() / generation::kStatisticWeeks;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < int(m_statistics.weeks.size()); ++i) {
        const ApprovedShare &week = m_statistics.weeks[size_t(i)];
        const double share = week.judged() > 0 ? double(week.approved) / week.judged() : 0;
        const double tall = week.judged() > 0 ? std::max(2.0, box.height() * share) : 2;
        const bool isLast = i + 1 == int(m_statistics.weeks.size());
        painter.setBrush(week.judged() > 0 ? withAlpha(theme.semantic.success, isLast ? 1 : 0.55) : theme.state.track);
        painter.drawRoundedRect(QRectF(box.left() + i * step, box.bottom() - tall, step - 3, tall), 1.5, 1.5);
    }
    if (const auto line = m_desk.projectShare()) {
        QPen pen(theme.hairline.three, 1, Qt::CustomDashLine);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        const double y = std::round(box.bottom() - box.height() * *line) + 0.5;
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
    }
}

void StatisticsCard::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(12, 10, -12, -10);
    const auto words = [&](const QRectF &at, int flags, const QString &text, const QFont &font, const QColor &ink) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(at, flags, QFontMetricsF(font).elidedText(text, Qt::ElideRight, at.width()));
    };
    const double titleWide = QFontMetricsF(theme.fonts.controlStrong).horizontalAdvance(tr("Approved share")) + 8;
    words(QRectF(box.topLeft(), QSizeF(titleWide, 16)), Qt::AlignLeft, tr("Approved share"), theme.fonts.controlStrong, theme.text.primary);
    words(QRectF(box.left() + titleWide, box.top(), box.width() - titleWide - 90, 16), Qt::AlignLeft, m_name, theme.fonts.body,
          theme.text.secondary);
    words(QRectF(box.right() - 90, box.top(), 90, 16), Qt::AlignRight, tr("last 12 weeks"), theme.fonts.captionLight, theme.text.tertiary);
    const ApprovedShare &all = m_statistics.all;
    const auto share = all.share();
    words(QRectF(box.left(), box.top() + 22, 84, 36), Qt::AlignLeft | Qt::AlignVCenter,
          share ? QString::number(qRound(*share * 100)) : QStringLiteral("-"), theme.fonts.display, theme.text.primary);
    if (share)
        words(QRectF(box.left() + QFontMetricsF(theme.fonts.display).horizontalAdvance(QString::number(qRound(*share * 100))) + 3,
                     box.top() + 31, 20, 20),
              Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("%"), theme.fonts.bodyMedium, theme.text.secondary);
    words(QRectF(box.left(), box.top() + 58, 120, 16), Qt::AlignLeft,
          share ? tr("%1 of %2 judged").arg(all.approved).arg(all.judged()) : tr("too few to say"), theme.fonts.captionLight,
          theme.text.secondary);
    const QRectF weeks(box.left() + 112, box.top() + 24, std::min(150.0, box.width() - 112 - 100), 46);
    if (weeks.width() > 60)
        paintWeeks(painter, weeks);
    const auto project = m_desk.projectShare();
    words(QRectF(weeks.right() + 12, box.top() + 40, std::max(0.0, box.right() - weeks.right() - 12), 16), Qt::AlignLeft,
          project ? tr("line: project, %1").arg(percent(*project)) : tr("%n take(s)", nullptr, all.takes), theme.fonts.captionLight,
          theme.text.secondary);
    double y = box.top() + 88;
    for (int i = 0; i < std::min<int>(kRecipes, int(m_statistics.byRecipe.size())); ++i, y += 20) {
        const auto &[name, part] = m_statistics.byRecipe[size_t(i)];
        words(QRectF(box.left(), y, 108, 20), Qt::AlignLeft | Qt::AlignVCenter, name, theme.fonts.caption, theme.text.primary);
        const QRectF track(box.left() + 114, y + 8, std::max(20.0, box.width() - 114 - 140), 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.track);
        painter.drawRoundedRect(track, 2, 2);
        if (const auto value = part.share()) {
            painter.setBrush(colourOf(theme, *value));
            painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(4.0, track.width() * *value), 4)), 2, 2);
        }
        words(QRectF(track.right() + 4, y, 78, 20), Qt::AlignRight | Qt::AlignVCenter, shareWords(part), theme.fonts.captionLight,
              theme.text.primary);
        words(QRectF(box.right() - 54, y, 54, 20), Qt::AlignRight | Qt::AlignVCenter, tr("%n take(s)", nullptr, part.takes),
              theme.fonts.captionLight, theme.text.tertiary);
    }
    if (m_statistics.byRecipe.empty())
        words(QRectF(box.left(), y, box.width(), 20), Qt::AlignLeft | Qt::AlignVCenter,
              tr("Takes made with it and judged in Review are counted here."), theme.fonts.captionLight, theme.text.tertiary);
}

} // namespace sc::ui
