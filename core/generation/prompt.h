// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"
#include "core/timeline/take.h"

// From what look, style template, characters, shot and direction say to the one text that is sent. Pure: the same sources
// always give the same text.
namespace sc::generation {

// Where a part of a prompt comes from; as timeline::PromptPart::origin.
inline constexpr auto kFromLook = "look";
inline constexpr auto kFromTemplate = "template";
inline constexpr auto kFromCharacter = "character";
inline constexpr auto kFromClip = "clip";
inline constexpr auto kFromDirection = "direction";
inline constexpr auto kFromFrozen = "frozen";
inline constexpr auto kFromOrder = "order"; // words for the occasion, in place of the shot's own

// What one character adds.
struct PromptCharacter
{
    QString role;
    QStringList triggerWords;
    QString description;
    QString look; // the chosen look's words
    QString styleNotes;
};

struct PromptSources
{
    timeline::LookBible look;
    QString templatePrefix;
    QString templateSuffix;
    QString templateNegative;
    std::vector<PromptCharacter> characters; // as the shot lists them
    QString prompt;                          // the shot's own
    bool isOrdered = false;                  // they are not: an order says them in place of the shot's
    QString negative;
    timeline::ShotDirection shot;
    timeline::SceneDirection scene;
    QString frozen; // not empty: sent as it stands, with `frozenNegative`
    QString frozenNegative;
};

// A stretch of the composed text, for colouring it. Positions count UTF-16 units.
struct PromptSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
    QString origin;
    bool operator==(const PromptSpan &) const = default;
};

struct ComposedPrompt
{
    QString text;
    QString negative;
    std::vector<timeline::PromptPart> parts; // in the order of the text, what is left of each
    std::vector<timeline::PromptPart> negativeParts;
    std::vector<PromptSpan> spans; // of `text`, rising; what lies between is commas
    std::vector<PromptSpan> negativeSpans;
    bool isFrozen = false;
    bool operator==(const ComposedPrompt &) const = default;
};

// Look preamble and recurring words; template prefix; characters (lead, support, others, background; within a role as
// listed: trigger words, description, look, style notes); the shot's own prompt; direction words (shot type, angle, move, camera
// notes, mood, location, time, weather); template suffix. Parts between commas that were said before, letter by letter, are dropped;
// commas inside brackets do not part. Negative texts are united in the same order. What is empty vanishes.
[[nodiscard]] ComposedPrompt composePrompt(const PromptSources &sources);

// What a text is made of: parts between commas, trimmed, brackets kept whole; no empty ones.
[[nodiscard]] QStringList commaParts(const QString &text);
// `more` behind `text`, without what is said already.
[[nodiscard]] QString unitedText(const QString &text, const QString &more);

} // namespace sc::generation
