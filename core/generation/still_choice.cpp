// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/still_choice.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

bool waitsForChoice(const Job &job)
{
    return job.awaitsChoice && job.isWaiting();
}

} // namespace

bool StillChoice::canChoose() const
{
    return std::ranges::any_of(stills, [](const Job &job) { return job.status == JobStatus::Completed; });
}

bool StillChoice::isWhole() const
{
    return std::ranges::all_of(stills, &Job::isFinished);
}

std::vector<StillChoice> openChoices(const std::vector<Job> &jobs)
{
    if (std::ranges::none_of(jobs, waitsForChoice))
        return {};
    QHash<QString, const Job *> known;
    for (const Job &job : jobs)
        known.insert(job.id.text(), &job);
    std::vector<StillChoice> all;
    QHash<QString, size_t> places; // by the pictures
    for (const Job &job : jobs) {
        if (!waitsForChoice(job))
            continue;
        const QString pictures = job.dependsOn.join(u' ');
        if (!places.contains(pictures)) {
            places.insert(pictures, all.size());
            StillChoice choice{job.bundle, job.clip, job.clipName, job.batch, {}, {}};
            for (const QString &id : job.dependsOn) {
                if (const Job *still = known.value(id))
                    choice.stills.push_back(*still);
            }
            all.push_back(std::move(choice));
        }
        all[places.value(pictures)].videos.push_back(job.id);
    }
    return all;
}

Result<std::vector<JobId>> chooseStill(GenerationStore &store, const JobId &still)
{
    SC_TRY_ASSIGN(picture, store.job(still));
    SC_TRY_ASSIGN(open, store.openJobs());
    std::vector<JobId> ids;
    for (const Job &job : open) {
        if (waitsForChoice(job) && job.dependsOn.contains(still.text()))
            ids.push_back(job.id);
    }
    if (ids.empty())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, tr("Nothing waits for this choice.")).withEntity(QStringLiteral("job"), still.text()));
    if (picture.status != JobStatus::Completed)
        return std::unexpected(
            Problem(ProblemCode::Conflict, tr("This picture is not there: it is %1.").arg(jobStatusWord(picture.status).toLower()))
                .withEntity(QStringLiteral("job"), still.text()));
    const auto edited = store.editJobs(ids, [&](JobEdit &edit) -> Result<> {
        Job &job = edit.job();
        if (!waitsForChoice(job))
            return std::unexpected(Problem(ProblemCode::Conflict, tr("This choice was made meanwhile.")));
        job.awaitsChoice = false;
        job.stillOf = still.text();
        job.dependsOn = {still.text()};
        edit.explain(QStringLiteral("chosen"), tr("Its start picture was chosen by you."), {{QStringLiteral("still"), still.text()}});
        return job.status == JobStatus::Blocked ? edit.become(JobStatus::Queued) : Result<>();
    });
    if (!edited)
        return std::unexpected(edited.error());
    return ids;
}

} // namespace sc::generation
