// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/prompt.h"

#include <QtCore/QSet>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::PromptPart;

PromptPart part(const char *origin, const QString &text)
{
    return {QString::fromLatin1(origin), text};
}

// Unknown roles and none stand between those who act beside the lead and those behind them.
int rankOf(const QString &role)
{
    const QString name = role.trimmed().toLower();
    if (name == u"lead" || name == u"main")
        return 0;
    if (name == u"support" || name == u"supporting")
        return 1;
    return name == u"background" || name == u"extra" ? 3 : 2;
}

void addCharacters(std::vector<PromptPart> &parts, std::vector<PromptCharacter> characters)
{
    std::ranges::stable_sort(characters, {}, [](const PromptCharacter &one) { return rankOf(one.role); });
    for (const PromptCharacter &one : characters) {
        for (const QString &text : {one.triggerWords.join(QStringLiteral(", ")), one.description, one.look, one.styleNotes})
            parts.push_back(part(kFromCharacter, text));
    }
}

void addDirection(std::vector<PromptPart> &parts, const PromptSources &sources)
{
    const timeline::ShotDirection &shot = sources.shot;
    const timeline::SceneDirection &scene = sources.scene;
    for (const QString &text : {shot.shotType, shot.cameraAngle, shot.cameraMove, scene.cameraNotes, sources.look.cameraNotes, scene.mood,
                                scene.emotionalTone, scene.location, scene.timeOfDay, scene.weather})
        parts.push_back(part(kFromDirection, text));
}

bool endsSentence(QChar c)
{
    return c == u'.' || c == u'!' || c == u'?' || c == u';' || c == u':';
}

struct United
{
    QString text;
    std::vector<PromptPart> parts;
    std::vector<PromptSpan> spans;
};

United unite(const std::vector<PromptPart> &sources)
{
    United united;
    QSet<QString> said;
    for (const PromptPart &source : sources) {
        QString left;
        for (const QString &piece : commaParts(source.text)) {
            const QString key = piece.simplified();
            if (said.contains(key))
                continue;
            said.insert(key);
            if (!left.isEmpty())
                left += endsSentence(left.back()) ? QStringLiteral(" ") : QStringLiteral(", ");
            left += piece;
        }
        if (left.isEmpty())
            continue;
        if (!united.text.isEmpty())
            united.text += endsSentence(united.text.back()) ? QStringLiteral(" ") : QStringLiteral(", ");
        united.spans.push_back({united.text.size(), left.size(), source.origin});
        united.text += left;
        united.parts.push_back({source.origin, left});
    }
    return united;
}

} // namespace

QStringList commaParts(const QString &text)
{
    QStringList parts;
    QString piece;
    int depth = 0;
    const auto finish = [&] {
        if (const QString trimmed = piece.trimmed(); !trimmed.isEmpty())
            parts.append(trimmed);
        piece.clear();
    };
    for (const QChar c : text) {
        if (c == u'(' || c == u'[' || c == u'{')
            ++depth;
        else if (c == u')' || c == u']' || c == u'}')
            depth = std::max(0, depth - 1);
        if (c == u',' && depth == 0)
            finish();
        else
            piece += c;
    }
    // A bracket that nobody closed holds nothing together.
    if (depth > 0) {
        const QString rest = piece;
        piece.clear();
        for (const QString &each : rest.split(u',')) {
            piece = each;
            finish();
        }
        return parts;
    }
    finish();
    return parts;
}

QString unitedText(const QString &text, const QString &more)
{
    return unite({part(kFromClip, text), part(kFromTemplate, more)}).text;
}

ComposedPrompt composePrompt(const PromptSources &sources)
{
    ComposedPrompt composed;
    if (!sources.frozen.trimmed().isEmpty()) {
        composed.isFrozen = true;
        composed.text = sources.frozen;
        composed.negative = sources.frozenNegative;
        composed.parts = {part(kFromFrozen, sources.frozen)};
        composed.spans = {{0, sources.frozen.size(), QString::fromLatin1(kFromFrozen)}};
        if (!sources.frozenNegative.isEmpty()) {
            composed.negativeParts = {part(kFromFrozen, sources.frozenNegative)};
            composed.negativeSpans = {{0, sources.frozenNegative.size(), QString::fromLatin1(kFromFrozen)}};
        }
        return composed;
    }
    std::vector<PromptPart> parts = {part(kFromLook, sources.look.preamble),
                                     part(kFromLook, sources.look.recurringWords.join(QStringLiteral(", "))),
                                     part(kFromTemplate, sources.templatePrefix)};
    addCharacters(parts, sources.characters);
    parts.push_back(part(sources.isOrdered ? kFromOrder : kFromClip, sources.prompt));
    addDirection(parts, sources);
    parts.push_back(part(kFromTemplate, sources.templateSuffix));
    United united = unite(parts);
    United negative = unite(
        {part(kFromLook, sources.look.negativePrompt), part(kFromTemplate, sources.templateNegative), part(kFromClip, sources.negative)});
    composed.text = std::move(united.text);
    composed.parts = std::move(united.parts);
    composed.spans = std::move(united.spans);
    composed.negative = std::move(negative.text);
    composed.negativeParts = std::move(negative.parts);
    composed.negativeSpans = std::move(negative.spans);
    return composed;
}

} // namespace sc::generation
