// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/comfy/object_info.h"

#include <QtCore/QJsonObject>

#include <vector>

// The models that servers have, and what a person noted of them.
namespace sc::generation {

enum class ModelKind { Checkpoint, DiffusionModel, Lora, Vae, TextEncoder, ControlNet, Upscale, Other };

struct ModelPlace
{
    QString server;    // its name
    QString firstSeen; // UTC, ISO 8601 with milliseconds
    QString lastSeen;
    bool isThere = true; // at the last look
    bool operator==(const ModelPlace &) const = default;
};

struct ModelRecord
{
    QString name; // as servers list it, folder included
    ModelKind kind = ModelKind::Checkpoint;
    QString detectedFamily; // by its name; empty: none of the families, or no rule knew it
    QString ownFamily;      // a person's word; empty: none
    std::vector<ModelPlace> places;
    bool isActive = true; // offered when something is generated
    QStringList triggerWords;
    QString notes; // <= 5000
    QStringList tags;
    int rating = 0; // 0..5
    bool operator==(const ModelRecord &) const = default;

    [[nodiscard]] QString family() const { return ownFamily.isEmpty() ? detectedFamily : ownFamily; }
    [[nodiscard]] QStringList servers() const; // that have it now
};

// Every file that the loaders of a server offer, by kind and name. Lists that do not tell their names give nothing.
[[nodiscard]] std::vector<ModelRecord> modelsIn(const comfy::ObjectInfo &info);

// All records of a profile, kept in one file. Value; load, change, save.
class ModelCatalog
{
public:
    // A profile without a file gives an empty one. FILE_DAMAGED when the file is no catalogue: it is left as it is.
    [[nodiscard]] static Result<ModelCatalog> load(const ProfilePaths &profile);
    [[nodiscard]] Result<> save(const ProfilePaths &profile) const; // PERMISSION_DENIED, INSUFFICIENT_STORAGE

    // What a server lists now: new ones are added, those that it does not list any more are gone from there, nothing that a person noted
    // is lost. Gives how many were new to the profile.
    int see(const QString &server, const comfy::ObjectInfo &info, const QString &now);
    void forgetServer(const QString &server);

    [[nodiscard]] const std::vector<ModelRecord> &all() const { return m_models; } // by kind, then name
    // By name, also by base name or without its ending when that is unique. RESOURCE_NOT_FOUND with names that are alike, CONFLICT.
    [[nodiscard]] Result<ModelRecord> find(const QString &name) const;
    // VALIDATION_ERROR for a rating, notes or a family that cannot be; RESOURCE_NOT_FOUND.
    [[nodiscard]] Result<> change(const ModelRecord &record);

private:
    std::vector<ModelRecord> m_models;
};

[[nodiscard]] QString modelKindName(ModelKind kind); // "text_encoder"
[[nodiscard]] std::optional<ModelKind> modelKindFromName(const QString &name);
[[nodiscard]] QJsonObject toJson(const ModelRecord &record);

} // namespace sc::generation
