// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/scene_edits.h"

#include "core/base/text.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/generation_rules.h"

#include <QtCore/QCoreApplication>

#include <limits>

namespace sc::timeline {

namespace {

std::vector<Scene> liveScenes(const Timeline &timeline)
{
    std::vector<Scene> live;
    for (const Scene &scene : timeline.scenes) {
        if (scene.isLive)
            live.push_back(scene);
    }
    std::ranges::stable_sort(live, {}, &Scene::order);
    return live;
}

Ticks endOfScenes(const Timeline &timeline)
{
    Ticks end;
    for (const Scene &scene : liveScenes(timeline))
        end = std::max(end, scene.end());
    return end;
}

int nextColour(const Timeline &timeline)
{
    const std::vector<Scene> live = liveScenes(timeline);
    return live.empty() ? 0 : (live.back().colour + 1) % kPaletteSize;
}

Result<> setColour(Scene &scene, int colour)
{
    if (colour < 0 || colour >= kPaletteSize)
        return std::unexpected(
            outOfRange(QCoreApplication::translate("sc::timeline", "The colour"), QCoreApplication::translate("sc::timeline", "0 to 9")));
    scene.colour = colour;
    return {};
}

Result<> setFixedLength(Scene &scene, Ticks length, FrameRate rate)
{
    const Ticks snapped = rate.snap(length);
    if (snapped < rate.frameLength() || snapped > kMaxPosition)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The scene's length"),
                                          QCoreApplication::translate("sc::timeline", "1 frame to 10 000 seconds")));
    scene.length = snapped;
    scene.autoLength = false;
    return {};
}

Result<> setWords(Scene &scene, const EditScene &fields)
{
    if (fields.name) {
        SC_TRY_ASSIGN(name, cleanText(*fields.name, TextKind::SingleLine, 1, kMaxNameLength,
                                      QCoreApplication::translate("sc::timeline", "The name")));
        scene.name = name;
    }
    if (fields.description) {
        SC_TRY_ASSIGN(description, cleanText(*fields.description, TextKind::MultiLine, 0, kMaxDescriptionLength,
                                             QCoreApplication::translate("sc::timeline", "The description")));
        scene.description = description;
    }
    if (fields.lyrics) {
        SC_TRY_ASSIGN(lyrics, cleanText(*fields.lyrics, TextKind::MultiLine, 0, kMaxLyricsLength,
                                        QCoreApplication::translate("sc::timeline", "The lyrics")));
        scene.lyrics = lyrics;
    }
    if (fields.direction) {
        scene.direction = *fields.direction;
        for (const SceneDirectionField &field : sceneDirectionFields()) {
            SC_TRY_ASSIGN(words, cleanText(scene.direction.*field.member, TextKind::SingleLine, 0, kMaxDirectionLength, field.title));
            scene.direction.*field.member = words;
        }
    }
    if (fields.promptTemplates) {
        SC_TRY_ASSIGN(templates, checkedPromptTemplates(*fields.promptTemplates));
        scene.promptTemplates = std::move(templates);
    }
    return {};
}

Ticks spanOfClips(const Timeline &timeline, const SceneId &id)
{
    std::optional<TickRange> span;
    for (const Clip *clip : clipsOf(timeline, id)) {
        if (clip->isLive)
            span = span ? TickRange{span->start, std::max(span->end, clip->end())} : clip->range();
    }
    return span ? span->length() : Ticks();
}

std::optional<Problem> idTaken(const Timeline &timeline, const SceneId &id)
{
    if (!findScene(timeline, id))
        return std::nullopt;
    return Problem(ProblemCode::DuplicateResource, QCoreApplication::translate("sc::timeline", "There is already a scene with this id."))
        .withEntity(QStringLiteral("scene"), id.text());
}

std::vector<SceneId> groupOfScene(const Timeline &timeline, const Scene &scene)
{
    std::vector<SceneId> group;
    for (const Scene &other : timeline.scenes) {
        if (rootOf(other) == rootOf(scene))
            group.push_back(other.id);
    }
    return group;
}

} // namespace

