// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_layout.h"
#include "ui/gallery/gallery_model.h"

#include <QtWidgets/QAbstractItemView>

namespace sc::ui {

class GalleryPainter;
struct Theme;

// The takes in groups and stacks, as cells of any size or as a list. Draws what is in view; the painter draws each take.
// A click selects, Ctrl and Shift extend, a press beside takes drags a frame. Enter or a double click looks at a take, a click on
// the number of a stack opens it, one on a heading folds it. Takes are dragged onto shots, here or on the timeline.
class GalleryView : public QAbstractItemView
{
    Q_OBJECT

public:
    explicit GalleryView(GalleryModel &model, QWidget *parent = nullptr);

    void setList(bool list);
    [[nodiscard]] bool isList() const { return m_style.isList; }
    void setCellWidth(int px); // 100..400
    [[nodiscard]] int cellWidth() const { return m_style.cellWidth; }
    void setShape(double shape); // width by height of the project's pictures
    void setRoomBelow(int px);   // covered by the selection bar

    [[nodiscard]] GalleryModel &galleryModel() const { return m_model; }
    [[nodiscard]] const GalleryLayout &layoutNow() const { return m_layout; }
    [[nodiscard]] std::vector<TakeId> picked() const; // in the order of the view
    void pick(const std::vector<TakeId> &takes);
    [[nodiscard]] TakeId current() const;
    [[nodiscard]] ClipId stackAtCurrent() const; // of which the current cell is part; empty: none
    void toggleStack(const ClipId &clip);

    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;
    void selectAll() override;

Q_SIGNALS:
    void pickedChanged();
    void lookRequested(const sc::TakeId &take);
    void menuRequested(const QPoint &globalPosition);
    void compareRequested(const std::vector<sc::TakeId> &takes);
    void similarRequested(const sc::TakeId &take);
    void dropped(const std::vector<sc::TakeId> &takes, const sc::ClipId &clip); // takes of this project on a shot
    void filesDropped(const QStringList &files, const sc::ClipId &clip);        // empty: the pool

protected:
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyboardSearch(const QString &) override {}
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    enum class PlateButton { None, CompareAll, Similar, Close };
    void layOutAgain();
    void remember();
    void restore();
    [[nodiscard]] QPoint toContent(QPoint viewportPoint) const { return viewportPoint + QPoint(0, verticalOffset()); }
    [[nodiscard]] QRect pictureOf(int row) const; // in the viewport
    [[nodiscard]] int headerAt(QPoint content) const;
    struct PlateHit
    {
        int plate = -1;
        PlateButton button = PlateButton::None;
    };
    [[nodiscard]] PlateHit plateAt(QPoint content) const;
    [[nodiscard]] std::vector<std::pair<PlateButton, QRect>> plateButtons(const GalleryLayout::Plate &plate) const;
    [[nodiscard]] bool isOnStackBadge(int row, QPoint viewportPoint) const;
    [[nodiscard]] bool isOnMark(int row, QPoint viewportPoint) const;
    void pressPlate(const PlateHit &hit);
    void paintHeader(QPainter &painter, const GalleryLayout::Header &header, const Theme &theme) const;
    void paintPlate(QPainter &painter, const GalleryLayout::Plate &plate, const Theme &theme) const;
    [[nodiscard]] ClipId shotAt(QPoint viewportPoint) const;

    GalleryModel &m_model;
    GalleryPainter *m_painter;
    GalleryStyle m_style;
    GalleryLayout m_layout;
    int m_roomBelow = 0;
    QModelIndex m_hover;
    PlateHit m_hoverPlate;
    int m_hoverHeader = -1;
    std::optional<QPoint> m_frameFrom; // of a frame that is dragged, in the content
    QRect m_frame;
    QItemSelection m_beforeFrame;
    std::optional<ClipId> m_dropShot;
    bool m_isDropping = false;
    std::vector<TakeId> m_keptPicked; // over a reset of the model
    TakeId m_keptCurrent;
    int m_keptScroll = 0;
};

} // namespace sc::ui
