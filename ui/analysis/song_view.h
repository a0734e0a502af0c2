// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "ui/timeline/view_state.h"
#include "ui/widgets/section_colours.h"

#include <QtCore/QObject>

namespace sc::ui {

// What the graphs of the analysis screen share: the analysis, what is derived from it once, the stretch of time in
// view and the playhead. All in song time.
class SongView : public QObject
{
    Q_OBJECT

public:
    explicit SongView(QObject *parent = nullptr) : QObject(parent) {}

    void setAnalysis(std::optional<audio::Analysis> analysis);
    [[nodiscard]] const std::optional<audio::Analysis> &analysis() const { return m_analysis; }
    [[nodiscard]] const std::vector<Beat> &beats() const { return m_beats; }
    [[nodiscard]] const SectionColours &colours() const { return m_colours; }

    [[nodiscard]] const ViewState &view() const { return m_view; }
    void setWidth(int pixels);
    void zoomAt(double x, double factor);
    void scrollBy(double pixels);
    void fitAll();

    [[nodiscard]] Ticks playhead() const { return m_playhead; }
    void setPlayhead(Ticks t);
    void seek(Ticks t); // asks for it

Q_SIGNALS:
    void analysisChanged();
    void viewChanged();
    void playheadMoved();
    void seekRequested(sc::Ticks t);

private:
    std::optional<audio::Analysis> m_analysis;
    std::vector<Beat> m_beats;
    SectionColours m_colours;
    ViewState m_view;
    bool m_fitted = true;
    Ticks m_playhead;
};

} // namespace sc::ui