std::vector<SceneDirectionField> sceneDirectionFields()
{
    using Direction = SceneDirection;
    return {{&Direction::location, QStringLiteral("location"), QCoreApplication::translate("sc::timeline", "Location")},
            {&Direction::timeOfDay, QStringLiteral("time_of_day"), QCoreApplication::translate("sc::timeline", "Time of day")},
            {&Direction::weather, QStringLiteral("weather"), QCoreApplication::translate("sc::timeline", "Weather")},
            {&Direction::mood, QStringLiteral("mood"), QCoreApplication::translate("sc::timeline", "Mood")},
            {&Direction::emotionalTone, QStringLiteral("emotional_tone"), QCoreApplication::translate("sc::timeline", "Emotional tone")},
            {&Direction::cameraNotes, QStringLiteral("camera_notes"), QCoreApplication::translate("sc::timeline", "Camera notes")}};
}

Result<Timeline> addScene(const Timeline &timeline, const AddScene &request)
{
    if (const auto problem = idTaken(timeline, request.id))
        return std::unexpected(*problem);
    Timeline edited = timeline;
    const FrameRate rate = edited.project.frameRate;
    Scene scene;
    scene.id = request.id;
    EditScene fields;
    fields.name = request.name;
    if (request.name.trimmed().isEmpty()) {
        fields.name =
            numberedName(QCoreApplication::translate("sc::timeline", "Scene"), static_cast<int>(liveScenes(edited).size()) + 1,
                         [&](const QString &name) { return std::ranges::find(edited.scenes, name, &Scene::name) != edited.scenes.end(); });
    }
    fields.description = request.description;
    fields.lyrics = request.lyrics;
    SC_TRY(setWords(scene, fields));
    SC_TRY(setColour(scene, request.colour.value_or(nextColour(edited))));
    scene.start = rate.snap(request.start.value_or(endOfScenes(edited)));
    SC_TRY(checkStart(scene.start));
    if (request.length)
        SC_TRY(setFixedLength(scene, *request.length, rate));
    scene.order = std::numeric_limits<int>::max(); // last of those that start with it
    edited.scenes.push_back(scene);
    return settled(timeline, std::move(edited));
}

Result<Timeline> editScene(const Timeline &timeline, const EditScene &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(scene, editableScene(edited, request.scene));
    SC_TRY(setWords(*scene, request));
    if (request.colour)
        SC_TRY(setColour(*scene, *request.colour));
    if (request.length) {
        SC_TRY(setFixedLength(*scene, *request.length, edited.project.frameRate));
        const Ticks needed = spanOfClips(edited, scene->id);
        if (scene->length < needed) {
            return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The scene's length"),
                                              QCoreApplication::translate("sc::timeline", "at least as long as its clips, %1")
                                                  .arg(lengthText(needed, edited.project.frameRate)))
                                       .withEntity(QStringLiteral("scene"), scene->id.text()));
        }
    }
    if (request.autoLength)
        scene->autoLength = *request.autoLength;
    return settled(timeline, std::move(edited));
}

Result<Timeline> moveScene(const Timeline &timeline, const MoveScene &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(found, editableScene(edited, request.scene));
    const Scene scene = *found;
    const Ticks by = edited.project.frameRate.snap(request.start) - scene.start;
    SC_TRY(checkStart(scene.start + by));
    std::vector<Scene> moving{scene};
    for (const Scene &other : liveScenes(edited)) {
        if (request.ripple && rootOf(other) != rootOf(scene) && other.order > scene.order)
            moving.push_back(other);
    }
    for (const Scene &each : moving)
        SC_TRY(shiftSceneGroup(edited, each, by));
    return settled(timeline, std::move(edited));
}

