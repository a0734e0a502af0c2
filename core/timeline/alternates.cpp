// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/alternates.h"

#include "core/base/text.h"
#include "core/timeline/generation_rules.h"
#include "core/timeline/placement.h"
#include "core/timeline/take.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::timeline {

namespace {

template<class Item, class IdType> std::vector<IdType> groupIds(const std::vector<Item> &items, const IdType &id)
{
    const auto item = std::ranges::find(items, id, &Item::id);
    if (item == items.end())
        return {};
    const IdType root = rootOf(*item);
    std::vector<const Item *> group;
    for (const Item &each : items) {
        if (rootOf(each) == root)
            group.push_back(&each);
    }
    std::ranges::stable_sort(group, {}, &Item::alternateNumber);
    std::vector<IdType> ids;
    for (const Item *each : group)
        ids.push_back(each->id);
    return ids;
}

// Numbers once given stay given, also when their alternate is deleted: the root counts them.
template<class Item> int takeNumber(std::vector<Item> &items, const Item &of)
{
    Item &root = *std::ranges::find(items, rootOf(of), &Item::id);
    for (const Item &each : items) {
        if (rootOf(each) == root.id)
            root.alternatesMade = std::max(root.alternatesMade, each.alternateNumber);
    }
    return ++root.alternatesMade;
}

template<class Item> const Item &liveOf(const std::vector<Item> &items, const Item &of)
{
    return *std::ranges::find_if(items, [&](const Item &each) { return each.isLive && rootOf(each) == rootOf(of); });
}

template<class Item> QString alternateName(const std::vector<Item> &items, const Item &of, int number)
{
    const Item &root = *std::ranges::find(items, rootOf(of), &Item::id);
    return tidyText(QCoreApplication::translate("sc::timeline", "%1 A%2").arg(root.name).arg(number), kMaxNameLength);
}

void clear(Clip &clip)
{
    clip.lyrics.clear();
    clip.imagePrompt.clear();
    clip.videoPrompt.clear();
    clip.negativePrompt.clear();
    clip.direction = {};
    clip.generation = {};
    clip.notes.clear();
}

void dropTakes(Clip &clip)
{
    clip.selectedImage = {};
    clip.selectedVideo = {};
    clip.takesOf = {};
    clip.sourceIn = {};
}

// What `content` leaves of a copy.
void reduce(Clip &clip, AlternateContent content)
{
    if (content != AlternateContent::WithTakes)
        dropTakes(clip);
    if (content == AlternateContent::Empty)
        clear(clip);
}

Problem alreadyLive(const QString &kind, const QString &name, const QString &id)
{
    return Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::timeline", "“%1” is live already.").arg(name))
        .withEntity(kind, id);
}

} // namespace

std::vector<ClipId> alternatesOf(const Timeline &timeline, const ClipId &clip)
{
    return groupIds(timeline.clips, clip);
}

std::vector<SceneId> alternatesOf(const Timeline &timeline, const SceneId &scene)
{
    return groupIds(timeline.scenes, scene);
}

Result<Timeline> addClipAlternate(const Timeline &timeline, const AddClipAlternate &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(found, editableClip(edited, request.clip));
    const Clip source = *found;
    const Clip live = liveOf(edited.clips, source);
    Clip alternate = source;
    alternate.id = request.id;
    alternate.takesOf = takesForCopyOf(source);
    alternate.activeVersion = 0;
    alternate.parent = rootOf(source);
    alternate.alternateNumber = takeNumber(edited.clips, source);
    alternate.alternatesMade = 0;
    alternate.name = alternateName(edited.clips, source, alternate.alternateNumber);
    alternate.isLive = false;
    alternate.start = live.start;
    alternate.length = live.length;
    alternate.beatIn = live.beatIn;
    alternate.beatOut = live.beatOut;
    reduce(alternate, request.content);
    edited.clips.push_back(alternate);
    edited = settled(timeline, std::move(edited));
    return request.makeLive ? makeClipLive(edited, {request.id}) : Result<Timeline>(std::move(edited));
}

Result<Timeline> makeClipLive(const Timeline &timeline, const MakeClipLive &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    if (clip->isLive)
        return std::unexpected(alreadyLive(QStringLiteral("clip"), clip->name, clip->id.text()));
    Clip &live = *std::ranges::find(edited.clips, liveOf(edited.clips, *clip).id, &Clip::id);
    SC_TRY(requireUnlocked(edited, live));
    clip->start = live.start;
    clip->length = live.length;
    clip->beatIn = live.beatIn;
    clip->beatOut = live.beatOut;
    clip->isLive = true;
    live.isLive = false;
    return settled(timeline, std::move(edited));
}

