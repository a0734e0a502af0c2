// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"
#include "ui/timeline/clip_index.h"
#include "ui/widgets/chip.h"

#include <QtGui/QImage>
#include <QtWidgets/QAbstractScrollArea>

#include <vector>

namespace sc::ui {

class ShotThumbnails;
class TimelineEditor;

// One shot of the list: where it is and how far.
struct ShotCell
{
    ClipId clip;
    int clipIndex = 0; // into Timeline::clips
    int sceneIndex = 0;
    int number = 0;
    QString name;
    QString place;                     // "37.1" or a timecode
    std::optional<Badge::State> state; // none: nothing was said yet
    double progress = 0;               // of Generating
    int takes = 0;
    bool operator==(const ShotCell &) const = default;
};

// The shots as pictures in two columns, as rows, or as one line of pictures. Arrow keys go along; a click or Enter takes.
class ShotGrid : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Shape { Grid, List, Line };
    explicit ShotGrid(TimelineEditor &editor, QWidget *parent = nullptr);

    void setShape(Shape shape);
    [[nodiscard]] Shape shape() const { return m_shape; }
    void setCells(std::vector<ShotCell> cells);
    [[nodiscard]] const std::vector<ShotCell> &cells() const { return m_cells; }
    void setCurrent(const ClipId &clip);
    [[nodiscard]] QRect cellRect(int index) const; // in the viewport
    [[nodiscard]] ClipId clipAt(QPoint pos) const; // in the viewport; empty: none
    void setRoomBelow(int px);                     // that something floats over

Q_SIGNALS:
    void shotChosen(const sc::ClipId &clip);
    void menuRequested(const sc::ClipId &clip, const QPoint &at);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int columns() const;
    [[nodiscard]] QSize cellSize() const;
    [[nodiscard]] int at(QPoint pos) const;
    [[nodiscard]] int current() const; // -1: not among them
    void paintPicture(QPainter &painter, const ShotCell &cell, const QRectF &box, bool current);
    void paintCell(QPainter &painter, int index);
    void paintRow(QPainter &painter, int index);
    void refreshBars();
    void refreshPictures();
    void reveal();
    void go(int by);
    void tellAccess();

    TimelineEditor &m_editor;
    ShotThumbnails *m_pictures;
    std::vector<ShotCell> m_cells;
    ClipId m_current;
    Shape m_shape = Shape::Grid;
    int m_roomBelow = 0;
    int m_hover = -1;
};

} // namespace sc::ui
