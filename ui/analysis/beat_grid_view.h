// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/grid_stats.h"
#include "ui/analysis/song_view.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

namespace sc::ui {

// A few bars around the playhead, close enough to see whether beats sit on what is heard: handles with bar and beat,
// the waveform, onsets as ticks below, and the figures of the whole grid. Pages along with the playhead.
class BeatGridView : public QWidget
{
    Q_OBJECT

public:
    explicit BeatGridView(SongView *song, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void takeAnalysis();
    void follow();
    void refresh();
    void render();
    [[nodiscard]] QRectF bed() const;
    [[nodiscard]] ViewState view() const;
    void paintHandles(QPainter &painter) const;
    void paintBed(QPainter &painter, double ratio) const;
    void paintFigures(QPainter &painter) const;

    SongView *m_song;
    GridStats m_stats;
    Ticks m_left;
    Ticks m_span = Ticks::seconds(6); // three bars
    QPixmap m_still;
};

} // namespace sc::ui
