// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_view.h"

#include "core/base/timecode.h"

#include <algorithm>

namespace sc::ui {

namespace {

constexpr double kSlowest = 0.01; // px/s: a day of sound in one window
constexpr int kUsualRate = 48'000;

} // namespace

void SongView::setAnalysis(std::shared_ptr<const audio::Analysis> analysis, const QString &file, bool isPartial)
{
    const bool same = m_analysis && analysis && m_file == file;
    m_analysis = std::move(analysis);
    m_file = file;
    m_partial = isPartial && m_analysis;
    m_beats = m_analysis ? m_analysis->map.grid.beats() : std::vector<Beat>();
    m_colours = m_analysis ? SectionColours(m_analysis->map) : SectionColours();
    if (m_section && (!m_analysis || *m_section >= m_analysis->map.sections.size() || !same))
        m_section.reset();
    if (m_analysis)
        takeLength(same);
    Q_EMIT analysisChanged();
}

void SongView::takeLength(bool sameSong)
{
    const int rate = m_analysis->sampleRate > 0 ? m_analysis->sampleRate : kUsualRate;
    if (!sameSong)
        m_fitted = true;
    if (sameSong && m_view.length() == m_analysis->duration)
        return;
    m_view.setLimits(kSlowest, rate * kFinestPixelsPerSample, 0);
    m_view.setLength(m_analysis->duration);
    if (m_fitted)
        fitAll();
}

bool SongView::awaits(audio::Features features) const
{
    return m_partial && (audio::featuresOf(m_analysis->level) & features);
}

std::optional<size_t> SongView::sectionAt(Ticks t) const
{
    if (!m_analysis)
        return std::nullopt;
    const std::vector<Section> &sections = m_analysis->map.sections;
    for (size_t i = 0; i < sections.size(); ++i) {
        if (t >= sections[i].start && t < sections[i].end)
            return i;
    }
    return std::nullopt;
}

void SongView::setLyrics(std::vector<ShownLyric> lyrics, const QString &origin)
{
    if (m_lyrics == lyrics && m_lyricsOrigin == origin)
        return;
    m_lyrics = std::move(lyrics);
    m_lyricsOrigin = origin;
    Q_EMIT lyricsChanged();
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
    m_fitted = m_view.zoomFraction() <= 1e-9;
    if (m_fitted)
        m_view.fitAll();
    Q_EMIT viewChanged();
}

void SongView::zoomAround(double factor)
{
    const double x = m_view.xOf(m_playhead);
    zoomAt(x >= 0 && x <= m_view.width() ? x : m_view.width() / 2.0, factor);
}

void SongView::scrollBy(double pixels)
{
    m_view.scrollBy(pixels);
    Q_EMIT viewChanged();
}

void SongView::setLeft(Ticks t)
{
    m_view.setLeft(t);
    Q_EMIT viewChanged();
}

void SongView::show(TickRange range)
{
    const Ticks air = Ticks(range.length().value() / 24);
    m_view.fit({range.start - air, range.end + air});
    m_fitted = m_view.zoomFraction() <= 1e-9;
    Q_EMIT viewChanged();
}

void SongView::fitAll()
{
    m_view.fitAll();
    m_fitted = true;
    Q_EMIT viewChanged();
}

void SongView::reveal(Ticks t)
{
    if (m_view.reveal(t))
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

void SongView::setSection(std::optional<size_t> index)
{
    if (m_section == index)
        return;
    m_section = index;
    Q_EMIT sectionChanged();
}

QString SongView::placeText(Ticks t) const
{
    const QString position = formatBarPosition(m_beats, t);
    return position.isEmpty() ? formatClock(t, 1) : position.left(position.lastIndexOf(u'.'));
}

} // namespace sc::ui
