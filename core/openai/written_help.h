// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/openai/chat_client.h"

#include <QtCore/QStringList>

#include <optional>
#include <vector>

// Help with words: a prompt made richer, prompts for the shots of a scene, a description of a song. Everything here only suggests;
// a person takes it over or not. What the person and the song say is material for the model, quoted as data, never an order to it.
namespace sc::openai {

// What is known of the song where the picture stands. Empty or absent: unknown, and then not spoken of.
struct SongFacts
{
    QString title;
    QString artist;
    std::optional<double> bpm;
    QString key;
    QStringList moods;
    QStringList genres;
    QString section;              // "chorus"
    std::optional<double> energy; // 0..1
    QString lyric;                // sung there

    bool operator==(const SongFacts &) const = default;
};

struct PromptWish
{
    QString prompt;
    QString negative;
    bool isVideo = false;
    QStringList style; // words of the project's look
    SongFacts song;
    int mostCharacters = 1200;
    bool wantsNegative = true;

    bool operator==(const PromptWish &) const = default;
};

struct PromptSuggestion
{
    QString prompt;
    QString negative;
    QString camera;
    QString lighting;
    QString notes;
    QStringList alternatives; // three at most
    bool isBuiltIn = false;   // by our own rules, without any model
};

[[nodiscard]] ChatRequest requestFor(const PromptWish &wish);
// Cut to the wish's limits; the plain text is the prompt when the model gave no structure. RESULT_INVALID when nothing is left.
[[nodiscard]] Result<PromptSuggestion> suggestionIn(const ChatAnswer &answer, const PromptWish &wish);
// By rules alone from the same facts, the same every time; needs no server.
[[nodiscard]] PromptSuggestion builtInSuggestion(const PromptWish &wish);

struct ShotWish
{
    int number = 0;
    double seconds = 0;
    QString prompt; // that it has already
    QString lyric;
};

struct SceneWish
{
    QString title;
    QString description;
    std::vector<ShotWish> shots; // 40 at most are asked about at once
    QStringList style;
    SongFacts song;
    int mostCharacters = 600; // of one prompt
};
constexpr int kMostShotsAsked = 40;

struct ShotPrompt
{
    int number = 0;
    QString prompt;
};

[[nodiscard]] ChatRequest requestFor(const SceneWish &wish);
// For shots of the wish alone, each once, in its order. RESULT_INVALID when there is none.
[[nodiscard]] Result<std::vector<ShotPrompt>> shotPromptsIn(const ChatAnswer &answer, const SceneWish &wish);

[[nodiscard]] ChatRequest descriptionRequest(const SongFacts &song);
[[nodiscard]] Result<QString> descriptionIn(const ChatAnswer &answer); // plain text, 600 characters at most
[[nodiscard]] QString builtInDescription(const SongFacts &song);

// What a person reads before anything leaves the machine for the first time: the very text.
[[nodiscard]] QString whatIsSent(const ChatRequest &request);

} // namespace sc::openai
