// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segment.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace sc::ui {

Segment::Segment(std::vector<Part> parts, QWidget *parent) : QWidget(parent), m_parts(std::move(parts))
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("focusHalo", true);
    setProperty("cornerRadius", radius::kSegment);
    setAccessibleName(m_parts.empty() ? QString() : m_parts.front().text);
}

void Segment::setCurrent(int index)
{
    if (index < 0 || index >= static_cast<int>(m_parts.size()) || index == m_current)
        return;
    m_current = index;
    setAccessibleName(m_parts[static_cast<size_t>(index)].text);
    update();
    Q_EMIT currentChanged(index);
}

int Segment::partWidth(int index) const
{
    const Part &part = m_parts[static_cast<size_t>(index)];
    return part.icon.isEmpty() ? QFontMetrics(themeOf(this).fonts.control).horizontalAdvance(part.text) + 20 : 26;
}

QSize Segment::sizeHint() const
{
    int width = 4 + static_cast<int>(m_parts.size()) - 1;
    for (int i = 0; i < static_cast<int>(m_parts.size()); ++i)
        width += partWidth(i);
    return {width, size::kControl};
}

QRect Segment::partRect(int index) const
{
    int x = 2;
    for (int i = 0; i < index; ++i)
        x += partWidth(i) + 1;
    return {x, 2, partWidth(index), 24};
}

int Segment::partAt(QPoint position) const
{
    for (int i = 0; i < static_cast<int>(m_parts.size()); ++i) {
        if (partRect(i).contains(position))
            return i;
    }
    return -1;
}

void Segment::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    drawWell(painter, rect(), theme, radius::kSegment);
    for (int i = 0; i < static_cast<int>(m_parts.size()); ++i) {
        const Part &part = m_parts[static_cast<size_t>(i)];
        const QRect box = partRect(i);
        const bool on = i == m_current;
        if (on)
            drawControl(painter, box, theme, theme.hasBorders() ? ControlKind::On : ControlKind::Default, ControlState::Hover,
                        radius::kChip);
        const QColor ink = !isEnabled() ? theme.text.disabled : on || i == m_hover ? theme.text.primary : theme.text.secondary;
        if (!part.icon.isEmpty()) {
            drawIconCentred(painter, part.icon, box, 15, ink);
        } else {
            painter.setFont(theme.fonts.control);
            painter.setPen(ink);
            painter.drawText(box, Qt::AlignCenter, part.text);
        }
    }
}

void Segment::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        setCurrent(partAt(event->pos()));
}

void Segment::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = partAt(event->pos());
    update();
}

void Segment::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}

void Segment::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0)
        return QWidget::keyPressEvent(event);
    setCurrent(std::clamp(m_current + step, 0, static_cast<int>(m_parts.size()) - 1));
}

bool Segment::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int part = partAt(help->pos());
        if (part >= 0 && !m_parts[static_cast<size_t>(part)].icon.isEmpty())
            QToolTip::showText(help->globalPos(), m_parts[static_cast<size_t>(part)].text, this);
        return true;
    }
    // The arrows belong to the control while it has the focus, not to a shortcut.
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace sc::ui
