// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/character.h"

#include "core/base/enum_names.h"
#include "core/base/text.h"
#include "core/generation/item_head.h"
#include "core/generation/item_json.h"
#include "core/media/visual_facts.h"
#include "core/timeline/clip_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>
#include <array>
#include <functional>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 5> kMethods = {"ip_adapter", "reactor", "instantid", "lora", "prompt_only"};

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

QJsonArray picturesJson(const std::vector<ReferencePicture> &pictures)
{
    QJsonArray list;
    for (const ReferencePicture &picture : pictures) {
        QJsonObject one = toJson(picture.media);
        if (picture.weight != 1)
            one.insert(QStringLiteral("weight"), picture.weight);
        list.append(one);
    }
    return list;
}

std::vector<ReferencePicture> picturesFromJson(const QJsonValue &json)
{
    std::vector<ReferencePicture> pictures;
    for (const QJsonValue &one : json.toArray())
        pictures.push_back({mediaFromJson(one), one[u"weight"].toDouble(1)});
    return pictures;
}

Result<> checkNumber(double value, double low, double high, const QString &field)
{
    if (value >= low && value <= high)
        return {};
    return std::unexpected(brokenRule(field, tr("%1 to %2").arg(low).arg(high)));
}

Result<> checkPictures(const std::vector<ReferencePicture> &pictures)
{
    if (std::ssize(pictures) > kMaxReferences)
        return std::unexpected(brokenRule(tr("The number of reference pictures"), tr("at most 50")));
    for (const ReferencePicture &picture : pictures)
        SC_TRY(checkNumber(picture.weight, 0, 2, tr("The weight of a reference picture")));
    return {};
}

Result<QStringList> checkedTriggers(const QStringList &words)
{
    QStringList checked;
    for (const QString &word : words) {
        SC_TRY_ASSIGN(text, cleanText(word, TextKind::SingleLine, 0, kMaxTriggerLength, tr("A trigger word")));
        if (!text.isEmpty() && !checked.contains(text))
            checked.append(text);
    }
    if (codePoints(checked.join(QStringLiteral(", "))) > kMaxTriggerLength)
        return std::unexpected(brokenRule(tr("The trigger words"), tr("at most 500 characters together")));
    return checked;
}

Result<std::vector<CharacterLook>> checkedLooks(const std::vector<CharacterLook> &looks)
{
    if (std::ssize(looks) > kMaxLooks)
        return std::unexpected(brokenRule(tr("The number of looks"), tr("at most 50")));
    std::vector<CharacterLook> checked;
    for (CharacterLook look : looks) {
        SC_TRY_ASSIGN(name, cleanText(look.name, TextKind::SingleLine, 1, timeline::kMaxNameLength, tr("The look's name")));
        SC_TRY_ASSIGN(prompt, cleanText(look.prompt, TextKind::MultiLine, 0, timeline::kMaxDescriptionLength, tr("The look's words")));
        const auto isSame = [&](const CharacterLook &one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; };
        if (std::ranges::any_of(checked, isSame))
            return std::unexpected(Problem(ProblemCode::DuplicateResource, tr("There is already a look “%1”.").arg(name))
                                       .withEntity(QStringLiteral("look"), name));
        SC_TRY(checkPictures(look.pictures));
        SC_TRY_ASSIGN(loras, checkedLoras(look.loras));
        look.name = name;
        look.prompt = prompt;
        look.loras = loras;
        checked.push_back(std::move(look));
    }
    return checked;
}

MissingNeed need(const char *key, const QString &text)
{
    return {QString::fromLatin1(key), text};
}

} // namespace

QString scopeName(Scope scope)
{
    return scope == Scope::Project ? QStringLiteral("project") : QStringLiteral("shared");
}

QString methodName(CharacterMethod method)
{
    return nameIn(kMethods, method);
}

