// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/row_fixer.h"

#include "core/timeline/beat_binding.h"
#include "core/timeline/cuts.h"
#include "core/timeline/edit_support.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace sc::timeline {

namespace {

constexpr int kMostWays = 2;

// What a fix must not bring about. Gaps are known by the clip behind them: the one before may change.
bool isGrave(const RowProblem &problem)
{
    return problem.kind == FindingKind::FlashFrame || severityOf(problem.kind) == Severity::Error;
}

using Key = std::tuple<FindingKind, int, int>;

Key keyOf(const RowProblem &problem)
{
    return {problem.kind, problem.clip, problem.kind == FindingKind::Overlap ? problem.other : kNoPlace};
}

} // namespace

RowFixer::RowFixer(const Timeline &timeline, std::span<const Beat> beats)
    : m_timeline(timeline), m_beats(beats), m_rate(timeline.project.frameRate), m_row(timeline), m_places(m_row.places())
{
    m_allowed = m_row.problems();
    std::erase_if(m_allowed, std::not_fn(isGrave));
    std::ranges::sort(m_allowed, {}, keyOf);
}

void RowFixer::fix(std::span<const Finding> findings)
{
    QHash<ClipId, int> places;
    for (int i = 0; i < static_cast<int>(m_row.clips().size()); ++i)
        places.insert(m_row.clip(i)->id, i);
    std::vector<Item> items;
    for (const Finding &finding : findings)
        items.push_back({&finding, places.value(finding.clip, kNoPlace), places.value(finding.other, kNoPlace)});
    // In the order of time: the fix of one cut leaves room, or takes it, for the next.
    std::ranges::stable_sort(items, {}, [](const Item &item) { return item.finding->range.start; });
    fixRange(items);
}

void RowFixer::fixRange(std::span<const Item> items)
{
    if (items.empty())
        return;
    const std::vector<RowPlace> before = m_places;
    std::vector<Item> done;
    std::vector<LeftProblem> left;
    for (const Item &item : items) {
        if (attemptAny(item))
            done.push_back(item);
        else
            left.push_back({*item.finding, reason(item, false)});
    }
    if (isClean(done)) {
        m_fixed += static_cast<int>(done.size());
        m_left.insert(m_left.end(), left.begin(), left.end());
        return;
    }
    m_places = before;
    if (items.size() > 1) {
        fixRange(items.first(items.size() / 2));
        fixRange(items.subspan(items.size() / 2));
        return;
    }
    for (int way = 1; way < kMostWays; ++way) {
        if (attempt(items.front(), way) && isClean(items)) {
            ++m_fixed;
            return;
        }
        m_places = before;
    }
    m_left.push_back({*items.front().finding, reason(items.front(), true)});
}

bool RowFixer::attemptAny(const Item &item)
{
    for (int way = 0; way < kMostWays; ++way) {
        if (attempt(item, way))
            return true;
    }
    return false;
}

bool RowFixer::attempt(const Item &item, int way)
{
    if (item.clip == kNoPlace || at(item.clip).gone)
        return false;
    switch (item.finding->kind) {
    case FindingKind::Overlap:
        return separate(item, way);
    case FindingKind::FlashGap:
    case FindingKind::Gap:
        return closeGap(item, way);
    case FindingKind::FlashFrame:
        return removeFlash(item, way);
    case FindingKind::Transition:
        return way == 0 && shortenTransition(item);
    case FindingKind::OffBeat:
        return way == 0 && rollToBeat(item);
    case FindingKind::Handles: // not along the row: fixHandles()
    case FindingKind::Rule:
    case FindingKind::MissingMedia:
        return false;
    }
    return false;
}

// The earlier one ends where the later one begins, or the later one begins where the earlier one ends.
bool RowFixer::separate(const Item &item, int way)
{
    if (item.other == kNoPlace)
        return false;
    return way == 0 ? setEnd(item.other, at(item.clip).start) : setStart(item.clip, at(item.other).end);
}

bool RowFixer::closeGap(const Item &item, int way)
{
    if (way == 0)
        return item.other != kNoPlace && !at(item.other).gone && setEnd(item.other, at(item.clip).start);
    return setStart(item.clip, item.other == kNoPlace ? Ticks() : at(item.other).end);
}

// A shot of the same scene goes on before one of another does.
bool RowFixer::removeFlash(const Item &item, int way)
{
    if (at(item.clip).locked)
        return false;
    const int before = neighbour(item.clip, true);
    const int behind = neighbour(item.clip, false);
    const auto isOwn = [&](int place) { return place != kNoPlace && m_row.clip(place)->scene == m_row.clip(item.clip)->scene; };
    const bool behindFirst = before == kNoPlace || (isOwn(behind) && !isOwn(before));
    const bool useBehind = behindFirst == (way == 0);
    const RowPlace flash = at(item.clip);
    if (before == kNoPlace && behind == kNoPlace)
        at(item.clip).gone = way == 0;
    else if (useBehind)
        at(item.clip).gone = behind != kNoPlace && setStart(behind, flash.start);
    else
        at(item.clip).gone = before != kNoPlace && setEnd(before, flash.end);
    return at(item.clip).gone;
}

bool RowFixer::shortenTransition(const Item &item)
{
    RowPlace &place = at(item.clip);
    if (place.locked)
        return false;
    const int before = neighbour(item.clip, true);
    const bool needsTwo = place.in.kind == TransitionKind::Dissolve || place.in.kind == TransitionKind::Wipe;
    const Ticks room = before == kNoPlace ? place.length() : std::min(place.length(), at(before).length());
    const Ticks length = std::min(place.in.length, m_rate.snap(Ticks(room.value() / 2), Rounding::Floor));
    place.in = (needsTwo && before == kNoPlace) || length <= Ticks() ? Transition() : Transition{place.in.kind, length};
    return true;
}

