// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_editor.h"

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

#include <optional>

namespace sc::ui {

// The picture of the program: edge to edge in its panel at the project's shape, black around it, nothing tinted. What
// it is, timecode and frame rate stand on plates of their own and leave while it plays.
class MonitorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit MonitorPanel(TimelineEditor *editor, QWidget *parent = nullptr);

    void setFrame(const QImage &frame, Ticks time);
    void setPlaying(bool playing);
    void setSafeAreas(bool shown);
    [[nodiscard]] bool safeAreas() const { return m_safeAreas; }
    // The end of the shot before, or the start of the next, shining through the picture at rest.
    enum class OnionSkin { Off, Before, After };
    void setOnionSkin(OnionSkin neighbour);
    [[nodiscard]] OnionSkin onionSkin() const { return m_onion; }
    void setOnionPicture(const QImage &picture, Ticks time);
    void setDropped(qint64 frames); // pictures that came too late since playing began
    [[nodiscard]] qint64 dropped() const { return m_dropped; }
    void setControls(QWidget *controls); // in the upper right corner; become the panel's
    void setFullScreen(bool full);       // square corners, over everything
    [[nodiscard]] bool isFullScreenShown() const { return m_isFull; }
    void setKaraoke(bool shown); // the sung line over the picture
    [[nodiscard]] bool karaoke() const { return m_karaoke; }
    [[nodiscard]] QSize pictureSize() const; // device px that a frame should have

Q_SIGNALS:
    void pictureSizeChanged(QSize devicePixels);
    void onionPictureWanted(sc::Ticks time);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QRectF pictureBox() const;
    void paintOverlay(QPainter &painter) const;
    void paintEmpty(QPainter &painter) const;
    void refreshOverlay();
    void placeControls();
    void wantOnionPicture();
    void paintDropped(QPainter &painter) const;
    [[nodiscard]] std::optional<Ticks> onionTime() const; // of the neighbour's frame

    TimelineEditor *m_editor;
    QImage m_frame;
    bool m_playing = false;
    bool m_hovered = false;
    bool m_safeAreas = true;
    bool m_karaoke = true;
    Ticks m_frameTime;
    OnionSkin m_onion = OnionSkin::Off;
    QImage m_onionPicture;
    std::optional<Ticks> m_onionTime; // asked for last
    qint64 m_dropped = 0;
    QWidget *m_controls = nullptr;
    bool m_isFull = false;
    double m_overlay = 1; // opacity of what lies on the picture
};

} // namespace sc::ui
