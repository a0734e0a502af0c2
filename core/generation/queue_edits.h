// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_store.h"

// What a person does with the queue. Any process may: the one that runs the queue notices.
namespace sc::generation {

enum class QueuePause {
    Running,
    AfterCurrent, // nothing new starts
    Now,          // what runs is stopped and waits again
};
[[nodiscard]] QString queuePauseName(QueuePause pause); // "running", "after_current", "now"
[[nodiscard]] Result<QueuePause> queuePause(GenerationStore &store);
[[nodiscard]] Result<> setQueuePause(GenerationStore &store, QueuePause pause);

[[nodiscard]] Result<bool> fairShare(GenerationStore &store);
[[nodiscard]] Result<> setFairShare(GenerationStore &store, bool on);

// -100..100; only jobs that wait: CONFLICT for others. NOTHING_TO_UPDATE when all have it.
[[nodiscard]] Result<> setPriority(GenerationStore &store, const std::vector<JobId> &ids, int priority);
// In front of everything that waits, in the order given.
[[nodiscard]] Result<> runNext(GenerationStore &store, const std::vector<JobId> &ids);
// To a place among the waiting jobs, from 0; they take the priority of those they come to lie between. CONFLICT naming a job
// that would then stand behind one that needs it.
[[nodiscard]] Result<> moveJobs(GenerationStore &store, const std::vector<JobId> &ids, int place);
[[nodiscard]] Result<> pauseJobs(GenerationStore &store, const std::vector<JobId> &ids);
[[nodiscard]] Result<> resumeJobs(GenerationStore &store, const std::vector<JobId> &ids);
// Waiting ones at once; for those with a server the runner tells it. NOTHING_TO_UPDATE when all have ended.
[[nodiscard]] Result<> cancelJobs(GenerationStore &store, const std::vector<JobId> &ids);
// Failed and cancelled ones again, in their old place, with fresh attempts. CONFLICT for a request that a server refused as it
// is, unless `anyway`.
[[nodiscard]] Result<> retryJobs(GenerationStore &store, const std::vector<JobId> &ids, bool anyway = false);
// Waiting copies at the end of the queue, with no history; `freshSeed` takes the seed out.
[[nodiscard]] Result<std::vector<Job>> duplicateJobs(GenerationStore &store, const std::vector<JobId> &ids, bool freshSeed);
// Lets a waiting job go to this server only (`pin`), rather to it, or anywhere (empty id).
[[nodiscard]] Result<> sendTo(GenerationStore &store, const std::vector<JobId> &ids, const ServerId &server, bool pin);

struct JobChange
{
    std::optional<QString> prompt;
    std::optional<QString> negative;
    std::optional<QString> params; // JSON, replaces all
    std::optional<int> maxAttempts;
};
// CONFLICT for one that has started meanwhile; offers a copy.
[[nodiscard]] Result<Job> editWaiting(GenerationStore &store, const JobId &id, const JobChange &change);

// Ids of finished jobs in these states.
[[nodiscard]] Result<std::vector<JobId>> finishedJobs(GenerationStore &store, const std::vector<JobStatus> &statuses);

} // namespace sc::generation
