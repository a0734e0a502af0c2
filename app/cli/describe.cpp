// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/describe.h"

#include "core/base/timecode.h"
#include "core/timeline/clip_json.h"
#include "core/timeline/generation_json.h"
#include "core/timeline/figures.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace timeline;

// Ticks are the truth, seconds and timecode are for reading.
QJsonObject timeJson(const Timeline &timeline, Ticks t)
{
    const FrameRate rate = timeline.project.frameRate;
    const std::int64_t frame = rate.frameAt(t, Rounding::Nearest);
    return {{QStringLiteral("ticks"), static_cast<qint64>(t.value())},
            {QStringLiteral("seconds"), t.toSeconds()},
            {QStringLiteral("frame"), static_cast<qint64>(frame)},
            {QStringLiteral("timecode"), formatTimecode(frame, rate)}};
}

QString timecodeOf(const Timeline &timeline, Ticks t)
{
    return formatTimecode(timeline.project.frameRate.frameAt(t, Rounding::Nearest), timeline.project.frameRate);
}

QString spanText(const Timeline &timeline, TickRange range)
{
    return QStringLiteral("%1 - %2").arg(timecodeOf(timeline, range.start), timecodeOf(timeline, range.end));
}

QString markerKindName(MarkerKind kind)
{
    static constexpr const char *names[] = {"note", "beat", "section", "to-do", "chapter"};
    return QLatin1String(names[static_cast<size_t>(kind)]);
}

QJsonObject songJson(const Song &song)
{
    QJsonObject json{
        {QStringLiteral("file"), song.media.path},
        {QStringLiteral("sha256"), song.media.hash},
        {QStringLiteral("title"), song.title},
        {QStringLiteral("artist"), song.artist},
        {QStringLiteral("duration_s"), song.map.duration.toSeconds()},
        {QStringLiteral("bpm"), song.bpm > 0 ? QJsonValue(song.bpm) : QJsonValue()},
        {QStringLiteral("key"), song.key.isEmpty() ? QJsonValue() : QJsonValue(song.key)},
        {QStringLiteral("time_signature"), song.timeSignature.isEmpty() ? QJsonValue() : QJsonValue(song.timeSignature)},
        {QStringLiteral("beats"), static_cast<qint64>(song.map.grid.beats().size())},
        {QStringLiteral("sections"), static_cast<qint64>(song.map.sections.size())},
    };
    json.insert(QStringLiteral("loudness_lufs"), song.loudnessLufs ? QJsonValue(*song.loudnessLufs) : QJsonValue());
    return json;
}

} // namespace

QJsonObject projectJson(const Timeline &timeline)
{
    const Project &project = timeline.project;
    QJsonObject json{
        {QStringLiteral("id"), project.id.text()},
        {QStringLiteral("name"), project.name},
        {QStringLiteral("description"), project.description},
        {QStringLiteral("frame_rate"), project.frameRate.toString()},
        {QStringLiteral("width"), project.width},
        {QStringLiteral("height"), project.height},
        {QStringLiteral("scenes"), static_cast<qint64>(timeline.scenes.size())},
        {QStringLiteral("clips"), static_cast<qint64>(timeline.clips.size())},
        {QStringLiteral("markers"), static_cast<qint64>(timeline.markers.size())},
        {QStringLiteral("duration"), timeJson(timeline, programLength(timeline))},
        {QStringLiteral("created_at"), project.createdAt},
    };
    json.insert(QStringLiteral("look"), toJson(project.look));
    json.insert(QStringLiteral("default_family"), project.defaultFamily);
    json.insert(QStringLiteral("default_preset"), project.defaultPreset);
    json.insert(QStringLiteral("song"), project.song ? QJsonValue(songJson(*project.song)) : QJsonValue());
    return json;
}

QJsonObject sceneJson(const Timeline &timeline, const Scene &scene)
{
    QJsonArray templates;
    for (const PromptTemplateId &id : scene.promptTemplates)
        templates.append(id.text());
    return {
        {QStringLiteral("prompt_templates"), templates},
        {QStringLiteral("id"), scene.id.text()},
        {QStringLiteral("name"), scene.name},
        {QStringLiteral("description"), scene.description},
        {QStringLiteral("lyrics"), scene.lyrics},
        {QStringLiteral("direction"), toJson(scene.direction)},
        {QStringLiteral("order"), scene.order},
        {QStringLiteral("start"), timeJson(timeline, scene.start)},
        {QStringLiteral("length"), timeJson(timeline, scene.length)},
        {QStringLiteral("section"), scene.sectionLabel},
        {QStringLiteral("is_live"), scene.isLive},
        {QStringLiteral("alternate"), scene.alternateNumber},
        {QStringLiteral("alternate_of"), scene.parent.isEmpty() ? QJsonValue() : QJsonValue(scene.parent.text())},
        {QStringLiteral("locked"), scene.locked},
    };
}

