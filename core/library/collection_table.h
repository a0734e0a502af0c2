// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/collections.h"
#include "core/store/database.h"

namespace sc::library {

// The shelves of the library and the songs on those that are filled by hand. Thread: that of the Database. Names are
// 1..100 characters: VALIDATION_ERROR; unique whatever their case: DUPLICATE_RESOURCE.
class CollectionTable
{
public:
    explicit CollectionTable(store::Database &db) : m_db(db) {}

    // By name. `count` is of those filled by hand; smart ones have 0.
    [[nodiscard]] Result<std::vector<Collection>> all() const;
    [[nodiscard]] Result<Collection> byId(const CollectionId &id) const;             // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<std::vector<qint64>> songsIn(const CollectionId &id) const; // rows

    [[nodiscard]] Result<CollectionId> add(const QString &name, const std::optional<TrackQuery> &query);
    [[nodiscard]] Result<> edit(const Collection &collection); // name and query; NOTHING_TO_UPDATE
    [[nodiscard]] Result<> remove(const CollectionId &id);
    // VALIDATION_ERROR for a smart one. Inside a transaction. Gives how many songs came or went.
    [[nodiscard]] Result<int> put(const CollectionId &id, const std::vector<TrackId> &tracks, bool in);

private:
    [[nodiscard]] Result<QString> freeName(const QString &name, const CollectionId &except) const;
    [[nodiscard]] Result<> requireNoCircle(const CollectionId &id, const TrackQuery &query) const;
    [[nodiscard]] Result<std::vector<Collection>> select(const QString &condition, const QVariantList &arguments) const;

    store::Database &m_db;
};

} // namespace sc::library
