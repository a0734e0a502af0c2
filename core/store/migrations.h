// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/backups.h"
#include "core/store/database.h"

#include <QtCore/QStringList>

#include <span>

namespace sc::store {

// One step of a schema's life. Released steps never change; a new one is added behind them.
struct Migration
{
    int version = 0;        // PRAGMA user_version after it; rising from 1
    QStringList statements; // one SQL statement each
};

// NEWER_VERSION naming both versions when the file is from a newer program. Writes nothing.
[[nodiscard]] Result<> requireKnownVersion(Database &db, std::span<const Migration> migrations);

// Brings the file to the last version, each step in a transaction of its own, after a backup when there was content.
// A step that fails leaves the file at the step before. Also writes the application id of the open options.
[[nodiscard]] Result<> migrate(Database &db, std::span<const Migration> migrations, const Backups *backups = nullptr);

} // namespace sc::store
