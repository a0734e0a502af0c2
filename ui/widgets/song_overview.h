// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/section_colours.h"
#include "ui/widgets/waveform_painter.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <memory>

namespace sc::ui {

// The whole song in one strip: section colours on top, a wash, the waveform, the playhead and, on the timeline, the
// visible window. Press and drag to go somewhere; Left and Right move by a second.
class SongOverview : public QWidget
{
    Q_OBJECT

public:
    explicit SongOverview(WaveformStyle style = WaveformStyle::Quiet, QWidget *parent = nullptr);

    // `length` is what the strip spans; song time 0 lies at `songStart`. Keeps the waveform alive by sharing it.
    void setSong(const SongMap &map, std::shared_ptr<const audio::WaveformPyramid> waveform, Ticks length, Ticks songStart = {});
    void clear();
    void setPosition(Ticks position);
    void setVisibleRange(std::optional<TickRange> range);
    [[nodiscard]] Ticks length() const { return m_length; }
    [[nodiscard]] QSize sizeHint() const override { return {200, 36}; }

Q_SIGNALS:
    void seekRequested(sc::Ticks position);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void renderBed();
    [[nodiscard]] double xOf(Ticks t) const;
    void seekTo(double x);

    WaveformStyle m_style;
    SongMap m_map;
    SectionColours m_colours;
    std::shared_ptr<const audio::WaveformPyramid> m_waveform;
    Ticks m_length;
    Ticks m_songStart;
    Ticks m_position;
    std::optional<TickRange> m_visible;
    QPixmap m_bed;
};

} // namespace sc::ui
