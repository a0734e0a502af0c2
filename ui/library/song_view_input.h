// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

class QAbstractItemView;
class QKeyEvent;
class QPoint;

namespace sc::ui {

// What the list and the covers have in common: one way to be picked from, dragged from and asked for a menu, and the keys
// that mean something to the library before they mean something to the view.
class SongViewInput : public QObject
{
    Q_OBJECT

public:
    // Sets `view` up and listens to it; the view owns this.
    SongViewInput(QAbstractItemView &view, const QString &accessibleName);

Q_SIGNALS:
    void menuRequested(const QPoint &globalPosition); // of the picked rows
    void keyPressed(QKeyEvent *event);                // accept it when used

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void askForMenu(bool byKey, const QPoint &globalPosition);

    QAbstractItemView &m_view;
};

} // namespace sc::ui
