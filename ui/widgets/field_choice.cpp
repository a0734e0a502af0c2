// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field_choice.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QFontMetrics>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

FieldChoice::FieldChoice(const QString &accessibleName, QWidget *parent) : QAbstractButton(parent), m_name(accessibleName)
{
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(size::kControl);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &FieldChoice::openMenu);
}

void FieldChoice::setOptions(std::vector<Option> options, int current)
{
    m_options = std::move(options);
    m_current = -1;
    const QSignalBlocker quiet(this);
    setCurrent(current);
    updateGeometry();
}

QVariant FieldChoice::value() const
{
    return m_current < 0 ? QVariant() : m_options[static_cast<size_t>(m_current)].value;
}

void FieldChoice::setCurrent(int index)
{
    if (index < 0 || index >= static_cast<int>(m_options.size()) || index == m_current)
        return;
    m_current = index;
    setAccessibleName(QStringLiteral("%1: %2").arg(m_name, m_options[static_cast<size_t>(index)].text));
    update();
    Q_EMIT currentChanged(index);
}

void FieldChoice::setValue(const QVariant &value)
{
    for (size_t i = 0; i < m_options.size(); ++i) {
        if (m_options[i].value == value)
            setCurrent(static_cast<int>(i));
    }
}

void FieldChoice::setHint(const QString &hint)
{
    m_hint = hint;
    update();
}

QSize FieldChoice::sizeHint() const
{
    int widest = 60;
    for (const Option &option : m_options)
        widest = std::max(widest, fontMetrics().horizontalAdvance(option.text));
    return {widest + 44, size::kControl};
}

void FieldChoice::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    drawField(painter, rect(), theme, !isEnabled() ? FieldState::Disabled : underMouse() ? FieldState::Hover : FieldState::Rest);
    painter.setFont(theme.fonts.body);
    const QRect text = rect().adjusted(9, 0, -28, 0);
    int hintWidth = 0;
    if (!m_hint.isEmpty()) {
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.tertiary);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight, m_hint);
        hintWidth = QFontMetrics(theme.fonts.captionLight).horizontalAdvance(m_hint) + 8;
    }
    if (m_current >= 0) {
        painter.setFont(theme.fonts.body);
        painter.setPen(isEnabled() ? theme.text.primary : theme.text.disabled);
        const QString words = QFontMetrics(theme.fonts.body)
                                  .elidedText(m_options[static_cast<size_t>(m_current)].text, Qt::ElideRight, text.width() - hintWidth);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, words);
    }
    drawIconCentred(painter, QStringLiteral("chevron-down"), QRectF(width() - 24, 0, 14, height()), 14,
                    isEnabled() ? theme.text.secondary : theme.text.disabled);
}

void FieldChoice::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
        setCurrent(std::clamp(m_current + (event->key() == Qt::Key_Down ? 1 : -1), 0, static_cast<int>(m_options.size()) - 1));
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openMenu();
    else
        QAbstractButton::keyPressEvent(event);
}

void FieldChoice::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setMinimumWidth(width());
    for (size_t i = 0; i < m_options.size(); ++i) {
        QAction *row = menu->addAction(m_options[i].text);
        row->setCheckable(true);
        row->setChecked(static_cast<int>(i) == m_current);
        connect(row, &QAction::triggered, this, [this, i] { setCurrent(static_cast<int>(i)); });
    }
    menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

} // namespace sc::ui
