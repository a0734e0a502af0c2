// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRect>

#include <vector>

// Where groups, cells and open stacks of the gallery lie. Pure geometry in px of the whole content; ten thousand cells are laid
// out at once and found again by halving.
namespace sc::ui {

struct GalleryPlan // what is to be laid out, in order
{
    struct Cell
    {
        int group = 0;
        int stack = -1;         // of an open one: cells with the same number stand on one plate
        bool isStacked = false; // closed: two edges stand above it
    };
    std::vector<Cell> cells;
    int groups = 0;           // 0: without headings
    std::vector<bool> folded; // by group
};

struct GalleryStyle
{
    bool isList = false;
    int cellWidth = 177;     // wanted; cells grow to fill the width
    double shape = 16 / 9.0; // of pictures, width by height
};

struct GalleryLayout
{
    static constexpr int kMargin = 12;
    static constexpr int kHeader = 34;
    static constexpr int kBelowHeader = 6;
    static constexpr int kGapAcross = 10;
    static constexpr int kGapDown = 14;
    static constexpr int kWords = 34;
    static constexpr int kListRow = 46;
    static constexpr int kPlateWider = 6; // than the grid, on each side
    static constexpr int kStackEdges = 6; // px above a closed stack

    struct Header
    {
        QRect box;
        int group = 0;
    };
    struct Plate
    {
        QRect box;
        QRect header;
        int stack = 0;
        int firstCell = 0;
    };
    std::vector<QRect> cells; // empty ones belong to folded groups
    std::vector<Header> headers;
    std::vector<Plate> plates;
    std::vector<std::vector<int>> rows; // cells of each row from the left, rows from the top
    int height = 0;
    int pictureHeight = 0;
    int across = 1;

    [[nodiscard]] int cellAt(QPoint at) const; // -1
    [[nodiscard]] std::vector<int> cellsIn(int top, int bottom) const;
    [[nodiscard]] int rowOf(int cell) const; // -1
    // The cell `rows` further down (negative: up) that lies nearest below or above.
    [[nodiscard]] int cellBelow(int cell, int rows) const;
    // The cell `steps` further in reading order.
    [[nodiscard]] int cellAfter(int cell, int steps) const;
};

[[nodiscard]] GalleryLayout layOutGallery(const GalleryPlan &plan, int width, const GalleryStyle &style);

} // namespace sc::ui
