// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/store/database.h"

namespace sc::library {

// Settings and recent projects of a profile. Thread: that of the Database.
[[nodiscard]] Result<QString> readSetting(store::Database &db, const QString &key, const QString &fallback);
[[nodiscard]] Result<> writeSetting(store::Database &db, const QString &key, const QString &value);

[[nodiscard]] Result<std::vector<RecentProject>> readRecentProjects(store::Database &db); // the latest first, at most 50
[[nodiscard]] Result<> noteRecent(store::Database &db, const QString &bundle, const QString &name);

} // namespace sc::library
