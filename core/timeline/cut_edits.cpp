// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/cut_edits.h"

#include "core/timeline/placement.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::timeline {

namespace {

// The live clip of the same scene that ends (or begins) exactly at `t`.
Clip *neighbourAt(Timeline &timeline, const Clip &clip, ClipEdge edgeOfClip, Ticks t)
{
    for (Clip &other : timeline.clips) {
        if (!other.isLive || other.scene != clip.scene || other.id == clip.id)
            continue;
        if ((edgeOfClip == ClipEdge::In ? other.end() : other.start) == t)
            return &other;
    }
    return nullptr;
}

Result<> requireLive(const Clip &clip)
{
    if (clip.isLive)
        return {};
    return std::unexpected(
        Problem(ProblemCode::ValidationError,
                QCoreApplication::translate("sc::timeline", "“%1” is not live. Make this alternate live first.").arg(clip.name))
            .withEntity(QStringLiteral("clip"), clip.id.text()));
}

Result<> setStart(Clip &clip, Ticks to, FrameRate rate)
{
    const Ticks by = to - clip.start;
    SC_TRY(checkLength(clip.length - by, rate));
    clip.sourceIn = std::max(Ticks(), clip.sourceIn + sourceShift(clip, by));
    clip.start = to;
    clip.length -= by;
    return checkStart(to);
}

Result<> setEnd(Clip &clip, Ticks to, FrameRate rate)
{
    SC_TRY(checkLength(to - clip.start, rate));
    clip.length = to - clip.start;
    return {};
}

Problem noRoomToSlide(const Clip &clip, const QString &why)
{
    return Problem(ProblemCode::Conflict, QCoreApplication::translate("sc::timeline", "“%1” cannot slide that far.").arg(clip.name))
        .withDetail(why)
        .withEntity(QStringLiteral("clip"), clip.id.text());
}

// Live clips of the scene that lie next to the clip, touching or not.
struct Neighbours
{
    Clip *before = nullptr;
    Clip *behind = nullptr;
};

Neighbours neighboursOf(Timeline &timeline, const Clip &clip)
{
    Neighbours found;
    for (Clip &other : timeline.clips) {
        if (!other.isLive || other.scene != clip.scene || other.id == clip.id)
            continue;
        if (other.start < clip.start && (!found.before || other.start > found.before->start))
            found.before = &other;
        if (other.start > clip.start && (!found.behind || other.start < found.behind->start))
            found.behind = &other;
    }
    return found;
}

// A neighbour that touched the clip before stays in touch; one with a gap between only must not be reached.
Result<> makeWay(const Timeline &before, Timeline &edited, Clip *neighbour, bool isBefore, const Clip &clip, const Clip &old)
{
    if (!neighbour)
        return {};
    const Ticks edge = isBefore ? clip.start : clip.end();
    const Ticks oldEdge = isBefore ? old.start : old.end();
    const Ticks theirs = isBefore ? neighbour->end() : neighbour->start;
    const bool touched = theirs == oldEdge;
    const bool reached = isBefore ? edge < theirs : edge > theirs;
    if (!touched && !reached)
        return {};
    SC_TRY(requireUnlocked(edited, *neighbour));
    const Result<> moved =
        isBefore ? setEnd(*neighbour, edge, before.project.frameRate) : setStart(*neighbour, edge, before.project.frameRate);
    if (!moved)
        return std::unexpected(
            noRoomToSlide(clip, QCoreApplication::translate("sc::timeline", "“%1” would have no frame left.").arg(neighbour->name)));
    return {};
}

} // namespace

Result<Timeline> rollCut(const Timeline &timeline, const RollCut &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    SC_TRY(requireLive(*clip));
    const FrameRate rate = edited.project.frameRate;
    const Ticks to = rate.snap(request.to);
    const bool atStart = request.edge == ClipEdge::In;
    Clip *other = neighbourAt(edited, *clip, request.edge, atStart ? clip->start : clip->end());
    if (!other)
        return trimClip(timeline, {.clip = request.clip, .edge = request.edge, .to = to, .bindToBeats = request.bindToBeats});
    SC_TRY(requireUnlocked(edited, *other));
    SC_TRY(setEnd(atStart ? *other : *clip, to, rate));
    SC_TRY(setStart(atStart ? *clip : *other, to, rate));
    const ClipSet changed{clip->id, other->id};
    return settled(timeline, std::move(edited), request.bindToBeats ? changed : ClipSet());
}

