// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/floating_plate.h"

#include "ui/theme/motion.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLayout>

namespace sc::ui {

FloatingPlate::FloatingPlate(QWidget *window, int plateWidth) : QWidget(window), m_plate(new QWidget(this)), m_plateWidth(plateWidth)
{
    window->installEventFilter(this);
    m_plate->installEventFilter(this);
    setFocusPolicy(Qt::StrongFocus);
    hide();
}

void FloatingPlate::openWith(QWidget *focus, Qt::FocusReason reason)
{
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    (focus != nullptr ? focus : this)->setFocus(reason);
    startMotion(this, MotionKind::Standard, 6, 0, [this](double rise) {
        m_rise = rise;
        place();
    });
}

void FloatingPlate::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}

void FloatingPlate::place()
{
    setGeometry(parentWidget()->rect());
    const int width = plateWidthIn(this->width());
    const QLayout *layout = m_plate->layout();
    const int wanted = layout != nullptr && layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : m_plate->sizeHint().height();
    m_plate->setGeometry(plateRect(width, wanted).translated(0, static_cast<int>(m_rise)));
    update();
}

void FloatingPlate::mousePressEvent(QMouseEvent *event)
{
    if (!m_plate->geometry().contains(event->pos()))
        close();
}

void FloatingPlate::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        event->accept(); // nothing below may hear of it
}

bool FloatingPlate::eventFilter(QObject *watched, QEvent *event)
{
    if (isVisible() &&
        ((watched == parentWidget() && event->type() == QEvent::Resize) || (watched == m_plate && event->type() == QEvent::LayoutRequest)))
        place();
    return false;
}

bool FloatingPlate::focusNextPrevChild(bool next)
{
    QWidget *from = QApplication::focusWidget();
    for (QWidget *at = from != nullptr ? from : this;;) {
        at = next ? at->nextInFocusChain() : at->previousInFocusChain();
        if (at == nullptr || at == from)
            return false;
        if (isAncestorOf(at) && at->isVisible() && at->isEnabled() && (at->focusPolicy() & Qt::TabFocus) != 0) {
            at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
}

} // namespace sc::ui
