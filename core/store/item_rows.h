// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/studio_item.h"
#include "core/store/database.h"

#include <vector>

// The rows of studio items: the same tables in project.db and in library.db.
namespace sc::store {

[[nodiscard]] QStringList itemSchema(); // statements of a migration
inline constexpr auto kItemTable = "studio_item";
inline constexpr auto kItemVersionTable = "studio_item_version";

[[nodiscard]] Result<std::vector<StudioItem>> readItems(Database &db, const QString &kind); // by name
// Adds it or replaces the one with its id; what that was goes to its versions, its version is counted on. NOTHING_TO_UPDATE is
// no problem here: an equal item is left alone.
[[nodiscard]] Result<> writeItem(Database &db, const StudioItem &item);
[[nodiscard]] Result<> removeItem(Database &db, const QString &id); // with its versions
[[nodiscard]] Result<std::vector<StudioItemVersion>> readItemVersions(Database &db,
                                                                      const QString &id); // the latest first, without the present one

// How often each was applied: never lowered, also not by undo.
[[nodiscard]] Result<QHash<QString, int>> readItemUses(Database &db);
[[nodiscard]] Result<> addItemUse(Database &db, const QString &id);

} // namespace sc::store
