// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/analysis/graph_painter.h"
#include "ui/analysis/grid_stats.h"
#include "ui/analysis/song_view.h"
#include "ui/timeline/close_look.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

namespace sc::ui {

// A few bars around the playhead, close enough to see whether beats sit on what is heard: handles with bar and beat,
// the waveform, onsets as ticks below, and the figures of the whole grid. Pages along with the playhead. A dragged beat
// moves the grid with it; with Alt the tempo changes so that it lands there.
class BeatGridView : public QWidget
{
    Q_OBJECT

public:
    explicit BeatGridView(SongView *song, QWidget *parent = nullptr);

    void setDoubtful(bool doubtful); // no steady beat was heard: the grid is a guess and drawn so
    [[nodiscard]] const GridStats &stats() const { return m_stats; }
    // Where a beat's handle is; empty when it is not in view.
    [[nodiscard]] QPointF handleOf(size_t beat) const;
    [[nodiscard]] std::optional<size_t> chosenBeat() const { return m_chosen; }
    void chooseBeat(std::optional<size_t> beat);
    void zoomBy(double factor);

Q_SIGNALS:
    void gridEdited(const QString &step, const sc::Result<sc::BeatGrid> &grid);
    void contextMenuAt(sc::Ticks t, QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Gesture { None, Seek, Beat };

    void takeAnalysis();
    void follow();
    void refresh();
    void render();
    void previewDrag(Ticks to, bool tempo);
    [[nodiscard]] const std::vector<Beat> &shownBeats() const { return m_gesture == Gesture::Beat ? m_preview : m_song->beats(); }
    [[nodiscard]] std::optional<size_t> beatAt(QPointF at) const;
    [[nodiscard]] QRectF bed() const;
    [[nodiscard]] ViewState view() const;
    [[nodiscard]] QString beatWords(size_t beat) const;
    void paintBed(QPainter &painter, double ratio) const;
    void paintBeats(QPainter &painter) const;
    void paintRegions(QPainter &painter) const;
    void paintHandles(QPainter &painter) const;
    void paintHint(QPainter &painter) const;
    void paintFigures(QPainter &painter) const;

    SongView *m_song;
    CloseLook m_close;
    ColourTable m_chroma{};
    GridStats m_stats;
    Ticks m_left;
    Ticks m_span = Ticks::seconds(6); // three bars
    bool m_fitsBeats = true;          // the span follows the beats once they are known
    double m_gain = 1;
    bool m_doubtful = false;
    QPixmap m_still; // well and waveform
    std::optional<size_t> m_chosen;
    std::optional<size_t> m_hover;

    Gesture m_gesture = Gesture::None;
    Ticks m_dragFrom;
    Ticks m_dragTo;
    bool m_dragTempo = false;
    Result<BeatGrid> m_dragged = BeatGrid();
    std::vector<Beat> m_preview;
};

} // namespace sc::ui
