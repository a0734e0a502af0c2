// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations.h"

#include <QtCore/QStringList>

#include <span>

namespace sc::project {

inline constexpr quint32 kApplicationId = 0x53435042; // "SCPB"

// Steps of project.db's schema, oldest first.
[[nodiscard]] std::span<const store::Migration> projectMigrations();
[[nodiscard]] int newestVersion();
// The tables that hold the project and that undo restores, parents first.
[[nodiscard]] const QStringList &contentTables();

} // namespace sc::project
