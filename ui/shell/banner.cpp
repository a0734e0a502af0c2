// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

Banner::Banner(QWidget *parent) : QWidget(parent), m_text(new TextLabel), m_button(new PushButton({}))
{
    setFixedHeight(34);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(36, 0, 6, 0);
    row->addWidget(m_text, 1);
    m_button->setButtonSize(ButtonSize::Small);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action();
    });
    hide();
}

void Banner::showText(const QString &text, const QString &actionLabel, const std::function<void()> &action)
{
    m_text->setText(text);
    m_button->setText(actionLabel);
    m_button->setVisible(!actionLabel.isEmpty());
    m_action = action;
    setVisible(!text.isEmpty());
}

void Banner::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(rect(), 8, 8);
    painter.fillPath(path, withAlpha(theme.semantic.warning, 0.12));
    drawIconCentred(painter, QStringLiteral("warning"), QRectF(12, 0, 16, height()), 16, theme.semantic.warning);
}

} // namespace sc::ui
