// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pick_row.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>

namespace sc::ui {

PickRow::PickRow(const QString &text, int count, bool hasWithout, QWidget *parent)
    : QAbstractButton(parent), m_count(count), m_hasWithout(hasWithout)
{
    setText(text);
    setFixedHeight(28);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setProperty("cornerRadius", radius::kChip);
    setState(State::Off);
    connect(this, &QAbstractButton::clicked, this, [this] {
        setState(m_state == State::Off ? State::On : m_state == State::On && m_hasWithout ? State::Without : State::Off);
        Q_EMIT stateChanged(m_state);
    });
}

void PickRow::setState(State state)
{
    m_state = state;
    setAccessibleName(state == State::On        ? tr("%1, picked").arg(text())
                      : state == State::Without ? tr("%1, left out").arg(text())
                                                : text());
    update();
}

void PickRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        drawRow(painter, rect(), theme, RowState::Hover, radius::kChip);
    const QRectF box(6, 6, 16, 16);
    if (m_state == State::Off) {
        drawField(painter, box, theme, FieldState::Rest, 4);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_state == State::On ? theme.accent.primaryTop : theme.semantic.danger);
        painter.drawRoundedRect(box, 4, 4);
        drawIconCentred(painter, m_state == State::On ? QStringLiteral("check") : QStringLiteral("close"), box, 12,
                        m_state == State::On ? theme.state.onAccent : theme.surface.background);
    }
    QString right;
    if (m_state == State::Without)
        right = tr("without");
    else if (m_count >= 0)
        right = QLocale().toString(m_count);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(m_state == State::Without ? theme.semantic.danger : theme.text.tertiary);
    painter.drawText(rect().adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, right);
    const int room = width() - 30 - 12 - QFontMetrics(theme.fonts.captionLight).horizontalAdvance(right);
    painter.setFont(m_state == State::Off ? theme.fonts.body : theme.fonts.control);
    painter.setPen(m_state == State::Off ? theme.text.secondary : theme.text.primary);
    painter.drawText(QRect(30, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(painter.font()).elidedText(text(), Qt::ElideRight, room));
}

} // namespace sc::ui
