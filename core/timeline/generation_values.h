// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <vector>

namespace sc {

using CharacterId = Id<struct CharacterTag>;
using StyleTemplateId = Id<struct StyleTemplateTag>;
using PromptTemplateId = Id<struct PromptTemplateTag>;

} // namespace sc

// What project, scene and shot say about how pictures are made, apart from the shot's own words. Plain data.
namespace sc::timeline {

inline constexpr int kMaxLookPreambleLength = 2000;
inline constexpr int kMaxLookNotesLength = 2000;
inline constexpr int kMaxNegativeLength = 5000; // of looks and templates
inline constexpr int kMaxPaletteColours = 12;
inline constexpr int kMaxRecurringWords = 50;
inline constexpr int kMaxWordLength = 200;
inline constexpr int kMaxClipCharacters = 20;
inline constexpr int kMaxRoleLength = 100;
inline constexpr int kMaxFrozenLength = 30'000;
inline constexpr int kMaxParamsBytes = 20'000; // of the JSON text
inline constexpr int kMaxScenePromptTemplates = 20;

// What all pictures of a project share.
struct LookBible
{
    QString preamble;           // <= 2000, in front of every prompt
    QStringList palette;        // <= 12 of "#rrggbb", lower case: for people, never part of a prompt
    QString cameraNotes;        // <= 2000, among the direction words of every prompt
    QString negativePrompt;     // <= 5000
    QStringList recurringWords; // <= 50 of 1..200, behind the preamble
    [[nodiscard]] bool isEmpty() const { return *this == LookBible(); }
    bool operator==(const LookBible &) const = default;
};

// A character in a shot.
struct CharacterUse
{
    CharacterId character; // of the project or shared
    QString role;          // <= 100: "lead"; characters come into the prompt by role, then in this order
    double weight = 1;     // 0..2
    QString look;          // name of one of its looks; empty: the usual one
    bool operator==(const CharacterUse &) const = default;
};

// What a shot that goes on from another one begins with.
enum class ContinueMode {
    LastFrame,  // the last frame of the other shot's chosen take
    LastWindow, // its last frames, for families that can take several
};

// What a movie begins with when it does not go on from another shot.
enum class StartPicture {
    Automatic, // init_image of the parameters, else the chosen picture of the shot, else nothing
    None,      // words alone
};

// A composed text that is sent as it stands here, whatever its parts become. Empty: composed anew each time.
struct FrozenPrompts
{
    QString image; // <= 30 000 each
    QString video;
    QString negative; // goes with either; only used where one of the others is
    bool operator==(const FrozenPrompts &) const = default;
};

struct ClipGeneration
{
    std::vector<CharacterUse> characters; // no character twice
    StyleTemplateId styleTemplate;        // of the project or shared
    QJsonObject params;                   // only what differs, keys of GenerationParams; <= 20 000 bytes
    ClipId continueFrom;                  // no cycles
    ContinueMode continueMode = ContinueMode::LastFrame;
    StartPicture startPicture = StartPicture::Automatic;
    FrozenPrompts frozen;
    bool operator==(const ClipGeneration &) const = default;
};

} // namespace sc::timeline
