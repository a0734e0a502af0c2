// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/generation/job.h"

#include <QtCore/QHash>

#include <span>

// What the queue says of the shots of a project.
namespace sc::generation {

enum class ShotJobState {
    Queued,     // waits: to start, for a prerequisite or for the person
    Generating, // a server has it
    Failed,     // its newest job did not come to an end
};

struct ShotJob
{
    ShotJobState state = ShotJobState::Queued;
    int percent = 0; // of Generating, 0..100
    bool operator==(const ShotJob &) const = default;
};

// Nothing for a job that is done with: its take speaks for itself, or the person did not want it.
[[nodiscard]] std::optional<ShotJob> shotJobOf(const Job &job);

// By shot. Of several jobs of one shot the newest speaks.
[[nodiscard]] QHash<ClipId, ShotJob> shotJobs(std::span<const Job> jobs, const QString &projectId);

} // namespace sc::generation
