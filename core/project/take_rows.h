// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/table.h"
#include "core/timeline/take.h"

namespace sc::project {

struct RecipeRow
{
    TakeId take;
    timeline::TakeRecipe recipe;
};

[[nodiscard]] const Table<timeline::Take> &takeTable();
[[nodiscard]] const Table<RecipeRow> &recipeTable();

} // namespace sc::project
