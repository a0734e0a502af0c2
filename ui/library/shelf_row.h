// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QtWidgets/QAbstractButton>

#include <vector>

class QLineEdit;

namespace sc::ui {

// A line of the library's left side: icon, name, number of songs. A collection's takes songs that are dropped on it and
// can be renamed in place.
class ShelfRow : public QAbstractButton
{
    Q_OBJECT

public:
    ShelfRow(QString icon, const QString &name, QWidget *parent = nullptr);
    void setName(const QString &name);
    void setCount(int count); // negative: none is shown
    void setTakesSongs(bool takes) { setAcceptDrops(takes); }
    void startRenaming();

Q_SIGNALS:
    void songsDropped(const std::vector<sc::TrackId> &songs);
    void renamed(const QString &name);
    void menuRequested(const QPoint &globalPosition);
    void removeRequested();
    void stepRequested(int by); // Up and Down: to the neighbour

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void endRenaming(bool keep);

    QString m_icon;
    QString m_count;
    QLineEdit *m_field = nullptr; // while renaming
    bool m_isTarget = false;      // songs hang over it
};

} // namespace sc::ui
