// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/clip_moves.h"

#include "core/timeline/placement.h"
#include "core/timeline/take.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace sc::timeline {

namespace {

Result<> shiftGroups(Timeline &timeline, const ClipSet &group, Ticks by, const SceneId &scene)
{
    for (Clip &clip : timeline.clips) {
        if (!group.contains(clip.id))
            continue;
        SC_TRY(requireUnlocked(timeline, clip));
        SC_TRY(checkStart(clip.start + by));
        clip.start += by;
        if (!scene.isEmpty())
            clip.scene = scene;
    }
    return {};
}

// The scene that a clip of `home` joins when it begins at `start`; empty: it stays.
SceneId sceneToJoin(const Timeline &timeline, const SceneId &home, Ticks start)
{
    const Scene *own = findScene(timeline, home);
    if (!own || !own->isLive || own->range().contains(start))
        return {};
    const auto found = std::ranges::find_if(
        timeline.scenes, [&](const Scene &scene) { return scene.isLive && scene.id != home && scene.range().contains(start); });
    return found == timeline.scenes.end() ? SceneId() : found->id;
}

// Shots of different scenes may lie over one another in time; in the one scene that they come to they may not.
Result<> areClearOfOneAnother(const Timeline &timeline, const ClipSet &block)
{
    std::vector<const Clip *> moved;
    for (const Clip &clip : timeline.clips) {
        if (clip.isLive && block.contains(clip.id))
            moved.push_back(&clip);
    }
    std::ranges::stable_sort(moved,
                             [](const Clip *a, const Clip *b) { return a->scene == b->scene ? a->start < b->start : a->scene < b->scene; });
    for (size_t i = 1; i < moved.size(); ++i) {
        const Clip &earlier = *moved[i - 1];
        const Clip &later = *moved[i];
        if (earlier.scene == later.scene && earlier.range().overlaps(later.range()))
            return std::unexpected(
                Problem(ProblemCode::Conflict,
                        QCoreApplication::translate("sc::timeline", "“%1” and “%2” would lie over one another in the same scene.")
                            .arg(earlier.name, later.name))
                    .withEntity(QStringLiteral("clip"), later.id.text()));
    }
    return {};
}

// What moves along when the clip does: itself, and with ripple all that begins later in its scene.
ClipSet movedBlock(const Timeline &timeline, const Clip &clip, bool ripple)
{
    ClipSet block = groupOf(timeline, clip);
    if (!ripple)
        return block;
    for (const Clip &other : timeline.clips) {
        if (other.scene == clip.scene && other.start >= clip.end())
            block.insert(other.id);
    }
    return block;
}

Result<> trimIn(Timeline &timeline, Clip &clip, Ticks to, bool ripple)
{
    const Ticks by = to - clip.start;
    SC_TRY(checkLength(clip.length - by, timeline.project.frameRate));
    const Ticks oldEnd = clip.end();
    clip.length -= by;
    clip.sourceIn = std::max(Ticks(), clip.sourceIn + sourceShift(clip, by));
    if (ripple) {
        const ClipId id = clip.id;
        return rippleShift(timeline, SceneId(clip.scene), oldEnd, -by, {id});
    }
    clip.start = to;
    return checkStart(to);
}

Result<> trimOut(Timeline &timeline, Clip &clip, Ticks to, bool ripple)
{
    const Ticks oldEnd = clip.end();
    SC_TRY(checkLength(to - clip.start, timeline.project.frameRate));
    clip.length = to - clip.start;
    if (ripple) {
        const ClipId id = clip.id;
        return rippleShift(timeline, SceneId(clip.scene), oldEnd, to - oldEnd, {id});
    }
    return {};
}

// Where an edge that is pushed to the left has to stop: nothing moves to the left.
Ticks endOfClipBefore(const Timeline &timeline, const Clip &clip)
{
    Ticks end;
    for (const Clip *other : clipsOf(timeline, clip.scene)) {
        if (other->isLive && other->id != clip.id && other->end() <= clip.start)
            end = std::max(end, other->end());
    }
    return end;
}

Problem nothingToSplit(const Clip &clip, const QString &why)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::timeline", "“%1” cannot be split there.").arg(clip.name))
        .withDetail(why)
        .withEntity(QStringLiteral("clip"), clip.id.text());
}