QString methodTitle(CharacterMethod method)
{
    switch (method) {
    case CharacterMethod::IpAdapter:
        return QStringLiteral("IP-Adapter");
    case CharacterMethod::ReActor:
        return QStringLiteral("ReActor");
    case CharacterMethod::InstantId:
        return QStringLiteral("InstantID");
    case CharacterMethod::Lora:
        return QStringLiteral("LoRA");
    case CharacterMethod::PromptOnly:
        return tr("Prompt only");
    }
    return {};
}

std::optional<CharacterMethod> methodFromName(const QString &name)
{
    return valueIn<CharacterMethod>(kMethods, name);
}

const std::vector<CharacterMethod> &allMethods()
{
    static const std::vector<CharacterMethod> all = {CharacterMethod::IpAdapter, CharacterMethod::InstantId, CharacterMethod::ReActor,
                                                     CharacterMethod::Lora, CharacterMethod::PromptOnly};
    return all;
}

const CharacterLook *lookOf(const Character &character, const QString &name)
{
    if (name.isEmpty())
        return character.looks.empty() ? nullptr : &character.looks.front();
    const auto found =
        std::ranges::find_if(character.looks, [&](const CharacterLook &look) { return look.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == character.looks.end() ? nullptr : &*found;
}

QJsonObject toJson(const Character &character)
{
    QJsonObject json;
    put(json, "description", character.description);
    put(json, "style_notes", character.styleNotes);
    json.insert(QStringLiteral("trigger_words"), QJsonArray::fromStringList(character.triggerWords));
    json.insert(QStringLiteral("references"), picturesJson(character.references));
    if (!character.face.isEmpty())
        json.insert(QStringLiteral("face"), toJson(character.face));
    if (!character.fullBody.isEmpty())
        json.insert(QStringLiteral("full_body"), toJson(character.fullBody));
    json.insert(QStringLiteral("loras"), toJson(character.loras));
    json.insert(QStringLiteral("method"), methodName(character.method));
    json.insert(QStringLiteral("ip_adapter_weight"), character.ipAdapterWeight);
    json.insert(QStringLiteral("instantid_strength"), character.instantIdStrength);
    json.insert(QStringLiteral("reactor_blend"), character.reactorBlend);
    if (character.fixedSeed)
        json.insert(QStringLiteral("fixed_seed"), *character.fixedSeed);
    QJsonArray looks;
    for (const CharacterLook &look : character.looks)
        looks.append(QJsonObject{{QStringLiteral("name"), look.name},
                                 {QStringLiteral("prompt"), look.prompt},
                                 {QStringLiteral("pictures"), picturesJson(look.pictures)},
                                 {QStringLiteral("loras"), toJson(look.loras)}});
    json.insert(QStringLiteral("looks"), looks);
    json.insert(QStringLiteral("colour"), character.colour);
    return json;
}

Result<Character> characterFrom(const StudioItem &item, Scope scope)
{
    const QJsonObject &json = item.content;
    auto character = withHead<Character>(item, scope);
    character.description = json[u"description"].toString();
    character.styleNotes = json[u"style_notes"].toString();
    for (const QJsonValue &word : json[u"trigger_words"].toArray())
        character.triggerWords.append(word.toString());
    character.references = picturesFromJson(json[u"references"]);
    character.face = mediaFromJson(json[u"face"]);
    character.fullBody = mediaFromJson(json[u"full_body"]);
    character.loras = lorasFromJson(json[u"loras"]);
    const QString method = json[u"method"].toString(QStringLiteral("ip_adapter"));
    const auto known = methodFromName(method);
    if (!known)
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("There is no method \"%1\" for characters.").arg(method))
                                   .withEntity(QStringLiteral("character"), item.name));
    character.method = *known;
    character.ipAdapterWeight = json[u"ip_adapter_weight"].toDouble(0.8);
    character.instantIdStrength = json[u"instantid_strength"].toDouble(0.8);
    character.reactorBlend = json[u"reactor_blend"].toDouble(1);
    if (json[u"fixed_seed"].isDouble())
        character.fixedSeed = json[u"fixed_seed"].toInteger();
    for (const QJsonValue &look : json[u"looks"].toArray())
        character.looks.push_back(
            {look[u"name"].toString(), look[u"prompt"].toString(), picturesFromJson(look[u"pictures"]), lorasFromJson(look[u"loras"])});
    character.colour = json[u"colour"].toInt();
    return character;
}

