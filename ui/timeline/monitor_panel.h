// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_editor.h"

#include <QtGui/QImage>
#include <QtWidgets/QWidget>

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
    void setKaraoke(bool shown); // the sung line over the picture
    [[nodiscard]] bool karaoke() const { return m_karaoke; }
    [[nodiscard]] QSize pictureSize() const; // device px that a frame should have

Q_SIGNALS:
    void pictureSizeChanged(QSize devicePixels);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QRectF pictureBox() const;
    void paintOverlay(QPainter &painter) const;
    void paintEmpty(QPainter &painter) const;
    void refreshOverlay();

    TimelineEditor *m_editor;
    QImage m_frame;
    bool m_playing = false;
    bool m_hovered = false;
    bool m_safeAreas = true;
    bool m_karaoke = true;
    Ticks m_frameTime;
    double m_overlay = 1; // opacity of what lies on the picture
};

} // namespace sc::ui