QJsonObject clipJson(const Timeline &timeline, const Clip &clip)
{
    QJsonObject json{
        {QStringLiteral("id"), clip.id.text()},
        {QStringLiteral("scene_id"), clip.scene.text()},
        {QStringLiteral("name"), clip.name},
        {QStringLiteral("order"), clip.order},
        {QStringLiteral("start"), timeJson(timeline, clip.start)},
        {QStringLiteral("length"), timeJson(timeline, clip.length)},
        {QStringLiteral("lyrics"), clip.lyrics},
        {QStringLiteral("image_prompt"), clip.imagePrompt},
        {QStringLiteral("video_prompt"), clip.videoPrompt},
        {QStringLiteral("negative_prompt"), clip.negativePrompt},
        {QStringLiteral("camera_move"), clip.direction.cameraMove},
        {QStringLiteral("shot_type"), clip.direction.shotType},
        {QStringLiteral("is_live"), clip.isLive},
        {QStringLiteral("alternate"), clip.alternateNumber},
        {QStringLiteral("alternate_of"), clip.parent.isEmpty() ? QJsonValue() : QJsonValue(clip.parent.text())},
        {QStringLiteral("source_in"), timeJson(timeline, clip.sourceIn)},
        {QStringLiteral("speed"), QStringLiteral("%1/%2").arg(clip.speedNumerator).arg(clip.speedDenominator)},
        {QStringLiteral("state"), clipStateName(clipState(clip))},
        {QStringLiteral("locked"), clip.locked},
        {QStringLiteral("notes"), clip.notes},
    };
    const auto transition = [&](const Transition &of) {
        return QJsonObject{{QStringLiteral("kind"), transitionName(of.kind)}, {QStringLiteral("length"), timeJson(timeline, of.length)}};
    };
    json.insert(QStringLiteral("transition_in"), transition(clip.direction.in));
    json.insert(QStringLiteral("transition_out"), transition(clip.direction.out));
    json.insert(QStringLiteral("camera_angle"), clip.direction.cameraAngle);
    json.insert(QStringLiteral("motion_strength"), clip.direction.motionStrength);
    json.insert(QStringLiteral("generation"), toJson(clip.generation));
    json.insert(QStringLiteral("image_take"), clip.selectedImage.text());
    json.insert(QStringLiteral("video_take"), clip.selectedVideo.text());
    json.insert(QStringLiteral("active_version"), clip.activeVersion);
    json.insert(QStringLiteral("beat_in"), clip.beatIn ? QJsonValue(clip.beatIn->index) : QJsonValue());
    json.insert(QStringLiteral("beat_out"), clip.beatOut ? QJsonValue(clip.beatOut->index) : QJsonValue());
    return json;
}

QJsonObject markerJson(const Timeline &timeline, const Marker &marker)
{
    return {
        {QStringLiteral("id"), marker.id.text()},
        {QStringLiteral("name"), marker.name},
        {QStringLiteral("kind"), markerKindName(marker.kind)},
        {QStringLiteral("time"), timeJson(timeline, marker.time)},
        {QStringLiteral("length"), timeJson(timeline, marker.length)},
        {QStringLiteral("colour"), marker.colour},
        {QStringLiteral("note"), marker.note},
    };
}

QJsonObject treeJson(const Timeline &timeline)
{
    QJsonArray scenes;
    for (const Scene &scene : timeline.scenes) {
        QJsonArray clips;
        for (const Clip *clip : clipsOf(timeline, scene.id))
            clips.append(clipJson(timeline, *clip));
        QJsonObject json = sceneJson(timeline, scene);
        json.insert(QStringLiteral("clips"), clips);
        scenes.append(json);
    }
    QJsonArray markers;
    for (const Marker &marker : timeline.markers)
        markers.append(markerJson(timeline, marker));
    QJsonObject json = projectJson(timeline);
    json.insert(QStringLiteral("scenes"), scenes);
    json.insert(QStringLiteral("markers"), markers);
    json.remove(QStringLiteral("clips"));
    return json;
}

QString projectText(const Timeline &timeline)
{
    const Project &project = timeline.project;
    QString text = QStringLiteral("%1  %2x%3, %4\n").arg(project.name).arg(project.width).arg(project.height).arg(project.frameRate.displayName());
    if (project.song) {
        text += QCoreApplication::translate("sc::cli", "  Song    %1 %2, %3\n")
                    .arg(project.song->title, project.song->artist.isEmpty() ? QString() : QStringLiteral("- ") + project.song->artist,
                         formatClock(project.song->map.duration));
    }
    text += QCoreApplication::translate("sc::cli", "  Length  %1\n  Scenes  %2\n  Clips   %3\n")
                .arg(timecodeOf(timeline, programLength(timeline)))
                .arg(timeline.scenes.size())
                .arg(timeline.clips.size());
    return text;
}

QString treeText(const Timeline &timeline)
{
    QString text = projectText(timeline);
    for (const Scene &scene : timeline.scenes) {
        text += QStringLiteral("%1  %2%3\n").arg(spanText(timeline, scene.range()), scene.name, scene.locked ? QStringLiteral(" [locked]") : QString());
        for (const Clip *clip : clipsOf(timeline, scene.id)) {
            text += QStringLiteral("  %1  #%2 %3%4\n")
                        .arg(spanText(timeline, clip->range()))
                        .arg(clip - timeline.clips.data() + 1)
                        .arg(clip->name, clip->locked ? QStringLiteral(" [locked]") : QString());
        }
    }
    return text;
}

} // namespace sc::cli
