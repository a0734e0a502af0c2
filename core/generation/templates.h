// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/character.h"
#include "core/generation/prompt_variables.h"

#include <functional>

// Styles that many shots share, and prompts with gaps.
namespace sc::generation {

inline constexpr auto kStyleTemplateKind = "style_template";
inline constexpr auto kPromptTemplateKind = "prompt_template";
inline constexpr int kMaxTemplateTextLength = 2000;
inline constexpr int kMaxTemplatePromptLength = 5000;
inline constexpr int kMaxCategoryLength = 100;

struct StyleTemplate
{
    StyleTemplateId id;
    Scope scope = Scope::Project;
    QString name;                                // 1..200, unique in its scope
    QString description;                         // <= 2000
    QString category = QStringLiteral("custom"); // custom, cinematic, anime, realistic, artistic, abstract, or own <= 100
    QString prefix;                              // <= 2000, in front of the shot's words
    QString suffix;
    QString negative; // <= 5000
    QString family;
    QString model; // <= 200
    std::vector<comfy::LoraRef> loras;
    QJsonObject params; // keys of GenerationParams but for family, model and loras, each in range
    bool isFavourite = false;
    int version = 1;
    int useCount = 0; // applications; never lowered
    QString updatedAt;
    bool operator==(const StyleTemplate &) const = default;
};

struct PromptTemplate
{
    PromptTemplateId id;
    Scope scope = Scope::Project;
    QString name;
    QString imagePrompt; // <= 5000 each, with variables and alternatives
    QString videoPrompt;
    int version = 1;
    int useCount = 0;
    QString updatedAt;
    bool operator==(const PromptTemplate &) const = default;
};

[[nodiscard]] const QStringList &styleCategories();           // that ship
[[nodiscard]] QString categoryTitle(const QString &category); // translated; an own one as it is

[[nodiscard]] QJsonObject toJson(const StyleTemplate &style); // content only
[[nodiscard]] QJsonObject toJson(const PromptTemplate &prompt);
[[nodiscard]] StyleTemplate styleTemplateFrom(const StudioItem &item, Scope scope);
[[nodiscard]] PromptTemplate promptTemplateFrom(const StudioItem &item, Scope scope);
[[nodiscard]] StudioItem itemOf(const StyleTemplate &style);
[[nodiscard]] StudioItem itemOf(const PromptTemplate &prompt);

// VALIDATION_ERROR naming field and rule; INVALID_PARAMETER naming a parameter that is unknown or out of range.
[[nodiscard]] Result<StyleTemplate> checkedTemplate(const StyleTemplate &style);
[[nodiscard]] Result<PromptTemplate> checkedTemplate(const PromptTemplate &prompt);

// Everything the template sets, as parameters: family, model, LoRAs and the rest.
[[nodiscard]] QJsonObject paramsOf(const StyleTemplate &style);
// `base` with what `more` sets; LoRAs are united, of one name with the weight of `more`.
[[nodiscard]] QJsonObject mergedParams(const QJsonObject &base, const QJsonObject &more);

enum class ApplyMode {
    Fill,    // what a shot sets itself stays
    Replace, // the template's values win: a shot's own of the same keys go
};

struct TemplateRow
{
    QString key;  // "prefix", "negative", "steps", "lora:neon"
    QString name; // for people
    QString now;  // "mixed" where the shots differ; empty: nothing
    QString after;
    bool differs = false;
    bool isReplaced = false; // there was a value
};

// What applying would change, for all shots together.
struct TemplatePreview
{
    std::vector<TemplateRow> rows;
    std::vector<ClipId> locked; // left out
    int changes = 0;            // shots that would change
};
using StyleLookUp = std::function<const StyleTemplate *(const StyleTemplateId &)>; // null: gone
[[nodiscard]] TemplatePreview previewTemplate(const timeline::Timeline &timeline, const std::vector<ClipId> &clips,
                                              const StyleTemplate &style, ApplyMode mode, const StyleLookUp &present);
// NOTHING_TO_UPDATE when no shot changes. Locked shots are left out; when all are, CONFLICT.
[[nodiscard]] Result<timeline::Timeline> applyTemplate(const timeline::Timeline &timeline, const std::vector<ClipId> &clips,
                                                       const StyleTemplate &style, ApplyMode mode);

// Prompts of shots by a prompt template.
struct PromptedClip
{
    ClipId clip;
    QString imagePrompt; // empty: stays as it is
    QString videoPrompt;
    std::vector<UnknownVariable> unknown;
};
using CharacterNames = std::function<QStringList(const timeline::Clip &)>;
[[nodiscard]] std::vector<PromptedClip> previewPrompts(const timeline::Timeline &timeline, const std::vector<ClipId> &clips,
                                                       const PromptTemplate &prompt, const CharacterNames &names);
[[nodiscard]] Result<timeline::Timeline> applyPrompts(const timeline::Timeline &timeline, const std::vector<PromptedClip> &clips,
                                                      ApplyMode mode);

// A template file: {"storycanvas": "templates", "version": 1, "styles": [...], "prompts": [...]}.
[[nodiscard]] QByteArray templateFile(const std::vector<StyleTemplate> &styles, const std::vector<PromptTemplate> &prompts);
struct ReadTemplates
{
    std::vector<StyleTemplate> styles; // without ids
    std::vector<PromptTemplate> prompts;
    QStringList notes; // what was not understood and left out, a sentence each
};
// Also a foreign file: styles of other programs as a JSON list of {"name", "prompt", "negative_prompt"} with "{prompt}" where the
// shot's words go, and CSV with those columns. VALIDATION_ERROR when nothing in it is a template.
[[nodiscard]] Result<ReadTemplates> readTemplates(const QByteArray &bytes);

} // namespace sc::generation
