// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>

namespace sc::ui {

Chip::Chip(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("cornerRadius", radius::kChip);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setRemovable(bool removable)
{
    m_removable = removable;
    updateGeometry();
}

void Chip::setDot(const QColor &colour)
{
    m_dot = colour;
    updateGeometry();
}

void Chip::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
}

void Chip::setTall(bool tall)
{
    m_tall = tall;
    updateGeometry();
}

void Chip::setInk(const QColor &ink, const QColor &fill)
{
    m_ink = ink;
    m_fill = fill;
    update();
}

QSize Chip::sizeHint() const
{
    const double words = QFontMetricsF(themeOf(this).fonts.caption).horizontalAdvance(text());
    const double extra = (m_dot.isValid() ? 11 : 0) + (m_iconName.isEmpty() ? 0 : 17) + (m_removable ? 17 : 0);
    return {static_cast<int>(std::ceil(words + extra)) + 17, m_tall ? 26 : size::kChip};
}

QRect Chip::crossRect() const
{
    return {width() - 22, 0, 22, height()};
}

void Chip::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_removable && crossRect().contains(event->pos())) {
        setDown(false);
        Q_EMIT removed();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(rect(), radius::kChip, radius::kChip);
    const bool on = isChecked() || (m_removable && isEnabled());
    painter.fillPath(path, on                            ? theme.state.fill
                           : m_fill.isValid()            ? m_fill
                           : underMouse() && isEnabled() ? theme.state.chipHover
                                                         : theme.state.chip);
    if (theme.hasBorders()) {
        painter.setPen(theme.hairline.one);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius::kChip, radius::kChip);
    }
    const QColor ink = !isEnabled()      ? theme.text.disabled
                       : on              ? (theme.hasBorders() ? theme.text.primary : theme.text.blue)
                       : m_ink.isValid() ? m_ink
                       : underMouse()    ? theme.text.primary
                                         : theme.text.secondary;
    double x = 8;
    if (m_dot.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        painter.drawEllipse(QPointF(x + 3, height() / 2.0), 3, 3);
        x += 11;
    }
    if (!m_iconName.isEmpty()) {
        drawIconCentred(painter, m_iconName, QRectF(x, 0, 12, height()), 12, ink);
        x += 17;
    }
    painter.setFont(theme.fonts.caption);
    painter.setPen(ink);
    painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_removable)
        drawIconCentred(painter, QStringLiteral("close"), QRectF(width() - 20, 0, 12, height()), 12, ink);
}

namespace {

struct BadgeLook
{
    QString icon;
    QColor ink;
    QString word;
};

BadgeLook lookOf(Badge::State state, const Theme &theme)
{
    // Badges lie on dark plates in every look, so their inks are those of the dark one.
    const QColor quiet(0xc0, 0xc5, 0xcf);
    const QColor warning(0xfa, 0xb9, 0x38);
    const QColor danger(0xf9, 0x6c, 0x7a);
    const auto word = [](const char *text) { return QCoreApplication::translate("sc::ui::Badge", text); };
    switch (state) {
    case Badge::State::Planned:
        return {QStringLiteral("text"), quiet, word(QT_TRANSLATE_NOOP("sc::ui::Badge", "Planned"))};
    case Badge::State::Queued:
        return {QStringLiteral("clock"), quiet, word(QT_TRANSLATE_NOOP("sc::ui::Badge", "Queued"))};
    case Badge::State::Generating:
        return {{}, Qt::white, word(QT_TRANSLATE_NOOP("sc::ui::Badge", "Working"))};
    case Badge::State::Ready:
        return {QStringLiteral("check"), theme.isDark() ? theme.semantic.success : QColor(0x3e, 0xcc, 0x89),
                word(QT_TRANSLATE_NOOP("sc::ui::Badge", "Ready"))};
    case Badge::State::Stale:
        return {QStringLiteral("stale"), warning, word(QT_TRANSLATE_NOOP("sc::ui::Badge", "Stale"))};
    case Badge::State::Failed:
        return {QStringLiteral("error"), danger, word(QT_TRANSLATE_NOOP("sc::ui::Badge", "Failed"))};
    case Badge::State::Missing:
        return {QStringLiteral("missing"), warning, word(QT_TRANSLATE_NOOP("sc::ui::Badge", "Missing"))};
    }
    return {};
}

} // namespace

Badge::Badge(State state, const QString &text, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(state, text);
}

void Badge::setState(State state, const QString &text, double fraction)
{
    m_state = state;
    m_text = text.isEmpty() ? lookOf(state, themeOf(this)).word : text;
    m_fraction = fraction;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return {static_cast<int>(std::ceil(QFontMetricsF(themeOf(this).fonts.captionStrong).horizontalAdvance(m_text))) + 25, size::kBadge};
}

double Badge::draw(QPainter &painter, QPointF at, State state, const QString &text, double fraction, bool iconOnly, const QWidget *themed)
{
    const Theme &theme = themeOf(themed);
    const BadgeLook look = lookOf(state, theme);
    const QString word = text.isEmpty() ? look.word : text;
    const double width = iconOnly ? 20 : std::ceil(QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(word)) + 24;
    const QRectF box(at, QSizeF(width, size::kBadge));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(box, radius::kBadge, radius::kBadge);
    painter.fillPath(path, theme.state.badgePlate);
    const QRectF mark(box.left() + 4, box.top() + 3, 12, 12);
    if (state == State::Generating)
        drawRing(painter, mark, theme, QColor(0xcc, 0x9e, 0xfa), fraction, 2);
    else
        drawIcon(painter, look.icon, mark, look.ink);
    if (!iconOnly) {
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(look.ink);
        painter.drawText(box.adjusted(19, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, word);
    }
    painter.restore();
    return width;
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    draw(painter, QPointF(), m_state, m_text, m_fraction, false, this);
}

} // namespace sc::ui
