// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/song_view_input.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QAbstractItemView>

namespace sc::ui {

SongViewInput::SongViewInput(QAbstractItemView &view, const QString &accessibleName) : QObject(&view), m_view(view)
{
    view.setFrameShape(QFrame::NoFrame);
    view.viewport()->setAutoFillBackground(false);
    view.setMouseTracking(true);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setDragEnabled(true);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setTabKeyNavigation(false);
    view.setAccessibleName(accessibleName);
    view.setProperty("noFocusHalo", true);
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
}

bool SongViewInput::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && watched == &m_view) {
        auto *key = static_cast<QKeyEvent *>(event);
        key->ignore();
        Q_EMIT keyPressed(key);
        return key->isAccepted();
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto *menu = static_cast<QContextMenuEvent *>(event);
        askForMenu(menu->reason() == QContextMenuEvent::Keyboard, menu->globalPos());
        return true;
    }
    return false;
}

void SongViewInput::askForMenu(bool byKey, const QPoint &globalPosition)
{
    QWidget *viewport = m_view.viewport();
    const QModelIndex index = byKey ? m_view.currentIndex() : m_view.indexAt(viewport->mapFromGlobal(globalPosition));
    if (!index.isValid())
        return;
    if (!m_view.selectionModel()->isSelected(index))
        m_view.setCurrentIndex(index);
    Q_EMIT menuRequested(byKey ? viewport->mapToGlobal(m_view.visualRect(index).bottomLeft()) : globalPosition);
}

} // namespace sc::ui
