// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/section_colours.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// Where in the song something is: sections on top with their wash, marks below. A press on a mark asks to go there; Left and Right
// go from mark to mark, Enter asks.
class SongMapStrip : public QWidget
{
    Q_OBJECT

public:
    struct Mark
    {
        TickRange range; // timeline time
        QString name;    // for the tooltip and screen readers
        bool isStrong = false;
    };

    explicit SongMapStrip(const QString &name, QWidget *parent = nullptr);
    // `length` is what the strip spans; song time 0 lies at `songStart`.
    void setSong(const SongMap &map, Ticks length, Ticks songStart);
    void setMarks(std::vector<Mark> marks, const QColor &colour);
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    [[nodiscard]] QRectF markRect(size_t index) const;
    [[nodiscard]] QSize sizeHint() const override { return {200, 42}; }

Q_SIGNALS:
    void chosen(int mark);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] double xOf(Ticks t) const;
    [[nodiscard]] int markAt(QPointF position) const;

    SongMap m_map;
    SectionColours m_colours;
    Ticks m_length;
    Ticks m_songStart;
    std::vector<Mark> m_marks;
    QColor m_colour;
    int m_current = -1;
};

} // namespace sc::ui
