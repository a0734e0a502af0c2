// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/cell_editor.h"
#include "ui/scenes/shot_delegate.h"

#include <QtWidgets/QTableView>

namespace sc::ui {

class ShotThumbnails;

// How rows that are let go between others take their place.
enum class DropKind { Ripple, Swap };

// The shots as a table: scenes as headings of 32 px that fold, shots in rows of 40. Cells are edited in place, rows are
// dragged to another place. Which columns there are, in which order and width, is the person's.
class ShotTable : public QTableView
{
    Q_OBJECT

public:
    explicit ShotTable(ShotModel &model, QWidget *parent = nullptr);
    ~ShotTable() override;

    [[nodiscard]] const ShotColumns &columns() const { return m_columns; }
    void setColumns(const ShotColumns &columns); // also the model's
    void setDropKind(DropKind kind) { m_dropKind = kind; }
    void openColumnMenu(const QPoint &globalPosition);

    [[nodiscard]] std::vector<ClipId> chosen() const; // in the order of rows
    void choose(const std::vector<ClipId> &clips, const ClipId &current);
    void editCell(int row, ShotColumn column);
    void editCurrent(); // the cell that has the focus, or the name
    [[nodiscard]] CellEditor *cellEditor() const { return m_editor; }
    void setRoomBelow(int px); // something lies over the end of the list
    [[nodiscard]] bool isDragging() const { return m_drag.has_value(); }

Q_SIGNALS:
    void columnsChanged();
    void chosenChanged();
    void sceneChosen(const sc::SceneId &scene);
    void cellSubmitted(const std::vector<sc::ClipId> &clips, sc::ui::ShotColumn column, const QString &text, sc::ui::CellEditor::How how);
    void placed(const std::vector<sc::ClipId> &clips, const sc::SceneId &scene, int index); // before the shot there now
    void swapped(const sc::ClipId &one, const sc::ClipId &other);
    void dropRefused(const sc::SceneId &scene); // it is locked
    void menuRequested(const QPoint &globalPosition, bool onScene);
    void activated(const sc::ClipId &clip); // double click on the picture, number

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &) override {} // letters are shortcuts here
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;

private:
    struct Drag
    {
        QPoint from;
        std::vector<ClipId> clips;
        bool hasMoved = false;
        int row = -1;             // over this one
        bool isBelow = false;     // its lower half
        bool alternative = false; // Alt held: the other kind
    };
    struct Target
    {
        SceneId scene;
        int index = 0;
        ClipId clip; // under the pointer; empty over a heading
        int lineY = 0;
        bool locked = false;
        QString sceneName;
    };

    void connectHeader();
    void layOutColumns();
    void layOutRows();
    void headPressed(int section);
    void placeEditor();
    void paintDrag(QPainter &painter) const;
    [[nodiscard]] DropKind dropKind() const;
    [[nodiscard]] std::optional<Target> target() const;
    void dragTo(QPoint at, Qt::KeyboardModifiers modifiers);
    void drop();
    void submitCell(const QString &text, CellEditor::How how);
    [[nodiscard]] int nextEditable(int column, int step) const; // -1: none

    ShotModel &m_model;
    ShotThumbnails *m_pictures;
    ShotColumns m_columns = ShotColumns::standard();
    CellEditor *m_editor;
    ClipId m_editedClip;
    ShotColumn m_editedColumn = ShotColumn::Name;
    DropKind m_dropKind = DropKind::Ripple;
    std::optional<Drag> m_drag;
    int m_pressedRow = -1; // a chosen row was pressed: choose it alone on release unless it was dragged
    int m_hoverRow = -1;
    int m_roomBelow = 0;
    bool m_isLayingOut = false;
    bool m_isChoosing = false;
};

} // namespace sc::ui
