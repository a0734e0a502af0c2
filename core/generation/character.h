// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/studio_item.h"
#include "core/comfy/generation_params.h"
#include "core/timeline/model.h"

// People, animals and things that come back from shot to shot, and how a server is told what they look like.
namespace sc::generation {

inline constexpr auto kCharacterKind = "character";
inline constexpr int kMaxReferences = 50;
inline constexpr int kMaxTriggerLength = 500; // of all words, joined
inline constexpr int kMaxLooks = 50;
inline constexpr qint64 kMaxPictureBytes = 10'000'000;
inline constexpr int kCharacterColours = 10;

enum class Scope { Project, Shared };
[[nodiscard]] QString scopeName(Scope scope); // "project": for files and scripts

enum class CharacterMethod { IpAdapter, ReActor, InstantId, Lora, PromptOnly };
[[nodiscard]] QString methodName(CharacterMethod method);  // "ip_adapter"
[[nodiscard]] QString methodTitle(CharacterMethod method); // "IP-Adapter": for people
[[nodiscard]] std::optional<CharacterMethod> methodFromName(const QString &name);
[[nodiscard]] const std::vector<CharacterMethod> &allMethods();

struct ReferencePicture
{
    timeline::MediaRef media; // of a project: inside its bundle; of a shared character: absolute, in the profile
    double weight = 1;        // 0..2: the heaviest are sent first
    bool operator==(const ReferencePicture &) const = default;
};

// A costume or an age.
struct CharacterLook
{
    QString name;                           // 1..200, unique in the character
    QString prompt;                         // <= 2000
    std::vector<ReferencePicture> pictures; // in place of the character's own, when there are any
    std::vector<comfy::LoraRef> loras;      // beside the character's own
    bool operator==(const CharacterLook &) const = default;
};

struct Character
{
    CharacterId id;
    Scope scope = Scope::Project;
    QString name;                             // 1..200, unique in its scope whatever the case
    QString description;                      // <= 2000
    QStringList triggerWords;                 // joined <= 500
    QString styleNotes;                       // <= 2000
    std::vector<ReferencePicture> references; // <= 50
    timeline::MediaRef face;
    timeline::MediaRef fullBody;
    std::vector<comfy::LoraRef> loras;
    CharacterMethod method = CharacterMethod::IpAdapter;
    double ipAdapterWeight = 0.8;     // 0..2
    double instantIdStrength = 0.8;   // 0..1
    double reactorBlend = 1;          // 0..1; servers' face swap knows no blend: kept for those that will
    std::optional<qint64> fixedSeed;  // nothing: free
    std::vector<CharacterLook> looks; // the first one is the usual one
    int colour = 0;                   // 0..9, of the palette
    int version = 1;
    QString updatedAt;
    bool operator==(const Character &) const = default;
};

// The one a shot names; the usual one for an empty name, null when there is none of that name.
[[nodiscard]] const CharacterLook *lookOf(const Character &character, const QString &name);

[[nodiscard]] QJsonObject toJson(const Character &character);                       // content only: no id, name or scope
[[nodiscard]] Result<Character> characterFrom(const StudioItem &item, Scope scope); // VALIDATION_ERROR
[[nodiscard]] StudioItem itemOf(const Character &character);

// Every rule of its fields; as it is stored. VALIDATION_ERROR naming field and rule.
[[nodiscard]] Result<Character> checkedCharacter(const Character &character);

// What the method still lacks; empty: it can be used. Of a look when the shot names one.
struct MissingNeed
{
    QString key;  // "reference", "face", "lora"
    QString text; // "Needs a face": translated
    bool operator==(const MissingNeed &) const = default;
};
[[nodiscard]] std::vector<MissingNeed> missingNeeds(const Character &character, CharacterMethod method, const QString &look = {});
// The same as one Problem that stops generation and says what to do; nothing when it is ready.
[[nodiscard]] std::optional<Problem> unready(const Character &character, const QString &look = {});

// Words that it adds to a prompt, in their order.
[[nodiscard]] QString promptTextOf(const Character &character, const QString &look = {});

// A picture that may be a reference: JPEG, PNG, WebP or GIF that can be decoded, at most 10 MB unless `anySize`.
// INVALID_FILE_TYPE, FILE_DAMAGED, FILE_TOO_LARGE (import.anyway), MEDIA_MISSING. Any thread.
[[nodiscard]] Result<> checkReferencePicture(const QString &file, bool anySize = false);

// Shots that have it, by start; also those that are not live.
[[nodiscard]] std::vector<const timeline::Clip *> clipsWith(const timeline::Timeline &timeline, const CharacterId &character);

// Edits of shots, as pure functions. Locked shots are a CONFLICT naming the first.
[[nodiscard]] Result<timeline::Timeline> castInto(const timeline::Timeline &timeline, const std::vector<ClipId> &clips,
                                                  const timeline::CharacterUse &use); // in place of what it was there
[[nodiscard]] Result<timeline::Timeline> takeOut(const timeline::Timeline &timeline, const std::vector<ClipId> &clips,
                                                 const CharacterId &character);
// One character a shot, in turn.
[[nodiscard]] Result<timeline::Timeline> castInTurn(const timeline::Timeline &timeline, const std::vector<ClipId> &clips,
                                                    const std::vector<CharacterId> &characters);

} // namespace sc::generation
