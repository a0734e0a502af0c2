// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/take.h"

#include <QtCore/QJsonObject>

namespace sc::generation {

inline constexpr int kMaxResultSide = 16'384; // px: the largest size that can be asked for, enlarged four times

// What was asked of the server; 0 where it cannot be told, as for a workflow of one's own.
struct Asked
{
    timeline::TakeKind kind = timeline::TakeKind::Image;
    int width = 0; // px, of the finished result
    int height = 0;
    qint64 frames = 0; // of the finished movie
    bool operator==(const Asked &) const = default;
};

// A downloaded result on its way into a project: what the job knows of it. Measured facts (media, size, frames, rate, length,
// checks) are not read from `take`. It can wait in the profile's inbox while the bundle is open elsewhere.
struct Delivery
{
    QString bundle; // absolute path of the project
    QString file;   // absolute path of the download; never changed
    ClipId clip;    // empty: the project's pool
    Asked asked;
    // id (from the job, so that a delivery that comes twice is one take), family, modelName, seed, serverId, serverName, provider,
    // originalName (the name on the server), createdAt; id and createdAt are made when empty
    timeline::Take take;
    timeline::TakeRecipe recipe;
    bool operator==(const Delivery &) const = default;
};

// For the inbox.
[[nodiscard]] QJsonObject toJson(const Delivery &delivery);
[[nodiscard]] Result<Delivery> deliveryFromJson(const QJsonObject &json); // VALIDATION_ERROR naming the field

// A recipe as JSON: also what a file carries (see provenance.h).
[[nodiscard]] QJsonObject toJson(const timeline::TakeRecipe &recipe);
[[nodiscard]] Result<timeline::TakeRecipe> recipeFromJson(const QJsonObject &json);

} // namespace sc::generation
