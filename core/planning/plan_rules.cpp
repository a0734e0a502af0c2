// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plan_rules.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/planning/plan_stretches.h"
#include "core/timeline/clip_json.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::planning {

namespace {

Problem refused(const QString &text)
{
    return Problem(ProblemCode::ValidationError, text);
}

Problem notALength(QStringView text)
{
    return refused(QCoreApplication::translate("sc::planning", "“%1” is not a shot length.").arg(text.left(60)))
        .withDetail(
            QCoreApplication::translate("sc::planning", "Allowed are 1/2beat, 1beat, 2beats, 1bar, 2bars, 4bars, 8bars and energy."));
}

bool isLength(const ShotLength &length)
{
    const auto isOneOf = [&](std::initializer_list<double> allowed) { return std::ranges::find(allowed, length.count) != allowed.end(); };
    switch (length.unit) {
    case ShotLength::Unit::Beats:
        return isOneOf({0.5, 1, 2});
    case ShotLength::Unit::Bars:
        return isOneOf({1, 2, 4, 8});
    case ShotLength::Unit::ByEnergy:
        return true;
    }
    return false;
}

// "breakdown" is the word of analyses for what the rules and the palette call a break.
bool isSameLabel(const QString &plain, const QString &other)
{
    const auto shortened = [](const QString &label) { return label == QLatin1String("breakdown") ? QStringLiteral("break") : label; };
    return !plain.isEmpty() && shortened(plain) == shortened(other);
}

QString withoutSpaces(QStringView text)
{
    QString plain;
    for (const QChar c : text.toString().toLower()) {
        if (!c.isSpace())
            plain += c;
    }
    return plain;
}

Result<> checkRule(const QString &label, const SectionRule &rule)
{
    const QString &name = label;
    if (!(rule.variation >= 0 && rule.variation <= 1))
        return std::unexpected(refused(QCoreApplication::translate("sc::planning", "The variation of “%1” must be 0 to 1.").arg(name)));
    if (rule.maxShots < 0 || rule.maxShots > kMaxRuleShots) {
        return std::unexpected(refused(
            QCoreApplication::translate("sc::planning", "The number of shots of “%1” must be 0 to %2.").arg(name).arg(kMaxRuleShots)));
    }
    if (!isLength(rule.length))
        return std::unexpected(notALength(shotLengthText(rule.length)));
    const double seconds = rule.transition.inSeconds ? rule.transition.length : 0;
    if (!(rule.transition.length >= 0 && rule.transition.length <= 16 && seconds <= 5)) {
        return std::unexpected(refused(
            QCoreApplication::translate("sc::planning", "The transition of “%1” must be 0 to 16 beats, or 0 to 5 seconds.").arg(name)));
    }
    if (codePoints(rule.prompt) > kMaxPlanPrompt) {
        return std::unexpected(refused(
            QCoreApplication::translate("sc::planning", "The prompt of “%1” is longer than %2 characters.").arg(name).arg(kMaxPlanPrompt)));
    }
    if (rule.characters.size() > kMaxRotaNames)
        return std::unexpected(refused(
            QCoreApplication::translate("sc::planning", "“%1” names more than %2 characters in turn.").arg(name).arg(kMaxRotaNames)));
    for (const QString &character : rule.characters) {
        if (codePoints(character) > timeline::kMaxNameLength)
            return std::unexpected(
                refused(QCoreApplication::translate("sc::planning", "A character's name in “%1” is too long.").arg(name)));
    }
    return {};
}

QJsonObject ruleJson(const SectionRule &rule)
{
    QJsonObject json{{QStringLiteral("length"), shotLengthText(rule.length)}};
    if (rule.variation > 0)
        json.insert(QStringLiteral("variation"), rule.variation);
    if (rule.maxShots > 0)
        json.insert(QStringLiteral("max_shots"), rule.maxShots);
    if (rule.transition.kind != timeline::TransitionKind::Cut)
        json.insert(QStringLiteral("transition"), ruleTransitionText(rule.transition));
    if (!rule.prompt.isEmpty())
        json.insert(QStringLiteral("prompt"), rule.prompt);
    if (!rule.characters.isEmpty())
        json.insert(QStringLiteral("characters"), QJsonArray::fromStringList(rule.characters));
    return json;
}

Result<SectionRule> ruleFromJson(const QJsonObject &json)
{
    SectionRule rule;
    if (json.contains(u"length")) {
        SC_TRY_ASSIGN(length, parseShotLength(json[u"length"].toString()));
        rule.length = length;
    }
    if (json.contains(u"transition")) {
        SC_TRY_ASSIGN(transition, parseRuleTransition(json[u"transition"].toString()));
        rule.transition = transition;
    }
    rule.variation = json[u"variation"].toDouble();
    rule.maxShots = json[u"max_shots"].toInt();
    SC_TRY_ASSIGN(prompt, cleanText(json[u"prompt"].toString(), TextKind::MultiLine, 0, kMaxPlanPrompt,
                                    QCoreApplication::translate("sc::planning", "The prompt")));
    rule.prompt = prompt;
    for (const QJsonValue &character : json[u"characters"].toArray())
        rule.characters.append(tidyText(character.toString(), timeline::kMaxNameLength));
    return rule;
}

} // namespace

