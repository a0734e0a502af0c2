// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/generation_rules.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/timeline/edit_support.h"

#include <QtCore/QCoreApplication>

#include <cmath>

namespace sc::timeline {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::timeline", text);
}

bool isColour(const QString &text)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return text.size() == 7 && text.front() == u'#' && std::all_of(text.begin() + 1, text.end(), isHex);
}

Result<QStringList> checkedPalette(const QStringList &palette)
{
    QStringList checked;
    for (const QString &colour : palette) {
        const QString text = colour.trimmed().toLower();
        if (!isColour(text))
            return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The colour \"%1\"").arg(colour.left(40)),
                                              QCoreApplication::translate("sc::timeline", "written like #1a2b3c")));
        if (!checked.contains(text))
            checked.append(text);
    }
    if (checked.size() > kMaxPaletteColours)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The palette"),
                                          QCoreApplication::translate("sc::timeline", "at most 12 colours")));
    return checked;
}

Result<QStringList> checkedWords(const QStringList &words)
{
    QStringList checked;
    for (const QString &word : words) {
        SC_TRY_ASSIGN(text, cleanText(word, TextKind::SingleLine, 0, kMaxWordLength,
                                      QCoreApplication::translate("sc::timeline", "A recurring word")));
        if (!text.isEmpty() && !checked.contains(text, Qt::CaseInsensitive))
            checked.append(text);
    }
    if (checked.size() > kMaxRecurringWords)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The recurring words"),
                                          QCoreApplication::translate("sc::timeline", "at most 50")));
    return checked;
}

Result<std::vector<CharacterUse>> checkedCharacters(const std::vector<CharacterUse> &uses)
{
    if (std::ssize(uses) > kMaxClipCharacters)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The characters of a shot"),
                                          QCoreApplication::translate("sc::timeline", "at most 20")));
    std::vector<CharacterUse> checked = uses;
    QSet<CharacterId> seen;
    for (CharacterUse &use : checked) {
        if (use.character.isEmpty() || seen.contains(use.character))
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("A character can be in a shot only once."))
                                       .withEntity(QStringLiteral("character"), use.character.text()));
        seen.insert(use.character);
        SC_TRY_ASSIGN(
            role, cleanText(use.role, TextKind::SingleLine, 0, kMaxRoleLength, QCoreApplication::translate("sc::timeline", "The role")));
        SC_TRY_ASSIGN(
            look, cleanText(use.look, TextKind::SingleLine, 0, kMaxNameLength, QCoreApplication::translate("sc::timeline", "The look")));
        use.role = role;
        use.look = look;
        if (!(use.weight >= 0 && use.weight <= 2))
            return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The character's weight"),
                                              QCoreApplication::translate("sc::timeline", "0 to 2")));
    }
    return checked;
}

// By way of text, so that what is in memory is what the next opening reads.
Result<QJsonObject> checkedParams(const QJsonObject &params)
{
    const QByteArray text = toCompactJson(params);
    if (text.size() > kMaxParamsBytes)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The parameters of a shot"),
                                          QCoreApplication::translate("sc::timeline", "at most 20 000 bytes")));
    return parseJsonObject(text, QStringLiteral("params"));
}

} // namespace

Result<LookBible> checkedLook(const LookBible &look)
{
    SC_TRY_ASSIGN(preamble, cleanText(look.preamble, TextKind::MultiLine, 0, kMaxLookPreambleLength,
                                      QCoreApplication::translate("sc::timeline", "The style preamble")));
    SC_TRY_ASSIGN(notes, cleanText(look.cameraNotes, TextKind::MultiLine, 0, kMaxLookNotesLength,
                                   QCoreApplication::translate("sc::timeline", "The camera notes")));
    SC_TRY_ASSIGN(negative, cleanText(look.negativePrompt, TextKind::MultiLine, 0, kMaxNegativeLength,
                                      QCoreApplication::translate("sc::timeline", "The negative prompt")));
    SC_TRY_ASSIGN(palette, checkedPalette(look.palette));
    SC_TRY_ASSIGN(words, checkedWords(look.recurringWords));
    return LookBible{preamble, palette, notes, negative, words};
}

Result<QString> checkedKey(const QString &key, const QString &field)
{
    return cleanText(key, TextKind::SingleLine, 0, kMaxRoleLength, field);
}

Result<std::vector<PromptTemplateId>> checkedPromptTemplates(const std::vector<PromptTemplateId> &templates)
{
    std::vector<PromptTemplateId> checked;
    for (const PromptTemplateId &id : templates) {
        if (!id.isEmpty() && std::ranges::find(checked, id) == checked.end())
            checked.push_back(id);
    }
    if (std::ssize(checked) > kMaxScenePromptTemplates)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The prompt templates of a scene"),
                                          QCoreApplication::translate("sc::timeline", "at most 20")));
    return checked;
}

bool closesCircle(const Timeline &timeline, const ClipId &clip, const ClipId &from)
{
    QSet<ClipId> passed;
    for (ClipId id = from; !id.isEmpty() && !passed.contains(id);) {
        if (id == clip)
            return true;
        passed.insert(id);
        const Clip *next = findClip(timeline, id);
        id = next ? next->generation.continueFrom : ClipId();
    }
    return false;
}

Result<ClipGeneration> checkedGeneration(const Timeline &timeline, const ClipId &clip, const ClipGeneration &generation)
{
    ClipGeneration checked = generation;
    SC_TRY_ASSIGN(characters, checkedCharacters(generation.characters));
    checked.characters = std::move(characters);
    SC_TRY_ASSIGN(params, checkedParams(generation.params));
    checked.params = params;
    const ClipId &from = generation.continueFrom;
    if (!from.isEmpty() && !findClip(timeline, from))
        return std::unexpected(noSuch(QStringLiteral("clip"), from.text()));
    if (!from.isEmpty() && closesCircle(timeline, clip, from))
        return std::unexpected(Problem(ProblemCode::Conflict, tr("A shot cannot go on from itself, also not by way of other shots."))
                                   .withDetail(tr("“%1” goes on from this shot already, or is it.").arg(findClip(timeline, from)->name))
                                   .withEntity(QStringLiteral("clip"), from.text())
                                   .withAction(QStringLiteral("choose.other"), tr("Choose another shot")));
    const QString field = QCoreApplication::translate("sc::timeline", "The frozen prompt");
    for (QString FrozenPrompts::*text : {&FrozenPrompts::image, &FrozenPrompts::video, &FrozenPrompts::negative}) {
        SC_TRY_ASSIGN(clean, cleanText(generation.frozen.*text, TextKind::MultiLine, 0, kMaxFrozenLength, field));
        checked.frozen.*text = clean;
    }
    return checked;
}

void dropDanglingContinuations(Timeline &timeline)
{
    const auto goesOn = [](const Clip &clip) { return !clip.generation.continueFrom.isEmpty(); };
    if (std::ranges::none_of(timeline.clips, goesOn))
        return;
    QSet<ClipId> ids;
    ids.reserve(static_cast<qsizetype>(timeline.clips.size()));
    for (const Clip &clip : timeline.clips)
        ids.insert(clip.id);
    for (Clip &clip : timeline.clips) {
        if (goesOn(clip) && !ids.contains(clip.generation.continueFrom))
            clip.generation.continueFrom = {};
    }
}

void followCopies(std::vector<Clip> &clips, const QHash<ClipId, ClipId> &copies)
{
    for (Clip &clip : clips) {
        const auto copy = copies.constFind(clip.generation.continueFrom);
        if (copy != copies.constEnd())
            clip.generation.continueFrom = *copy;
    }
}

} // namespace sc::timeline
