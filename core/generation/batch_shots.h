// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch_plan.h"

// What a project's shots bring to a batch: each with its characters, template, look and all that it says itself.
namespace sc::generation {

[[nodiscard]] BatchTarget targetOf(const project::ProjectSession &session);
// The shots that play, in the order of the song; of these only `clips`, unless that is empty. A shot that cannot be sent is among
// them with all that is wrong. RESOURCE_NOT_FOUND for a clip that is not there. Session's thread.
[[nodiscard]] Result<std::vector<BatchShot>> shotsOf(const Studio &studio, const std::vector<ClipId> &clips, const BatchSpec &spec);

// Cuts the frames that shots begin with out of the movies they go on from. What fails becomes a problem of its shot. Session's
// thread; blocking, a moment for each.
void cutStartFrames(const project::ProjectSession &session, std::vector<BatchShot> &shots);

} // namespace sc::generation
