// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch_plan.h"
#include "core/generation/model_catalog.h"

#include <QtCore/QHash>

namespace sc::generation {
class GenerationService;
}

namespace sc::ui {

// What servers say that they have: live where this process talks to them, else as it was last stored. Read once for each answer.
class NodeShelf
{
public:
    void setService(generation::GenerationService *service);
    [[nodiscard]] std::shared_ptr<const comfy::ObjectInfo> nodesOf(const generation::ServerId &server);
    [[nodiscard]] std::vector<generation::PreflightPlace> places(const generation::ServerId &only = {}); // active ones
    // Models of the active servers by kind and name, with the servers that have them and what the person noted.
    [[nodiscard]] std::vector<generation::ModelRecord> models(generation::ModelKind kind);
    [[nodiscard]] bool isOnline(const generation::ServerId &server) const;
    [[nodiscard]] bool anyOnline() const;
    // A mark on a model that stands first in lists. Kept with the profile's notes on models.
    [[nodiscard]] Result<> setFavourite(const QString &model, bool on);
    [[nodiscard]] static bool isFavourite(const generation::ModelRecord &model);

private:
    struct Kept
    {
        QString fetchedAt;
        std::shared_ptr<const comfy::ObjectInfo> nodes;
    };
    [[nodiscard]] generation::ModelCatalog seen();

    generation::GenerationService *m_service = nullptr;
    QHash<generation::ServerId, Kept> m_kept;
};

} // namespace sc::ui