Result<Timeline> slipClip(const Timeline &timeline, const SlipClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    const Ticks by = edited.project.frameRate.snap(request.by);
    const Ticks to = clip->sourceIn + sourceShift(*clip, by);
    const Ticks shown = sourceShift(*clip, clip->length);
    const bool tooFar = request.mediaLength && to + shown > *request.mediaLength;
    if (to < Ticks() || to > kMaxPosition || tooFar) {
        const Ticks last = std::max(Ticks(), request.mediaLength.value_or(kMaxPosition) - shown);
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The slip"),
                                          QCoreApplication::translate("sc::timeline", "0 to %1 seconds into the picture")
                                              .arg(QString::number(last.toSeconds(), 'f', 3)))
                                   .withEntity(QStringLiteral("clip"), clip->id.text()));
    }
    clip->sourceIn = to;
    return settled(timeline, std::move(edited));
}

Result<Timeline> slideClip(const Timeline &timeline, const SlideClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    SC_TRY(requireLive(*clip));
    const Ticks by = edited.project.frameRate.snap(request.by);
    const Clip old = *clip;
    const Neighbours neighbours = neighboursOf(edited, *clip);
    const ClipSet group = groupOf(edited, *clip);
    for (Clip &each : edited.clips) {
        if (!group.contains(each.id))
            continue;
        SC_TRY(requireUnlocked(edited, each));
        SC_TRY(checkStart(each.start + by));
        each.start += by;
    }
    SC_TRY(makeWay(timeline, edited, neighbours.before, true, *clip, old));
    SC_TRY(makeWay(timeline, edited, neighbours.behind, false, *clip, old));
    ClipSet changed{old.id};
    for (const Clip *neighbour : {neighbours.before, neighbours.behind}) {
        if (neighbour)
            changed.insert(neighbour->id);
    }
    return settled(timeline, std::move(edited), request.bindToBeats ? changed : ClipSet());
}

Result<Timeline> joinClips(const Timeline &timeline, const JoinClips &request)
{
    Timeline edited = timeline;
    std::vector<Clip> parts;
    for (const ClipId &id : request.clips) {
        SC_TRY_ASSIGN(clip, editableClip(edited, id));
        SC_TRY(requireLive(*clip));
        if (std::ranges::find(parts, id, &Clip::id) == parts.end())
            parts.push_back(*clip);
    }
    std::ranges::sort(parts, {}, &Clip::start);
    if (parts.size() < 2)
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::timeline", "Choose two or more neighbouring clips to join.")));
    for (size_t i = 1; i < parts.size(); ++i) {
        if (parts[i].scene != parts.front().scene || parts[i].start != parts[i - 1].end())
            return std::unexpected(
                Problem(ProblemCode::ValidationError,
                        QCoreApplication::translate("sc::timeline", "“%1” and “%2” do not touch, so they cannot be joined.")
                            .arg(parts[i - 1].name, parts[i].name))
                    .withEntity(QStringLiteral("clip"), parts[i].id.text()));
    }
    SC_TRY(checkLength(parts.back().end() - parts.front().start, edited.project.frameRate));
    ClipSet gone;
    for (size_t i = 1; i < parts.size(); ++i)
        gone += groupOf(edited, parts[i]);
    for (const Clip &clip : edited.clips) {
        if (gone.contains(clip.id))
            SC_TRY(requireUnlocked(edited, clip));
    }
    Clip &first = *std::ranges::find(edited.clips, parts.front().id, &Clip::id);
    first.length = parts.back().end() - first.start;
    first.direction.out = parts.back().direction.out;
    first.beatOut = parts.back().beatOut;
    std::erase_if(edited.clips, [&](const Clip &clip) { return gone.contains(clip.id); });
    return settled(timeline, std::move(edited), {parts.front().id});
}

} // namespace sc::timeline
