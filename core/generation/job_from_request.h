// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch_plan.h"
#include "core/generation/shot_request.h"
#include "core/generation/take_again.h"

// The one way from what a shot wants, or a take was made with, to a job. Window, command line and batches go it.
namespace sc::generation {

class GenerationStore;
struct ShownPlace;

// Where a job may go.
struct JobPlace
{
    ServerId server;    // empty: the planner chooses
    bool pinned = true; // only there; else rather there
};

// The request begins with this picture (absolute path) instead of the frame that had to be cut out. Pure.
[[nodiscard]] ShotRequest startingWith(ShotRequest request, const QString &picture);
// Where that frame lies: what the shot shows that this one goes on from. Session's thread; writeFrame() on the place, on any
// thread, gives the picture. As lastShown().
[[nodiscard]] Result<ShownPlace> startPlaceOf(const project::ProjectSession &session, const ShotRequest &request);

// The job of a request, everything frozen: words with their origins, parameters, the seed where it was chosen. CONFLICT while
// the request's start frame is not cut out, what checkedJob() finds. Pure but for the id that it makes.
[[nodiscard]] Result<Job> jobFrom(const ShotRequest &request, const BatchTarget &target, const QString &clipName,
                                  const JobPlace &place = {});
// The job of a take made again. The very same request carries the graph that was sent and goes to the server that made the take, since
// only there the file will be the same; a varied one is composed anew and goes rather there. A server that `servers` does
// not hold is gone: then anywhere.
[[nodiscard]] Result<Job> jobFrom(const FrozenRequest &request, const BatchTarget &target, const QString &clipName,
                                  const std::vector<Server> &servers);

// A request names pictures by what they were called on the server, which is their content; those that lie in the bundle are named as
// local files again, so that they can be sent along to a server that has lost them.
[[nodiscard]] FrozenRequest withLocalPictures(FrozenRequest request, const QString &bundle);

// Stores them, all or none; `front`: before everything that waits.
[[nodiscard]] Result<std::vector<Job>> queueJobs(GenerationStore &store, const std::vector<Job> &jobs, bool front = false);

} // namespace sc::generation
