// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/job_watch.h"

#include "core/generation/generation_service.h"
#include "ui/timeline/timeline_editor.h"

namespace sc::ui {

JobWatch::JobWatch(TimelineEditor *editor, generation::GenerationService *service, QObject *parent)
    : QObject(parent), m_editor(editor), m_service(service)
{
    if (!service)
        return;
    connect(service, &generation::GenerationService::jobsChanged, this, &JobWatch::look);
    connect(service, &generation::GenerationService::progressed, this, &JobWatch::lookAt);
    connect(editor, &TimelineEditor::sessionChanged, this, &JobWatch::look);
    look();
}

void JobWatch::look()
{
    if (!m_editor->hasProject())
        return;
    m_editor->setJobs(generation::shotJobs(m_service->jobs(), m_editor->timeline().project.id.text()));
}

void JobWatch::lookAt(const QString &id)
{
    const generation::Job *job = m_service->job(generation::JobId(id));
    if (!job)
        return;
    // Only a shot that this job speaks for already: all else comes with jobsChanged().
    QHash<ClipId, generation::ShotJob> jobs = m_editor->states().jobs;
    const auto known = jobs.find(ClipId(job->clip));
    const auto now = generation::shotJobOf(*job);
    if (known == jobs.end() || !now || known->state != now->state || job->projectId != m_editor->timeline().project.id.text())
        return;
    *known = *now;
    m_editor->setJobs(jobs);
}

} // namespace sc::ui
