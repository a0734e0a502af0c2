// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/beat_editor.h"

#include <algorithm>

namespace sc::ui {

QString tempoRatioName(audio::TempoRatio ratio)
{
    switch (ratio) {
    case audio::TempoRatio::Half:
        return BeatEditor::tr("Half tempo");
    case audio::TempoRatio::Double:
        return BeatEditor::tr("Double tempo");
    case audio::TempoRatio::ThreeToTwo:
        return BeatEditor::tr("Three beats for two");
    case audio::TempoRatio::TwoToThree:
        return BeatEditor::tr("Two beats for three");
    case audio::TempoRatio::FourToThree:
        return BeatEditor::tr("Four beats for three");
    case audio::TempoRatio::ThreeToFour:
        return BeatEditor::tr("Three beats for four");
    }
    return {};
}

BeatEditor::BeatEditor(SongView *song, CorrectionDesk *desk, std::function<Ticks()> here, QObject *parent)
    : QObject(parent), m_song(song), m_desk(desk), m_here(std::move(here))
{
}

const BeatGrid *BeatEditor::grid() const
{
    return m_song->analysis() ? &m_song->analysis()->map.grid : nullptr;
}

const BeatRegion *BeatEditor::regionHere() const
{
    if (grid() == nullptr || grid()->regions.empty())
        return nullptr;
    const Ticks t = m_song->playhead();
    const std::vector<BeatRegion> &regions = grid()->regions;
    const auto distance = [t](const BeatRegion &r) { return t < r.start ? r.start - t : t >= r.end ? t - r.end : Ticks(); };
    return &*std::ranges::min_element(regions, {}, distance);
}

void BeatEditor::edit(const QString &step, const Result<BeatGrid> &grid)
{
    m_desk->setGrid(step, grid);
}

void BeatEditor::scale(audio::TempoRatio ratio)
{
    if (grid())
        edit(tempoRatioName(ratio), audio::scaleTempo(*grid(), m_here(), ratio));
}

void BeatEditor::setTempo(double bpm)
{
    if (!grid())
        return;
    const audio::Analysis &analysis = *m_song->analysis();
    if (grid()->isEmpty())
        edit(tr("Set tempo"),
             audio::makeGrid({{}, analysis.duration}, bpm, analysis.onsets.empty() ? Ticks() : analysis.onsets.front(), 4));
    else
        edit(tr("Set tempo"), audio::setTempo(*grid(), m_here(), bpm));
}

void BeatEditor::setMetre(int beatsPerBar)
{
    if (grid())
        edit(tr("Set metre"), audio::setBeatsPerBar(*grid(), m_here(), beatsPerBar));
}

void BeatEditor::downbeatHere()
{
    if (grid())
        edit(tr("Set downbeat"), audio::setDownbeat(*grid(), m_here()));
}

void BeatEditor::splitHere()
{
    if (grid())
        edit(tr("Split region"), audio::splitRegion(*grid(), m_here()));
}

void BeatEditor::mergeNext()
{
    if (grid())
        edit(tr("Merge regions"), audio::mergeRegions(*grid(), m_here()));
}

void BeatEditor::shift(Ticks by)
{
    if (grid())
        edit(tr("Shift beats"), audio::shiftBeats(*grid(), m_here(), by));
}

void BeatEditor::shiftBeat(int way)
{
    if (const BeatRegion *region = regionHere())
        shift(Ticks::fromSeconds(60.0 / region->bpm * way));
}

void BeatEditor::reset()
{
    m_desk->resetGrid();
}

void BeatEditor::takeTaps(const audio::TappedTempo &tapped, bool knowsPlace)
{
    if (!grid())
        return;
    const TickRange whole{{}, m_song->analysis()->duration};
    const Ticks t = m_song->playhead();
    Result<BeatGrid> next = grid()->isEmpty() ? audio::makeGrid(whole, tapped.bpm, knowsPlace ? tapped.anchor : Ticks(), 4)
                            : knowsPlace      ? audio::applyTaps(*grid(), t, tapped)
                                              : audio::setTempo(*grid(), t, tapped.bpm);
    if (next && !next->isEmpty()) {
        const auto region = std::ranges::find_if(next->regions, [t](const BeatRegion &r) { return t < r.end; });
        (region == next->regions.end() ? next->regions.back() : *region).origin = GridOrigin::Tapped;
    }
    edit(tr("Tap tempo"), next);
}

} // namespace sc::ui