Result<ShotLength> parseShotLength(QStringView text)
{
    QString plain = withoutSpaces(text);
    if (plain == QLatin1String("energy") || plain == QLatin1String("byenergy"))
        return ShotLength{};
    if (plain.endsWith(u's'))
        plain.chop(1);
    ShotLength length;
    qsizetype unitSize = 0;
    if (plain.endsWith(QLatin1String("beat"))) {
        length.unit = ShotLength::Unit::Beats;
        unitSize = 4;
    } else if (plain.endsWith(QLatin1String("bar"))) {
        length.unit = ShotLength::Unit::Bars;
        unitSize = 3;
    } else {
        return std::unexpected(notALength(text));
    }
    const QString count = plain.chopped(unitSize);
    bool ok = true;
    if (count == QLatin1String("1/2") || count == QLatin1String("half") || count == QString(QChar(0xbd)))
        length.count = 0.5;
    else
        length.count = count.isEmpty() ? 1 : count.toDouble(&ok);
    if (!ok || !isLength(length))
        return std::unexpected(notALength(text));
    return length;
}

QString shotLengthText(const ShotLength &length)
{
    if (length.unit == ShotLength::Unit::ByEnergy)
        return QStringLiteral("energy");
    const QString count = length.count == 0.5 ? QStringLiteral("1/2") : QString::number(length.count);
    const QString unit = length.unit == ShotLength::Unit::Beats ? QStringLiteral("beat") : QStringLiteral("bar");
    return count + unit + (length.count > 1 ? QStringLiteral("s") : QString());
}

Result<RuleTransition> parseRuleTransition(QStringView text)
{
    const Problem wrong =
        refused(QCoreApplication::translate("sc::planning", "“%1” is not a transition.").arg(text.left(60)))
            .withDetail(QCoreApplication::translate(
                "sc::planning",
                "Allowed are cut, dissolve, fade_black, fade_white and wipe, each with a length: dissolve:2beats, wipe:0.5s."));
    const QString plain = withoutSpaces(text);
    const qsizetype colon = plain.indexOf(u':');
    const auto kind = timeline::transitionFromName(plain.left(colon < 0 ? plain.size() : colon));
    if (!kind)
        return std::unexpected(wrong);
    RuleTransition transition{.kind = *kind};
    if (colon < 0)
        return transition;
    QString length = plain.mid(colon + 1);
    if (length.endsWith(QLatin1String("beats")) || length.endsWith(QLatin1String("beat"))) {
        length.truncate(length.lastIndexOf(QLatin1String("beat")));
    } else if (length.endsWith(u's')) {
        length.chop(1);
        transition.inSeconds = true;
    } else {
        return std::unexpected(wrong);
    }
    bool ok = false;
    transition.length = length == QLatin1String("1/2") ? 0.5 : length.toDouble(&ok);
    ok = ok || length == QLatin1String("1/2");
    if (!ok || !(transition.length >= 0 && transition.length <= (transition.inSeconds ? 5 : 16)))
        return std::unexpected(wrong);
    return transition;
}

