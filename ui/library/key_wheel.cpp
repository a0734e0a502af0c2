// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/key_wheel.h"

#include "core/audio/analysis.h"
#include "ui/library/query_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/theme.h"
#include "ui/widgets/music_marks.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kHole = 0.30;   // of the radius
constexpr double kMiddle = 0.64; // between minor and major

QString placeName(int number, bool isMajor)
{
    return QString::number(number) + (isMajor ? u'B' : u'A');
}

size_t slotOf(const QString &camelot)
{
    return static_cast<size_t>((camelot.chopped(1).toInt() - 1) * 2 + (camelot.endsWith(u'B') ? 1 : 0));
}

// A piece of a ring: twelve o'clock is 12, clockwise.
QPainterPath sector(QPointF centre, double from, double to, int number)
{
    const double start = 90 - number * 30 + 15; // degrees, as Qt counts
    const QRectF outer(centre.x() - to, centre.y() - to, 2 * to, 2 * to);
    const QRectF inner(centre.x() - from, centre.y() - from, 2 * from, 2 * from);
    QPainterPath path;
    path.arcMoveTo(outer, start);
    path.arcTo(outer, start, -30);
    path.arcTo(inner, start - 30, 30);
    path.closeSubpath();
    return path;
}

} // namespace

KeyWheel::KeyWheel(QWidget *parent) : QWidget(parent), m_current(QStringLiteral("8A"))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusHalo", true);
    setMinimumSize(180, 180);
    setAccessibleName(tr("Keys"));
}

void KeyWheel::setCounts(const std::vector<library::LibraryStats::Share> &keys)
{
    m_counts.fill(0);
    for (const library::LibraryStats::Share &share : keys) {
        const QString camelot = audio::camelotOf(share.name);
        if (!camelot.isEmpty())
            m_counts[slotOf(camelot)] += share.count;
    }
    m_most = *std::max_element(m_counts.begin(), m_counts.end());
    update();
}

void KeyWheel::setPicked(const QString &camelot, bool withCompatible)
{
    m_picked = camelot;
    m_fitting = withCompatible ? compatibleCamelots(camelot) : QStringList();
    if (!camelot.isEmpty())
        m_current = camelot;
    update();
}

int KeyWheel::countOf(const QString &camelot) const
{
    return m_counts[slotOf(camelot)];
}

QString KeyWheel::spoken(const QString &camelot) const
{
    const QString key = QStringLiteral("%1, %2").arg(camelot, keyOfCamelot(camelot));
    return m_most > 0 ? key + QStringLiteral(", ") + tr("%n song(s)", nullptr, countOf(camelot)) : key;
}

QString KeyWheel::placeAt(QPointF position) const
{
    const QPointF from = position - QRectF(rect()).center();
    const double radius = std::min(width(), height()) / 2.0 - 2;
    const double distance = std::hypot(from.x(), from.y()) / radius;
    if (distance < kHole || distance > 1)
        return {};
    const double turn = std::atan2(from.x(), -from.y()) * 6 / M_PI; // hours from twelve
    const int number = (static_cast<int>(std::lround(turn)) + 11) % 12 + 1;
    return placeName(number, distance > kMiddle);
}

