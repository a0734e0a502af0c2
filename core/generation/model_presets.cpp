// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/model_presets.h"

#include "core/base/id.h"
#include "core/base/text.h"
#include "core/comfy/generation_params.h"
#include "core/generation/profile_file.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <algorithm>

namespace sc::generation {

namespace {

constexpr int kMaxName = 200;
constexpr int kMaxDescription = 2000;
const QString kFile = QStringLiteral("model_presets.json");

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

bool hasSameTarget(const ModelPreset &a, const ModelPreset &b)
{
    return a.scope == b.scope && a.target == b.target;
}

Result<ModelPreset> checkedPreset(ModelPreset preset)
{
    SC_TRY_ASSIGN(name, cleanText(preset.name, TextKind::SingleLine, 1, kMaxName, Text::tr("The preset's name")));
    SC_TRY_ASSIGN(description,
                  cleanText(preset.description, TextKind::MultiLine, 0, kMaxDescription, Text::tr("The preset's description")));
    preset.name = std::move(name);
    preset.description = std::move(description);
    if (preset.target.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, Text::tr("A preset belongs to a model or a family.")));
    if (preset.scope == PresetScope::Family)
        SC_TRY(comfy::FamilyTable::builtIn().family(preset.target));
    for (const char *key : {"family", "model", "preset", "seed"}) {
        if (preset.params.contains(QLatin1String(key)))
            return std::unexpected(Problem(ProblemCode::InvalidParameter,
                                           Text::tr("A preset holds no %1: that is chosen for each request.").arg(QLatin1String(key))));
    }
    if (preset.params.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, Text::tr("A preset holds at least one value.")));
    SC_TRY(comfy::paramsFromJson(preset.params));
    return preset;
}

Result<ModelPreset> presetFromJson(const QJsonObject &json)
{
    ModelPreset preset;
    preset.id = json.value(QStringLiteral("id")).toString();
    preset.name = json.value(QStringLiteral("name")).toString();
    preset.description = json.value(QStringLiteral("description")).toString();
    preset.scope = json.value(QStringLiteral("scope")).toString() == u"model" ? PresetScope::Model : PresetScope::Family;
    preset.target = json.value(QStringLiteral("target")).toString();
    preset.isDefault = json.value(QStringLiteral("default")).toBool();
    preset.params = json.value(QStringLiteral("params")).toObject();
    if (!isUuid(preset.id))
        return std::unexpected(damagedProfileFile(kFile, preset.name));
    return preset;
}

} // namespace

QString presetScopeName(PresetScope scope)
{
    return scope == PresetScope::Model ? QStringLiteral("model") : QStringLiteral("family");
}

QJsonObject toJson(const ModelPreset &preset)
{
    return {{QStringLiteral("id"), preset.id},
            {QStringLiteral("name"), preset.name},
            {QStringLiteral("description"), preset.description},
            {QStringLiteral("scope"), presetScopeName(preset.scope)},
            {QStringLiteral("target"), preset.target},
            {QStringLiteral("default"), preset.isDefault},
            {QStringLiteral("params"), preset.params}};
}

Result<PresetShelf> PresetShelf::load(const ProfilePaths &profile)
{
    PresetShelf shelf;
    SC_TRY_ASSIGN(json, readProfileFile(profile, kFile));
    for (const QJsonValue &value : json.value(QStringLiteral("presets")).toArray()) {
        SC_TRY_ASSIGN(preset, presetFromJson(value.toObject()));
        shelf.m_presets.push_back(std::move(preset));
    }
    return shelf;
}

Result<> PresetShelf::save(const ProfilePaths &profile) const
{
    QJsonArray presets;
    for (const ModelPreset &preset : m_presets)
        presets.append(toJson(preset));
    return writeProfileFile(profile, kFile, {{QStringLiteral("presets"), presets}});
}

Result<> PresetShelf::put(ModelPreset given)
{
    SC_TRY_ASSIGN(preset, checkedPreset(std::move(given)));
    if (preset.id.isEmpty())
        preset.id = newUuidV7();
    const bool isTaken = std::ranges::any_of(m_presets, [&](const ModelPreset &other) {
        return other.id != preset.id && hasSameTarget(other, preset) && other.name == preset.name;
    });
    if (isTaken)
        return std::unexpected(
            Problem(ProblemCode::DuplicateResource, Text::tr("%1 has a preset \"%2\" already.").arg(preset.target, preset.name))
                .withEntity(QStringLiteral("preset"), preset.name));
    for (ModelPreset &other : m_presets)
        other.isDefault = other.isDefault && !(preset.isDefault && hasSameTarget(other, preset));
    const auto known = std::ranges::find(m_presets, preset.id, &ModelPreset::id);
    if (known == m_presets.end())
        m_presets.push_back(std::move(preset));
    else
        *known = std::move(preset);
    return {};
}

Result<> PresetShelf::remove(const QString &id)
{
    if (std::erase_if(m_presets, [&](const ModelPreset &preset) { return preset.id == id; }) > 0)
        return {};
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, Text::tr("This preset does not exist any more.")).withEntity(QStringLiteral("preset"), id));
}

const ModelPreset *PresetShelf::defaultOf(PresetScope scope, const QString &target) const
{
    const auto found = std::ranges::find_if(
        m_presets, [&](const ModelPreset &preset) { return preset.isDefault && preset.scope == scope && preset.target == target; });
    return found == m_presets.end() ? nullptr : &*found;
}

Result<QJsonObject> PresetShelf::startingValues(const QString &model, const QString &familyId, const QString &builtIn) const
{
    SC_TRY_ASSIGN(family, comfy::FamilyTable::builtIn().family(familyId));
    if (!family.preset(builtIn)) {
        QStringList names;
        for (const comfy::FamilyPreset &preset : family.presets)
            names.append(preset.name);
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("%1 has no preset \"%2\".").arg(family.name, builtIn))
                                   .withDetail(names.join(QStringLiteral(", "))));
    }
    comfy::GenerationParams params;
    params.family = familyId;
    params.preset = builtIn;
    params.model = model;
    SC_TRY_ASSIGN(complete, params.completed(family, family.makes));
    QJsonObject json = comfy::toJson(complete);
    json.remove(QStringLiteral("seed")); // chosen for each request
    for (const ModelPreset *preset : {defaultOf(PresetScope::Family, familyId), defaultOf(PresetScope::Model, model)}) {
        for (auto value = preset ? preset->params.begin() : QJsonObject::const_iterator(); preset && value != preset->params.end(); ++value)
            json.insert(value.key(), value.value());
    }
    return json;
}

} // namespace sc::generation
