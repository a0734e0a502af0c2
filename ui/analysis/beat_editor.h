// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/grid_edits.h"
#include "ui/analysis/correction_desk.h"
#include "ui/analysis/song_view.h"

#include <functional>

namespace sc::ui {

[[nodiscard]] QString tempoRatioName(audio::TempoRatio ratio); // "Three beats for two"

// Acts on the beat grid of the song at a place of it: each one step to undo. What breaks a rule (20..400 BPM, a region of
// less than a beat) is raised as a Problem and changes nothing.
class BeatEditor : public QObject
{
    Q_OBJECT

public:
    // `here` gives the chosen beat's time, else the playhead.
    BeatEditor(SongView *song, CorrectionDesk *desk, std::function<Ticks()> here, QObject *parent);

    void scale(audio::TempoRatio ratio);
    void setTempo(double bpm); // makes a grid where there is none
    void setMetre(int beatsPerBar);
    void downbeatHere();
    void splitHere();
    void mergeNext();
    void shift(Ticks by);
    void shiftBeat(int way); // by a whole beat: which beat begins the bar
    void takeTaps(const audio::TappedTempo &tapped, bool knowsPlace);
    void edit(const QString &step, const Result<BeatGrid> &grid);
    void reset();

    [[nodiscard]] const BeatGrid *grid() const;         // null without an analysis
    [[nodiscard]] const BeatRegion *regionHere() const; // the nearest to the playhead; null when there is none

private:
    SongView *m_song;
    CorrectionDesk *m_desk;
    std::function<Ticks()> m_here;
};

} // namespace sc::ui
