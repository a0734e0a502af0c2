// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/clip_json.h"

#include "core/base/enum_names.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/generation_json.h"
#include "core/timeline/scene_edits.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace sc::timeline {

namespace {

constexpr std::array<const char *, 5> kTransitionKinds = {"cut", "dissolve", "fade_black", "fade_white", "wipe"};

Problem unreadable(const QString &why)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::timeline", "This is no clip that can be read."))
        .withDetail(why);
}

QJsonObject toJson(const Transition &transition)
{
    return {{QStringLiteral("kind"), transitionName(transition.kind)},
            {QStringLiteral("length"), static_cast<qint64>(transition.length.value())}};
}

Result<Transition> transitionFromJson(const QJsonObject &json)
{
    const std::optional<TransitionKind> kind = transitionFromName(json[u"kind"].toString());
    if (!kind)
        return std::unexpected(unreadable(QStringLiteral("transition \"%1\"").arg(json[u"kind"].toString().left(40))));
    return Transition{*kind, Ticks(json[u"length"].toInteger())};
}

} // namespace

QString transitionName(TransitionKind kind)
{
    return nameIn(kTransitionKinds, kind);
}

std::optional<TransitionKind> transitionFromName(const QString &name)
{
    return valueIn<TransitionKind>(kTransitionKinds, name);
}

QJsonObject toJson(const SceneDirection &direction)
{
    QJsonObject json;
    for (const SceneDirectionField &field : sceneDirectionFields()) {
        if (!(direction.*field.member).isEmpty())
            json.insert(field.key, direction.*field.member);
    }
    return json;
}

SceneDirection sceneDirectionFromJson(const QJsonObject &json)
{
    SceneDirection direction;
    for (const SceneDirectionField &field : sceneDirectionFields())
        direction.*field.member = json[field.key].toString();
    return direction;
}

QJsonObject toJson(const ShotDirection &direction)
{
    return {
        {QStringLiteral("shot_type"), direction.shotType},     {QStringLiteral("camera_angle"), direction.cameraAngle},
        {QStringLiteral("camera_move"), direction.cameraMove}, {QStringLiteral("motion_strength"), direction.motionStrength},
        {QStringLiteral("in"), toJson(direction.in)},          {QStringLiteral("out"), toJson(direction.out)},
    };
}

Result<ShotDirection> directionFromJson(const QJsonObject &json)
{
    ShotDirection direction;
    direction.shotType = json[u"shot_type"].toString();
    direction.cameraAngle = json[u"camera_angle"].toString();
    direction.cameraMove = json[u"camera_move"].toString();
    direction.motionStrength = json[u"motion_strength"].toDouble(0.5);
    SC_TRY_ASSIGN(in, transitionFromJson(json[u"in"].toObject()));
    SC_TRY_ASSIGN(out, transitionFromJson(json[u"out"].toObject()));
    direction.in = in;
    direction.out = out;
    return direction;
}

QJsonObject toJson(const Clip &clip)
{
    return {
        {QStringLiteral("copied_from"), clip.id.text()},
        {QStringLiteral("name"), clip.name},
        {QStringLiteral("lyrics"), clip.lyrics},
        {QStringLiteral("start"), static_cast<qint64>(clip.start.value())},
        {QStringLiteral("length"), static_cast<qint64>(clip.length.value())},
        {QStringLiteral("image_prompt"), clip.imagePrompt},
        {QStringLiteral("video_prompt"), clip.videoPrompt},
        {QStringLiteral("negative_prompt"), clip.negativePrompt},
        {QStringLiteral("direction"), toJson(clip.direction)},
        {QStringLiteral("generation"), toJson(clip.generation)},
        {QStringLiteral("source_in"), static_cast<qint64>(clip.sourceIn.value())},
        {QStringLiteral("speed_numerator"), clip.speedNumerator},
        {QStringLiteral("speed_denominator"), clip.speedDenominator},
        {QStringLiteral("image"), clip.selectedImage.text()},
        {QStringLiteral("video"), clip.selectedVideo.text()},
        {QStringLiteral("takes_of"), clip.takesOf.text()},
        {QStringLiteral("notes"), clip.notes},
    };
}

// The rules of a field stand once, in editClip(): the clip is put together by it on a timeline of its own.
Result<Clip> clipFromJson(const QJsonObject &json)
{
    SC_TRY_ASSIGN(direction, directionFromJson(json[u"direction"].toObject()));
    Timeline scratch;
    scratch.scenes.push_back({.id = SceneId::create(), .name = QStringLiteral("scratch")});
    Clip clip;
    clip.id = ClipId::create();
    clip.scene = scratch.scenes.front().id;
    clip.start = Ticks(json[u"start"].toInteger());
    clip.length = Ticks(json[u"length"].toInteger());
    SC_TRY(checkStart(clip.start));
    if (clip.length <= Ticks() || clip.length > kMaxClipLength)
        return std::unexpected(unreadable(QStringLiteral("length %1").arg(clip.length.value())));
    scratch.clips.push_back(clip);
    EditClip fields;
    fields.clip = clip.id;
    fields.name = json[u"name"].toString();
    fields.lyrics = json[u"lyrics"].toString();
    fields.imagePrompt = json[u"image_prompt"].toString();
    fields.videoPrompt = json[u"video_prompt"].toString();
    fields.negativePrompt = json[u"negative_prompt"].toString();
    fields.notes = json[u"notes"].toString();
    fields.sourceIn = Ticks(json[u"source_in"].toInteger());
    fields.speedNumerator = json[u"speed_numerator"].toInt(1);
    fields.speedDenominator = json[u"speed_denominator"].toInt(1);
    SC_TRY_ASSIGN(generation, clipGenerationFromJson(json[u"generation"].toObject()));
    const ClipId continueFrom = std::exchange(generation.continueFrom, {}); // not to be found on the scratch timeline
    fields.generation = generation;
    SC_TRY_ASSIGN(read, editClip(scratch, fields));
    Clip result = read.clips.front();
    result.generation.continueFrom = continueFrom;
    result.id = ClipId(json[u"copied_from"].toString());
    // Transition lengths are put on the grid of the project that they come into, not on that of the scratch one.
    result.direction = direction;
    result.selectedImage = TakeId(json[u"image"].toString());
    result.selectedVideo = TakeId(json[u"video"].toString());
    result.takesOf = ClipId(json[u"takes_of"].toString());
    result.scene = {};
    result.order = 0;
    return result;
}

} // namespace sc::timeline
