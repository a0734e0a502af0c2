// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plan_options.h"

#include "app/cli/library_access.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/planning/family_limits.h"

#include <QtCore/QFile>

#include <algorithm>

namespace sc::cli {

namespace {

using planning::SectionRule;
using planning::SectionRules;

constexpr qint64 kMaxRulesFile = 1'000'000;

// "chorus=2beats", or "2beats" for all sections.
struct Assignment
{
    QString label; // empty: all
    QString value;
};

Assignment assignment(const QString &word)
{
    const qsizetype equals = word.indexOf(u'=');
    if (equals < 0)
        return {{}, word.trimmed()};
    const QString label = word.left(equals).trimmed().toLower();
    return {label == QLatin1String(planning::kDefaultLabel) ? QString() : label, word.mid(equals + 1).trimmed()};
}

Problem notANumber(const QString &option, const QString &value, const QString &rule)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::cli", "--%1 cannot be \"%2\": it must be %3.").arg(option, value, rule));
}

Result<> setRule(SectionRule &rule, const QString &option, const QString &value)
{
    bool ok = true;
    if (option == u"rule") {
        SC_TRY_ASSIGN(length, planning::parseShotLength(value));
        rule.length = length;
    } else if (option == u"variation") {
        rule.variation = value.toDouble(&ok);
        if (!ok)
            return std::unexpected(notANumber(option, value, QCoreApplication::translate("sc::cli", "0 to 1")));
    } else if (option == u"max-shots") {
        rule.maxShots = value.toInt(&ok);
        if (!ok)
            return std::unexpected(notANumber(option, value, QCoreApplication::translate("sc::cli", "a whole number, 0 for no limit")));
    } else if (option == u"transition") {
        SC_TRY_ASSIGN(transition, planning::parseRuleTransition(value));
        rule.transition = transition;
    } else if (option == u"prompt") {
        rule.prompt = value;
    } else {
        rule.characters.clear();
        for (const QString &name : value.split(u','))
            rule.characters.append(name.trimmed() == u"-" ? QString() : tidyText(name, timeline::kMaxNameLength));
    }
    return {};
}

const QStringList &ruleOptions()
{
    static const QStringList names = {QStringLiteral("rule"),       QStringLiteral("variation"), QStringLiteral("max-shots"),
                                      QStringLiteral("transition"), QStringLiteral("prompt"),    QStringLiteral("characters")};
    return names;
}

// What is said for all sections changes every rule there is, so that it holds beside a preset's rules as well.
Result<> applyAssignments(const Arguments &arguments, SectionRules &rules)
{
    const QString all = QString::fromLatin1(planning::kDefaultLabel);
    for (const bool forAll : {true, false}) {
        for (const QString &option : ruleOptions()) {
            for (const QString &word : arguments.values(option)) {
                const Assignment set = assignment(word);
                if (set.label.isEmpty() != forAll)
                    continue;
                if (!forAll) {
                    const SectionRule before = planning::ruleFor(rules, set.label);
                    SC_TRY(setRule(rules.try_emplace(set.label, before).first->second, option, set.value));
                    continue;
                }
                rules.try_emplace(all);
                for (auto &[label, rule] : rules)
                    SC_TRY(setRule(rule, option, set.value));
            }
        }
    }
    return {};
}

Result<std::vector<planning::RulePreset>> allPresets(const Invocation &invocation)
{
    std::vector<planning::RulePreset> presets = planning::deliveredPresets();
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    for (planning::RulePreset &own : planning::presetsFromText(library->setting(QString::fromLatin1(planning::kPresetsSetting))))
        presets.push_back(std::move(own));
    return presets;
}

Result<SectionRules> presetRules(const Invocation &invocation, const QString &wanted)
{
    // A delivered one needs no profile.
    std::vector<planning::RulePreset> presets = planning::deliveredPresets();
    const auto named = [&](const planning::RulePreset &preset) { return preset.id.compare(wanted, Qt::CaseInsensitive) == 0; };
    if (std::ranges::none_of(presets, named)) {
        SC_TRY_ASSIGN(all, allPresets(invocation));
        presets = std::move(all);
    }
    const auto found = std::ranges::find_if(presets, named);
    if (found != presets.end())
        return found->rules;
    QStringList known;
    for (const planning::RulePreset &preset : presets)
        known.append(preset.id);
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "There are no rules called \"%1\".").arg(wanted))
            .withDetail(known.join(QStringLiteral(", "))));
}

Result<SectionRules> rulesOfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "\"%1\" cannot be read.").arg(path))
                .withDetail(file.errorString()));
    }
    SC_TRY_ASSIGN(json, parseJsonObject(file.read(kMaxRulesFile), path));
    return planning::rulesFromJson(json);
}

