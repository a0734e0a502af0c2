// SPDX-License-Identifier: GPL-3.0-or-later
// The hands of ShowWindow: mouse, keys and presenters' remotes.
#include "ui/presentation/show_window.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>

namespace sc::ui {

void ShowWindow::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pointer)
        showPointer();
    if ((event->buttons() & Qt::LeftButton) && m_overview.contains(event->position()))
        seekTo(event->position().x());
    wake();
}

void ShowWindow::mousePressEvent(QMouseEvent *event)
{
    wake();
    if (event->button() != Qt::LeftButton)
        return;
    for (const Button &button : m_buttons) {
        if (button.box.contains(event->position())) {
            const auto run = button.run; // the list is made anew meanwhile
            return run();
        }
    }
    if (m_overview.contains(event->position()))
        return seekTo(event->position().x());
    if (const int shot = shotAtPoint(event->pos()); shot >= 0)
        m_show.goTo(shot);
}

void ShowWindow::leaveEvent(QEvent *event)
{
    // The pointer is on another display: nothing of the plates is meant for the audience.
    m_isPointerShown = false;
    hidePlates();
    QWidget::leaveEvent(event);
}

void ShowWindow::keyPressEvent(QKeyEvent *event)
{
    const bool looksUp = m_show.view() == ShowView::Grid || m_show.view() == ShowView::Scene;
    switch (event->key()) {
    case Qt::Key_1:
    case Qt::Key_2:
    case Qt::Key_3:
    case Qt::Key_4:
        m_show.setView(static_cast<ShowView>(event->key() - Qt::Key_0));
        break;
    case Qt::Key_Left:
    case Qt::Key_PageUp: // what presenters' remotes send
        m_show.step(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        m_show.step(1);
        break;
    case Qt::Key_Up:
        m_show.stepScene(-1);
        break;
    case Qt::Key_Down:
        m_show.stepScene(1);
        break;
    case Qt::Key_Home:
        m_show.goTo(0);
        break;
    case Qt::Key_End:
        m_show.goTo(m_show.state().count() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (looksUp)
            m_show.setView(ShowView::Single);
        break;
    case Qt::Key_Space:
    case Qt::Key_K:
        m_show.togglePlay();
        break;
    case Qt::Key_F:
    case Qt::Key_F11:
        m_show.toggleFullScreen();
        break;
    case Qt::Key_L:
        m_show.setLooping(!m_show.isLooping());
        break;
    case Qt::Key_T:
        m_show.setLyrics(!m_show.showsLyrics());
        break;
    case Qt::Key_P:
        setPointer(!m_pointer);
        break;
    case Qt::Key_N:
        m_show.toggleNotes();
        break;
    case Qt::Key_D:
        m_show.setAdvance(static_cast<ShowAdvance>((int(m_show.advance()) + 1) % 3));
        break;
    case Qt::Key_E:
        return m_show.exportShow();
    case Qt::Key_Escape:
        return m_show.leave();
    default:
        return QWidget::keyPressEvent(event);
    }
    wake();
}

} // namespace sc::ui