StudioItem itemOf(const Character &character)
{
    return itemWith(character, kCharacterKind);
}

Result<Character> checkedCharacter(const Character &character)
{
    Character checked = character;
    SC_TRY_ASSIGN(name, cleanText(character.name, TextKind::SingleLine, 1, timeline::kMaxNameLength, tr("The name")));
    SC_TRY_ASSIGN(description,
                  cleanText(character.description, TextKind::MultiLine, 0, timeline::kMaxDescriptionLength, tr("The description")));
    SC_TRY_ASSIGN(notes, cleanText(character.styleNotes, TextKind::MultiLine, 0, timeline::kMaxDescriptionLength, tr("The style notes")));
    SC_TRY_ASSIGN(triggers, checkedTriggers(character.triggerWords));
    SC_TRY_ASSIGN(loras, checkedLoras(character.loras));
    SC_TRY_ASSIGN(looks, checkedLooks(character.looks));
    SC_TRY(checkPictures(character.references));
    SC_TRY(checkNumber(character.ipAdapterWeight, 0, 2, tr("The IP-Adapter weight")));
    SC_TRY(checkNumber(character.instantIdStrength, 0, 1, tr("The InstantID strength")));
    SC_TRY(checkNumber(character.reactorBlend, 0, 1, tr("The ReActor blend")));
    SC_TRY(checkNumber(character.colour, 0, kCharacterColours - 1, tr("The colour")));
    if (character.fixedSeed.value_or(0) < 0)
        return std::unexpected(brokenRule(tr("The fixed seed"), tr("a whole number from 0")));
    checked.name = name;
    checked.description = description;
    checked.styleNotes = notes;
    checked.triggerWords = triggers;
    checked.loras = loras;
    checked.looks = looks;
    return checked;
}

std::vector<MissingNeed> missingNeeds(const Character &character, CharacterMethod method, const QString &lookName)
{
    const CharacterLook *look = lookOf(character, lookName);
    const bool hasPictures = !character.references.empty() || (look && !look->pictures.empty());
    const bool hasLoras = !character.loras.empty() || (look && !look->loras.empty());
    switch (method) {
    case CharacterMethod::IpAdapter:
        if (!hasPictures)
            return {need("reference", tr("Needs a reference picture"))};
        break;
    case CharacterMethod::ReActor:
    case CharacterMethod::InstantId:
        if (character.face.isEmpty())
            return {need("face", tr("Needs a face"))};
        break;
    case CharacterMethod::Lora:
        if (!hasLoras)
            return {need("lora", tr("Needs a LoRA"))};
        break;
    case CharacterMethod::PromptOnly:
        break;
    }
    return {};
}

std::optional<Problem> unready(const Character &character, const QString &look)
{
    const std::vector<MissingNeed> needs = missingNeeds(character, character.method, look);
    if (needs.empty())
        return std::nullopt;
    const QString what = needs.front().key == u"reference" ? tr("at least one reference picture")
                         : needs.front().key == u"face"    ? tr("a picture of the face")
                                                           : tr("at least one LoRA");
    return Problem(ProblemCode::ValidationError,
                   tr("“%1” cannot be generated yet: %2 needs %3.").arg(character.name, methodTitle(character.method), what))
        .withDetail(tr("Add it to the character, or choose another method. “Prompt only” always works."))
        .withEntity(QStringLiteral("character"), character.id.text())
        .withAction(QStringLiteral("character.open"), tr("Open the character"))
        .withAction(QStringLiteral("character.prompt_only"), tr("Use words only"));
}

QString promptTextOf(const Character &character, const QString &lookName)
{
    const CharacterLook *look = lookOf(character, lookName);
    QStringList parts;
    for (const QString &text : {character.triggerWords.join(QStringLiteral(", ")), character.description, look ? look->prompt : QString(),
                                character.styleNotes}) {
        if (!text.trimmed().isEmpty())
            parts.append(text.trimmed());
    }
    return parts.join(QStringLiteral(", "));
}

