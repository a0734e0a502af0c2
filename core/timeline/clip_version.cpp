// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/clip_version.h"

#include "core/base/json.h"
#include "core/timeline/clip_json.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/generation_json.h"
#include "core/timeline/generation_rules.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace sc::timeline {

namespace {

constexpr std::array<const char *, 3> kReasons = {"generated", "manual", "restored"};

QString transitionText(const Transition &transition, FrameRate rate)
{
    static constexpr std::array kKinds = {QT_TRANSLATE_NOOP("sc::timeline", "cut"), QT_TRANSLATE_NOOP("sc::timeline", "dissolve"),
                                          QT_TRANSLATE_NOOP("sc::timeline", "fade through black"),
                                          QT_TRANSLATE_NOOP("sc::timeline", "fade through white"),
                                          QT_TRANSLATE_NOOP("sc::timeline", "wipe")};
    const QString kind = QCoreApplication::translate("sc::timeline", kKinds[static_cast<size_t>(transition.kind)]);
    return transition.kind == TransitionKind::Cut ? kind : QStringLiteral("%1, %2").arg(kind, lengthText(transition.length, rate));
}

QString charactersText(const std::vector<CharacterUse> &uses, const VersionNames &names)
{
    QStringList texts;
    for (const CharacterUse &use : uses) {
        QString text = names.other(use.character.text());
        for (const QString &more : {use.role, use.look, use.weight == 1 ? QString() : QString::number(use.weight, 'g', 4)}) {
            if (!more.isEmpty())
                text += QStringLiteral(", ") + more;
        }
        texts.append(text);
    }
    return texts.join(QStringLiteral("; "));
}

QString paramsText(const QJsonObject &params)
{
    QStringList texts;
    for (auto it = params.begin(); it != params.end(); ++it) {
        const QByteArray value = toCompactJson(QJsonArray{it.value()});
        texts.append(QStringLiteral("%1 %2").arg(it.key(), QString::fromUtf8(value.mid(1, value.size() - 2))));
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace

QString versionReasonName(VersionReason reason)
{
    return QString::fromLatin1(kReasons[static_cast<size_t>(reason)]);
}

std::optional<VersionReason> versionReasonFromName(const QString &name)
{
    for (size_t i = 0; i < kReasons.size(); ++i) {
        if (name == QLatin1String(kReasons[i]))
            return static_cast<VersionReason>(i);
    }
    return std::nullopt;
}

QString versionReasonText(VersionReason reason)
{
    switch (reason) {
    case VersionReason::Generated:
        return QCoreApplication::translate("sc::timeline", "generated");
    case VersionReason::Manual:
        return QCoreApplication::translate("sc::timeline", "saved");
    case VersionReason::Restored:
        return QCoreApplication::translate("sc::timeline", "restored");
    }
    return {};
}

VersionContent versionContentOf(const Clip &clip)
{
    return {clip.imagePrompt, clip.videoPrompt, clip.negativePrompt, clip.lyrics,        clip.direction,
            clip.generation,  clip.sourceIn,    speedOf(clip),       clip.selectedImage, clip.selectedVideo};
}

QJsonObject toJson(const VersionContent &content)
{
    return {
        {QStringLiteral("image_prompt"), content.imagePrompt},
        {QStringLiteral("video_prompt"), content.videoPrompt},
        {QStringLiteral("negative_prompt"), content.negativePrompt},
        {QStringLiteral("lyrics"), content.lyrics},
        {QStringLiteral("direction"), toJson(content.direction)},
        {QStringLiteral("generation"), toJson(content.generation)},
        {QStringLiteral("source_in"), static_cast<qint64>(content.sourceIn.value())},
        {QStringLiteral("speed"), QStringLiteral("%1/%2").arg(content.speed.numerator).arg(content.speed.denominator)},
        {QStringLiteral("image"), content.selectedImage.text()},
        {QStringLiteral("video"), content.selectedVideo.text()},
    };
}

Result<VersionContent> versionContentFromJson(const QJsonObject &json)
{
    VersionContent content;
    content.imagePrompt = json[u"image_prompt"].toString();
    content.videoPrompt = json[u"video_prompt"].toString();
    content.negativePrompt = json[u"negative_prompt"].toString();
    content.lyrics = json[u"lyrics"].toString();
    SC_TRY_ASSIGN(direction, directionFromJson(json[u"direction"].toObject()));
    content.direction = direction;
    SC_TRY_ASSIGN(generation, clipGenerationFromJson(json[u"generation"].toObject()));
    content.generation = std::move(generation);
    content.sourceIn = Ticks(json[u"source_in"].toInteger());
    // As it was written, not in lowest terms: it must come back as it was.
    const QString speed = json[u"speed"].toString();
    content.speed = {speed.section(u'/', 0, 0).toInt(), std::max(1, speed.section(u'/', 1).toInt())};
    content.selectedImage = TakeId(json[u"image"].toString());
    content.selectedVideo = TakeId(json[u"video"].toString());
    return content;
}

Result<Timeline> restoreVersion(const Timeline &timeline, const ClipId &id, const VersionContent &content, int number)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, id));
    clip->imagePrompt = content.imagePrompt;
    clip->videoPrompt = content.videoPrompt;
    clip->negativePrompt = content.negativePrompt;
    clip->lyrics = content.lyrics;
    clip->direction = content.direction;
    clip->generation = content.generation;
    // Since then other shots may have come to go on from this one.
    if (closesCircle(timeline, id, content.generation.continueFrom))
        clip->generation.continueFrom = {};
    clip->sourceIn = content.sourceIn;
    clip->speedNumerator = content.speed.numerator;
    clip->speedDenominator = content.speed.denominator;
    clip->selectedImage = content.selectedImage;
    clip->selectedVideo = content.selectedVideo;
    clip->activeVersion = number;
    return settled(timeline, std::move(edited));
}

