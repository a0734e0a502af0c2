// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shot_jobs.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace sc::generation {

std::optional<ShotJob> shotJobOf(const Job &job)
{
    if (job.isWaiting())
        return ShotJob{ShotJobState::Queued};
    if (job.status == JobStatus::Failed)
        return ShotJob{ShotJobState::Failed};
    if (job.isFinished())
        return std::nullopt;
    return ShotJob{ShotJobState::Generating, std::clamp(static_cast<int>(std::lround(job.progress.value_or(0) * 100)), 0, 100)};
}

QHash<ClipId, ShotJob> shotJobs(std::span<const Job> jobs, const QString &projectId)
{
    QHash<ClipId, const Job *> newest;
    for (const Job &job : jobs) {
        if (job.clip.isEmpty() || job.projectId != projectId)
            continue;
        const Job *&speaker = newest[ClipId(job.clip)];
        if (!speaker || std::tie(speaker->createdAt, speaker->id) < std::tie(job.createdAt, job.id))
            speaker = &job;
    }
    QHash<ClipId, ShotJob> states;
    for (auto it = newest.cbegin(); it != newest.cend(); ++it) {
        if (const auto state = shotJobOf(**it))
            states.insert(it.key(), *state);
    }
    return states;
}

} // namespace sc::generation