Result<Timeline> cycleClip(const Timeline &timeline, const CycleClip &request)
{
    const std::vector<ClipId> group = alternatesOf(timeline, request.clip);
    if (group.empty())
        return std::unexpected(noSuch(QStringLiteral("clip"), request.clip.text()));
    const auto live = std::ranges::find_if(group, [&](const ClipId &id) { return findClip(timeline, id)->isLive; });
    const auto count = std::ssize(group);
    const auto next = ((live - group.begin()) + (request.direction < 0 ? count - 1 : 1)) % count;
    if (count < 2)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::timeline", "This clip has no alternates."))
                .withEntity(QStringLiteral("clip"), request.clip.text()));
    return makeClipLive(timeline, {group[static_cast<size_t>(next)]});
}

Result<Timeline> promoteClip(const Timeline &timeline, const PromoteClip &request)
{
    Timeline edited = timeline;
    const std::vector<ClipId> group = alternatesOf(timeline, request.clip);
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    if (group.size() < 2)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::timeline", "This clip is no alternate."))
                .withEntity(QStringLiteral("clip"), request.clip.text()));
    const Clip before = *clip;
    if (before.isLive) {
        // Another one keeps the place: the lowest number of the rest.
        const ClipId heir = group.front() == request.clip ? group[1] : group.front();
        SC_TRY_ASSIGN(handed, makeClipLive(edited, {heir}));
        edited = std::move(handed);
    }
    Clip &promoted = *std::ranges::find(edited.clips, request.clip, &Clip::id);
    if (promoted.parent.isEmpty())
        passOnOriginal(edited.clips, Clip(promoted));
    makeOriginal(promoted);
    promoted.isLive = true;
    const Ticks wish = request.start ? edited.project.frameRate.snap(*request.start) : before.end();
    promoted.start = nextFreePlaceWithout(edited, promoted.scene, wish, promoted.length, {promoted.id});
    SC_TRY(checkStart(promoted.start));
    return settled(timeline, std::move(edited), {request.clip});
}

Result<Timeline> addSceneAlternate(const Timeline &timeline, const AddSceneAlternate &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(found, editableScene(edited, request.scene));
    const Scene source = *found;
    const Scene live = liveOf(edited.scenes, source);
    Scene alternate = source;
    alternate.id = request.id;
    alternate.parent = rootOf(source);
    alternate.alternateNumber = takeNumber(edited.scenes, source);
    alternate.alternatesMade = 0;
    alternate.name = alternateName(edited.scenes, source, alternate.alternateNumber);
    alternate.isLive = false;
    const Ticks by = live.start - source.start;
    alternate.start = live.start;
    if (request.content == AlternateContent::Empty) {
        alternate.autoLength = false; // the place stays as long as it was until there are clips
        alternate.length = live.length;
    } else {
        std::vector<Clip> clips;
        QHash<ClipId, ClipId> copies;
        for (const Clip *clip : clipsOf(timeline, source.id)) {
            if (!clip->isLive)
                continue;
            Clip copy = *clip;
            copy.id = ClipId::create();
            copies.insert(clip->id, copy.id);
            copy.takesOf = takesForCopyOf(*clip);
            copy.activeVersion = 0;
            copy.scene = alternate.id;
            makeOriginal(copy);
            copy.locked = false;
            copy.start += by;
            SC_TRY(checkStart(copy.start));
            reduce(copy, request.content);
            clips.push_back(std::move(copy));
        }
        followCopies(clips, copies);
        std::ranges::move(clips, std::back_inserter(edited.clips));
    }
    edited.scenes.push_back(alternate);
    edited = settled(timeline, std::move(edited));
    return request.makeLive ? makeSceneLive(edited, {request.id}) : Result<Timeline>(std::move(edited));
}

Result<Timeline> makeSceneLive(const Timeline &timeline, const MakeSceneLive &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(found, editableScene(edited, request.scene));
    if (found->isLive)
        return std::unexpected(alreadyLive(QStringLiteral("scene"), found->name, found->id.text()));
    const Scene live = liveOf(edited.scenes, *found);
    SC_TRY(requireUnlocked(live));
    SC_TRY(shiftScene(edited, request.scene, live.start - found->start));
    Scene &now = *std::ranges::find(edited.scenes, request.scene, &Scene::id);
    now.isLive = true;
    std::ranges::find(edited.scenes, live.id, &Scene::id)->isLive = false;
    edited = settled(timeline, std::move(edited));
    if (!request.ripple)
        return edited;
    const Ticks difference = findScene(edited, request.scene)->length - live.length;
    SC_TRY(rippleShift(edited, {}, live.end(), difference, {}));
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
