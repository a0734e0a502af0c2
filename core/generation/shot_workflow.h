// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/generation/job.h"
#include "core/generation/own_workflow.h"
#include "core/generation/shot_request.h"

// The own workflow that a shot is made with. The shot keeps its id among its parameters; the graph lies in the profile.
namespace sc::generation {

inline constexpr const char *kWorkflowKey = "workflow_id";                                                     // of a shot's parameters
[[nodiscard]] QString workflowIdOf(const timeline::Clip &clip);                                                // empty: composed
[[nodiscard]] timeline::ClipGeneration withWorkflowId(timeline::ClipGeneration generation, const QString &id); // empty: takes it away

// Nothing: the graph is composed from the shot's parameters, also when its workflow makes the other kind. RESOURCE_NOT_FOUND when the
// profile does not have it: the project comes from another machine, or the workflow was deleted.
[[nodiscard]] Result<std::optional<OwnWorkflow>> workflowOf(const ProfilePaths &profile, const timeline::Clip &clip, comfy::MediaKind kind);

// The request's job with this graph instead of the composed one, its bindings filled by name: prompt, negative, seed, width, height,
// steps, cfg, frames, sampler, scheduler, picture. Problems as filledWorkflow() has them. Pure.
[[nodiscard]] Result<Job> withWorkflow(Job job, const OwnWorkflow &workflow, const ShotRequest &request);

} // namespace sc::generation
