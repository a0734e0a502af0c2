// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/clip_edits.h"

#include "core/base/text.h"
#include "core/timeline/beat_binding.h"
#include "core/timeline/generation_rules.h"
#include "core/timeline/placement.h"
#include "core/timeline/scene_edits.h"
#include "core/timeline/take.h"

#include <QtCore/QCoreApplication>

namespace sc::timeline {

namespace {

struct TextRule
{
    TextKind kind;
    int minLength;
    int maxLength;
};
constexpr TextRule kNameRule{TextKind::SingleLine, 1, kMaxNameLength};
constexpr TextRule kLyricsRule{TextKind::MultiLine, 0, kMaxLyricsLength};
constexpr TextRule kPromptRule{TextKind::MultiLine, 0, kMaxPromptLength};
constexpr TextRule kWordRule{TextKind::SingleLine, 0, kMaxNameLength};

Result<> setText(QString &field, const std::optional<QString> &value, const TextRule &rule, const QString &label)
{
    if (!value)
        return {};
    SC_TRY_ASSIGN(text, cleanText(*value, rule.kind, rule.minLength, rule.maxLength, label));
    field = text;
    return {};
}

Result<> setTexts(Clip &clip, const EditClip &fields)
{
    SC_TRY(setText(clip.name, fields.name, kNameRule, QCoreApplication::translate("sc::timeline", "The name")));
    SC_TRY(setText(clip.lyrics, fields.lyrics, kLyricsRule, QCoreApplication::translate("sc::timeline", "The lyrics")));
    SC_TRY(setText(clip.imagePrompt, fields.imagePrompt, kPromptRule, QCoreApplication::translate("sc::timeline", "The image prompt")));
    SC_TRY(setText(clip.videoPrompt, fields.videoPrompt, kPromptRule, QCoreApplication::translate("sc::timeline", "The video prompt")));
    SC_TRY(setText(clip.negativePrompt, fields.negativePrompt, kPromptRule,
                   QCoreApplication::translate("sc::timeline", "The negative prompt")));
    return setText(clip.notes, fields.notes, kLyricsRule, QCoreApplication::translate("sc::timeline", "The notes"));
}

Result<> setTransition(Transition &field, const Transition &value, FrameRate rate)
{
    if (value.length < Ticks() || value.length > kMaxTransitionLength)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The transition's length"),
                                          QCoreApplication::translate("sc::timeline", "0 to 5 seconds")));
    field = value;
    field.length = value.kind == TransitionKind::Cut ? Ticks() : rate.snap(value.length);
    return {};
}

Result<> setDirection(Clip &clip, const ShotDirection &value, FrameRate rate)
{
    SC_TRY(setText(clip.direction.shotType, value.shotType, kWordRule, QCoreApplication::translate("sc::timeline", "The shot type")));
    SC_TRY(
        setText(clip.direction.cameraAngle, value.cameraAngle, kWordRule, QCoreApplication::translate("sc::timeline", "The camera angle")));
    SC_TRY(setText(clip.direction.cameraMove, value.cameraMove, kWordRule, QCoreApplication::translate("sc::timeline", "The camera move")));
    if (!(value.motionStrength >= 0 && value.motionStrength <= 1))
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The motion strength"),
                                          QCoreApplication::translate("sc::timeline", "0 to 1")));
    clip.direction.motionStrength = value.motionStrength;
    SC_TRY(setTransition(clip.direction.in, value.in, rate));
    return setTransition(clip.direction.out, value.out, rate);
}

Result<> setSpeed(Clip &clip, int numerator, int denominator)
{
    const bool freeze = numerator == 0 && denominator >= 1;
    const bool inRange =
        numerator >= 1 && denominator >= 1 && std::int64_t(numerator) * 8 >= denominator && numerator <= std::int64_t(denominator) * 8;
    if (!freeze && !inRange)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The speed"),
                                          QCoreApplication::translate("sc::timeline", "1/8 to 8, or 0 for a freeze frame")));
    clip.speedNumerator = numerator;
    clip.speedDenominator = freeze ? 1 : denominator;
    return {};
}

