// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_halo.h"

#include "ui/theme/glow.h"
#include "ui/theme/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractSlider>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

namespace {

constexpr int kReach = 19; // ring 3 px and glow 16 px

bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) != nullptr;
}

bool wantsHalo(const QWidget *widget)
{
    if (widget == nullptr || widget->property("noFocusHalo").toBool())
        return false;
    return isField(widget) || qobject_cast<const QAbstractButton *>(widget) != nullptr ||
           qobject_cast<const QAbstractSlider *>(widget) != nullptr || widget->property("focusHalo").toBool();
}

} // namespace

FocusHalo::FocusHalo(QWidget *window) : QWidget(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

void FocusHalo::follow(QWidget *focused)
{
    const bool ours = focused != nullptr && focused->window() == window() && wantsHalo(focused) && (m_byKeyboard || isField(focused));
    m_target = ours ? focused : nullptr;
    place();
}

void FocusHalo::place()
{
    if (!m_target || !m_target->isVisible() || m_target->visibleRegion().isEmpty()) {
        hide();
        return;
    }
    const QRect box(m_target->mapTo(parentWidget(), QPoint()), m_target->size());
    setGeometry(box.adjusted(-kReach, -kReach, kReach, kReach));
    show();
    raise();
    update();
}

bool FocusHalo::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        m_byKeyboard = m_byKeyboard || key == Qt::Key_Tab || key == Qt::Key_Backtab;
    } else if (event->type() == QEvent::MouseButtonPress && m_byKeyboard) {
        m_byKeyboard = false;
        if (m_target && !isField(m_target))
            follow(nullptr);
    } else if (m_target && (event->type() == QEvent::Move || event->type() == QEvent::Resize || event->type() == QEvent::Hide)) {
        auto *moved = qobject_cast<QWidget *>(watched);
        if (moved != nullptr && (moved == m_target || moved->isAncestorOf(m_target)))
            QMetaObject::invokeMethod(this, &FocusHalo::place, Qt::QueuedConnection);
    }
    return false;
}

void FocusHalo::paintEvent(QPaintEvent *)
{
    if (!m_target)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF control = QRectF(rect()).adjusted(kReach, kReach, -kReach, -kReach);
    const bool field = isField(m_target);
    const double corner = m_target->property("cornerRadius").isValid() ? m_target->property("cornerRadius").toDouble() : radius::kButton;
    const double outset = field ? 0 : 3;
    const QRectF ring = control.adjusted(-outset, -outset, outset, outset);
    drawGlow(painter, ring, corner + outset, theme.glow.focus.blur, theme.glow.focus.colour);
    if (field)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.surface.background, 1.5));
    painter.drawRoundedRect(control.adjusted(-0.75, -0.75, 0.75, 0.75), corner + 0.75, corner + 0.75);
    painter.setPen(QPen(theme.accent.focusRing, theme.hasBorders() ? 2 : 1.5));
    painter.drawRoundedRect(control.adjusted(-2.25, -2.25, 2.25, 2.25), corner + 2.25, corner + 2.25);
}

} // namespace sc::ui
