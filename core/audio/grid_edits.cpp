// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_edits.h"

#include "core/audio/grid_region.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sc::audio {

namespace {

struct Fraction
{
    std::int64_t top = 1;
    std::int64_t bottom = 1;
};

Fraction fractionOf(TempoRatio ratio)
{
    switch (ratio) {
    case TempoRatio::Half:
        return {1, 2};
    case TempoRatio::Double:
        return {2, 1};
    case TempoRatio::ThreeToTwo:
        return {3, 2};
    case TempoRatio::TwoToThree:
        return {2, 3};
    case TempoRatio::FourToThree:
        return {4, 3};
    case TempoRatio::ThreeToFour:
        return {3, 4};
    }
    return {};
}

Problem refusal(const QString &sentence)
{
    return Problem(ProblemCode::ValidationError, sentence);
}

std::int64_t ceilDivide(std::int64_t a, std::int64_t b)
{
    return -mulDivFloor(-a, 1, b);
}

int placeInBar(std::int64_t position, int beatsPerBar)
{
    return static_cast<int>(position - mulDivFloor(position, 1, beatsPerBar) * beatsPerBar) + 1;
}

// `bottom` old beats become `top` new ones; those whose position divides by `bottom` stay to the tick. When the phase is
// not one of them, the next one that is becomes it.
void scaleEven(RegionEdit &edit, Fraction ratio)
{
    BeatRegion &region = edit.region;
    const std::int64_t phasePosition = edit.firstPosition() - edit.firstIndex();
    const std::int64_t step = ceilDivide(phasePosition, ratio.bottom) * ratio.bottom - phasePosition;
    region.phase += Ticks(std::llround(static_cast<double>(step) * beatLength(region.bpm)));
    region.bpm = region.bpm * static_cast<double>(ratio.top) / static_cast<double>(ratio.bottom);
    edit.placeFirst((phasePosition + step) / ratio.bottom * ratio.top + edit.firstIndex());
}

void scaleMap(RegionEdit &edit, Fraction ratio)
{
    BeatRegion &region = edit.region;
    const std::vector<Ticks> old = std::exchange(region.times, {});
    const std::int64_t first = edit.firstPosition();
    const std::int64_t newFirst = ceilDivide(first * ratio.top, ratio.bottom);
    const auto last = std::ssize(old) - 1;
    for (std::int64_t position = newFirst;; ++position) {
        // Place among the old beats: whole ones and a rest of `top` parts.
        const std::int64_t parts = position * ratio.bottom - first * ratio.top;
        const std::int64_t whole = parts / ratio.top;
        const std::int64_t rest = parts % ratio.top;
        if (whole > last || (whole == last && rest > 0 && ratio.top < ratio.bottom))
            break;
        const auto i = static_cast<size_t>(whole);
        Ticks step(std::llround(beatLength(region.bpm)));
        if (old.size() > 1)
            step = whole < last ? old[i + 1] - old[i] : old[i] - old[i - 1];
        const Ticks time = old[i] + Ticks(mulDivRound(step.value(), rest, ratio.top));
        if (time >= region.end)
            break;
        if (region.times.empty() || time > region.times.back())
            region.times.push_back(time);
    }
    if (region.times.empty())
        region.times.push_back(old.front());
    region.phase = region.times.front();
    region.bpm = region.bpm * static_cast<double>(ratio.top) / static_cast<double>(ratio.bottom);
    edit.placeFirst(newFirst);
}

// The region's first beat by the place in the bar that one of its beats has.
void placeBy(RegionEdit &edit, Ticks time, int beatInBar)
{
    const std::vector<Beat> now = beatsOf(edit.region);
    const auto index = static_cast<std::int64_t>(nearestBeat(now, time).value_or(0));
    // The beat itself may lie before the region's start after a change of tempo: count the steps to it then.
    std::int64_t away = 0;
    if (edit.region.times.empty() && !now.empty())
        away = std::llround(static_cast<double>((time - now[size_t(index)].time).value()) / beatLength(edit.region.bpm));
    edit.numberFrom(placeInBar(beatInBar - 1 - away - index, edit.region.beatsPerBar));
}

Result<> takeTimes(RegionEdit &edit, std::vector<Ticks> times, std::int64_t firstPosition)
{
    if (times.empty())
        return std::unexpected(
            refusal(QCoreApplication::translate("sc::audio", "That would move every beat out of its part of the beat grid.")));
    edit.region.times = std::move(times);
    edit.region.phase = edit.region.times.front();
    edit.numberFrom(placeInBar(firstPosition, edit.region.beatsPerBar));
    return {};
}

// As many beats as left the region at one end come in at the other, in steps like the outermost there.
Result<> shiftMap(RegionEdit &edit, Ticks by)
{
    const BeatRegion &region = edit.region;
    std::vector<Ticks> times;
    size_t lostBefore = 0;
    for (const Ticks time : region.times) {
        const Ticks moved = time + by;
        if (moved >= region.start && moved < region.end)
            times.push_back(moved);
        else if (moved < region.start)
            ++lostBefore;
    }
    const size_t lost = region.times.size() - times.size();
    const int first = edit.beats.front().beatInBar - 1;
    std::int64_t position = first + std::int64_t(lostBefore);
    if (times.size() > 1) {
        for (size_t i = 0; i < lost && by > Ticks(); ++i) {
            const Ticks before = times.front() - (times[1] - times[0]);
            if (before < region.start)
                break;
            times.insert(times.begin(), before);
            --position;
        }
        for (size_t i = 0; i < lost && by < Ticks(); ++i) {
            const Ticks after = times.back() + (times.back() - times[times.size() - 2]);
            if (after >= region.end)
                break;
            times.push_back(after);
        }
    }
    return takeTimes(edit, std::move(times), position);
}

Result<> stretchMap(RegionEdit &edit, Ticks anchor, Ticks from, Ticks to)
{
    const BeatRegion &region = edit.region;
    std::vector<Ticks> times;
    std::int64_t lostBefore = 0;
    for (const Ticks time : region.times) {
        const Ticks moved = anchor + Ticks(mulDivRound((time - anchor).value(), (to - anchor).value(), (from - anchor).value()));
        if (moved >= region.start && moved < region.end && (times.empty() || moved > times.back()))
            times.push_back(moved);
        else if (moved < region.start)
            ++lostBefore;
    }
    return takeTimes(edit, std::move(times), edit.beats.front().beatInBar - 1 + lostBefore);
}

} // namespace

