// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/ticks.h"

namespace sc::ui {

// Which stretch of time a painted lane shows: the one place where pixels and ticks meet. Value; x is in logical
// pixels from the left edge of the lanes, never rounded here.
class ViewState
{
public:
    static constexpr double kMinPixelsPerSecond = 0.5;
    static constexpr double kMaxPixelsPerFrame = 60;
    static constexpr double kMaxPixelsPerSample = 16;
    static constexpr double kLeadPixels = 12; // air before time 0, so that the first edge can be grasped

    ViewState() = default;
    // Exactly this stretch, not held inside the song: what a tile shows.
    [[nodiscard]] static ViewState of(Ticks left, double pixelsPerSecond, int width, FrameRate rate);
    // The same view moved by less than a pixel so that time 0 falls on a device pixel: tiles then join without seams.
    [[nodiscard]] ViewState alignedTo(double devicePixelRatio) const;

    void setWidth(int pixels);           // >= 1
    void setLength(Ticks programLength); // what can be scrolled to
    void setFrameRate(FrameRate rate);
    void setSampleRate(int hertz); // of the song, which can be zoomed to its samples; 0: none
    // Other ends of the zoom (px/s) than a timeline's, and other air before time 0: for looking at a song alone.
    void setLimits(double slowest, double fastest, double leadPixels);

    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] Ticks length() const { return m_length; }
    [[nodiscard]] Ticks left() const { return m_left; }
    [[nodiscard]] FrameRate frameRate() const { return m_rate; }
    [[nodiscard]] double pixelsPerSecond() const { return m_pixelsPerSecond; }
    [[nodiscard]] double maxPixelsPerSecond() const;
    [[nodiscard]] TickRange visible() const { return {m_left, timeAt(m_width)}; }

    [[nodiscard]] double xOf(Ticks t) const { return (t - m_left).toSeconds() * m_pixelsPerSecond; }
    [[nodiscard]] Ticks timeAt(double x) const { return m_left + Ticks::fromSeconds(x / m_pixelsPerSecond); }
    [[nodiscard]] Ticks span(double pixels) const { return Ticks::fromSeconds(pixels / m_pixelsPerSecond); }

    // Makes a pixel `factor` times longer; the time under x stays under x unless the ends of the song are in the way.
    void zoomAt(double x, double factor);
    void setPixelsPerSecond(double pixelsPerSecond, double anchorX);
    void scrollBy(double pixels);
    void setLeft(Ticks t);
    void fit(TickRange range); // the range with a little air on both sides
    void fitAll() { fit({Ticks(), m_length}); }
    // Scrolls as little as shows t with `margin` px of air; a page when t ran out of view. True when it moved.
    bool reveal(Ticks t, double margin = 48);

    // The zoom slider: 0 = the whole song in the window (or the widest allowed), 1 = single samples, or frames without a song; logarithmic.
    [[nodiscard]] double zoomFraction() const;
    void setZoomFraction(double fraction, double anchorX);

    bool operator==(const ViewState &) const = default;

private:
    void clampLeft();
    [[nodiscard]] double slowest() const; // px/s of zoom fraction 0

    Ticks m_left;
    Ticks m_length = Ticks::seconds(60);
    double m_pixelsPerSecond = 36;
    int m_width = 1;
    FrameRate m_rate;
    double m_lowest = kMinPixelsPerSecond;
    double m_fastest = 0; // 0 = by the rates
    int m_sampleRate = 0;
    double m_lead = kLeadPixels;
};

} // namespace sc::ui
