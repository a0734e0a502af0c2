// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_region.h"

#include "core/audio/grid_edits.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

Problem refusal(const QString &sentence)
{
    return Problem(ProblemCode::ValidationError, sentence);
}

Problem noGrid()
{
    return refusal(QCoreApplication::translate("sc::audio", "There are no beats here that could be corrected. Tap the tempo first."));
}

Ticks distance(const BeatRegion &region, Ticks t)
{
    return std::max({Ticks(), region.start - t, t - region.end + Ticks(1)});
}

int lastBar(const BeatRegion &region)
{
    const std::vector<Beat> beats = beatsOf(region);
    return beats.empty() ? region.firstBar - 1 : beats.back().bar;
}

} // namespace

double beatLength(double bpm)
{
    return 60.0 / bpm * static_cast<double>(Ticks::kPerSecond);
}

std::vector<Beat> beatsOf(const BeatRegion &region)
{
    return BeatGrid{{region}}.beats();
}

Result<> checkBpm(double bpm)
{
    if (bpm >= kLowestBpm && bpm <= kHighestBpm)
        return {};
    return std::unexpected(refusal(QCoreApplication::translate("sc::audio", "A tempo is %1 to %2 BPM, not %3.")
                                       .arg(kLowestBpm)
                                       .arg(kHighestBpm)
                                       .arg(std::isfinite(bpm) ? std::round(bpm * 100) / 100 : 0)));
}

Result<> checkBeatsPerBar(int beats)
{
    if (beats >= 1 && beats <= kMostBeatsPerBar)
        return {};
    return std::unexpected(
        refusal(QCoreApplication::translate("sc::audio", "A bar has 1 to %1 beats, not %2.").arg(kMostBeatsPerBar).arg(beats)));
}

Result<> checkRegionLength(const BeatRegion &region)
{
    // Ends are whole ticks, a beat's length is not.
    const bool hasRoom = static_cast<double>((region.end - region.start).value()) >= beatLength(region.bpm) - 1;
    if ((!region.times.empty() || hasRoom) && !beatsOf(region).empty())
        return {};
    return std::unexpected(
        refusal(QCoreApplication::translate("sc::audio", "A part of the beat grid cannot be shorter than one beat (%1 s).")
                    .arg(60 / region.bpm, 0, 'f', 2)));
}

RegionEdit::RegionEdit(const BeatGrid &grid, size_t index)
    : region(grid.regions[index]), beats(beatsOf(region)), m_grid(grid), m_index(index)
{
}

Result<RegionEdit> RegionEdit::at(const BeatGrid &grid, Ticks at)
{
    if (grid.isEmpty())
        return std::unexpected(noGrid());
    const auto nearest = std::ranges::min_element(grid.regions, {}, [at](const BeatRegion &one) { return distance(one, at); });
    RegionEdit edit(grid, static_cast<size_t>(nearest - grid.regions.begin()));
    if (edit.beats.empty())
        return std::unexpected(noGrid());
    return edit;
}

size_t RegionEdit::nearest(Ticks t) const
{
    return nearestBeat(beats, t).value_or(0);
}

size_t RegionEdit::anchor() const
{
    const auto found = std::ranges::find_if(beats, &Beat::isDownbeat);
    return found == beats.end() ? 0 : static_cast<size_t>(found - beats.begin());
}

int RegionEdit::originBar() const
{
    return m_index == 0 ? 1 : lastBar(m_grid.regions[m_index - 1]) + 1;
}

std::int64_t RegionEdit::firstPosition() const
{
    const BeatRegion &old = m_grid.regions[m_index];
    return std::int64_t(old.firstBar - originBar()) * old.beatsPerBar + old.firstBeatInBar - 1;
}

void RegionEdit::placeFirst(std::int64_t position)
{
    const std::int64_t bars = mulDivFloor(position, 1, region.beatsPerBar);
    region.firstBar = originBar() + static_cast<int>(bars);
    region.firstBeatInBar = static_cast<int>(position - bars * region.beatsPerBar) + 1;
}

std::int64_t RegionEdit::firstIndex() const
{
    const std::vector<Beat> now = beatsOf(region);
    if (now.empty())
        return 0;
    return std::llround(static_cast<double>((now.front().time - region.phase).value()) / beatLength(region.bpm));
}

void RegionEdit::numberFrom(int firstBeatInBar)
{
    region.firstBeatInBar = firstBeatInBar;
    if (m_index == 0) {
        region.firstBar = firstBeatInBar == 1 ? 1 : 0;
        return;
    }
    const std::vector<Beat> before = beatsOf(m_grid.regions[m_index - 1]);
    const bool goesOn = !before.empty() && firstBeatInBar > before.back().beatInBar;
    region.firstBar = originBar() - (goesOn ? 1 : 0);
}

Result<BeatGrid> RegionEdit::done(GridOrigin origin, bool withNext) const
{
    SC_TRY(checkBpm(region.bpm));
    SC_TRY(checkBeatsPerBar(region.beatsPerBar));
    SC_TRY(checkRegionLength(region));
    const size_t last = m_index + (withNext ? 1 : 0);
    const int shift = lastBar(region) - lastBar(m_grid.regions[last]);
    BeatGrid result = m_grid;
    result.regions[m_index] = region;
    result.regions[m_index].origin = origin;
    if (withNext)
        result.regions.erase(result.regions.begin() + std::ptrdiff_t(last));
    for (size_t i = m_index + 1; i < result.regions.size(); ++i)
        result.regions[i].firstBar += shift;
    // The same beats may be computed from another one of them.
    BeatRegion likeBefore = region;
    likeBefore.phase = m_grid.regions[m_index].phase;
    likeBefore.origin = m_grid.regions[m_index].origin;
    if (!withNext && likeBefore == m_grid.regions[m_index] && beatsOf(region) == beats)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::audio", "The beats are like that already.")));
    return result;
}

Result<BeatGrid> RegionEdit::doneAs(const BeatRegion &first, const BeatRegion &second) const
{
    SC_TRY(checkRegionLength(first));
    SC_TRY(checkRegionLength(second));
    BeatGrid result = m_grid;
    result.regions[m_index] = first;
    result.regions.insert(result.regions.begin() + std::ptrdiff_t(m_index) + 1, second);
    for (const size_t i : {m_index, m_index + 1})
        result.regions[i].origin = GridOrigin::Edited;
    return result;
}

} // namespace sc::audio