Result<BeatGrid> scaleTempo(const BeatGrid &grid, Ticks at, TempoRatio ratio)
{
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    const Fraction fraction = fractionOf(ratio);
    SC_TRY(checkBpm(edit.region.bpm * static_cast<double>(fraction.top) / static_cast<double>(fraction.bottom)));
    if (edit.isMap())
        scaleMap(edit, fraction);
    else
        scaleEven(edit, fraction);
    return edit.done();
}

Result<BeatGrid> setTempo(const BeatGrid &grid, Ticks at, double bpm)
{
    SC_TRY(checkBpm(bpm));
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    const Beat anchor = edit.beats[edit.anchor()];
    edit.region.times.clear();
    edit.region.bpm = bpm;
    edit.region.phase = anchor.time;
    placeBy(edit, anchor.time, anchor.beatInBar);
    return edit.done();
}

Result<BeatGrid> shiftBeats(const BeatGrid &grid, Ticks at, Ticks by)
{
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    if (edit.isMap()) {
        SC_TRY(shiftMap(edit, by));
    } else {
        const Beat first = edit.beats.front();
        edit.region.phase += by;
        placeBy(edit, first.time + by, first.beatInBar);
    }
    return edit.done();
}

Result<BeatGrid> setDownbeat(const BeatGrid &grid, Ticks at)
{
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    const size_t beat = edit.nearest(at);
    if (edit.beats[beat].isDownbeat())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::audio", "This beat is beat one already.")));
    edit.numberFrom(placeInBar(-static_cast<std::int64_t>(beat), edit.region.beatsPerBar));
    return edit.done();
}

Result<BeatGrid> setBeatsPerBar(const BeatGrid &grid, Ticks at, int beats)
{
    SC_TRY(checkBeatsPerBar(beats));
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    edit.region.beatsPerBar = beats;
    edit.numberFrom(placeInBar(-static_cast<std::int64_t>(edit.anchor()), beats));
    return edit.done();
}

Result<BeatGrid> dragBeat(const BeatGrid &grid, Ticks from, Ticks to)
{
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, from));
    return shiftBeats(grid, from, to - edit.beats[edit.nearest(from)].time);
}