QString nameOfRight(const Timeline &timeline, const Clip &left)
{
    // "Verse 1, shot 3" gives "Verse 1, shot 3 (2)"; splitting that one again gives "(3)", not "(2) (2)".
    QString base = left.name;
    const qsizetype open = base.lastIndexOf(QLatin1String(" ("));
    bool counted = false;
    if (open > 0 && base.endsWith(u')'))
        base.mid(open + 2).chopped(1).toInt(&counted);
    if (counted)
        base.truncate(open);
    QSet<QString> taken;
    for (const Clip &clip : timeline.clips) {
        if (clip.scene == left.scene)
            taken.insert(clip.name);
    }
    for (int number = 2;; ++number) {
        const QString suffix = QStringLiteral(" (%1)").arg(number);
        QString name = base.left(kMaxNameLength - suffix.size()) + suffix;
        if (!taken.contains(name))
            return name;
    }
}

// `at` is on the grid and strictly inside. Both halves keep words and takes; the transitions go to the outer edges.
void divide(Timeline &timeline, const ClipId &id, Ticks at, const ClipId &rightId)
{
    Clip &left = *std::ranges::find(timeline.clips, id, &Clip::id);
    Clip right = left;
    right.id = rightId;
    right.takesOf = takesForCopyOf(left);
    right.activeVersion = 0;
    right.name = nameOfRight(timeline, left);
    right.start = at;
    right.length = left.end() - at;
    right.sourceIn = left.sourceIn + sourceShift(left, at - left.start);
    right.direction.in = {};
    right.beatIn.reset();
    makeOriginal(right);
    left.length = at - left.start;
    left.direction.out = {};
    left.beatOut.reset();
    timeline.clips.push_back(std::move(right));
}

} // namespace

Result<Timeline> moveClip(const Timeline &timeline, const MoveClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    const bool leavesScene = !request.scene.isEmpty() && request.scene != clip->scene;
    if (leavesScene)
        SC_TRY(editableScene(edited, request.scene));
    const Ticks start = edited.project.frameRate.snap(request.start);
    SC_TRY(checkStart(start));
    const bool ripple = request.ripple && !leavesScene;
    const Ticks by = start - clip->start;
    const ClipSet block = movedBlock(edited, *clip, ripple);
    const SceneId home = clip->scene;
    const Ticks oldEnd = clip->end();
    SC_TRY(shiftGroups(edited, block, by, leavesScene ? request.scene : SceneId()));
    if (ripple) {
        ClipSet ownScene;
        for (const Clip &other : edited.clips) {
            if (other.scene == home)
                ownScene.insert(other.id);
        }
        SC_TRY(rippleShift(edited, home, oldEnd, by, ownScene));
    }
    SC_TRY(makeRoom(edited, block, request.overlap));
    return settled(timeline, std::move(edited), request.bindToBeats ? ClipSet{request.clip} : ClipSet());
}

Result<Timeline> moveClips(const Timeline &timeline, const MoveClips &request)
{
    Timeline edited = timeline;
    ClipSet block;
    ClipSet named;
    for (const ClipId &id : request.clips) {
        SC_TRY_ASSIGN(clip, editableClip(edited, id));
        block += groupOf(edited, *clip);
        named.insert(id);
    }
    const Ticks by = edited.project.frameRate.snap(request.by);
    SC_TRY(shiftGroups(edited, block, by, {}));
    if (request.joinScenes) {
        // A group stays together: its alternates go where the live one goes.
        QHash<ClipId, SceneId> joined;
        for (const Clip &clip : edited.clips) {
            if (!clip.isLive || !block.contains(clip.id))
                continue;
            const SceneId scene = sceneToJoin(timeline, clip.scene, clip.start);
            if (scene.isEmpty())
                continue;
            SC_TRY(editableScene(edited, scene));
            joined.insert(rootOf(clip), scene);
        }
        for (Clip &clip : edited.clips) {
            if (block.contains(clip.id))
                clip.scene = joined.value(rootOf(clip), clip.scene);
        }
        SC_TRY(areClearOfOneAnother(edited, block));
    }
    SC_TRY(makeRoom(edited, block, request.overlap));
    return settled(timeline, std::move(edited), request.bindToBeats ? named : ClipSet());
}

