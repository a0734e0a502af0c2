// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/song_view_input.h"
#include "ui/library/track_model.h"
#include "ui/library/track_pictures.h"

#include <QtWidgets/QAbstractItemView>

namespace sc::ui {

struct Theme;

// The songs as covers: cards of equal size in rows. Places are counted, not stored, so that 100 000 songs cost what the
// cards on screen cost. Model and selection are those of the table.
class TrackGrid : public QAbstractItemView
{
    Q_OBJECT

public:
    TrackGrid(TrackModel &model, TrackPictures &pictures, QWidget *parent = nullptr);
    void setPlaying(const TrackId &track);
    [[nodiscard]] SongViewInput &input() const { return *m_input; }

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;

protected:
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyboardSearch(const QString &) override {}
    void startDrag(Qt::DropActions actions) override;

private:
    // The cards fill the width; their number in a row follows from it.
    struct Plan
    {
        int across = 1;
        int width = 0; // of a card
        int height = 0;
    };
    [[nodiscard]] Plan plan() const;
    void paintCard(QPainter &painter, const QRect &box, int row, const Theme &theme) const;

    TrackModel &m_model;
    SongViewInput *m_input;
    TrackPictures &m_pictures;
    TrackId m_playing;
    int m_hoverRow = -1;
};

} // namespace sc::ui