Result<SceneId> sceneForNewClip(Timeline &timeline, const AddClip &request)
{
    if (!request.scene.isEmpty()) {
        SC_TRY(editableScene(timeline, request.scene));
        return request.scene;
    }
    const Scene *last = nullptr;
    for (const Scene &scene : timeline.scenes) {
        if (!scene.isLive)
            continue;
        if (request.start && scene.range().contains(*request.start)) {
            SC_TRY(requireUnlocked(scene));
            return scene.id;
        }
        last = &scene;
    }
    if (last) {
        SC_TRY(requireUnlocked(*last));
        return last->id;
    }
    AddScene scene;
    scene.start = request.start;
    SC_TRY_ASSIGN(withScene, addScene(timeline, scene));
    timeline = std::move(withScene);
    return scene.id;
}

// The first downbeat at least half a bar after `start`: a clip never becomes a sliver because the playhead was near a bar.
std::optional<Ticks> nextBar(const Timeline &timeline, Ticks start)
{
    std::optional<Ticks> candidate;
    for (const Beat &beat : timelineBeats(timeline)) {
        if (!beat.isDownbeat() || beat.time <= start)
            continue;
        if (candidate && (*candidate - start) * 2 >= beat.time - *candidate)
            break;
        if (candidate)
            return timeline.project.frameRate.snap(beat.time);
        candidate = beat.time;
    }
    return candidate ? std::optional(timeline.project.frameRate.snap(*candidate)) : std::nullopt;
}

Ticks lengthForNewClip(const Timeline &timeline, const AddClip &request, Ticks start)
{
    const FrameRate rate = timeline.project.frameRate;
    if (request.length)
        return rate.snap(*request.length);
    if (request.toNextBar) {
        const std::optional<Ticks> bar = nextBar(timeline, start);
        if (bar && *bar - start <= kMaxClipLength)
            return std::max(*bar - start, rate.frameLength());
    }
    return rate.snap(kDefaultClipLength);
}

Ticks endOfScene(const Timeline &timeline, const SceneId &id)
{
    const Scene *scene = findScene(timeline, id);
    Ticks end = scene ? scene->start : Ticks();
    for (const Clip *clip : clipsOf(timeline, id)) {
        if (clip->isLive)
            end = std::max(end, clip->end());
    }
    return end;
}

QString newClipName(const Timeline &timeline)
{
    QSet<QString> taken;
    for (const Clip &clip : timeline.clips)
        taken.insert(clip.name);
    return numberedName(QCoreApplication::translate("sc::timeline", "Clip"), static_cast<int>(timeline.clips.size()) + 1,
                        [&](const QString &name) { return taken.contains(name); });
}

Problem notUnique(const QString &id)
{
    return Problem(ProblemCode::DuplicateResource, QCoreApplication::translate("sc::timeline", "There is already a clip with this id."))
        .withEntity(QStringLiteral("clip"), id);
}

Result<> removeClip(Timeline &timeline, const ClipId &id, bool ripple)
{
    const Clip clip = *findClip(timeline, id);
    const ClipSet gone = clip.isLive ? groupOf(timeline, clip) : ClipSet{id};
    for (const Clip &each : timeline.clips) {
        if (gone.contains(each.id))
            SC_TRY(requireUnlocked(timeline, each));
    }
    if (!clip.isLive && clip.parent.isEmpty())
        passOnOriginal(timeline.clips, clip);
    std::erase_if(timeline.clips, [&](const Clip &each) { return gone.contains(each.id); });
    if (ripple && clip.isLive)
        return rippleShift(timeline, clip.scene, clip.end(), -clip.length, {});
    return {};
}

} // namespace

Result<Timeline> addClip(const Timeline &timeline, const AddClip &request)
{
    if (findClip(timeline, request.id))
        return std::unexpected(notUnique(request.id.text()));
    Timeline edited = timeline;
    SC_TRY_ASSIGN(scene, sceneForNewClip(edited, request));
    Clip clip;
    clip.id = request.id;
    clip.scene = scene;
    EditClip fields;
    fields.name = request.name.trimmed().isEmpty() ? newClipName(edited) : request.name;
    fields.lyrics = request.lyrics;
    fields.imagePrompt = request.imagePrompt;
    fields.videoPrompt = request.videoPrompt;
    fields.negativePrompt = request.negativePrompt;
    fields.notes = request.notes;
    SC_TRY(setTexts(clip, fields));
    clip.start = edited.project.frameRate.snap(request.start.value_or(endOfScene(edited, scene)));
    SC_TRY(checkStart(clip.start));
    clip.length = lengthForNewClip(edited, request, clip.start);
    SC_TRY(checkLength(clip.length, edited.project.frameRate));
    if (request.nextFreePlace)
        clip.start = nextFreePlace(edited, scene, clip.start, clip.length);
    if (request.ripple)
        SC_TRY(rippleShift(edited, scene, clip.start, clip.length, {}));
    edited.clips.push_back(clip);
    SC_TRY(makeRoom(edited, {clip.id}, request.overlap));
    return settled(timeline, std::move(edited), request.bindToBeats ? ClipSet{clip.id} : ClipSet());
}

