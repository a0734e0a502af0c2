// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "ui/analysis/lyric_lane.h"
#include "ui/timeline/view_state.h"
#include "ui/widgets/section_colours.h"

#include <QtCore/QObject>

#include <memory>

namespace sc::ui {

// What the parts of the analysis screen share: the analysis as corrected, what is derived from it once, the stretch of
// time in view, the playhead and the chosen section. All in song time.
class SongView : public QObject
{
    Q_OBJECT

public:
    static constexpr double kFinestPixelsPerSample = 12;

    explicit SongView(QObject *parent = nullptr) : QObject(parent) {}

    // What is in view stays when the song is the same (a correction, a fresh analysis, more of it).
    void setAnalysis(std::shared_ptr<const audio::Analysis> analysis, const QString &file = {}, bool isPartial = false);
    // More is coming: what is empty in the analysis is not known yet.
    [[nodiscard]] bool isPartial() const { return m_partial; }
    [[nodiscard]] bool awaits(audio::Features features) const; // one of them at least
    [[nodiscard]] const audio::Analysis *analysis() const { return m_analysis.get(); }
    [[nodiscard]] const std::shared_ptr<const audio::Analysis> &shared() const { return m_analysis; }
    [[nodiscard]] const QString &file() const { return m_file; } // where a closer look is read from; empty: nowhere
    [[nodiscard]] const std::vector<Beat> &beats() const { return m_beats; }
    [[nodiscard]] const SectionColours &colours() const { return m_colours; }
    [[nodiscard]] std::optional<size_t> sectionAt(Ticks t) const;

    [[nodiscard]] const std::vector<ShownLyric> &lyrics() const { return m_lyrics; }
    [[nodiscard]] const QString &lyricsOrigin() const { return m_lyricsOrigin; } // "from Song.lrc"
    void setLyrics(std::vector<ShownLyric> lyrics, const QString &origin);

    [[nodiscard]] const ViewState &view() const { return m_view; }
    [[nodiscard]] bool isWhole() const { return m_fitted; } // the whole song is in view
    void setWidth(int pixels);
    void zoomAt(double x, double factor);
    void zoomAround(double factor); // the playhead when it is in view, else the middle
    void scrollBy(double pixels);
    void setLeft(Ticks t);
    void show(TickRange range); // with a little air
    void fitAll();
    void reveal(Ticks t);

    [[nodiscard]] Ticks playhead() const { return m_playhead; }
    void setPlayhead(Ticks t);
    void seek(Ticks t); // asks for it

    [[nodiscard]] std::optional<size_t> section() const { return m_section; }
    void setSection(std::optional<size_t> index);

    // "29.3" for people; the clock where there are no beats.
    [[nodiscard]] QString placeText(Ticks t) const;

Q_SIGNALS:
    void analysisChanged();
    void lyricsChanged();
    void viewChanged();
    void playheadMoved();
    void sectionChanged();
    void seekRequested(sc::Ticks t);

private:
    void takeLength(bool sameSong);

    std::shared_ptr<const audio::Analysis> m_analysis;
    QString m_file;
    std::vector<Beat> m_beats;
    SectionColours m_colours;
    std::vector<ShownLyric> m_lyrics;
    QString m_lyricsOrigin;
    ViewState m_view;
    bool m_fitted = true;
    bool m_partial = false;
    Ticks m_playhead;
    std::optional<size_t> m_section;
};

} // namespace sc::ui
