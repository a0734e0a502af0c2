// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewer/compare_layout.h"
#include "ui/viewer/compare_pictures.h"
#include "ui/viewer/picture_difference.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace sc::ui {

struct Theme;

// Looks at one picture or movie, or at several beside or over each other, enlarged and moved in step. Only paints and is
// handled: what is compared, and buttons for it, are the screen's. The surround is black.
//
// Mouse: the wheel enlarges at the pointer, dragging moves (in a wipe: the line, where it is taken), a double click goes to
// one picture px = one px of the screen and back. Keys while it has the focus: + and - enlarge, Z shows all of it, L the
// loupe, comma and full stop step by a frame, Left and Right move the wipe.
class CompareView : public QWidget
{
    Q_OBJECT

public:
    explicit CompareView(QWidget *parent = nullptr);

    // At most four are seen at a time. Where they lie, their enlargement and the position stay.
    void setSides(const std::vector<CompareSide> &sides);
    [[nodiscard]] const std::vector<CompareSide> &sides() const { return m_sides; }
    void setMode(CompareMode mode);
    [[nodiscard]] CompareMode mode() const { return m_mode; }
    // Of Single: which one; in the other modes the one with the ring.
    void setCurrent(int side);
    [[nodiscard]] int current() const { return m_current; }

    // Time in all movies together; each one stands at its last frame when it is shorter.
    void setPosition(Ticks t);
    [[nodiscard]] Ticks position() const { return m_position; }
    [[nodiscard]] Ticks length() const;      // of the longest movie; 0 for pictures only
    [[nodiscard]] Ticks frameLength() const; // of the first movie
    void stepFrames(int frames);             // stops playing
    // By its own clock, round and round, without sound.
    void setPlaying(bool on);
    [[nodiscard]] bool isPlaying() const { return m_play.isActive(); }

    void setLook(const CompareLook &look);
    [[nodiscard]] const CompareLook &look() const { return m_look; }
    void showAll() { setLook({}); }
    void showOriginal();                // one picture px on one px of the screen
    [[nodiscard]] double scale() const; // px of the screen for one of the current picture's
    void enlarge(double factor);

    void setLoupe(bool on);
    [[nodiscard]] bool hasLoupe() const { return m_hasLoupe; }
    void setSafeAreas(bool on); // 90 % and 80 % of the picture
    [[nodiscard]] bool hasSafeAreas() const { return m_hasSafeAreas; }
    void setLabels(bool on);                 // title and detail of each side on its cell; on at first
    void setCornerRadius(double px);         // 0 at first
    void showInstead(const QImage &picture); // covers what is compared, fitted whole; null: shows it again
    void setWipe(double place);              // 0..1 from the left of the cell
    [[nodiscard]] double wipe() const { return m_wipe; }
    void setDifferenceGain(int gain); // 1..32
    [[nodiscard]] int differenceGain() const { return m_gain; }

    [[nodiscard]] QImage pictureOf(int side) const { return m_pictures.picture(side); } // that is shown now; null while it loads
    [[nodiscard]] Ticks timeShown(int side) const { return m_pictures.timeOf(side); }
    [[nodiscard]] bool isBlinkingOver() const { return m_blinkSecond; }                // Blink shows the second now
    [[nodiscard]] const PictureDifference &difference() const { return m_difference; } // of what is shown
    // The frame in the cell of this side; empty when it has none.
    [[nodiscard]] QRectF cellOf(int side) const;
    [[nodiscard]] QRectF pictureRectOf(int side) const;

Q_SIGNALS:
    void modeChanged();
    void currentChanged(int side); // by the person
    void positionChanged(sc::Ticks position);
    void playingChanged(bool playing);
    void lookChanged();
    void pictureChanged(int side);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Shown // what one cell holds
    {
        QRectF cell;
        int side = -1; // of the picture that lies there
        int over = -1; // of the one over it, in a wipe
    };
    [[nodiscard]] std::vector<Shown> shown() const;
    [[nodiscard]] int firstShown() const;
    [[nodiscard]] QSizeF shape() const; // of the pictures: that of the current one
    [[nodiscard]] QSizeF shapeOf(int side) const;
    [[nodiscard]] QRectF cellAt(QPointF at) const;
    [[nodiscard]] int sideAt(QPointF at) const;
    [[nodiscard]] double wipeX(const QRectF &cell) const;
    [[nodiscard]] bool isOnWipe(QPointF at) const;
    [[nodiscard]] bool takesKey(const QKeyEvent &key) const;
    void load();
    void tick();
    void refreshDifference();
    void refreshName();

    void paintCell(QPainter &painter, const Shown &cell, const Theme &theme);
    void paintPicture(QPainter &painter, int side, const QRectF &cell, const Theme &theme) const;
    void paintNothing(QPainter &painter, int side, const QRectF &cell, const Theme &theme) const;
    void paintLabel(QPainter &painter, int side, const QRectF &cell, const Theme &theme, bool atRight) const;
    void paintSafeAreas(QPainter &painter, const QRectF &picture, const QRectF &cell) const;
    void paintLoupe(QPainter &painter, const Shown &cell, const Theme &theme) const;

    std::vector<CompareSide> m_sides;
    ComparePictures m_pictures;
    CompareMode m_mode = CompareMode::Single;
    CompareLook m_look;
    int m_current = 0;
    Ticks m_position;
    QTimer m_play;
    QTimer m_blink;
    QElapsedTimer m_clock;
    Ticks m_playFrom;
    bool m_blinkSecond = false;
    bool m_hasLoupe = false;
    bool m_hasSafeAreas = false;
    bool m_hasLabels = true;
    double m_corner = 0;
    double m_wipe = 0.5;
    int m_gain = 4;
    QImage m_instead;
    PictureDifference m_difference;
    qint64 m_differenceOf[2] = {0, 0}; // cache keys of the two
    int m_differenceGain = 0;
    std::optional<QPointF> m_pointer;
    std::optional<QPointF> m_dragFrom;
    bool m_dragsWipe = false;
};

} // namespace sc::ui
