// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_view.h"

#include <algorithm>

namespace sc::ui {

void SongView::setAnalysis(std::optional<audio::Analysis> analysis)
{
    m_analysis = std::move(analysis);
    m_beats = m_analysis ? m_analysis->map.grid.beats() : std::vector<Beat>();
    m_colours = m_analysis ? SectionColours(m_analysis->map) : SectionColours();
    if (m_analysis)
        m_view.setLength(m_analysis->duration);
    fitAll();
    Q_EMIT analysisChanged();
}

void SongView::setWidth(int pixels)
{
    m_view.setWidth(pixels);
    // A song that was shown whole stays whole when the window grows.
    if (m_fitted)
        m_view.fitAll();
    Q_EMIT viewChanged();
}

void SongView::zoomAt(double x, double factor)
{
    m_view.zoomAt(x, factor);
    if (m_view.zoomFraction() <= 0)
        m_view.fitAll();
    m_fitted = m_view.zoomFraction() <= 0;
    Q_EMIT viewChanged();
}

void SongView::scrollBy(double pixels)
{
    m_view.scrollBy(pixels);
    Q_EMIT viewChanged();
}

void SongView::fitAll()
{
    m_view.fitAll();
    m_fitted = true;
    Q_EMIT viewChanged();
}

void SongView::setPlayhead(Ticks t)
{
    if (t == m_playhead)
        return;
    m_playhead = t;
    Q_EMIT playheadMoved();
}

void SongView::seek(Ticks t)
{
    if (m_analysis)
        Q_EMIT seekRequested(std::clamp(t, Ticks(), m_analysis->duration));
}

} // namespace sc::ui
