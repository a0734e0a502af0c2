// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/action_strip.h"

#include "ui/widgets/buttons.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

ActionStrip::ActionStrip(QWidget *parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(2, 2, 2, 2);
    m_row->setSpacing(1);
    setFixedHeight(size::kControl);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

PushButton *ActionStrip::addAction(const QString &text, const QString &tooltip, const std::function<void()> &run)
{
    auto *button = new PushButton(text, ControlKind::Quiet, this);
    button->setButtonSize(ButtonSize::Small);
    button->setFont(themeOf(this).fonts.control);
    button->setToolTip(tooltip);
    button->setAccessibleName(tooltip);
    connect(button, &QAbstractButton::clicked, this, run);
    m_row->addWidget(button);
    return button;
}

void ActionStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawWell(painter, rect(), themeOf(this), radius::kSegment);
}

} // namespace sc::ui