Result<Timeline> trimClip(const Timeline &timeline, const TrimClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    Ticks to = edited.project.frameRate.snap(request.to);
    const bool ripple = request.ripple && clip->isLive; // nothing follows a clip that does not play
    if (request.edge == ClipEdge::In) {
        if (request.overlap == OverlapMode::Push && !ripple && clip->isLive)
            to = std::max(to, std::min(clip->start, endOfClipBefore(edited, *clip)));
        SC_TRY(trimIn(edited, *clip, to, ripple));
    } else {
        SC_TRY(trimOut(edited, *clip, to, ripple));
    }
    SC_TRY(makeRoom(edited, {request.clip}, request.overlap));
    return settled(timeline, std::move(edited), request.bindToBeats ? ClipSet{request.clip} : ClipSet());
}

Result<Timeline> splitClip(const Timeline &timeline, const SplitClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    if (!clip->isLive)
        return std::unexpected(nothingToSplit(*clip, QCoreApplication::translate("sc::timeline", "Make this alternate live first.")));
    const Ticks at = edited.project.frameRate.snap(request.at);
    if (at <= clip->start || at >= clip->end()) {
        return std::unexpected(nothingToSplit(
            *clip, QCoreApplication::translate("sc::timeline", "It needs at least one frame on either side; it goes from %1 to %2.")
                       .arg(placeText(clip->start, edited.project.frameRate), placeText(clip->end(), edited.project.frameRate))));
    }
    divide(edited, request.clip, at, request.rightId);
    return settled(timeline, std::move(edited), request.bindToBeats ? ClipSet{request.clip, request.rightId} : ClipSet());
}

Result<Timeline> splitClipOnBeats(const Timeline &timeline, const SplitClipOnBeats &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    if (!clip->isLive)
        return std::unexpected(nothingToSplit(*clip, QCoreApplication::translate("sc::timeline", "Make this alternate live first.")));
    if (request.every < 1)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The number of beats"),
                                          QCoreApplication::translate("sc::timeline", "1 or more")));
    const TickRange range = clip->range();
    std::vector<Ticks> cuts;
    int count = 0;
    for (const Beat &beat : timelineBeats(edited)) {
        const Ticks at = edited.project.frameRate.snap(beat.time);
        if (at <= range.start || at >= range.end || (request.onlyDownbeats && !beat.isDownbeat()) || (!cuts.empty() && at <= cuts.back()))
            continue;
        if (++count % request.every == 0)
            cuts.push_back(at);
    }
    if (cuts.empty())
        return std::unexpected(nothingToSplit(*clip, QCoreApplication::translate("sc::timeline", "No beat lies inside it.")));
    ClipSet parts{request.clip};
    ClipId part = request.clip;
    for (const Ticks at : cuts) {
        const ClipId right = ClipId::create();
        divide(edited, part, at, right);
        parts.insert(right);
        part = right;
    }
    return settled(timeline, std::move(edited), parts);
}

Result<Timeline> reorderClip(const Timeline &timeline, const ReorderClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    std::vector<Clip> live;
    for (const Clip *each : clipsOf(edited, clip->scene)) {
        if (each->isLive)
            live.push_back(*each);
    }
    const auto found = std::ranges::find(live, request.clip, &Clip::id);
    if (found == live.end())
        return std::unexpected(
            Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::timeline", "Only live clips have a place in the order."))
                .withEntity(QStringLiteral("clip"), request.clip.text()));
    const auto from = static_cast<size_t>(found - live.begin());
    const auto to = static_cast<size_t>(std::clamp<std::ptrdiff_t>(request.index, 0, std::ssize(live) - 1));
    const auto [low, high] = std::minmax(from, to);
    std::vector<Ticks> gaps;
    for (size_t i = low; i < high; ++i)
        gaps.push_back(live[i + 1].start - live[i].end());
    Ticks cursor = live[low].start;
    const auto first = live.begin() + static_cast<std::ptrdiff_t>(low);
    const auto last = live.begin() + static_cast<std::ptrdiff_t>(high) + 1;
    if (from < to)
        std::rotate(first, first + 1, last);
    else
        std::rotate(first, last - 1, last);
    for (size_t i = low; i <= high; ++i) {
        SC_TRY(shiftGroups(edited, groupOf(edited, live[i]), cursor - live[i].start, {}));
        cursor += live[i].length + (i < high ? gaps[i - low] : Ticks());
    }
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