Result<Timeline> editClip(const Timeline &timeline, const EditClip &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, request.clip));
    SC_TRY(setTexts(*clip, request));
    if (request.direction)
        SC_TRY(setDirection(*clip, *request.direction, edited.project.frameRate));
    if (request.generation) {
        SC_TRY_ASSIGN(generation, checkedGeneration(timeline, request.clip, *request.generation));
        clip->generation = std::move(generation);
    }
    if (request.sourceIn) {
        if (*request.sourceIn < Ticks() || *request.sourceIn > kMaxPosition)
            return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The slip"),
                                              QCoreApplication::translate("sc::timeline", "0 to 10 000 seconds")));
        clip->sourceIn = *request.sourceIn;
    }
    if (request.speedNumerator || request.speedDenominator)
        SC_TRY(setSpeed(*clip, request.speedNumerator.value_or(clip->speedNumerator),
                        request.speedDenominator.value_or(clip->speedDenominator)));
    return settled(timeline, std::move(edited));
}

Result<Timeline> deleteClips(const Timeline &timeline, const DeleteClips &request)
{
    Timeline edited = timeline;
    std::vector<Clip> doomed;
    for (const ClipId &id : request.clips) {
        SC_TRY_ASSIGN(clip, editableClip(edited, id));
        doomed.push_back(*clip);
    }
    // From the last to the first, so that closing up never moves a clip that is still to go.
    std::ranges::stable_sort(doomed, std::greater<>(), &Clip::start);
    for (const Clip &clip : doomed) {
        if (findClip(edited, clip.id))
            SC_TRY(removeClip(edited, clip.id, request.ripple));
    }
    return settled(timeline, std::move(edited));
}

Result<Timeline> duplicateClip(const Timeline &timeline, const DuplicateClip &request)
{
    if (findClip(timeline, request.id))
        return std::unexpected(notUnique(request.id.text()));
    Timeline edited = timeline;
    SC_TRY_ASSIGN(original, knownClip(edited, request.clip));
    SC_TRY(editableScene(edited, original->scene));
    Clip copy = *original;
    copy.id = request.id;
    copy.takesOf = takesForCopyOf(*original);
    copy.activeVersion = 0;
    copy.name = tidyText(QCoreApplication::translate("sc::timeline", "%1 copy").arg(original->name), kMaxNameLength);
    makeOriginal(copy);
    copy.isLive = true;
    copy.locked = false;
    copy.start =
        request.start ? edited.project.frameRate.snap(*request.start) : nextFreePlace(edited, copy.scene, original->end(), copy.length);
    SC_TRY(checkStart(copy.start));
    edited.clips.push_back(copy);
    SC_TRY(makeRoom(edited, {copy.id}, request.overlap));
    return settled(timeline, std::move(edited), request.bindToBeats ? ClipSet{copy.id} : ClipSet());
}

Result<Timeline> setLocked(const Timeline &timeline, const SetLocked &request)
{
    Timeline edited = timeline;
    for (const SceneId &id : request.scenes) {
        SC_TRY_ASSIGN(scene, knownScene(edited, id));
        scene->locked = request.locked;
    }
    for (const ClipId &id : request.clips) {
        SC_TRY_ASSIGN(clip, knownClip(edited, id));
        clip->locked = request.locked;
    }
    return edited;
}

Ticks nextFreePlace(const Timeline &timeline, const SceneId &scene, Ticks wish, Ticks length)
{
    return nextFreePlaceWithout(timeline, scene, wish, length, {});
}

} // namespace sc::timeline
