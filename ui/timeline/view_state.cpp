// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/view_state.h"

#include <algorithm>
#include <cmath>

namespace sc::ui {

ViewState ViewState::of(Ticks left, double pixelsPerSecond, int width, FrameRate rate)
{
    ViewState view;
    view.m_left = left;
    view.m_pixelsPerSecond = pixelsPerSecond;
    view.m_width = width;
    view.m_rate = rate;
    return view;
}

ViewState ViewState::alignedTo(double devicePixelRatio) const
{
    ViewState aligned = *this;
    const double origin = std::round(xOf(Ticks()) * devicePixelRatio) / devicePixelRatio;
    aligned.m_left = -span(origin);
    return aligned;
}

void ViewState::setWidth(int pixels)
{
    m_width = std::max(1, pixels);
    clampLeft();
}

void ViewState::setLength(Ticks programLength)
{
    m_length = std::max(programLength, Ticks::seconds(1));
    clampLeft();
}

void ViewState::setFrameRate(FrameRate rate)
{
    m_rate = rate;
    m_pixelsPerSecond = std::clamp(m_pixelsPerSecond, m_lowest, maxPixelsPerSecond());
}

void ViewState::setSampleRate(int hertz)
{
    m_sampleRate = hertz;
    m_pixelsPerSecond = std::clamp(m_pixelsPerSecond, m_lowest, maxPixelsPerSecond());
}

double ViewState::maxPixelsPerSecond() const
{
    return m_fastest > 0 ? m_fastest : std::max(kMaxPixelsPerFrame * m_rate.toDouble(), kMaxPixelsPerSample * m_sampleRate);
}

void ViewState::setLimits(double slowest, double fastest, double leadPixels)
{
    m_lowest = slowest;
    m_fastest = fastest;
    m_lead = leadPixels;
    m_pixelsPerSecond = std::clamp(m_pixelsPerSecond, m_lowest, maxPixelsPerSecond());
    clampLeft();
}

void ViewState::zoomAt(double x, double factor)
{
    if (std::isfinite(factor) && factor > 0)
        setPixelsPerSecond(m_pixelsPerSecond * factor, x);
}

void ViewState::setPixelsPerSecond(double pixelsPerSecond, double anchorX)
{
    if (!std::isfinite(pixelsPerSecond))
        return;
    const Ticks anchor = timeAt(anchorX);
    m_pixelsPerSecond = std::clamp(pixelsPerSecond, m_lowest, maxPixelsPerSecond());
    m_left = anchor - span(anchorX);
    clampLeft();
}

void ViewState::scrollBy(double pixels)
{
    setLeft(m_left + span(pixels));
}

void ViewState::setLeft(Ticks t)
{
    m_left = t;
    clampLeft();
}

void ViewState::fit(TickRange range)
{
    if (range.isEmpty())
        return;
    const double usable = std::max(1.0, m_width - 2 * m_lead);
    m_pixelsPerSecond = std::clamp(usable / range.length().toSeconds(), m_lowest, maxPixelsPerSecond());
    m_left = range.start - span(m_lead);
    clampLeft();
}

bool ViewState::reveal(Ticks t, double margin)
{
    const double x = xOf(t);
    const double air = std::min(margin, m_width / 4.0);
    const Ticks before = m_left;
    if (x < 0 || x > m_width)
        setLeft(t - span(air));
    else if (x < air && t > Ticks())
        setLeft(t - span(air));
    else if (x > m_width - air)
        setLeft(t - span(m_width - air));
    return m_left != before;
}

double ViewState::slowest() const
{
    const double usable = std::max(1.0, m_width - 2 * m_lead);
    return std::clamp(usable / m_length.toSeconds(), m_lowest, maxPixelsPerSecond() / 2);
}

double ViewState::zoomFraction() const
{
    const double low = std::log(slowest());
    const double high = std::log(maxPixelsPerSecond());
    return std::clamp((std::log(m_pixelsPerSecond) - low) / (high - low), 0.0, 1.0);
}

void ViewState::setZoomFraction(double fraction, double anchorX)
{
    const double low = std::log(slowest());
    const double high = std::log(maxPixelsPerSecond());
    setPixelsPerSecond(std::exp(low + (high - low) * std::clamp(fraction, 0.0, 1.0)), anchorX);
}

void ViewState::clampLeft()
{
    const Ticks earliest = -span(m_lead);
    // Half a window beyond the end, so that the last shot can be extended without chasing the edge; nothing to
    // scroll at all while the whole song is visible.
    const Ticks window = span(m_width);
    const Ticks beyond = m_lead > 0 ? span(m_width / 2.0) : Ticks();
    const Ticks latest = m_length + span(2 * m_lead) <= window ? earliest : m_length - window + beyond;
    m_left = std::clamp(m_left, earliest, std::max(earliest, latest));
}

} // namespace sc::ui
