// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/shot_plan.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// What a plan would do to the song: its sections, how often it cuts against how often the timeline cuts now, the energy,
// and a block for each shot. The pointer, or the arrow keys, read the figures of a bar.
class PlanPreviewChart : public QWidget
{
    Q_OBJECT

public:
    explicit PlanPreviewChart(QWidget *parent = nullptr);
    void setPlan(const planning::PlanPreview *plan); // copied; null: nothing to show
    [[nodiscard]] QSize sizeHint() const override { return {600, 168}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Block
    {
        TickRange range;
        int colour = 0;
        bool stays = false;
    };
    struct Part
    {
        TickRange range;
        QString name;
        int colour = 0;
        bool locked = false;
    };
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double xOf(Ticks t) const;
    void paintSections(QPainter &painter, const Theme &theme) const;
    void paintScale(QPainter &painter, const Theme &theme) const;
    void paintCurves(QPainter &painter, const Theme &theme) const;
    void paintShots(QPainter &painter, const Theme &theme) const;
    void paintReading(QPainter &painter, const Theme &theme) const;
    void read(int bar);

    std::vector<planning::PlanBar> m_bars;
    std::vector<double> m_planned; // smoothed
    std::vector<double> m_present;
    std::vector<Part> m_parts;
    std::vector<Block> m_blocks;
    Ticks m_length;
    double m_top = 60; // cuts a minute at the upper edge
    int m_read = -1;   // bar under the pointer
};

} // namespace sc::ui
