// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/charts.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtCore/QLocale>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
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

BarChart::BarChart(const QString &title, QWidget *parent) : Plate(Level::Card, parent), m_title(title)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
}

void BarChart::takeBars(std::vector<ChartBar> bars)
{
    m_bars = std::move(bars);
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(m_bars.size()) - 1));
    setAccessibleDescription(spokenBars(m_title, m_bars));
    update();
}

bool BarChart::isLit(int index) const
{
    return index == m_hover || (hasFocus() && index == m_current);
}

void BarChart::paintFocus(QPainter &painter, const Theme &theme) const
{
    if (hasFocus())
        drawFocusInside(painter, rect(), theme, radius::kCard);
}

void BarChart::press(int index)
{
    if (index >= 0 && index < static_cast<int>(m_bars.size()) && m_bars[static_cast<size_t>(index)].count > 0)
        Q_EMIT barPressed(index);
}

void BarChart::mousePressEvent(QMouseEvent *event)
{
    press(barAt(event->position()));
}

void BarChart::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = barAt(event->position());
    update();
}

void BarChart::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}

void BarChart::goTo(int index)
{
    m_current = std::clamp(index, 0, std::max(0, static_cast<int>(m_bars.size()) - 1));
    setAccessibleDescription(spoken(m_current));
    QToolTip::showText(mapToGlobal(barRect(m_current).center().toPoint()), spoken(m_current).toHtmlEscaped(), this);
    update();
}

void BarChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        return goTo(m_current - 1);
    case Qt::Key_Right:
    case Qt::Key_Down:
        return goTo(m_current + 1);
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
        return goTo(static_cast<int>(m_bars.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return press(m_current);
    default:
        Plate::keyPressEvent(event);
    }
}

void BarChart::focusInEvent(QFocusEvent *event)
{
    Plate::focusInEvent(event);
    setAccessibleDescription(spokenBars(m_title, m_bars));
    update();
}

QString BarChart::spoken(int index) const
{
    if (index < 0 || index >= static_cast<int>(m_bars.size()))
        return {};
    const ChartBar &bar = m_bars[static_cast<size_t>(index)];
    return Histogram::tr("%1: %n song(s)", nullptr, bar.count).arg(bar.name);
}

bool BarChart::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), spoken(barAt(help->pos())).toHtmlEscaped(), this);
        return true;
    }
    return Plate::event(event);
}

Histogram::Histogram(const QString &title, QWidget *parent) : BarChart(title, parent)
{
    setMinimumHeight(160);
}

void Histogram::setBars(std::vector<ChartBar> bars, const QString &note)
{
    m_note = note;
    takeBars(std::move(bars));
}

QRectF Histogram::bed() const
{
    return QRectF(rect()).adjusted(kPadding, kHead, -kPadding, -kFoot - 6);
}

int Histogram::barAt(QPointF position) const
{
    const QRectF place = bed();
    if (bars().empty() || position.x() < place.left() || position.x() >= place.right())
        return -1;
    return static_cast<int>((position.x() - place.left()) / place.width() * static_cast<double>(bars().size()));
}

QRectF Histogram::barRect(int index) const
{
    const QRectF place = bed();
    const double step = place.width() / std::max(1.0, static_cast<double>(bars().size()));
    return {place.left() + index * step, place.top(), step, place.height()};
}

void Histogram::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawHead(painter, rect(), title(), m_note, theme);
    if (bars().empty())
        return;
    const QRectF place = bed();
    const double most = mostOf(bars());
    const double step = place.width() / static_cast<double>(bars().size());
    const double gap = step > 14 ? 4 : step > 6 ? 2 : 1;
    for (const double share : {0.0, 0.5, 1.0})
        drawHairline(painter, QPointF(place.left(), std::round(place.bottom() - place.height() * share)), place.width(),
                     theme.hairline.one);
    for (size_t i = 0; i < bars().size(); ++i) {
        const ChartBar &bar = bars()[i];
        const double x = place.left() + static_cast<double>(i) * step;
        if (bar.count > 0) {
            const double height = std::max(3.0, place.height() * bar.count / most);
            const QRectF box(x + gap / 2, place.bottom() - height, step - gap, height);
            const QColor base = bar.colour.isValid() ? bar.colour : theme.text.blue;
            QLinearGradient fill(box.topLeft(), box.bottomLeft());
            const bool lit = isLit(static_cast<int>(i));
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
    paintFocus(painter, theme);
}

Shares::Shares(const QString &title, QWidget *parent) : BarChart(title, parent)
{
    setMinimumHeight(180);
}

void Shares::setBars(std::vector<ChartBar> bars, int outOf)
{
    m_outOf = outOf;
    takeBars(std::move(bars));
}

int Shares::barAt(QPointF position) const
{
    const int row = static_cast<int>((position.y() - kHead) / kLine);
    const int room = (height() - kHead - 8) / kLine;
    return position.y() >= kHead && row < std::min(room, static_cast<int>(bars().size())) ? row : -1;
}

QRectF Shares::barRect(int index) const
{
    return {double(kPadding), kHead + index * double(kLine), width() - 2.0 * kPadding, double(kLine)};
}

void Shares::paintEvent(QPaintEvent *event)
{
    Plate::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int room = (height() - kHead - 8) / kLine;
    const int left = static_cast<int>(bars().size()) - room;
    drawHead(painter, rect(), title(), left > 0 ? tr("and %1 more").arg(left) : QString(), theme);
    if (bars().empty()) {
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRectF(rect()).adjusted(kPadding, kHead, -kPadding, -kPadding), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         m_empty);
        return;
    }
    const double most = mostOf(bars());
    const int names = std::min(110, width() / 3);
    for (int i = 0; i < std::min(room, static_cast<int>(bars().size())); ++i) {
        const ChartBar &bar = bars()[static_cast<size_t>(i)];
        const QRectF line(kPadding, kHead + i * kLine, width() - 2 * kPadding, kLine);
        if (isLit(i))
            drawRow(painter, line.adjusted(-6, 0, 6, 0), theme, RowState::Hover, radius::kChip);
        painter.setFont(theme.fonts.body);
        painter.setPen(isLit(i) ? theme.text.primary : theme.text.secondary);
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
    paintFocus(painter, theme);
}

} // namespace sc::ui
