// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/charts.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtCore/QLocale>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kPadding = 14;
constexpr int kHead = 38;
constexpr int kFoot = 20;
constexpr int kLine = 22; // of a lying bar

int mostOf(const std::vector<ChartBar> &bars)
{
    int most = 1;
    for (const ChartBar &bar : bars)
        most = std::max(most, bar.count);
    return most;
}

void drawHead(QPainter &painter, const QRectF &box, const QString &title, const QString &note, const Theme &theme)
{
    const QRectF line(box.left() + kPadding, box.top() + 10, box.width() - 2 * kPadding, 18);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, title);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, note);
}

QString spokenBars(const QString &title, const std::vector<ChartBar> &bars)
{
    QStringList parts;
    for (const ChartBar &bar : bars) {
        if (bar.count > 0)
            parts.append(QStringLiteral("%1: %2").arg(bar.name).arg(bar.count));
    }
    return title + QStringLiteral(". ") + parts.join(QStringLiteral(", "));
}

} // namespace

Histogram::Histogram(const QString &title, QWidget *parent) : Plate(Level::Card, parent), m_title(title)
{
    setMouseTracking(true);
    setMinimumHeight(160);
    setAccessibleName(title);
}

void Histogram::setBars(std::vector<ChartBar> bars, const QString &note)
{
    m_bars = std::move(bars);
    m_note = note;
    setAccessibleDescription(spokenBars(m_title, m_bars));
    update();
}

QRectF Histogram::bed() const
{
    return QRectF(rect()).adjusted(kPadding, kHead, -kPadding, -kFoot - 6);
}

int Histogram::barAt(double x) const
{
    const QRectF place = bed();
    if (m_bars.empty() || x < place.left() || x >= place.right())
        return -1;
    return static_cast<int>((x - place.left()) / place.width() * static_cast<double>(m_bars.size()));
}

void Histogram::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawHead(painter, rect(), m_title, m_note, theme);
    if (m_bars.empty())
        return;
    const QRectF place = bed();
    const double most = mostOf(m_bars);
    const double step = place.width() / static_cast<double>(m_bars.size());
    const double gap = step > 14 ? 4 : step > 6 ? 2 : 1;
    for (const double share : {0.0, 0.5, 1.0})
        drawHairline(painter, QPointF(place.left(), std::round(place.bottom() - place.height() * share)), place.width(),
                     theme.hairline.one);
    for (size_t i = 0; i < m_bars.size(); ++i) {
        const ChartBar &bar = m_bars[i];
        const double x = place.left() + static_cast<double>(i) * step;
        if (bar.count > 0) {
            const double height = std::max(3.0, place.height() * bar.count / most);
            const QRectF box(x + gap / 2, place.bottom() - height, step - gap, height);
            const QColor base = bar.colour.isValid() ? bar.colour : theme.text.blue;
            QLinearGradient fill(box.topLeft(), box.bottomLeft());
            const bool lit = static_cast<int>(i) == m_hover;
            fill.setColorAt(0, withAlpha(base, lit ? 1.0 : 0.88));
            fill.setColorAt(1, withAlpha(base, lit ? 0.8 : 0.5));
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.isFlat() ? QBrush(base) : QBrush(fill));
            painter.drawRoundedRect(box, std::min(3.0, box.width() / 2), std::min(3.0, box.width() / 2));
        }
        if (!bar.label.isEmpty()) {
            painter.setFont(theme.fonts.captionLight);
            painter.setPen(theme.text.tertiary);
            painter.drawText(QRectF(x + step / 2 - 30, place.bottom() + 4, 60, 16), Qt::AlignCenter, bar.label);
        }
    }
}

void Histogram::mousePressEvent(QMouseEvent *event)
{
    const int bar = barAt(event->position().x());
    if (bar >= 0 && m_bars[static_cast<size_t>(bar)].count > 0)
        Q_EMIT barPressed(bar);
}

void Histogram::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = barAt(event->position().x());
    update();
}

void Histogram::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}

bool Histogram::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int bar = barAt(help->pos().x());
        const QString words =
            bar < 0 ? QString()
                    : tr("%1: %n song(s)", nullptr, m_bars[static_cast<size_t>(bar)].count).arg(m_bars[static_cast<size_t>(bar)].name);
        QToolTip::showText(help->globalPos(), words.toHtmlEscaped(), this);
        return true;
    }
    return Plate::event(event);
}

Shares::Shares(const QString &title, QWidget *parent) : Plate(Level::Card, parent), m_title(title)
{
    setMouseTracking(true);
    setMinimumHeight(180);
    setAccessibleName(title);
}

void Shares::setBars(std::vector<ChartBar> bars, int outOf)
{
    m_bars = std::move(bars);
    m_outOf = outOf;
    setAccessibleDescription(spokenBars(m_title, m_bars));
    update();
}

int Shares::rowAt(double y) const
{
    const int row = static_cast<int>((y - kHead) / kLine);
    const int room = (height() - kHead - 8) / kLine;
    return y >= kHead && row < std::min(room, static_cast<int>(m_bars.size())) ? row : -1;
}

void Shares::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int room = (height() - kHead - 8) / kLine;
    const int left = static_cast<int>(m_bars.size()) - room;
    drawHead(painter, rect(), m_title, left > 0 ? tr("and %1 more").arg(left) : QString(), theme);
    if (m_bars.empty()) {
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRectF(rect()).adjusted(kPadding, kHead, -kPadding, -kPadding), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         m_empty);
        return;
    }
    const double most = mostOf(m_bars);
    const int names = std::min(110, width() / 3);
    for (int i = 0; i < std::min(room, static_cast<int>(m_bars.size())); ++i) {
        const ChartBar &bar = m_bars[static_cast<size_t>(i)];
        const QRectF line(kPadding, kHead + i * kLine, width() - 2 * kPadding, kLine);
        if (i == m_hover)
            drawRow(painter, line.adjusted(-6, 0, 6, 0), theme, RowState::Hover, radius::kChip);
        painter.setFont(theme.fonts.body);
        painter.setPen(i == m_hover ? theme.text.primary : theme.text.secondary);
        painter.drawText(QRectF(line.left(), line.top(), names, kLine), Qt::AlignVCenter,
                         QFontMetrics(theme.fonts.body).elidedText(bar.name, Qt::ElideRight, names));
        const QRectF track(line.left() + names + 8, line.center().y() - 4, line.width() - names - 8 - 84, 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.track);
        painter.drawRoundedRect(track, 4, 4);
        const double width = track.width() * bar.count / most;
        if (width > 0) {
            painter.setBrush(bar.colour.isValid() ? bar.colour : theme.text.blue);
            painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(8.0, width), 8), 4, 4);
        }
        const double percent = m_outOf > 0 ? 100.0 * bar.count / m_outOf : 0;
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.primary);
        painter.drawText(QRectF(line.right() - 80, line.top(), 36, kLine), Qt::AlignVCenter | Qt::AlignRight,
                         QLocale().toString(bar.count));
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.tertiary);
        painter.drawText(
            QRectF(line.right() - 42, line.top(), 42, kLine), Qt::AlignVCenter | Qt::AlignRight,
            QStringLiteral("%1 %").arg(percent > 0 && percent < 1 ? QStringLiteral("<1") : QString::number(std::lround(percent))));
    }
}

void Shares::mousePressEvent(QMouseEvent *event)
{
    if (const int row = rowAt(event->position().y()); row >= 0)
        Q_EMIT barPressed(row);
}

void Shares::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = rowAt(event->position().y());
    update();
}

void Shares::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}

} // namespace sc::ui
