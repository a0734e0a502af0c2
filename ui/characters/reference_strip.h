// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/character.h"
#include "ui/characters/character_desk.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// The pictures that a character is taken from: weight bottom right, *Face* and *Full body* as badges, and a place to drop or add
// more. Arrow keys move, Plus and Minus weigh, F and B give the roles, Delete takes one out.
class ReferenceStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ReferenceStrip(CharacterDesk &desk, QWidget *parent = nullptr);
    void refresh();

    // References in their order, then a face or full body picture that is none of them.
    struct Cell
    {
        timeline::MediaRef media;
        double weight = 1;
        int reference = -1; // into Character::references; -1: only a role
        bool isFace = false;
        bool isFullBody = false;
        bool isMissing = false;
    };
    [[nodiscard]] const std::vector<Cell> &cells() const { return m_cells; }
    [[nodiscard]] QRect cellRect(int index) const; // cells().size(): the place to add
    [[nodiscard]] int current() const { return m_current; }
    void setCurrent(int index);

    void setWeight(int cell, double weight);
    void toggleFace(int cell);
    void toggleFullBody(int cell);
    void removeCell(int cell);
    void askForPictures();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] int columnsIn(int width) const;
    [[nodiscard]] int cellAt(QPoint position) const;
    [[nodiscard]] QRect weightRect(int cell) const;
    void paintCell(QPainter &painter, int index) const;
    void paintPlace(QPainter &painter, const QRectF &box) const;
    void openMenu(int cell, QPoint at);
    void openWeight(int cell);
    void keep(const generation::Character &edited);

    CharacterDesk &m_desk;
    std::vector<Cell> m_cells;
    int m_current = -1;
    bool m_isDropping = false;
};

} // namespace sc::ui
