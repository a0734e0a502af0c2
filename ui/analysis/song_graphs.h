// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/analysis/graph_tiles.h"
#include "ui/analysis/section_drag.h"
#include "ui/analysis/song_view.h"
#include "ui/analysis/stereo_look.h"
#include "ui/timeline/close_look.h"
#include "ui/widgets/skeleton.h"

#include <QtWidgets/QWidget>

#include <array>

namespace sc::ui {

// The whole song in rows under one ruler: sections, waveform, spectrum, energy and loudness, notes, chords, lyrics. From the
// whole song to its samples: the wheel scrolls, Ctrl and wheel or two fingers zoom at the cursor, a press seeks, on a line
// of the lyrics to its beginning. Edges of sections are dragged; a press in their lane chooses one. What is not known yet
// has its row and a shape in it. One stop for the Tab key.
class SongGraphs : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kHead = 76; // px, names of the rows
    static constexpr int kRight = 12;

    explicit SongGraphs(SongView *song, QWidget *parent = nullptr);

    void setMode(WaveMode mode);
    void setSectionsEdited(bool edited); // said below the row's name
    [[nodiscard]] const GraphRows &rows() const { return m_rows; }
    [[nodiscard]] CloseLook &closeLook() { return m_close; }
    [[nodiscard]] const StereoLook &stereoLook() const { return m_stereo; }
    [[nodiscard]] bool isAwaiting() const { return m_shimmer.isAwaiting(); } // skeletons are shown
    // What stands under the mouse, as it is shown; empty beside the beds.
    [[nodiscard]] QString readoutAt(QPointF at) const;

Q_SIGNALS:
    void edgeMoved(const sc::ui::SectionEdge &edge); // let go of
    void sectionMenuRequested(size_t index, sc::Ticks at, QPoint globalPosition);
    void renameRequested(size_t index);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Gesture { None, Seek, Pan, Edge, Map };

    void takeAnalysis();
    void refresh();
    void layOutRows();
    void movePlayhead();
    [[nodiscard]] std::optional<size_t> edgeAt(QPointF at) const; // index of the section that begins there
    [[nodiscard]] std::optional<size_t> sectionUnder(QPointF at) const;
    [[nodiscard]] std::optional<size_t> lyricUnder(QPointF at) const;
    [[nodiscard]] bool awaitsWave() const; // it is being read
    void scrollMap(double x);
    void drawHeads(QPainter &painter, const Theme &theme) const;
    void drawRuler(QPainter &painter, const Theme &theme, const ViewState &view) const;
    void drawSections(QPainter &painter, const Theme &theme, const ViewState &view) const;
    void drawMoments(QPainter &painter, const Theme &theme, const ViewState &view) const;
    void drawChordNames(QPainter &painter, const Theme &theme, const ViewState &view) const;
    void drawSkeletons(QPainter &painter, const Theme &theme, const ViewState &view) const;
    void drawMap(QPainter &painter, const Theme &theme) const;
    [[nodiscard]] QString whatIsAt(QPointF at, Ticks t) const; // `at` counts from the beds' left edge
    void drawReadout(QPainter &painter, const Theme &theme) const;
    void drawPlayhead(QPainter &painter, const Theme &theme) const;

    SongView *m_song;
    CloseLook m_close;
    StereoLook m_stereo;
    Shimmer m_shimmer;
    GraphTiles m_tiles;
    GraphRows m_rows;
    QPixmap m_ground; // heads and wells
    LevelRange m_levels;
    ColourTable m_chroma{};
    WaveMode m_mode = WaveMode::Bands;
    double m_gain = 1;
    bool m_edited = false;

    Gesture m_gesture = Gesture::None;
    SectionEdge m_edge;
    QPointF m_last;
    std::optional<QPointF> m_hover;
    double m_playheadX = -1;
    std::array<std::optional<size_t>, 2> m_sung; // of both rows
};

} // namespace sc::ui
