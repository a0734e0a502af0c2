// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations.h"

#include <span>

namespace sc::library {

inline constexpr quint32 kLibraryApplicationId = 0x53434C42; // "SCLB"

// The life of library.db's schema, version by version.
[[nodiscard]] std::span<const store::Migration> libraryMigrations();

} // namespace sc::library
