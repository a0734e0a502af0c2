// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/beat_edits.h"

#include "core/timeline/beat_binding.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/cut_edits.h"
#include "core/timeline/cuts.h"
#include "core/timeline/edit_support.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::timeline {

namespace {

Result<std::vector<Beat>> beatsOf(const Timeline &timeline)
{
    std::vector<Beat> beats = timelineBeats(timeline);
    if (beats.size() >= 2)
        return beats;
    return std::unexpected(
        Problem(ProblemCode::ValidationError,
                QCoreApplication::translate("sc::timeline", "The project has no song with beats, so nothing can be measured in beats.")));
}

// Time of a beat by number; before the first and behind the last the neighbouring interval goes on.
Ticks beatTime(std::span<const Beat> beats, std::int64_t index)
{
    const auto last = std::ssize(beats) - 1;
    if (index < 0)
        return beats[0].time + (beats[1].time - beats[0].time) * index;
    if (index > last)
        return beats[size_t(last)].time + (beats[size_t(last)].time - beats[size_t(last) - 1].time) * (index - last);
    return beats[size_t(index)].time;
}

struct Edge
{
    ClipId clip;
    ClipEdge edge = ClipEdge::In;
    Ticks from;
    Ticks to;
};

// Edges of the clips further than half a frame from their nearest beat; a cut between two clips once. None wanted: of all
// clips, but those on half-beats, which a plan in half-beats meant.
std::vector<Edge> edgesOffBeat(const Timeline &timeline, std::span<const Beat> beats, const ClipSet &wanted)
{
    const FrameRate rate = timeline.project.frameRate;
    std::vector<Edge> edges;
    const auto look = [&](const Clip &clip, ClipEdge which, Ticks at) {
        const std::optional<BeatDistance> distance = beatDistance(beats, at, rate);
        if (!distance || distance->onBeat || distance->outside || (wanted.isEmpty() && distance->onHalfBeat))
            return;
        const bool known = std::ranges::any_of(edges, [&](const Edge &edge) {
            const Clip *other = findClip(timeline, edge.clip);
            return edge.from == at && other && other->scene == clip.scene;
        });
        if (!known)
            edges.push_back({clip.id, which, at, edgeOf(beats[distance->beat], rate)});
    };
    for (const Clip *clip : liveClips(timeline)) {
        if (!wanted.isEmpty() && !wanted.contains(clip->id))
            continue;
        look(*clip, ClipEdge::In, clip->start);
        look(*clip, ClipEdge::Out, clip->end());
    }
    return edges;
}

} // namespace

Result<Timeline> setLengthInBeats(const Timeline &timeline, const SetLengthInBeats &request)
{
    if (!(request.beats >= 0.5 && request.beats <= 1024) || std::fmod(request.beats * 2, 1.0) != 0)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The length in beats"),
                                          QCoreApplication::translate("sc::timeline", "0.5 to 1024, in halves")));
    SC_TRY_ASSIGN(beats, beatsOf(timeline));
    const Clip *clip = findClip(timeline, request.clip);
    if (!clip)
        return std::unexpected(noSuch(QStringLiteral("clip"), request.clip.text()));
    const auto first = static_cast<std::int64_t>(nearestBeat(beats, clip->start).value_or(0));
    const auto halves = static_cast<std::int64_t>(request.beats * 2);
    const Ticks whole = beatTime(beats, first + halves / 2);
    const Ticks end = halves % 2 == 0 ? whole : Ticks((whole.value() + beatTime(beats, first + halves / 2 + 1).value()) / 2);
    // A clip that begins off the beat keeps its distance to it at the other end.
    const Ticks off =
        isOnBeat(clip->start, beats[size_t(first)], timeline.project.frameRate) ? Ticks() : clip->start - beats[size_t(first)].time;
    return trimClip(timeline,
                    {.clip = request.clip, .edge = ClipEdge::Out, .to = end + off, .overlap = request.overlap, .ripple = request.ripple});
}

Result<Timeline> nudgeByBeats(const Timeline &timeline, const NudgeByBeats &request)
{
    SC_TRY_ASSIGN(beats, beatsOf(timeline));
    const Clip *first = nullptr;
    for (const ClipId &id : request.clips) {
        const Clip *clip = findClip(timeline, id);
        if (!clip)
            return std::unexpected(noSuch(QStringLiteral("clip"), id.text()));
        if (!first || clip->start < first->start)
            first = clip;
    }
    if (!first)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::timeline", "No clip was named.")));
    const auto near = static_cast<std::int64_t>(nearestBeat(beats, first->start).value_or(0));
    const bool isOn = isOnBeat(first->start, beats[size_t(near)], timeline.project.frameRate);
    const Ticks off = isOn ? Ticks() : first->start - beats[size_t(near)].time;
    const Ticks to = timeline.project.frameRate.snap(beatTime(beats, near + request.beats) + off);
    return moveClips(timeline, {.clips = request.clips, .by = to - first->start, .overlap = request.overlap});
}

Result<Timeline> alignToBeats(const Timeline &timeline, const AlignToBeats &request)
{
    SC_TRY_ASSIGN(beats, beatsOf(timeline));
    ClipSet wanted;
    for (const ClipId &id : request.clips) {
        if (!findClip(timeline, id))
            return std::unexpected(noSuch(QStringLiteral("clip"), id.text()));
        wanted.insert(id);
    }
    const std::vector<Edge> edges = edgesOffBeat(timeline, beats, wanted);
    if (edges.empty())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::timeline", "Every cut already lies on a beat.")));
    Timeline edited = timeline;
    bool moved = false;
    for (const Edge &edge : edges) {
        if (Result<Timeline> rolled = rollCut(edited, {.clip = edge.clip, .edge = edge.edge, .to = edge.to})) {
            edited = std::move(*rolled);
            moved = true;
        }
    }
    if (moved)
        return edited;
    return std::unexpected(
        Problem(ProblemCode::Conflict,
                QCoreApplication::translate("sc::timeline", "No cut could be moved: the clips are locked or have no room on the beat.")));
}

Result<Timeline> closeGaps(const Timeline &timeline, const CloseGaps &request)
{
    Timeline edited = timeline;
    std::vector<SceneId> scenes = request.scenes;
    if (scenes.empty()) {
        for (const Scene &scene : timeline.scenes) {
            if (scene.isLive)
                scenes.push_back(scene.id);
        }
    }
    bool changed = false;
    for (const SceneId &id : scenes) {
        SC_TRY(knownScene(edited, id));
        std::vector<ClipId> order;
        for (const Clip *clip : clipsOf(edited, id)) {
            if (clip->isLive)
                order.push_back(clip->id);
        }
        for (size_t i = 1; i < order.size(); ++i) {
            const Clip before = *findClip(edited, order[i - 1]);
            const Clip after = *findClip(edited, order[i]);
            const Ticks gap = after.start - before.end();
            if (gap <= Ticks() || (request.shorterThan && gap >= *request.shorterThan))
                continue;
            Result<Timeline> closed = request.fix == GapFix::Extend
                                          ? trimClip(edited, {.clip = before.id, .edge = ClipEdge::Out, .to = after.start})
                                          : moveClip(edited, {.clip = after.id, .start = before.end(), .scene = {}, .ripple = true});
            if (!closed)
                return closed;
            edited = std::move(*closed);
            changed = true;
        }
    }
    if (changed)
        return edited;
    return std::unexpected(Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::timeline", "There is no gap to close.")));
}

} // namespace sc::timeline
