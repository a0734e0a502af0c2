// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/edge_scroller.h"
#include "ui/timeline/hit_test.h"
#include "ui/timeline/lane_painter.h"
#include "ui/timeline/lane_tiles.h"
#include "ui/timeline/lyric_rows.h"
#include "ui/timeline/scroll_fling.h"
#include "ui/timeline/shot_lane.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <optional>

namespace sc::ui {

class NameEditor;
class PlayheadLine;

// What a press on a shot does. Roll takes its nearer cut, Slip its picture, Slide the whole shot between its neighbours.
enum class TimelineTool { Select, Split, Roll, Slip, Slide };

// The painted lanes: rulers, sections, song, scenes, shots, markers. Turns mouse, wheel and touchpad into selections,
// drags and seeks of the editor; draws still lanes from tiles and the rest directly. One stop for the Tab key.
class TimelineSurface : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineSurface(TimelineEditor *editor, QWidget *parent = nullptr);
    ~TimelineSurface() override;

    [[nodiscard]] TimelineEditor *editor() const { return m_editor; }
    [[nodiscard]] const ViewState &view() const { return m_view; }
    [[nodiscard]] const LaneLayout &lanes() const { return m_layout; }
    [[nodiscard]] Hit hitAt(QPointF point) const; // what lies there now
    [[nodiscard]] TimelineTool tool() const { return m_tool; }
    void setTool(TimelineTool tool);

    void zoomBy(double factor);           // around the playhead when it is in view, else around the middle
    void zoomAt(double x, double factor); // x in the lanes
    void setPixelsPerSecond(double pixelsPerSecond, double anchorX);
    void setZoomFraction(double fraction);
    void resetZoom();
    void fitAll();
    void fitSelection();
    void scrollBy(double pixels);
    void showRange(TickRange range);
    void showExactly(TickRange range); // without air on its sides
    void reveal(Ticks t);
    void setFollowing(bool follow) { m_following = follow; } // pages along while it plays
    void startRename(const ClipId &clip);
    void startLyricEdit(size_t index); // an emptied line is deleted
    void setFanned(bool fanned);       // alternates as rows under their shots, or folded
    [[nodiscard]] bool isFanned() const { return m_fanned; }
    void cancelGesture(); // Esc: the drag never was

    // Where a shot is on the surface now; empty when it is not a live shot.
    [[nodiscard]] QRectF boxOf(const ClipId &clip) const;
    [[nodiscard]] QRectF boxOfAlternate(const ClipId &clip) const;
    [[nodiscard]] const std::optional<ClipDrag> &drag() const { return m_drag; }
    [[nodiscard]] bool isFlinging() const { return m_fling.isRunning(); } // a touchpad's scroll runs out

Q_SIGNALS:
    void viewChanged();
    void toolChanged();
    void contextMenuRequested(const sc::ui::Hit &hit, QPoint globalPosition);
    void snapTargetChanged(const QString &name); // of the running drag; empty: none

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    enum class Gesture { None, Pressed, Drag, Band, Scrub, Pan };

    // Look-ups and painting.
    [[nodiscard]] const timeline::Timeline &shownTimeline() const;
    [[nodiscard]] const ClipIndex &shownIndex() const;
    [[nodiscard]] LaneSources sources() const;
    [[nodiscard]] ShotSources shotSources(const timeline::Timeline &timeline, const ClipIndex &index);
    [[nodiscard]] LaneWishes wishes() const;
    void layOutLanes();
    void takeTimeline(const project::ChangeSet &change);
    void applyView(const ViewState &view);
    void placePlayhead();
    void refreshPictures();
    void takeJobs(const std::vector<ClipId> &clips, bool onlyProgress);
    [[nodiscard]] QRectF boxOfLyric(const LyricId &line) const; // empty when it is gone
    void placeNameEditor();
    void paintLanes(QPainter &painter, const ViewState &view, const QRectF &exposed);
    void paintShotBand(QPainter &painter, const ViewState &view, const QRectF &exposed, bool hasTime);
    void paintTouchedShots(QPainter &painter, const ViewState &view);
    void paintDropHint(QPainter &painter) const;

    // Gestures.
    void startDrag(QPointF at, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] ClipDrag::Kind dragKind(QPointF at, Qt::KeyboardModifiers modifiers) const;
    [[nodiscard]] QCursor cursorFor(const Hit &hit) const;
    [[nodiscard]] bool canDrag() const
    {
        return m_pressed.isClip() || m_pressed.kind == HitKind::Alternate || m_pressed.kind == HitKind::Scene;
    }
    void continueDrag(QPointF at, Qt::KeyboardModifiers modifiers);
    void finishDrag();
    void continueBand(QPointF at);
    void selectOnPress(Qt::KeyboardModifiers modifiers);
    void selectOnRelease(Qt::KeyboardModifiers modifiers);
    void continueGesture(QPointF at, Qt::KeyboardModifiers modifiers);
    void updateHover(QPointF at);
    void scrollByTouch(const QWheelEvent &event);
    void stopFling();
    void endGesture();

    TimelineEditor *m_editor;
    PlayheadLine *m_playheadLine;
    ViewState m_view;
    LaneLayout m_layout;
    CloseLook m_close;
    LaneTiles m_stillTiles; // rulers, song, grid
    LaneTiles m_shotTiles;  // shots and alternates as nothing touches them
    SectionColours m_colours;
    LyricRows m_lyricRows;
    ShotThumbnails m_thumbnails;
    std::vector<TickRange> m_newPictures; // their tiles wait for m_pictureTimer
    QTimer m_pictureTimer;
    TimelineTool m_tool = TimelineTool::Select;
    bool m_fanned = true;
    bool m_keyboardFocus = false;
    bool m_following = true;
    bool m_fittedOnce = false;

    Gesture m_gesture = Gesture::None;
    Hit m_pressed;
    QPointF m_pressPoint;
    QPointF m_lastPoint;
    Qt::KeyboardModifiers m_lastModifiers;
    EdgeScroller m_edgeScroller;
    ScrollFling m_fling;
    QTimer m_liftTimer; // for touchpads that do not tell when the fingers leave them
    std::optional<ClipDrag> m_drag;
    ClipIndex m_dragIndex; // of the drag's preview
    QRectF m_band;
    Selection m_bandBase; // what was selected before the band
    Hit m_hover;

    NameEditor *m_nameEditor = nullptr;
    ClipId m_renaming;
    LyricId m_editedLyric; // instead of a shot's name
};

} // namespace sc::ui
