// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/job_edit.h"

namespace sc::generation {

Result<> JobEdit::become(JobStatus to)
{
    SC_TRY(checkTransition(m_job, to));
    m_job.status = to;
    if (to == JobStatus::Queued)
        forgetServer(m_job);
    if (m_job.isFinished()) {
        m_job.stage = JobStage::None;
        m_job.finishedAt = utcNow();
        m_job.cancelRequested = false;
        m_job.node.clear();
        m_job.stepText.clear();
    }
    return {};
}

void JobEdit::explain(const QString &kind, const QString &reason, const QJsonObject &facts, const QString &server)
{
    m_story.push_back({.job = m_job.id, .at = utcNow(), .kind = kind, .server = server, .reason = reason, .facts = facts});
}

void forgetServer(Job &job)
{
    job.stage = JobStage::None;
    job.server = {};
    job.serverName.clear();
    job.remoteId.clear();
    job.graph.clear();
    job.graphHash.clear();
    job.outputNode.clear();
    job.sentParams.clear();
    job.models.clear();
    job.progress.reset();
    job.node.clear();
    job.stepText.clear();
    job.startedAt.clear();
    job.finishedAt.clear();
    job.doneAt.clear();
    job.inboxFile.clear();
}

} // namespace sc::generation
