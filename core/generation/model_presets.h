// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/comfy/family.h"

#include <QtCore/QJsonObject>

#include <vector>

// Starting values of a person's own, for one model or for a whole family.
namespace sc::generation {

enum class PresetScope { Model, Family };

struct ModelPreset
{
    QString id;          // UUID
    QString name;        // 1..200, unique within its scope's target
    QString description; // <= 2000
    PresetScope scope = PresetScope::Family;
    QString target; // the model's name, or the family's id
    bool isDefault = false;
    QJsonObject params; // some of the keys of GenerationParams
    bool operator==(const ModelPreset &) const = default;
};

// Value; load, change, save.
class PresetShelf
{
public:
    [[nodiscard]] static Result<PresetShelf> load(const ProfilePaths &profile); // FILE_DAMAGED
    [[nodiscard]] Result<> save(const ProfilePaths &profile) const;

    [[nodiscard]] const std::vector<ModelPreset> &all() const { return m_presets; }
    // A new one, or the one of the same id. A default takes the place of the one before it. VALIDATION_ERROR, INVALID_PARAMETER naming
    // an unknown key or a value out of range, DUPLICATE_RESOURCE for the name.
    [[nodiscard]] Result<> put(ModelPreset preset);
    [[nodiscard]] Result<> remove(const QString &id);                                           // RESOURCE_NOT_FOUND
    [[nodiscard]] const ModelPreset *defaultOf(PresetScope scope, const QString &target) const; // null when there is none

    // What a request for this model starts from: the family's built-in preset ("fast", "quality"), over it the family's default, over
    // it the model's. RESOURCE_NOT_FOUND for a family or preset that there is not.
    [[nodiscard]] Result<QJsonObject> startingValues(const QString &model, const QString &family, const QString &builtIn) const;

private:
    std::vector<ModelPreset> m_presets;
};

[[nodiscard]] QString presetScopeName(PresetScope scope); // "model"
[[nodiscard]] QJsonObject toJson(const ModelPreset &preset);

} // namespace sc::generation