Result<> checkReferencePicture(const QString &file, bool anySize)
{
    const QFileInfo info(file);
    const QString name = info.fileName();
    if (!info.isFile())
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, tr("The file \"%1\" was not found.").arg(QDir::toNativeSeparators(file))));
    if (info.size() > kMaxPictureBytes && !anySize)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, tr("\"%1\" is larger than 10 MB.").arg(name))
                                   .withDetail(humanSize(info.size()))
                                   .withAction(QStringLiteral("import.anyway"), tr("Add it anyway")));
    QFile bytes(file);
    if (!bytes.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, tr("The file \"%1\" may not be read.").arg(QDir::toNativeSeparators(file))));
    const QByteArray head = bytes.read(12);
    const bool isKnown = head.startsWith("\xff\xd8\xff") || head.startsWith("\x89PNG\r\n\x1a\n") || head.startsWith("GIF8") ||
                         (head.startsWith("RIFF") && head.mid(8, 4) == "WEBP");
    if (!isKnown)
        return std::unexpected(Problem(ProblemCode::InvalidFileType, tr("\"%1\" is no picture that can be a reference.").arg(name))
                                   .withDetail(tr("JPEG, PNG, WebP and GIF work.")));
    SC_TRY(media::measureVisual(file)); // decodes it
    return {};
}

std::vector<const timeline::Clip *> clipsWith(const timeline::Timeline &timeline, const CharacterId &character)
{
    std::vector<const timeline::Clip *> clips;
    for (const timeline::Clip &clip : timeline.clips) {
        if (std::ranges::find(clip.generation.characters, character, &timeline::CharacterUse::character) !=
            clip.generation.characters.end())
            clips.push_back(&clip);
    }
    return clips;
}

namespace {

using Change = std::function<void(timeline::ClipGeneration &, size_t place)>;

Result<timeline::Timeline> changed(const timeline::Timeline &timeline, const std::vector<ClipId> &clips, const Change &change)
{
    timeline::Timeline edited = timeline;
    for (size_t i = 0; i < clips.size(); ++i) {
        const timeline::Clip *clip = timeline::findClip(edited, clips[i]);
        timeline::ClipGeneration generation = clip ? clip->generation : timeline::ClipGeneration();
        change(generation, i);
        SC_TRY_ASSIGN(next, timeline::editClip(edited, {.clip = clips[i], .generation = generation}));
        edited = std::move(next);
    }
    return edited;
}

void put(timeline::ClipGeneration &generation, const timeline::CharacterUse &use)
{
    const auto there = std::ranges::find(generation.characters, use.character, &timeline::CharacterUse::character);
    if (there == generation.characters.end())
        generation.characters.push_back(use);
    else
        *there = use;
}

} // namespace

Result<timeline::Timeline> castInto(const timeline::Timeline &timeline, const std::vector<ClipId> &clips, const timeline::CharacterUse &use)
{
    return changed(timeline, clips, [&](timeline::ClipGeneration &generation, size_t) { put(generation, use); });
}

Result<timeline::Timeline> takeOut(const timeline::Timeline &timeline, const std::vector<ClipId> &clips, const CharacterId &character)
{
    return changed(timeline, clips, [&](timeline::ClipGeneration &generation, size_t) {
        std::erase_if(generation.characters, [&](const timeline::CharacterUse &use) { return use.character == character; });
    });
}

Result<timeline::Timeline> castInTurn(const timeline::Timeline &timeline, const std::vector<ClipId> &clips,
                                      const std::vector<CharacterId> &characters)
{
    if (characters.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("No character was chosen.")));
    return changed(timeline, clips, [&](timeline::ClipGeneration &generation, size_t place) {
        put(generation, {characters[place % characters.size()], {}, 1, {}});
    });
}

} // namespace sc::generation
