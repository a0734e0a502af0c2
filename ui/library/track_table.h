// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/song_view_input.h"
#include "ui/library/track_delegate.h"

#include <QtWidgets/QTableView>

namespace sc::ui {

// The list of songs: rows of 40 px on one plate each, sorted by a press on a column's head. Which columns there are, in
// which order and width, is the person's (menu of the head, dragging heads); in a narrow list some leave by themselves.
class TrackTable : public QTableView
{
    Q_OBJECT

public:
    TrackTable(TrackModel &model, TrackPictures &pictures, QWidget *parent = nullptr);
    void setPlaying(const TrackId &track);
    [[nodiscard]] const TrackColumns &columns() const { return m_columns; }
    void setColumns(const TrackColumns &columns);
    void showSort(library::TrackSort sort, bool descending); // the arrow only
    void openHeaderMenu();                                   // columns and order, by the keyboard
    [[nodiscard]] SongViewInput &input() const { return *m_input; }

Q_SIGNALS:
    void sortWanted(sc::library::TrackSort sort, bool descending);
    void columnsChanged();
    void rated(const sc::TrackId &track, int rating); // by the mouse, this one row

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &) override {} // typing searches the library instead
    void startDrag(Qt::DropActions actions) override;

private:
    void layOutColumns();
    void openHeaderMenu(const QPoint &at);
    void headPressed(int section);

    TrackModel &m_model;
    SongViewInput *m_input;
    TrackDelegate *m_delegate;
    TrackColumns m_columns = TrackColumns::standard();
    library::TrackSort m_sort = library::TrackSort::Title;
    bool m_isDescending = false;
    bool m_isLayingOut = false;
    bool m_isByKeyboard = false; // the current row shows its ring
    int m_hoverRow = -1;
};

} // namespace sc::ui
