// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/node_shelf.h"

#include "core/generation/dispatcher.h"
#include "core/generation/generation_service.h"

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

const QString kFavourite = QStringLiteral("favourite");

} // namespace

void NodeShelf::setService(GenerationService *service)
{
    m_service = service;
    m_kept.clear();
}

std::shared_ptr<const comfy::ObjectInfo> NodeShelf::nodesOf(const ServerId &server)
{
    if (!m_service)
        return nullptr;
    if (const Dispatcher *dispatcher = m_service->dispatcher()) {
        const Worker *worker = dispatcher->worker(server);
        if (worker && worker->nodes())
            return worker->nodes();
    }
    const auto cached = m_service->store().cachedNodes(server);
    if (!cached || !*cached)
        return nullptr;
    Kept &kept = m_kept[server];
    if (kept.nodes && kept.fetchedAt == (*cached)->fetchedAt)
        return kept.nodes;
    auto parsed = comfy::ObjectInfo::parse((*cached)->objectInfo);
    kept.fetchedAt = (*cached)->fetchedAt;
    kept.nodes = parsed ? std::make_shared<const comfy::ObjectInfo>(std::move(*parsed)) : nullptr;
    return kept.nodes;
}

std::vector<PreflightPlace> NodeShelf::places(const ServerId &only)
{
    std::vector<PreflightPlace> places;
    if (!m_service)
        return places;
    const auto servers = m_service->store().servers();
    for (const Server &server : servers.value_or(std::vector<Server>())) {
        if (server.active && (only.isEmpty() || server.id == only))
            places.push_back({server, nodesOf(server.id)});
    }
    return places;
}

ModelCatalog NodeShelf::seen()
{
    ModelCatalog catalog = m_service ? ModelCatalog::load(m_service->profile()).value_or(ModelCatalog()) : ModelCatalog();
    for (const PreflightPlace &place : places()) {
        if (place.nodes)
            catalog.see(place.server.name, *place.nodes, utcNow());
    }
    return catalog;
}

std::vector<ModelRecord> NodeShelf::models(ModelKind kind)
{
    std::vector<ModelRecord> found;
    const ModelCatalog catalog = seen();
    for (const ModelRecord &model : catalog.all()) {
        if (model.kind == kind && model.isActive && !model.servers().isEmpty())
            found.push_back(model);
    }
    std::ranges::stable_sort(found, [](const ModelRecord &a, const ModelRecord &b) { return isFavourite(a) && !isFavourite(b); });
    return found;
}

bool NodeShelf::isOnline(const ServerId &server) const
{
    const Dispatcher *dispatcher = m_service ? m_service->dispatcher() : nullptr;
    if (!dispatcher) // another process talks to the servers: what they last said has to do
        return m_service && m_kept.contains(server) && m_kept.value(server).nodes;
    const Worker *worker = dispatcher->worker(server);
    return worker && worker->isOnline();
}

bool NodeShelf::anyOnline() const
{
    if (!m_service)
        return false;
    const auto servers = m_service->store().servers();
    for (const Server &server : servers.value_or(std::vector<Server>())) {
        if (server.active && isOnline(server.id))
            return true;
    }
    return false;
}

Result<> NodeShelf::setFavourite(const QString &model, bool on)
{
    if (!m_service)
        return {};
    ModelCatalog catalog = seen();
    SC_TRY_ASSIGN(record, catalog.find(model));
    record.tags.removeAll(kFavourite);
    if (on)
        record.tags.append(kFavourite);
    SC_TRY(catalog.change(record));
    return catalog.save(m_service->profile());
}

bool NodeShelf::isFavourite(const ModelRecord &model)
{
    return model.tags.contains(kFavourite);
}

} // namespace sc::ui
