// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/likeness.h"
#include "core/library/track.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QWidget>

#include <functional>
#include <optional>

namespace sc::ui {

class TrackPictures;

// Every analysed song as a point; songs that are alike lie near each other. Wheel zooms at the pointer, drag moves,
// hovering shows a card, a press chooses. Arrows go to the nearest song on that side.
class LikenessMap : public QWidget
{
    Q_OBJECT

public:
    using Read = std::function<std::optional<library::Track>(const TrackId &)>;
    LikenessMap(Read read, TrackPictures &pictures, QWidget *parent = nullptr);

    void setPlaces(const std::vector<audio::LikenessIndex::Place> &places);
    void setCurrent(const TrackId &track);
    [[nodiscard]] int count() const { return static_cast<int>(m_points.size()); }
    [[nodiscard]] QPointF positionOf(const TrackId &track) const; // in the widget
    void resetView();
    void zoom(double factor, QPointF at);

Q_SIGNALS:
    void chosen(const sc::TrackId &track);
    void opened(const sc::TrackId &track);
    void previewWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Point
    {
        TrackId track;
        float x = 0;
        float y = 0;
        int hue = -1; // of its key on the wheel, degrees; -1: none
        float energy = 0;
    };
    [[nodiscard]] double scale() const;
    [[nodiscard]] QPointF at(const Point &point) const;
    [[nodiscard]] int nearest(QPointF position, double within) const; // index; -1: none
    void renderCloud();
    void drop(); // the picture of the points is no longer right
    void paintCard(QPainter &painter, const Point &point);
    void choose(int index);
    void stepTo(int dx, int dy);

    Read m_read;
    TrackPictures &m_pictures;
    std::vector<Point> m_points;
    QPixmap m_cloud;
    QPointF m_centre; // of the view, in places
    double m_zoom = 1;
    int m_hover = -1;
    int m_current = -1;
    TrackId m_currentTrack; // also while it has no place
    QPointF m_pressedAt;
    QPointF m_centreAtPress;
    bool m_isDragging = false;
};

} // namespace sc::ui
