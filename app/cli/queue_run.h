// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/queue_access.h"

#include <functional>

namespace sc::cli {

// Runs the queue of the profile in this process until `isDone` (asked after every change and now and then), or Ctrl+C, which leaves
// what runs on its servers. When another process runs the queue already it is only waited for.
[[nodiscard]] Result<> runQueue(const Invocation &invocation, generation::GenerationStore &queue, const std::function<bool()> &isDone,
                                const std::function<double()> &fraction);
// Nothing of these jobs can go on by itself: ended, blocked or paused.
[[nodiscard]] bool haveEnded(const std::vector<generation::Job> &jobs);

// Stores one job, before all that waits with --front; with --wait runs the queue until it has ended and gives its failure, if it
// failed, as the command's. Gives the job as it is then.
[[nodiscard]] Result<generation::Job> queueOne(const Invocation &invocation, generation::GenerationStore &queue,
                                               const generation::Job &job);
[[nodiscard]] std::vector<OptionSpec> queueOptions(); // --front, --wait, --print

} // namespace sc::cli
