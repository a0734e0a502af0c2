// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <map>
#include <span>
#include <vector>

// What a plan is told about the shots of each kind of section.
namespace sc::planning {

inline constexpr int kMaxRuleShots = 10'000;
inline constexpr int kMaxRotaNames = 100;
inline constexpr int kMaxPlanPrompt = 5000;
inline constexpr auto kDefaultLabel = "default"; // the rule of all labels that have none of their own

// How long the shots of a section are.
struct ShotLength
{
    enum class Unit { Beats, Bars, ByEnergy };
    Unit unit = Unit::ByEnergy;
    double count = 1; // beats: 0.5, 1, 2; bars: 1, 2, 4, 8
    bool operator==(const ShotLength &) const = default;
};
// "2beats", "1/2beat", "4bars", "energy". VALIDATION_ERROR with the allowed forms.
[[nodiscard]] Result<ShotLength> parseShotLength(QStringView text);
[[nodiscard]] QString shotLengthText(const ShotLength &length); // what parseShotLength() reads; not translated

// How the shots of a section begin. The plan shortens it to half of the shorter of the two shots that it joins.
struct RuleTransition
{
    timeline::TransitionKind kind = timeline::TransitionKind::Cut;
    double length = 1; // beats, or seconds
    bool inSeconds = false;
    bool operator==(const RuleTransition &) const = default;
};
// "cut", "dissolve" (1 beat), "dissolve:2beats", "fade_black:0.5s". VALIDATION_ERROR with the allowed forms.
[[nodiscard]] Result<RuleTransition> parseRuleTransition(QStringView text);
[[nodiscard]] QString ruleTransitionText(const RuleTransition &transition);

struct SectionRule
{
    ShotLength length;
    double variation = 0; // 0..1: how far single shots leave the rule, always to another musical length
    int maxShots = 0;     // in one section; 0 = no limit. The longest shot allowed goes before it
    RuleTransition transition;
    QString prompt;         // template for the prompts, see plan_prompt.h; empty: they stay empty
    QStringList characters; // names, dealt out shot by shot; an empty name leaves its shot to nobody
    bool operator==(const SectionRule &) const = default;
};

using SectionRules = std::map<QString, SectionRule>; // by label, however it is spelt ("Pre-Chorus", "prechorus")

[[nodiscard]] SectionRule ruleFor(const SectionRules &rules, const QString &label);
// VALIDATION_ERROR naming the label and the limit.
[[nodiscard]] Result<> checkRules(const SectionRules &rules);

// Rules under a name: delivered ones, and those that a person keeps.
struct RulePreset
{
    QString id;   // "calm", or the name a person gave
    QString name; // translated
    SectionRules rules;
    bool operator==(const RulePreset &) const = default;
};
[[nodiscard]] std::vector<RulePreset> deliveredPresets(); // standard, calm, energetic

// {"rules": {"chorus": {"length": "2beats", "variation": 0.2, ...}}}: only what differs from no rule is written.
[[nodiscard]] QJsonObject toJson(const SectionRules &rules);
// VALIDATION_ERROR for what cannot be rules: wrong words, values out of range. Unknown fields are ignored.
[[nodiscard]] Result<SectionRules> rulesFromJson(const QJsonObject &json);
// A person's own presets as one text, for a setting. Unreadable text gives none.
[[nodiscard]] QString presetsText(std::span<const RulePreset> presets);
[[nodiscard]] std::vector<RulePreset> presetsFromText(const QString &text);
// The setting of a profile that holds them.
inline constexpr auto kPresetsSetting = "plan/presets";
// `own` with the preset added, in place of one of the same name. DUPLICATE_RESOURCE for a name of a delivered one.
[[nodiscard]] Result<std::vector<RulePreset>> withPreset(std::vector<RulePreset> own, const RulePreset &preset);

} // namespace sc::planning
