// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/generation_json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <array>

namespace sc::timeline {

namespace {

constexpr std::array<const char *, 2> kContinueModes = {"last_frame", "last_window"};
constexpr std::array<const char *, 2> kStartPictures = {"automatic", "none"};

template<class Enum, size_t N> std::optional<Enum> fromName(const std::array<const char *, N> &names, const QString &name)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

void put(QJsonObject &json, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        json.insert(key, text);
}

void put(QJsonObject &json, const QString &key, const QStringList &texts)
{
    if (!texts.isEmpty())
        json.insert(key, QJsonArray::fromStringList(texts));
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &each : value.toArray())
        texts.append(each.toString());
    return texts;
}

QJsonObject toJson(const CharacterUse &use)
{
    QJsonObject json{{QStringLiteral("character"), use.character.text()}};
    put(json, QStringLiteral("role"), use.role);
    put(json, QStringLiteral("look"), use.look);
    if (use.weight != 1)
        json.insert(QStringLiteral("weight"), use.weight);
    return json;
}

CharacterUse useFromJson(const QJsonObject &json)
{
    return {CharacterId(json[u"character"].toString()), json[u"role"].toString(), json[u"weight"].toDouble(1), json[u"look"].toString()};
}

Problem unreadable(const QString &why)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::timeline", "What a shot is made with cannot be read."))
        .withDetail(why.left(80));
}

} // namespace

QString continueModeName(ContinueMode mode)
{
    return QString::fromLatin1(kContinueModes[static_cast<size_t>(mode)]);
}

QString startPictureName(StartPicture picture)
{
    return QString::fromLatin1(kStartPictures[static_cast<size_t>(picture)]);
}

std::optional<ContinueMode> continueModeFromName(const QString &name)
{
    return fromName<ContinueMode>(kContinueModes, name);
}

std::optional<StartPicture> startPictureFromName(const QString &name)
{
    return fromName<StartPicture>(kStartPictures, name);
}

QJsonObject toJson(const LookBible &look)
{
    QJsonObject json;
    put(json, QStringLiteral("preamble"), look.preamble);
    put(json, QStringLiteral("palette"), look.palette);
    put(json, QStringLiteral("camera_notes"), look.cameraNotes);
    put(json, QStringLiteral("negative_prompt"), look.negativePrompt);
    put(json, QStringLiteral("recurring_words"), look.recurringWords);
    return json;
}

LookBible lookFromJson(const QJsonObject &json)
{
    return {json[u"preamble"].toString(), textsOf(json[u"palette"]), json[u"camera_notes"].toString(), json[u"negative_prompt"].toString(),
            textsOf(json[u"recurring_words"])};
}

QJsonObject toJson(const ClipGeneration &generation)
{
    QJsonObject json;
    QJsonArray characters;
    for (const CharacterUse &use : generation.characters)
        characters.append(toJson(use));
    if (!characters.isEmpty())
        json.insert(QStringLiteral("characters"), characters);
    put(json, QStringLiteral("template"), generation.styleTemplate.text());
    if (!generation.params.isEmpty())
        json.insert(QStringLiteral("params"), generation.params);
    put(json, QStringLiteral("continue_from"), generation.continueFrom.text());
    if (generation.continueMode != ContinueMode::LastFrame)
        json.insert(QStringLiteral("continue_mode"), continueModeName(generation.continueMode));
    if (generation.startPicture != StartPicture::Automatic)
        json.insert(QStringLiteral("start_picture"), startPictureName(generation.startPicture));
    put(json, QStringLiteral("frozen_image"), generation.frozen.image);
    put(json, QStringLiteral("frozen_video"), generation.frozen.video);
    put(json, QStringLiteral("frozen_negative"), generation.frozen.negative);
    return json;
}

Result<ClipGeneration> clipGenerationFromJson(const QJsonObject &json)
{
    ClipGeneration generation;
    if (json.isEmpty()) // most shots: opening a project reads thousands
        return generation;
    for (const QJsonValue &use : json[u"characters"].toArray())
        generation.characters.push_back(useFromJson(use.toObject()));
    generation.styleTemplate = StyleTemplateId(json[u"template"].toString());
    generation.params = json[u"params"].toObject();
    generation.continueFrom = ClipId(json[u"continue_from"].toString());
    const QString mode = json[u"continue_mode"].toString(QStringLiteral("last_frame"));
    const QString picture = json[u"start_picture"].toString(QStringLiteral("automatic"));
    const auto knownMode = continueModeFromName(mode);
    const auto knownPicture = startPictureFromName(picture);
    if (!knownMode || !knownPicture)
        return std::unexpected(unreadable(knownMode ? picture : mode));
    generation.continueMode = *knownMode;
    generation.startPicture = *knownPicture;
    generation.frozen = {json[u"frozen_image"].toString(), json[u"frozen_video"].toString(), json[u"frozen_negative"].toString()};
    return generation;
}

} // namespace sc::timeline
