// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/song_view.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

namespace sc::ui {

// The whole song in rows under one ruler: sections, waveform in three bands, energy and loudness over time, key moments.
// Wheel scrolls, Ctrl and wheel zoom at the cursor, a click seeks.
class SongGraphs : public QWidget
{
    Q_OBJECT

public:
    explicit SongGraphs(SongView *song, QWidget *parent = nullptr);
    void setBands(bool bands); // false: peak and RMS

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    struct Rows
    {
        QRectF ruler, sections, wave, curves;
    };
    [[nodiscard]] Rows rows() const; // x from the left edge of the beds
    void refresh();
    void render();
    void paintRuler(QPainter &painter, const QRectF &row) const;
    void paintSections(QPainter &painter, const QRectF &row) const;
    void paintWave(QPainter &painter, const QRectF &row, double ratio) const;
    void paintCurves(QPainter &painter, const QRectF &row) const;
    void paintMoments(QPainter &painter, const QRectF &row) const;
    void paintHeads(QPainter &painter) const;
    void movePlayhead();

    SongView *m_song;
    QPixmap m_still; // all but the playhead
    double m_playheadX = -1;
    bool m_bands = true;
};

} // namespace sc::ui