// All edges at the cut go together, so that what touched still touches.
bool RowFixer::rollToBeat(const Item &item)
{
    const Ticks cut = item.finding->range.start;
    const auto distance = beatDistance(m_beats, cut, m_rate);
    if (!distance || distance->outside)
        return false;
    const Ticks to = edgeOf(m_beats[distance->beat], m_rate);
    std::vector<std::pair<int, RowPlace>> before;
    // Rows are sorted by start, and edges at one time lie near one another unless scenes overlap.
    const auto first = std::ranges::lower_bound(m_places, cut - kMaxClipLength, {}, &RowPlace::start) - m_places.begin();
    for (int place = static_cast<int>(first); place < static_cast<int>(m_places.size()) && m_row.places()[size_t(place)].start <= cut;
         ++place) {
        if (at(place).gone)
            continue;
        const bool begins = m_row.places()[size_t(place)].start == cut;
        const bool ends = m_row.places()[size_t(place)].end == cut;
        if (!begins && !ends)
            continue;
        before.emplace_back(place, at(place));
        if (!(begins ? setStart(place, to) : setEnd(place, to))) {
            for (const auto &[moved, old] : before)
                at(moved) = old;
            return false;
        }
    }
    return !before.empty();
}

bool RowFixer::setStart(int place, Ticks to)
{
    RowPlace &moved = at(place);
    const Ticks length = moved.end - to;
    if (moved.locked || to < Ticks() || to > kMaxPosition || length < m_rate.frameLength() || length > kMaxClipLength)
        return false;
    moved.start = to;
    return true;
}

bool RowFixer::setEnd(int place, Ticks to)
{
    RowPlace &moved = at(place);
    const Ticks length = to - moved.start;
    if (moved.locked || length < m_rate.frameLength() || length > kMaxClipLength)
        return false;
    moved.end = to;
    return true;
}

int RowFixer::neighbour(int place, bool before) const
{
    const RowPlace &own = at(place);
    int found = kNoPlace;
    const int step = before ? -1 : 1;
    for (int i = place + step; i >= 0 && i < static_cast<int>(m_places.size()); i += step) {
        const RowPlace &other = at(i);
        if (before ? own.start - other.start > kMaxClipLength : other.start > own.end)
            break;
        if (other.gone || (before ? other.end != own.start : other.start != own.end))
            continue;
        const bool isOwn = m_row.clip(i)->scene == m_row.clip(place)->scene;
        if (found == kNoPlace || isOwn)
            found = i;
        if (isOwn)
            break;
    }
    return found;
}

bool RowFixer::isClean(std::span<const Item> done) const
{
    Ticks last;
    for (const RowPlace &place : m_places) {
        if (place.gone)
            continue;
        if (place.start < last)
            return false;
        last = place.start;
    }
    std::vector<RowProblem> now = rowProblems(m_places);
    const auto isNew = [&](const RowProblem &problem) {
        return isGrave(problem) && !std::ranges::binary_search(m_allowed, keyOf(problem), {}, keyOf);
    };
    if (std::ranges::any_of(now, isNew))
        return false;
    std::ranges::sort(now, {}, keyOf);
    return std::ranges::none_of(done, [&](const Item &item) {
        const RowProblem own{item.finding->kind, item.clip, item.other, {}};
        return std::ranges::binary_search(now, keyOf(own), {}, keyOf);
    });
}

QString RowFixer::reason(const Item &item, bool triedAll) const
{
    const auto locked = [](const QString &name) { return QCoreApplication::translate("sc::timeline", "“%1” is locked.").arg(name); };
    const auto isLocked = [this](int place) { return place != kNoPlace && at(place).locked; };
    if (isLocked(item.clip))
        return locked(m_row.clip(item.clip)->name);
    if (isLocked(item.other))
        return locked(m_row.clip(item.other)->name);
    if (item.clip != kNoPlace) {
        for (const bool before : {true, false}) {
            if (const int place = neighbour(item.clip, before); isLocked(place))
                return locked(m_row.clip(place)->name);
        }
    }
    if (item.finding->kind == FindingKind::OffBeat && !triedAll)
        return QCoreApplication::translate("sc::timeline", "“%1” has no room on the beat.").arg(item.finding->name);
    return QCoreApplication::translate("sc::timeline", "There is no room around “%1” to do it without another problem.")
        .arg(item.finding->name);
}

Timeline RowFixer::timeline() const
{
    Timeline edited = m_timeline;
    QHash<ClipId, int> places;
    QSet<ClipId> gone; // originals whose groups go
    for (int i = 0; i < static_cast<int>(m_places.size()); ++i) {
        places.insert(m_row.clip(i)->id, i);
        if (at(i).gone)
            gone.insert(rootOf(*m_row.clip(i)));
    }
    ClipSet changed;
    for (Clip &clip : edited.clips) {
        const auto found = places.constFind(clip.id);
        if (found == places.constEnd())
            continue;
        const RowPlace &place = at(*found);
        if (place.start != clip.start)
            clip.sourceIn = std::max(Ticks(), clip.sourceIn + sourceShift(clip, place.start - clip.start));
        if (place.start != clip.start || place.end != clip.end())
            changed.insert(clip.id);
        clip.start = place.start;
        clip.length = place.length();
        clip.direction.in = place.in;
    }
    std::erase_if(edited.clips, [&](const Clip &clip) { return gone.contains(rootOf(clip)); });
    return settled(m_timeline, std::move(edited), changed);
}

} // namespace sc::timeline