QString ruleTransitionText(const RuleTransition &transition)
{
    QString kind = timeline::transitionName(transition.kind);
    if (transition.kind == timeline::TransitionKind::Cut)
        return kind;
    const QString unit = transition.inSeconds    ? QStringLiteral("s")
                         : transition.length > 1 ? QStringLiteral("beats")
                                                 : QStringLiteral("beat");
    return QStringLiteral("%1:%2%3").arg(kind, QString::number(transition.length), unit);
}

SectionRule ruleFor(const SectionRules &rules, const QString &label)
{
    const QString plain = plainLabel(label);
    for (const auto &[name, rule] : rules) {
        if (isSameLabel(plain, plainLabel(name)))
            return rule;
    }
    const auto fallback = rules.find(QString::fromLatin1(kDefaultLabel));
    return fallback == rules.end() ? SectionRule{} : fallback->second;
}

Result<> checkRules(const SectionRules &rules)
{
    for (const auto &[label, rule] : rules)
        SC_TRY(checkRule(label, rule));
    return {};
}

QJsonObject toJson(const SectionRules &rules)
{
    QJsonObject all;
    for (const auto &[label, rule] : rules)
        all.insert(label, ruleJson(rule));
    return {{QStringLiteral("rules"), all}};
}

Result<SectionRules> rulesFromJson(const QJsonObject &json)
{
    if (!json[u"rules"].isObject())
        return std::unexpected(refused(QCoreApplication::translate("sc::planning", "These are no rules for a shot plan."))
                                   .withDetail(QStringLiteral("{\"rules\": {\"chorus\": {\"length\": \"2beats\"}}}")));
    SectionRules rules;
    const QJsonObject all = json[u"rules"].toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        SC_TRY_ASSIGN(rule, ruleFromJson(it.value().toObject()));
        rules.emplace(tidyText(it.key(), timeline::kMaxNameLength), std::move(rule));
    }
    SC_TRY(checkRules(rules));
    return rules;
}

QString presetsText(std::span<const RulePreset> presets)
{
    QJsonArray all;
    for (const RulePreset &preset : presets) {
        QJsonObject json = toJson(preset.rules);
        json.insert(QStringLiteral("name"), preset.name);
        all.append(json);
    }
    return QString::fromUtf8(toCompactJson(all));
}

std::vector<RulePreset> presetsFromText(const QString &text)
{
    std::vector<RulePreset> presets;
    const Result<QJsonArray> all = parseJsonArray(text.toUtf8(), QStringLiteral("rules"));
    if (!all)
        return presets;
    for (const QJsonValue &value : *all) {
        const QString name = tidyText(value[u"name"].toString(), timeline::kMaxNameLength);
        Result<SectionRules> rules = rulesFromJson(value.toObject());
        if (rules && !name.isEmpty())
            presets.push_back({name, name, std::move(*rules)});
    }
    return presets;
}

Result<std::vector<RulePreset>> withPreset(std::vector<RulePreset> own, const RulePreset &preset)
{
    SC_TRY(checkRules(preset.rules));
    for (const RulePreset &delivered : deliveredPresets()) {
        if (delivered.id.compare(preset.name, Qt::CaseInsensitive) == 0 || delivered.name.compare(preset.name, Qt::CaseInsensitive) == 0) {
            return std::unexpected(Problem(
                ProblemCode::DuplicateResource,
                QCoreApplication::translate("sc::planning", "“%1” is the name of delivered rules. Choose another one.").arg(preset.name)));
        }
    }
    const auto same =
        std::ranges::find_if(own, [&](const RulePreset &each) { return each.name.compare(preset.name, Qt::CaseInsensitive) == 0; });
    if (same != own.end())
        *same = preset;
    else
        own.push_back(preset);
    return own;
}

} // namespace sc::planning
