// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/decision.h"
#include "core/generation/job.h"

namespace sc::generation {

// A job inside the transaction that changes it.
class JobEdit
{
public:
    explicit JobEdit(Job job) : m_before(job), m_job(std::move(job)) {}

    Job &job() { return m_job; }
    [[nodiscard]] const Job &before() const { return m_before; }
    // The only way to another state; CONFLICT when the table of states forbids it.
    [[nodiscard]] Result<> become(JobStatus to);
    // Adds a line to the job's story, stored with the change.
    void explain(const QString &kind, const QString &reason, const QJsonObject &facts = {}, const QString &server = {});
    [[nodiscard]] const std::vector<Decision> &story() const { return m_story; }

private:
    Job m_before;
    Job m_job;
    std::vector<Decision> m_story;
};

// What a running job carries is wiped when it goes back to the queue.
void forgetServer(Job &job);

} // namespace sc::generation
