// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch.h"
#include "core/project/table.h"

namespace sc::generation {

[[nodiscard]] const std::vector<project::Column<Job>> &jobColumns();
[[nodiscard]] const project::Table<Job> &jobTable();
[[nodiscard]] const project::Table<Batch> &batchTable();

} // namespace sc::generation
