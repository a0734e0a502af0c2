// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/snapping.h"

#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace sc::timeline {

namespace {

// How hard a target pulls at distance 0, by SnapKind; the pull falls evenly to 0 at the tolerance.
constexpr std::array<double, 9> kStrength = {1.0, 0.95, 0.95, 0.8, 0.75, 0.7, 0.65, 0.5, 0.35};
constexpr double kHoldFactor = 1.5;

double pull(const SnapTarget &target, Ticks t, double reach)
{
    const double distance = static_cast<double>(abs(t - target.time).value());
    return kStrength[static_cast<size_t>(target.kind)] * std::max(0.0, 1.0 - distance / (reach + 1));
}

void addBeats(std::vector<SnapTarget> &targets, const std::vector<Beat> &beats)
{
    for (size_t i = 0; i < beats.size(); ++i) {
        const Beat &beat = beats[i];
        const QString place = QStringLiteral("%1.%2").arg(beat.bar).arg(beat.beatInBar);
        if (beat.isDownbeat())
            targets.push_back({beat.time, SnapKind::Downbeat, QCoreApplication::translate("sc::timeline", "downbeat %1").arg(place)});
        else
            targets.push_back({beat.time, SnapKind::Beat, QCoreApplication::translate("sc::timeline", "beat %1").arg(place)});
        if (i + 1 < beats.size()) {
            const Ticks middle = beat.time + Ticks((beats[i + 1].time - beat.time).value() / 2);
            targets.push_back({middle, SnapKind::HalfBeat, QCoreApplication::translate("sc::timeline", "half-beat after %1").arg(place)});
        }
    }
}

void addSections(std::vector<SnapTarget> &targets, const Project &project)
{
    const SongMap &map = project.song->map;
    for (size_t i = 0; i < map.sections.size(); ++i)
        targets.push_back({map.sections[i].start + project.songOffset, SnapKind::SectionEdge, sectionTitle(map, i)});
    if (map.duration > Ticks())
        targets.push_back(
            {map.duration + project.songOffset, SnapKind::SectionEdge, QCoreApplication::translate("sc::timeline", "end of the song")});
}

void addClipEdges(std::vector<SnapTarget> &targets, const Timeline &timeline, const QSet<QString> &moving)
{
    for (const Clip *clip : liveClips(timeline)) {
        if (moving.contains(clip->id.text()))
            continue;
        targets.push_back({clip->start, SnapKind::ClipEdge, QCoreApplication::translate("sc::timeline", "start of %1").arg(clip->name)});
        targets.push_back({clip->end(), SnapKind::ClipEdge, QCoreApplication::translate("sc::timeline", "end of %1").arg(clip->name)});
    }
}

void addWholeSeconds(std::vector<SnapTarget> &targets, Ticks end)
{
    for (Ticks t; t <= end; t += Ticks::seconds(1))
        targets.push_back({t, SnapKind::WholeSecond, formatClock(t, 0)});
}

// Of targets on one frame only the strongest: the others would end in the same cut.
void keepStrongestOfAFrame(std::vector<SnapTarget> &targets, FrameRate rate)
{
    std::ranges::stable_sort(targets, [&](const SnapTarget &a, const SnapTarget &b) {
        return std::pair(rate.frameAt(a.time, Rounding::Nearest), a.kind) < std::pair(rate.frameAt(b.time, Rounding::Nearest), b.kind);
    });
    const auto rest =
        std::ranges::unique(targets, {}, [&](const SnapTarget &target) { return rate.frameAt(target.time, Rounding::Nearest); });
    targets.erase(rest.begin(), rest.end());
}

} // namespace

QString snapKindName(SnapKind kind)
{
    static constexpr std::array names = {"downbeat", "playhead", "section", "beat", "clip_edge", "marker", "lyric", "half_beat", "second"};
    return QLatin1String(names[static_cast<size_t>(kind)]);
}

