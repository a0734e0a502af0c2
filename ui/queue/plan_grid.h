// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch_plan.h"
#include "ui/theme/theme.h"

#include <QtCore/QHash>
#include <QtWidgets/QAbstractScrollArea>

namespace sc::ui {

// What of a batch is made: a column for each shot, a row for each combination of the axes, coloured by the server that would make
// it. A click or Space switches a field off and on, a click on a shot's or a row's name all of its fields; arrows move.
class PlanGrid : public QAbstractScrollArea
{
    Q_OBJECT

public:
    struct Server
    {
        QString name;
        QColor colour;
    };
    struct Cell
    {
        ClipId clip;
        int combination = 0;
        generation::BatchCell::State state = generation::BatchCell::State::Made;
        int server = -1;    // into the servers; -1: not known where
        bool fits = true;   // false: no server can take it as things are
        double seconds = 0; // by estimate; 0: not known
    };
    struct Plan
    {
        QStringList shots;             // numbers, by column
        QStringList shotNames;         // by column
        std::vector<QStringList> rows; // values of each combination
        std::vector<Cell> cells;       // column by column, each with all rows
        std::vector<Server> servers;
    };

    explicit PlanGrid(QWidget *parent = nullptr);

    void setPlan(Plan plan);
    [[nodiscard]] const Plan &plan() const { return m_plan; }
    [[nodiscard]] const Cell *cell(int shot, int row) const; // null: there is none
    [[nodiscard]] QRect cellRect(int shot, int row) const;   // in the viewport
    [[nodiscard]] QRect shotRect(int shot) const;
    [[nodiscard]] QRect rowRect(int row) const;
    [[nodiscard]] QString wordsOf(int shot, int row) const; // "Last light, CFG 5: studio-4090, about 9 s"
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

Q_SIGNALS:
    // These are to be made, or not.
    void switched(const std::vector<sc::generation::BatchCellRef> &cells, bool on);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    [[nodiscard]] int shots() const { return static_cast<int>(m_plan.shots.size()); }
    [[nodiscard]] int rows() const { return static_cast<int>(m_plan.rows.size()); }
    [[nodiscard]] int labelWidth() const;
    [[nodiscard]] int cellWidth() const;
    void refreshBars();
    void moveTo(int shot, int row);
    void toggle(const std::vector<std::pair<int, int>> &cells);
    void paintLegend(QPainter &painter, const QRectF &place, const Theme &theme) const;
    void paintCell(QPainter &painter, const QRectF &box, const Cell &cell, const Theme &theme) const;

    Plan m_plan;
    int m_shot = 0;
    int m_row = 0;
};

} // namespace sc::ui
