// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/clipboard.h"

#include "core/timeline/clip_edits.h"
#include "core/timeline/clip_json.h"
#include "core/timeline/clip_moves.h"
#include "core/timeline/generation_rules.h"
#include "core/timeline/placement.h"
#include "core/timeline/take.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <algorithm>

namespace sc::timeline {

namespace {

constexpr qsizetype kMaxPasted = 20'000;

Problem nothingCopied()
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::timeline", "Nothing was copied. Select one or more clips and copy them first."));
}

Result<SceneId> sceneFor(const Timeline &timeline, const PasteClips &request)
{
    const Scene *found = nullptr;
    for (const Scene &scene : timeline.scenes) {
        if (!request.scene.isEmpty() ? scene.id == request.scene : scene.isLive && (!found || scene.start <= request.at))
            found = &scene;
    }
    if (!found)
        return std::unexpected(request.scene.isEmpty() ? Problem(ProblemCode::ValidationError,
                                                                 QCoreApplication::translate(
                                                                     "sc::timeline", "There is no scene to paste into. Add a scene first."))
                                                       : noSuch(QStringLiteral("scene"), request.scene.text()));
    SC_TRY(requireUnlocked(*found));
    return found->id;
}

EditClip attributesOf(const Clip &from, const Clip &to, ClipAttributes attributes)
{
    EditClip edit;
    edit.clip = to.id;
    if (attributes & ClipAttribute::Prompts) {
        edit.imagePrompt = from.imagePrompt;
        edit.videoPrompt = from.videoPrompt;
        edit.negativePrompt = from.negativePrompt;
    }
    if (attributes & ClipAttribute::Lyrics)
        edit.lyrics = from.lyrics;
    if (attributes & ClipAttribute::Notes)
        edit.notes = from.notes;
    if (attributes & ClipAttribute::Speed) {
        edit.speedNumerator = from.speedNumerator;
        edit.speedDenominator = from.speedDenominator;
    }
    ShotDirection direction = to.direction;
    if (attributes & ClipAttribute::Direction) {
        direction = from.direction;
        direction.in = to.direction.in;
        direction.out = to.direction.out;
    }
    if (attributes & ClipAttribute::Transitions) {
        direction.in = from.direction.in;
        direction.out = from.direction.out;
    }
    edit.direction = direction;
    if (attributes & ClipAttribute::Generation) {
        ClipGeneration generation = to.generation;
        generation.characters = from.generation.characters;
        generation.styleTemplate = from.generation.styleTemplate;
        generation.params = from.generation.params;
        edit.generation = generation;
    }
    return edit;
}

} // namespace

Result<CopiedClips> copyClips(const Timeline &timeline, const std::vector<ClipId> &clips)
{
    CopiedClips copied;
    copied.project = timeline.project.id;
    for (const ClipId &id : clips) {
        const Clip *clip = findClip(timeline, id);
        if (!clip)
            return std::unexpected(noSuch(QStringLiteral("clip"), id.text()));
        if (std::ranges::find(copied.clips, id, &Clip::id) == copied.clips.end())
            copied.clips.push_back(*clip);
    }
    if (copied.isEmpty())
        return std::unexpected(nothingCopied());
    std::ranges::sort(copied.clips, [](const Clip &a, const Clip &b) { return std::tie(a.start, a.id) < std::tie(b.start, b.id); });
    const Ticks first = copied.clips.front().start;
    for (Clip &clip : copied.clips) {
        clip.start -= first;
        clip.takesOf = takesForCopyOf(clip);
        clip.activeVersion = 0;
        clip.scene = {};
        clip.order = 0;
        clip.beatIn.reset();
        clip.beatOut.reset();
        clip.isLive = true;
        clip.locked = false;
        makeOriginal(clip);
    }
    return copied;
}

QJsonObject toJson(const CopiedClips &copied)
{
    QJsonArray clips;
    for (const Clip &clip : copied.clips)
        clips.append(toJson(clip));
    return {{QStringLiteral("version"), 1}, {QStringLiteral("project"), copied.project.text()}, {QStringLiteral("clips"), clips}};
}