Result<Timeline> reorderScenes(const Timeline &timeline, const ReorderScenes &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(scene, editableScene(edited, request.scene));
    std::vector<Scene> live = liveScenes(edited);
    const auto found = std::ranges::find(live, scene->id, &Scene::id);
    if (found == live.end())
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::timeline", "Only live scenes have a place in the order."))
                                   .withEntity(QStringLiteral("scene"), request.scene.text()));
    const auto from = static_cast<size_t>(found - live.begin());
    const auto to = static_cast<size_t>(std::clamp<std::ptrdiff_t>(request.index, 0, std::ssize(live) - 1));
    const auto [low, high] = std::minmax(from, to);
    std::vector<Ticks> gaps;
    for (size_t i = low; i < high; ++i)
        gaps.push_back(std::max(Ticks(), live[i + 1].start - live[i].end()));
    Ticks cursor = live[low].start;
    const auto first = live.begin() + static_cast<std::ptrdiff_t>(low);
    const auto last = live.begin() + static_cast<std::ptrdiff_t>(high) + 1;
    if (from < to)
        std::rotate(first, first + 1, last);
    else
        std::rotate(first, last - 1, last);
    for (size_t i = low; i <= high; ++i) {
        SC_TRY(shiftSceneGroup(edited, live[i], cursor - live[i].start));
        cursor += live[i].length + (i < high ? gaps[i - low] : Ticks());
    }
    return settled(timeline, std::move(edited));
}

Result<Timeline> deleteScene(const Timeline &timeline, const DeleteScene &request)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(found, editableScene(edited, request.scene));
    const Scene scene = *found;
    const std::vector<SceneId> gone = scene.isLive ? groupOfScene(edited, scene) : std::vector{scene.id};
    for (const SceneId &id : gone) {
        SC_TRY(editableScene(edited, id));
        for (const Clip *clip : clipsOf(edited, id))
            SC_TRY(requireUnlocked(edited, *clip));
    }
    if (!scene.isLive && scene.parent.isEmpty())
        passOnOriginal(edited.scenes, scene);
    const auto isGone = [&](const SceneId &id) { return std::ranges::find(gone, id) != gone.end(); };
    std::erase_if(edited.clips, [&](const Clip &clip) { return isGone(clip.scene); });
    std::erase_if(edited.scenes, [&](const Scene &each) { return isGone(each.id); });
    if (request.ripple && scene.isLive)
        SC_TRY(rippleShift(edited, scene.id, scene.end(), -scene.length, {}));
    return settled(timeline, std::move(edited));
}

Result<Timeline> duplicateScene(const Timeline &timeline, const DuplicateScene &request)
{
    if (const auto problem = idTaken(timeline, request.id))
        return std::unexpected(*problem);
    Timeline edited = timeline;
    SC_TRY_ASSIGN(original, knownScene(edited, request.scene));
    Scene copy = *original;
    copy.id = request.id;
    copy.name = tidyText(QCoreApplication::translate("sc::timeline", "%1 copy").arg(original->name), kMaxNameLength);
    makeOriginal(copy);
    copy.isLive = true;
    copy.locked = false;
    copy.start = edited.project.frameRate.snap(request.start.value_or(endOfScenes(edited)));
    copy.order = std::numeric_limits<int>::max();
    SC_TRY(checkStart(copy.start));
    const Ticks by = copy.start - original->start;
    std::vector<Clip> clips;
    QHash<ClipId, ClipId> copies;
    for (const Clip *clip : clipsOf(edited, original->id)) {
        if (!clip->isLive)
            continue;
        Clip clipCopy = *clip;
        clipCopy.id = ClipId::create();
        copies.insert(clip->id, clipCopy.id);
        clipCopy.scene = copy.id;
        makeOriginal(clipCopy);
        clipCopy.locked = false;
        clipCopy.start += by;
        SC_TRY(checkStart(clipCopy.start));
        clips.push_back(std::move(clipCopy));
    }
    followCopies(clips, copies);
    edited.scenes.push_back(copy);
    edited.clips.insert(edited.clips.end(), clips.begin(), clips.end());
    return settled(timeline, std::move(edited));
}

} // namespace sc::timeline