std::vector<VersionField> compareVersions(const VersionContent &left, const VersionContent &right, FrameRate rate,
                                          const VersionNames &names)
{
    std::vector<VersionField> fields;
    const auto add = [&](const char *key, const QString &name, auto &&text) {
        fields.push_back({QString::fromLatin1(key), name, text(left), text(right)});
    };
    using Content = const VersionContent &;
    const auto tr = [](const char *text) { return QCoreApplication::translate("sc::timeline", text); };
    add("image_prompt", tr(QT_TRANSLATE_NOOP("sc::timeline", "Image prompt")), [](Content c) { return c.imagePrompt; });
    add("video_prompt", tr(QT_TRANSLATE_NOOP("sc::timeline", "Video prompt")), [](Content c) { return c.videoPrompt; });
    add("negative_prompt", tr(QT_TRANSLATE_NOOP("sc::timeline", "Negative prompt")), [](Content c) { return c.negativePrompt; });
    add("lyrics", tr(QT_TRANSLATE_NOOP("sc::timeline", "Lyrics")), [](Content c) { return c.lyrics; });
    add("shot_type", tr(QT_TRANSLATE_NOOP("sc::timeline", "Shot type")), [](Content c) { return c.direction.shotType; });
    add("camera_angle", tr(QT_TRANSLATE_NOOP("sc::timeline", "Camera angle")), [](Content c) { return c.direction.cameraAngle; });
    add("camera_move", tr(QT_TRANSLATE_NOOP("sc::timeline", "Camera move")), [](Content c) { return c.direction.cameraMove; });
    add("motion_strength", tr(QT_TRANSLATE_NOOP("sc::timeline", "Motion strength")),
        [](Content c) { return QString::number(c.direction.motionStrength, 'g', 4); });
    add("characters", tr(QT_TRANSLATE_NOOP("sc::timeline", "Characters")),
        [&](Content c) { return charactersText(c.generation.characters, names); });
    add("template", tr(QT_TRANSLATE_NOOP("sc::timeline", "Style template")),
        [&](Content c) { return names.other(c.generation.styleTemplate.text()); });
    add("params", tr(QT_TRANSLATE_NOOP("sc::timeline", "Parameters")), [](Content c) { return paramsText(c.generation.params); });
    add("continue_from", tr(QT_TRANSLATE_NOOP("sc::timeline", "Goes on from")),
        [&](Content c) { return names.other(c.generation.continueFrom.text()); });
    add("frozen_image", tr(QT_TRANSLATE_NOOP("sc::timeline", "Frozen image prompt")), [](Content c) { return c.generation.frozen.image; });
    add("frozen_video", tr(QT_TRANSLATE_NOOP("sc::timeline", "Frozen video prompt")), [](Content c) { return c.generation.frozen.video; });
    add("transition_in", tr(QT_TRANSLATE_NOOP("sc::timeline", "Transition in")),
        [&](Content c) { return transitionText(c.direction.in, rate); });
    add("transition_out", tr(QT_TRANSLATE_NOOP("sc::timeline", "Transition out")),
        [&](Content c) { return transitionText(c.direction.out, rate); });
    add("source_in", tr(QT_TRANSLATE_NOOP("sc::timeline", "Slip")),
        [](Content c) { return QCoreApplication::translate("sc::timeline", "%1 s").arg(c.sourceIn.toSeconds(), 0, 'f', 3); });
    add("speed", tr(QT_TRANSLATE_NOOP("sc::timeline", "Speed")), [](Content c) { return speedText(c.speed); });
    add("image", tr(QT_TRANSLATE_NOOP("sc::timeline", "Chosen picture")), [&](Content c) { return names.take(c.selectedImage); });
    add("video", tr(QT_TRANSLATE_NOOP("sc::timeline", "Chosen movie")), [&](Content c) { return names.take(c.selectedVideo); });
    return fields;
}

} // namespace sc::timeline
