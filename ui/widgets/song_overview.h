// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/section_colours.h"
#include "ui/widgets/waveform_painter.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <memory>
#include <vector>

namespace sc::ui {

// The whole song in one strip: section colours on top, a wash, the waveform, the playhead and, on the timeline, the
// density of cuts and the visible window. Press and drag to go somewhere; Left and Right move by a second. The window is
// dragged to scroll and by its edges to zoom; a click inside it still goes there.
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
    // Start of every shot, rising; drawn as a strip that is denser where cuts are. Empty: no strip.
    void setCuts(std::vector<Ticks> cuts);
    // How many cuts fall on each of `columns` px, as a share of the busiest; pure, for tests.
    [[nodiscard]] static std::vector<double> cutDensity(const std::vector<Ticks> &cuts, Ticks length, int columns);
    [[nodiscard]] Ticks length() const { return m_length; }
    [[nodiscard]] QSize sizeHint() const override { return {200, 36}; }

Q_SIGNALS:
    void seekRequested(sc::Ticks position);
    void rangeRequested(sc::TickRange range); // the window was dragged or resized

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum class Grip { None, Seek, Window, Start, End };
    void renderBed();
    [[nodiscard]] Grip gripAt(double x) const;
    [[nodiscard]] Ticks timeAt(double x) const;
    void dragWindow(double x);
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
    std::vector<Ticks> m_cuts;
    Grip m_grip = Grip::None;
    bool m_hasMoved = false;
    double m_pressX = 0;
    TickRange m_pressed; // the window when it was grasped
    QPixmap m_bed;
};

} // namespace sc::ui
