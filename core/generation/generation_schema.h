// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations.h"

#include <span>

namespace sc::generation {

inline constexpr quint32 kGenerationApplicationId = 0x53435147; // "SCQG"

// Steps of the profile's generation.db: append only, never change one that was released.
[[nodiscard]] std::span<const store::Migration> generationMigrations();

} // namespace sc::generation