Result<CopiedClips> copiedClipsFromJson(const QJsonObject &json)
{
    CopiedClips copied;
    copied.project = ProjectId(json[u"project"].toString());
    const QJsonArray clips = json[u"clips"].toArray();
    if (clips.isEmpty() || clips.size() > kMaxPasted)
        return std::unexpected(nothingCopied().withDetail(QStringLiteral("%1 clips").arg(clips.size())));
    for (const QJsonValue &value : clips) {
        SC_TRY_ASSIGN(clip, clipFromJson(value.toObject()));
        copied.clips.push_back(std::move(clip));
    }
    std::ranges::stable_sort(copied.clips, {}, &Clip::start);
    return copied;
}

Result<Timeline> pasteClips(const Timeline &timeline, const PasteClips &request)
{
    if (request.copied.isEmpty())
        return std::unexpected(nothingCopied());
    Timeline edited = timeline;
    SC_TRY_ASSIGN(scene, sceneFor(edited, request));
    const FrameRate rate = edited.project.frameRate;
    const Ticks at = rate.snap(request.at);
    Ticks reach;
    for (const Clip &clip : request.copied.clips)
        reach = std::max(reach, clip.end());
    if (request.ripple)
        SC_TRY(rippleShift(edited, scene, at, rate.snap(reach, Rounding::Ceil), {}));
    ClipSet pasted;
    QHash<ClipId, ClipId> copies;
    std::vector<Clip> clips;
    Ticks free = at; // copies of several scenes may lie over one another: they come one after another
    for (size_t i = 0; i < request.copied.clips.size(); ++i) {
        Clip clip = request.copied.clips[i];
        clip.id = i < request.ids.size() ? request.ids[i] : ClipId::create();
        if (findClip(edited, clip.id) || pasted.contains(clip.id))
            return std::unexpected(Problem(ProblemCode::DuplicateResource,
                                           QCoreApplication::translate("sc::timeline", "There is already a clip with this id."))
                                       .withEntity(QStringLiteral("clip"), clip.id.text()));
        clip.scene = scene;
        // Both edges from the exact times, so that clips that touched still touch at another frame rate.
        const Ticks end = rate.snap(at + clip.end());
        const Ticks start = rate.snap(at + clip.start);
        clip.length = std::max(end - start, rate.frameLength());
        clip.start = std::max(start, free);
        free = clip.end();
        clip.direction.in.length = rate.snap(clip.direction.in.length);
        clip.direction.out.length = rate.snap(clip.direction.out.length);
        SC_TRY(checkStart(clip.start));
        SC_TRY(checkLength(clip.length, rate));
        if (request.copied.project != edited.project.id) {
            clip.selectedImage = {};
            clip.selectedVideo = {};
            clip.takesOf = {};
            clip.sourceIn = {};
        }
        pasted.insert(clip.id);
        copies.insert(request.copied.clips[i].id, clip.id);
        clips.push_back(std::move(clip));
    }
    followCopies(clips, copies);
    std::ranges::move(clips, std::back_inserter(edited.clips));
    SC_TRY(makeRoom(edited, pasted, request.overlap));
    return settled(timeline, std::move(edited), request.bindToBeats ? pasted : ClipSet());
}

Result<Timeline> pasteAttributes(const Timeline &timeline, const PasteAttributes &request)
{
    if (request.copied.isEmpty())
        return std::unexpected(nothingCopied());
    Timeline edited = timeline;
    const bool onePerClip = request.copied.clips.size() == request.clips.size();
    for (size_t i = 0; i < request.clips.size(); ++i) {
        const Clip &from = request.copied.clips[onePerClip ? i : 0];
        SC_TRY_ASSIGN(target, editableClip(edited, request.clips[i]));
        const Ticks end = target->start + from.length;
        SC_TRY_ASSIGN(changed, editClip(edited, attributesOf(from, *target, request.attributes)));
        edited = std::move(changed);
        if (request.attributes & ClipAttribute::Length) {
            SC_TRY_ASSIGN(trimmed, trimClip(edited, {.clip = request.clips[i], .edge = ClipEdge::Out, .to = end}));
            edited = std::move(trimmed);
        }
        if ((request.attributes & ClipAttribute::Takes) && request.copied.project == timeline.project.id) {
            Clip &clip = *std::ranges::find(edited.clips, request.clips[i], &Clip::id);
            clip.selectedImage = from.selectedImage;
            clip.selectedVideo = from.selectedVideo;
        }
    }
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
