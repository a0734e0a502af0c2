// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch_plan.h"
#include "core/project/project_session.h"

// What a project's shots bring to a batch.
namespace sc::generation {

[[nodiscard]] BatchTarget targetOf(const project::ProjectSession &session);
// The shots that play, in the order of the song; of these only `clips`, unless that is empty. A shot's frames are what its
// length needs at the family's rate. RESOURCE_NOT_FOUND for a clip that is not there.
[[nodiscard]] Result<std::vector<BatchShot>> shotsOf(const project::ProjectSession &session, const std::vector<ClipId> &clips,
                                                     const BatchSpec &spec);

} // namespace sc::generation
