// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_delegate.h"

#include <QtWidgets/QTableView>

namespace sc::ui {

// The list of songs: rows of 40 px on one plate each, sorted by a press on a column's head. Columns leave as it gets
// narrower: rating first, then energy, then the waveform.
class TrackTable : public QTableView
{
    Q_OBJECT

public:
    TrackTable(TrackModel &model, TrackPictures &pictures, QWidget *parent = nullptr);
    void setPlaying(const TrackId &track);
    void select(const TrackId &track); // quiet when it is not shown
    [[nodiscard]] TrackId selected() const;

Q_SIGNALS:
    void selectedChanged(const sc::TrackId &track);
    void opened(const sc::TrackId &track); // Enter or a double click
    void rated(const sc::TrackId &track, int rating);
    void menuRequested(const sc::TrackId &track, const QPoint &globalPosition);
    void removeRequested(const sc::TrackId &track);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    TrackModel &m_model;
    TrackDelegate *m_delegate;
    int m_hoverRow = -1;
};

} // namespace sc::ui
