// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/reorder_edits.h"

#include "core/timeline/clip_moves.h"
#include "core/timeline/edit_support.h"

#include <QtCore/QCoreApplication>

namespace sc::timeline {

namespace {

std::vector<const Clip *> liveClipsOf(const Timeline &timeline, const SceneId &scene)
{
    std::vector<const Clip *> live;
    for (const Clip *clip : clipsOf(timeline, scene)) {
        if (clip->isLive)
            live.push_back(clip);
    }
    return live;
}

Problem notLive(const QString &text, const QString &kind, const QString &id)
{
    return Problem(ProblemCode::ValidationError, text).withEntity(kind, id);
}

Result<Clip> movableClip(Timeline &timeline, const ClipId &id)
{
    SC_TRY_ASSIGN(clip, editableClip(timeline, id));
    if (!clip->isLive)
        return std::unexpected(notLive(QCoreApplication::translate("sc::timeline", "Only live clips have a place in the order."),
                                       QStringLiteral("clip"), id.text()));
    return *clip;
}

// The clip with its alternates, so that it begins at `start`: its scene may have moved meanwhile.
Result<> put(Timeline &timeline, const ClipSet &group, const ClipId &id, const SceneId &scene, Ticks start)
{
    const Ticks by = start - findClip(timeline, id)->start;
    for (Clip &clip : timeline.clips) {
        if (!group.contains(clip.id))
            continue;
        SC_TRY(requireUnlocked(timeline, clip));
        SC_TRY(checkStart(clip.start + by));
        clip.start += by;
        clip.scene = scene;
    }
    return {};
}

// Scenes may lie over one another in time; room made in one of them is then not made in the other.
Result<> requireNoOverlap(const Timeline &timeline, const SceneId &id)
{
    const Clip *before = nullptr;
    for (const Clip *clip : liveClipsOf(timeline, id)) {
        if (before && clip->start < before->end()) {
            return std::unexpected(Problem(ProblemCode::Conflict,
                                           QCoreApplication::translate(
                                               "sc::timeline", "There is no room between “%1” and “%2”: scenes lie over one another there.")
                                               .arg(before->name, clip->name))
                                       .withEntity(QStringLiteral("clip"), clip->id.text()));
        }
        before = clip;
    }
    return {};
}

// Into another scene, before its clip `next` (or behind the last one).
Result<Timeline> carryOver(const Timeline &timeline, const ClipId &id, const SceneId &target, const ClipId &next)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, movableClip(edited, id));
    SC_TRY(editableScene(edited, target));
    const ClipSet group = groupOf(edited, clip);
    SC_TRY(rippleShift(edited, clip.scene, clip.end(), -clip.length, group));
    const Scene *scene = findScene(edited, target);
    Ticks at = scene->start;
    if (const Clip *following = findClip(edited, next)) {
        at = following->start;
    } else if (const auto live = liveClipsOf(edited, target); !live.empty()) {
        at = live.back()->end();
    }
    // An empty scene may last longer than nothing: its room is taken, not pushed.
    SC_TRY(rippleShift(edited, target, at, clip.length, group));
    if (findClip(edited, next) == nullptr && liveClipsOf(edited, target).empty())
        at = findScene(edited, target)->start;
    SC_TRY(put(edited, group, id, target, at));
    SC_TRY(requireNoOverlap(edited, clip.scene));
    SC_TRY(requireNoOverlap(edited, target));
    return settled(timeline, std::move(edited), group);
}

} // namespace