Result<BeatGrid> dragTempo(const BeatGrid &grid, Ticks from, Ticks to)
{
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, from));
    const Beat anchor = edit.beats[edit.anchor()];
    const size_t dragged = edit.nearest(from);
    const auto steps = static_cast<std::int64_t>(dragged) - static_cast<std::int64_t>(edit.anchor());
    if (steps == 0)
        return std::unexpected(refusal(QCoreApplication::translate(
            "sc::audio", "The first downbeat holds the others while their tempo changes. Drag another beat, or move them all.")));
    if ((to - anchor.time).value() * steps <= 0)
        return std::unexpected(
            refusal(QCoreApplication::translate("sc::audio", "A beat cannot be dragged past the downbeat that holds it.")));
    const Ticks old = edit.beats[dragged].time;
    const double period = static_cast<double>((to - anchor.time).value()) / static_cast<double>(steps);
    const double stretch = static_cast<double>((to - anchor.time).value()) / static_cast<double>((old - anchor.time).value());
    edit.region.bpm = edit.isMap() ? edit.region.bpm / stretch : 60 * static_cast<double>(Ticks::kPerSecond) / period;
    SC_TRY(checkBpm(edit.region.bpm));
    if (edit.isMap()) {
        SC_TRY(stretchMap(edit, anchor.time, old, to));
    } else {
        edit.region.phase = anchor.time;
        placeBy(edit, anchor.time, anchor.beatInBar);
    }
    return edit.done();
}

Result<BeatGrid> splitRegion(const BeatGrid &grid, Ticks at)
{
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    const size_t index = edit.nearest(at);
    const Beat beat = edit.beats[index];
    if (index == 0)
        return std::unexpected(refusal(QCoreApplication::translate(
            "sc::audio", "A part of the beat grid cannot be shorter than one beat: divide it at a later beat.")));
    BeatRegion first = edit.region;
    BeatRegion second = edit.region;
    first.end = second.start = beat.time;
    second.firstBar = beat.bar;
    second.firstBeatInBar = beat.beatInBar;
    if (edit.isMap()) {
        const auto cut = edit.region.times.begin() + std::ptrdiff_t(index);
        first.times.assign(edit.region.times.begin(), cut);
        second.times.assign(cut, edit.region.times.end());
        second.phase = second.times.front();
    }
    return edit.doneAs(first, second);
}

Result<BeatGrid> mergeRegions(const BeatGrid &grid, Ticks at)
{
    SC_TRY_ASSIGN(edit, RegionEdit::at(grid, at));
    if (!edit.hasNext())
        return std::unexpected(refusal(QCoreApplication::translate("sc::audio", "There is no part of the beat grid after this one.")));
    edit.region.end = edit.next().end;
    if (edit.isMap()) {
        for (const Beat &beat : beatsOf(edit.next()))
            edit.region.times.push_back(beat.time);
    }
    return edit.done(GridOrigin::Edited, true);
}

Result<BeatGrid> makeGrid(TickRange range, double bpm, Ticks anchor, int beatsPerBar)
{
    SC_TRY(checkBpm(bpm));
    SC_TRY(checkBeatsPerBar(beatsPerBar));
    BeatRegion region;
    region.start = range.start;
    region.end = range.end;
    region.bpm = bpm;
    region.phase = anchor;
    region.beatsPerBar = beatsPerBar;
    SC_TRY(checkRegionLength(region));
    SC_TRY_ASSIGN(edit, RegionEdit::at(BeatGrid{{region}}, range.start));
    edit.numberFrom(placeInBar(edit.firstIndex(), beatsPerBar));
    BeatGrid grid{{edit.region}};
    grid.regions.front().origin = GridOrigin::Edited;
    return grid;
}

Result<> checkGrid(const BeatGrid &grid)
{
    const auto broken = [](const QString &detail) {
        return std::unexpected(
            refusal(QCoreApplication::translate("sc::audio", "This beat grid makes no sense and was not taken.")).withDetail(detail));
    };
    Ticks end;
    for (const BeatRegion &region : grid.regions) {
        SC_TRY(checkBpm(region.bpm));
        SC_TRY(checkBeatsPerBar(region.beatsPerBar));
        if (region.start < end || region.end <= region.start)
            return broken(QStringLiteral("regions overlap or fall"));
        if (region.firstBeatInBar < 1 || region.firstBeatInBar > region.beatsPerBar)
            return broken(QStringLiteral("first beat outside its bar"));
        if (std::ranges::adjacent_find(region.times, std::greater_equal<>()) != region.times.end())
            return broken(QStringLiteral("beats do not rise"));
        if (!region.times.empty() && (region.times.front() < region.start || region.times.back() >= region.end))
            return broken(QStringLiteral("beats outside their region"));
        end = region.end;
    }
    return {};
}

BeatGrid cutGrid(const BeatGrid &grid, Ticks duration)
{
    BeatGrid result;
    for (BeatRegion region : grid.regions) {
        const bool isMap = !region.times.empty();
        region.end = std::min(region.end, duration);
        std::erase_if(region.times, [&](Ticks time) { return time >= region.end; });
        if ((isMap && !region.times.empty()) || (!isMap && !beatsOf(region).empty()))
            result.regions.push_back(std::move(region));
    }
    return result;
}

} // namespace sc::audio
