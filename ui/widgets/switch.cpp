// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/switch.h"

#include "ui/theme/colour.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

namespace sc::ui {

Switch::Switch(const QString &name, QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setAccessibleName(name);
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(30, 24);
    setProperty("cornerRadius", 9);
    connect(this, &QAbstractButton::toggled, this, [this](bool on) {
        startMotion(this, MotionKind::Quick, m_knob, on ? 1 : 0, [this](double at) {
            m_knob = at;
            update();
        });
    });
}

void Switch::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (!isEnabled())
        painter.setOpacity(0.45);
    const QRectF body(0, 3, 30, 18);
    painter.setBrush(mix(theme.state.track, theme.accent.primaryTop, m_knob));
    painter.drawRoundedRect(body, 9, 9);
    if (theme.hasBorders()) {
        painter.setPen(theme.hairline.three);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
        painter.setPen(Qt::NoPen);
    }
    painter.setBrush(QColor(0, 0, 0, 60));
    painter.drawEllipse(QPointF(9 + 12 * m_knob, 12.75), 7.25, 7.25);
    painter.setBrush(mix(QColor(0xc0, 0xc6, 0xce), Qt::white, m_knob));
    painter.drawEllipse(QPointF(9 + 12 * m_knob, 12), 7, 7);
}

} // namespace sc::ui