Result<Timeline> placeClips(const Timeline &timeline, const PlaceClips &request)
{
    Timeline edited = timeline;
    std::vector<Clip> moving;
    for (const ClipId &id : request.clips) {
        SC_TRY_ASSIGN(clip, movableClip(edited, id));
        if (std::ranges::find(moving, clip.id, &Clip::id) == moving.end())
            moving.push_back(clip);
    }
    if (moving.empty())
        return std::unexpected(noSuch(QStringLiteral("clip"), {}));
    std::ranges::stable_sort(moving, {}, &Clip::start);
    const SceneId target = request.scene.isEmpty() ? moving.front().scene : request.scene;
    SC_TRY(editableScene(edited, target));

    // The clip they come before: the first one from the place on that does not move itself.
    const std::vector<const Clip *> live = liveClipsOf(edited, target);
    ClipId next;
    for (auto i = static_cast<size_t>(std::clamp<std::ptrdiff_t>(request.index, 0, std::ssize(live))); i < live.size(); ++i) {
        if (std::ranges::find(moving, live[i]->id, &Clip::id) == moving.end()) {
            next = live[i]->id;
            break;
        }
    }
    for (const Clip &clip : moving) {
        if (clip.scene != target) {
            SC_TRY_ASSIGN(moved, carryOver(edited, clip.id, target, next));
            edited = std::move(moved);
            continue;
        }
        const std::vector<const Clip *> now = liveClipsOf(edited, target);
        const auto placeOf = [&](const ClipId &id) { return static_cast<int>(std::ranges::find(now, id, &Clip::id) - now.begin()); };
        const int place = next.isEmpty() ? static_cast<int>(now.size()) : placeOf(next);
        SC_TRY_ASSIGN(moved, reorderClip(edited, {clip.id, placeOf(clip.id) < place ? place - 1 : place}));
        edited = std::move(moved);
    }
    return edited;
}

Result<Timeline> swapClips(const Timeline &timeline, const SwapClips &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(one, movableClip(edited, request.first));
    SC_TRY_ASSIGN(two, movableClip(edited, request.second));
    if (one.id == two.id)
        return edited;
    const Clip &first = one.start <= two.start ? one : two;
    const Clip &second = one.start <= two.start ? two : one;
    if (first.scene != second.scene && second.start < first.end())
        return std::unexpected(
            Problem(ProblemCode::Conflict,
                    QCoreApplication::translate("sc::timeline", "“%1” and “%2” play at the same time: they cannot change places.")
                        .arg(first.name, second.name))
                .withEntity(QStringLiteral("clip"), first.id.text()));
    const ClipSet firstGroup = groupOf(edited, first);
    const ClipSet secondGroup = groupOf(edited, second);
    const ClipSet both = firstGroup + secondGroup;
    const Ticks growth = second.length - first.length;
    const Ticks place = second.start; // before anything moved
    SC_TRY(rippleShift(edited, first.scene, first.end(), growth, both));
    // What came between took the second one's place along.
    Ticks shift = growth;
    if (first.scene != second.scene) {
        const Scene *before = findScene(timeline, second.scene);
        const Scene *after = findScene(edited, second.scene);
        shift = after->start - before->start;
    }
    SC_TRY(rippleShift(edited, second.scene, place + second.length + shift, -growth, both));
    SC_TRY(put(edited, firstGroup, first.id, second.scene, place + shift));
    SC_TRY(put(edited, secondGroup, second.id, first.scene, first.start));
    SC_TRY(requireNoOverlap(edited, first.scene));
    SC_TRY(requireNoOverlap(edited, second.scene));
    return settled(timeline, std::move(edited), both);
}

Result<Timeline> swapScenes(const Timeline &timeline, const SwapScenes &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(one, editableScene(edited, request.first));
    SC_TRY_ASSIGN(two, editableScene(edited, request.second));
    if (one->id == two->id)
        return edited;
    std::vector<Scene> live;
    for (const Scene &scene : timeline.scenes) {
        if (scene.isLive)
            live.push_back(scene);
    }
    std::ranges::stable_sort(live, {}, &Scene::order);
    const auto placeOf = [&](const SceneId &id) { return static_cast<size_t>(std::ranges::find(live, id, &Scene::id) - live.begin()); };
    const size_t low = std::min(placeOf(request.first), placeOf(request.second));
    const size_t high = std::max(placeOf(request.first), placeOf(request.second));
    if (high >= live.size())
        return std::unexpected(notLive(QCoreApplication::translate("sc::timeline", "Only live scenes have a place in the order."),
                                       QStringLiteral("scene"), request.first.text()));
    std::vector<Ticks> gaps;
    for (size_t i = low; i < high; ++i)
        gaps.push_back(std::max(Ticks(), live[i + 1].start - live[i].end()));
    Ticks cursor = live[low].start;
    std::swap(live[low], live[high]);
    for (size_t i = low; i <= high; ++i) {
        SC_TRY(shiftSceneGroup(edited, live[i], cursor - live[i].start));
        cursor += live[i].length + (i < high ? gaps[i - low] : Ticks());
    }
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