void KeyWheel::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre = QRectF(rect()).center();
    const double radius = std::min(width(), height()) / 2.0 - 2;
    for (int number = 1; number <= 12; ++number) {
        for (const bool isMajor : {false, true}) {
            const QString name = placeName(number, isMajor);
            const auto hue = static_cast<float>((number * 30 + 175) % 360) / 360.0F;
            const double from = radius * (isMajor ? kMiddle : kHole) + 1, to = radius * (isMajor ? 1.0 : kMiddle) - 1;
            const QPainterPath path = sector(centre, from, to, number);
            const bool picked = name == m_picked, fits = m_fitting.contains(name);
            double strength = m_most > 0 ? 0.05 + 0.62 * countOf(name) / m_most : 0.20;
            if (m_most == 0 && !m_picked.isEmpty())
                strength = picked ? 0.85 : fits ? 0.48 : 0.09;
            if (name == m_hover)
                strength = std::min(1.0, strength + 0.12);
            const QColor base = QColor::fromHslF(hue, 0.56F, theme.isDark() ? (isMajor ? 0.60F : 0.52F) : 0.50F);
            painter.setPen(QPen(theme.surface.floating, 2));
            painter.fillPath(path, withAlpha(base, strength));
            painter.drawPath(path);
            if (picked || (name == m_current && hasFocus())) {
                painter.setPen(QPen(picked ? theme.text.primary : theme.accent.focusRing, 1.5));
                painter.drawPath(path);
            }
            const double angle = number * M_PI / 6, middle = (from + to) / 2;
            const QPointF at = centre + QPointF(std::sin(angle), -std::cos(angle)) * middle;
            const bool strong = strength > 0.6;
            QColor ink = QColor::fromHslF(hue, 0.62F, theme.isDark() ? 0.82F : 0.25F);
            if (strong || theme.hasBorders())
                ink = theme.isDark() ? (strong && !theme.hasBorders() ? QColor(Qt::black) : theme.text.primary) : theme.text.primary;
            painter.setPen(ink);
            painter.setFont(theme.fonts.captionStrong);
            const bool counted = m_most > 0 && countOf(name) > 0 && radius > 110;
            painter.drawText(QRectF(at.x() - 20, at.y() - (counted ? 15 : 8), 40, 16), Qt::AlignCenter, name);
            if (counted) {
                painter.setFont(theme.fonts.captionLight);
                painter.drawText(QRectF(at.x() - 24, at.y() - 1, 48, 14), Qt::AlignCenter, QLocale().toString(countOf(name)));
            }
        }
    }
    const QString told = !m_hover.isEmpty() ? m_hover : !m_picked.isEmpty() ? m_picked : QString();
    if (told.isEmpty())
        return;
    painter.setPen(theme.text.primary);
    painter.setFont(theme.fonts.controlStrong);
    painter.drawText(QRectF(centre.x() - 40, centre.y() - 16, 80, 16), Qt::AlignCenter, told);
    painter.setPen(theme.text.secondary);
    painter.setFont(theme.fonts.captionLight);
    painter.drawText(QRectF(centre.x() - 40, centre.y(), 80, 14), Qt::AlignCenter, shortKey(keyOfCamelot(told)));
}

void KeyWheel::mousePressEvent(QMouseEvent *event)
{
    const QString name = placeAt(event->position());
    if (name.isEmpty() || event->button() != Qt::LeftButton)
        return;
    setCurrent(name);
    Q_EMIT pickedChanged(name == m_picked ? QString() : name);
}

void KeyWheel::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = placeAt(event->position());
    update();
}

void KeyWheel::leaveEvent(QEvent *)
{
    m_hover.clear();
    update();
}

void KeyWheel::setCurrent(const QString &camelot)
{
    m_current = camelot;
    setAccessibleDescription(spoken(camelot));
    update();
}

void KeyWheel::focusInEvent(QFocusEvent *)
{
    setCurrent(m_current);
}

void KeyWheel::keyPressEvent(QKeyEvent *event)
{
    const int number = m_current.chopped(1).toInt();
    const bool isMajor = m_current.endsWith(u'B');
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(placeName((number + 10) % 12 + 1, isMajor));
    case Qt::Key_Right:
        return setCurrent(placeName(number % 12 + 1, isMajor));
    case Qt::Key_Up:
    case Qt::Key_Down:
        return setCurrent(placeName(number, !isMajor));
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT pickedChanged(m_current == m_picked ? QString() : m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool KeyWheel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString name = placeAt(help->pos());
        QToolTip::showText(help->globalPos(), name.isEmpty() ? QString() : spoken(name), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace sc::ui