Result<Ticks> longestShot(const Arguments &arguments, Ticks usual)
{
    const QString family = arguments.value(QStringLiteral("family"));
    Ticks longest = usual;
    if (!family.isEmpty()) {
        const auto limit = planning::familyLimit(family);
        if (!limit) {
            QStringList known;
            for (const planning::FamilyLimit &each : planning::familyLimits())
                known.append(QLatin1String(each.id));
            return std::unexpected(Problem(ProblemCode::InvalidParameter,
                                           QCoreApplication::translate("sc::cli", "\"%1\" is no family with a longest shot.").arg(family))
                                       .withDetail(known.join(QStringLiteral(", "))));
        }
        longest = limit->longest();
    }
    const QString seconds = arguments.value(QStringLiteral("longest"));
    if (seconds.isEmpty())
        return longest;
    bool ok = false;
    const Ticks wished = Ticks::fromSeconds(seconds.toDouble(&ok));
    if (!ok)
        return std::unexpected(notANumber(QStringLiteral("longest"), seconds, QCoreApplication::translate("sc::cli", "1 to 300 seconds")));
    return family.isEmpty() ? wished : std::min(wished, longest);
}

} // namespace

std::vector<OptionSpec> planOptionSpecs()
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("sc::cli", text); };
    return {
        {QStringLiteral("rule"), QStringLiteral("[SECTION=]LENGTH"),
         tr("chorus=2beats, verse=2bars, intro=energy; without a section for all; may be repeated, as all of these")},
        {QStringLiteral("variation"), QStringLiteral("[SECTION=]0..1"), tr("how far single shots leave the rule (0)")},
        {QStringLiteral("max-shots"), QStringLiteral("[SECTION=]N"), tr("at most so many shots in one section (0, no limit)")},
        {QStringLiteral("transition"), QStringLiteral("[SECTION=]KIND[:LENGTH]"),
         tr("cut, dissolve, fade_black, fade_white, wipe; dissolve:2beats, wipe:0.5s")},
        {QStringLiteral("prompt"), QStringLiteral("[SECTION=]TEXT"), tr("template: \"chorus={character} in the {rain|snow}, {lyrics}\"")},
        {QStringLiteral("characters"), QStringLiteral("[SECTION=]NAME,NAME"), tr("dealt out shot by shot; - is nobody")},
        {QStringLiteral("preset"), QStringLiteral("NAME"), tr("standard, calm, energetic, or rules of one's own")},
        {QStringLiteral("rules"), QStringLiteral("FILE"), tr("rules as JSON, as plan preview --json gives them")},
        {QStringLiteral("save-rules"), QStringLiteral("NAME"), tr("keep these rules in the profile under a name")},
        {QStringLiteral("family"), QStringLiteral("NAME"),
         tr("no shot longer than this model family makes: wan_2_1, wan_2_2, ltx_video, hunyuan_video")},
        {QStringLiteral("longest"), QStringLiteral("SECONDS"), tr("no shot longer than this: 1 to 300 (10)")},
        {QStringLiteral("seed"), QStringLiteral("N"), tr("the same seed gives the same plan (1)")},
        {QStringLiteral("no-lyrics"), {}, tr("leave the text of scenes and shots empty")},
    };
}

Result<planning::PlanOptions> planOptions(const Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    planning::PlanOptions options;
    if (arguments.has(QStringLiteral("preset"))) {
        SC_TRY_ASSIGN(rules, presetRules(invocation, arguments.value(QStringLiteral("preset"))));
        options.rules = std::move(rules);
    }
    if (arguments.has(QStringLiteral("rules"))) {
        SC_TRY_ASSIGN(rules, rulesOfFile(arguments.value(QStringLiteral("rules"))));
        for (auto &[label, rule] : rules)
            options.rules.insert_or_assign(label, std::move(rule));
    }
    SC_TRY(applyAssignments(arguments, options.rules));
    SC_TRY_ASSIGN(longest, longestShot(arguments, options.maxShotLength));
    options.maxShotLength = longest;
    options.lyrics = !arguments.has(QStringLiteral("no-lyrics"));
    if (arguments.has(QStringLiteral("seed"))) {
        bool ok = false;
        options.seed = arguments.value(QStringLiteral("seed")).toULongLong(&ok);
        if (!ok)
            return std::unexpected(notANumber(QStringLiteral("seed"), arguments.value(QStringLiteral("seed")),
                                              QCoreApplication::translate("sc::cli", "a whole number of 0 or more")));
    }
    return options;
}

Result<> saveRules(const Invocation &invocation, const planning::SectionRules &rules)
{
    if (!invocation.arguments.has(QStringLiteral("save-rules")))
        return {};
    SC_TRY_ASSIGN(name, cleanText(invocation.arguments.value(QStringLiteral("save-rules")), TextKind::SingleLine, 1,
                                  timeline::kMaxNameLength, QCoreApplication::translate("sc::cli", "The name of the rules")));
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    const QString key = QString::fromLatin1(planning::kPresetsSetting);
    std::vector<planning::RulePreset> own = planning::presetsFromText(library->setting(key));
    SC_TRY_ASSIGN(kept, planning::withPreset(std::move(own), {name, name, rules}));
    return library->setSetting(key, planning::presetsText(kept));
}

} // namespace sc::cli
