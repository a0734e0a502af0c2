// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/import_take.h"

#include "core/generation/provenance.h"

namespace sc::generation {

Result<project::NewTake> importTake(const project::TakeIntake &intake)
{
    SC_TRY_ASSIGN(take, project::takeFromFile(intake));
    project::NewTake made;
    made.take = std::move(take);
    const auto texts = media::readEmbeddedTexts(intake.file);
    const auto found = texts ? recipeIn(*texts) : std::nullopt;
    if (!found)
        return made;
    made.recipe = found->recipe;
    made.take.family = found->family;
    made.take.modelName = found->modelName;
    made.take.seed = found->seed;
    return made;
}

} // namespace sc::generation