QString snapKindTitle(SnapKind kind)
{
    switch (kind) {
    case SnapKind::Downbeat:
        return QCoreApplication::translate("sc::timeline", "Downbeats");
    case SnapKind::Playhead:
        return QCoreApplication::translate("sc::timeline", "Playhead");
    case SnapKind::SectionEdge:
        return QCoreApplication::translate("sc::timeline", "Sections");
    case SnapKind::Beat:
        return QCoreApplication::translate("sc::timeline", "Beats");
    case SnapKind::ClipEdge:
        return QCoreApplication::translate("sc::timeline", "Edges of shots");
    case SnapKind::Marker:
        return QCoreApplication::translate("sc::timeline", "Markers");
    case SnapKind::LyricStart:
        return QCoreApplication::translate("sc::timeline", "Lyric lines");
    case SnapKind::HalfBeat:
        return QCoreApplication::translate("sc::timeline", "Half-beats");
    case SnapKind::WholeSecond:
        return QCoreApplication::translate("sc::timeline", "Whole seconds");
    }
    return {};
}

std::vector<SnapTarget> snapTargets(const Timeline &timeline, const SnapSources &sources)
{
    std::vector<SnapTarget> targets;
    addBeats(targets, timelineBeats(timeline));
    if (timeline.project.song)
        addSections(targets, timeline.project);
    for (const Marker &marker : timeline.markers)
        targets.push_back({marker.time, SnapKind::Marker, marker.name});
    for (const auto &[time, line] : sources.lyricStarts)
        targets.push_back({time, SnapKind::LyricStart, line});
    if (sources.kinds.has(SnapKind::ClipEdge))
        addClipEdges(targets, timeline, sources.movingClips);
    if (sources.playhead)
        targets.push_back({*sources.playhead, SnapKind::Playhead, QCoreApplication::translate("sc::timeline", "playhead")});
    if (sources.kinds.has(SnapKind::WholeSecond))
        addWholeSeconds(targets, programLength(timeline));
    std::erase_if(targets, [&](const SnapTarget &target) { return target.time < Ticks() || !sources.kinds.has(target.kind); });
    keepStrongestOfAFrame(targets, timeline.project.frameRate);
    return targets;
}

std::optional<SnapTarget> nearestSnap(std::span<const SnapTarget> targets, Ticks t, Ticks tolerance, const std::optional<SnapTarget> &held)
{
    const double reach = static_cast<double>(tolerance.value());
    std::optional<SnapTarget> best;
    double bestPull = 0;
    auto it = std::ranges::lower_bound(targets, t - tolerance, {}, &SnapTarget::time);
    for (; it != targets.end() && it->time <= t + tolerance; ++it) {
        const double strength = pull(*it, t, reach);
        if (strength > bestPull) {
            best = *it;
            bestPull = strength;
        }
    }
    if (!held || static_cast<double>(abs(t - held->time).value()) > reach * kHoldFactor)
        return best;
    const bool overtaken = best && abs(t - best->time) < abs(t - held->time) && bestPull > pull(*held, t, reach * kHoldFactor);
    return overtaken ? best : held;
}

SnappedMove snapMove(std::span<const SnapTarget> targets, TickRange wished, Ticks tolerance, const std::optional<SnapTarget> &held)
{
    // The held target belongs to the edge that is nearer to it.
    const bool heldByStart = held && abs(held->time - wished.start) <= abs(held->time - wished.end);
    const auto atStart = nearestSnap(targets, wished.start, tolerance, held && heldByStart ? held : std::nullopt);
    const auto atEnd = nearestSnap(targets, wished.end, tolerance, held && !heldByStart ? held : std::nullopt);
    const double reach = static_cast<double>(tolerance.value()) * kHoldFactor;
    const double startPull = atStart ? pull(*atStart, wished.start, reach) : 0;
    const double endPull = atEnd ? pull(*atEnd, wished.end, reach) : 0;
    if (atStart && startPull >= endPull)
        return {atStart->time, atStart};
    if (atEnd && atEnd->time - wished.length() >= Ticks())
        return {atEnd->time - wished.length(), atEnd};
    return {wished.start, std::nullopt};
}

} // namespace sc::timeline
