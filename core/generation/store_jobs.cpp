// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs of GenerationStore.
#include "core/base/json.h"
#include "core/generation/generation_store.h"
#include "core/generation/job_table.h"
#include "core/store/database.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Problem unknownJob(const JobId &id)
{
    return Problem(ProblemCode::ResourceNotFound, tr("This job is not in the queue any more."))
        .withEntity(QStringLiteral("job"), id.text());
}

std::vector<Job> ordered(std::vector<Job> jobs)
{
    std::sort(jobs.begin(), jobs.end(), comesBefore);
    return jobs;
}

// True when `from` can be reached from itself over the dependencies.
bool isInCycle(const QString &from, const QHash<QString, QStringList> &needs)
{
    QStringList open = needs.value(from);
    QSet<QString> seen;
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (id == from)
            return true;
        if (!seen.contains(id)) {
            seen.insert(id);
            open += needs.value(id);
        }
    }
    return false;
}

} // namespace

Result<std::vector<Job>> GenerationStore::jobs()
{
    SC_TRY_ASSIGN(all, jobTable().readAll(*m_db));
    return ordered(std::move(all));
}

Result<std::vector<Job>> GenerationStore::openJobs()
{
    SC_TRY_ASSIGN(open, jobTable().readWhere(
                            *m_db, QStringLiteral("status IN ('queued', 'blocked', 'paused', 'assigned', 'running', 'unknown')"), {}));
    return ordered(std::move(open));
}

Result<std::vector<Job>> GenerationStore::jobsChangedSince(qint64 revision)
{
    return jobTable().readWhere(*m_db, QStringLiteral("revision > ?"), {revision});
}

Result<QStringList> GenerationStore::jobsGoneSince(qint64 revision)
{
    SC_TRY_ASSIGN(rows, m_db->query(QStringLiteral("SELECT job FROM gone_job WHERE revision > ?"), {revision}));
    QStringList ids;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return ids;
        ids.append(rows.text(0));
    }
}

Result<std::vector<Job>> GenerationStore::jobsOfBatch(const BatchId &batch)
{
    SC_TRY_ASSIGN(found, jobTable().readWhere(*m_db, QStringLiteral("batch = ?"), {batch.text()}));
    return ordered(std::move(found));
}

Result<Job> GenerationStore::job(const JobId &id)
{
    SC_TRY_ASSIGN(found, jobTable().read(*m_db, id.text()));
    if (found.empty())
        return std::unexpected(unknownJob(id));
    return found.front();
}

Result<> GenerationStore::checkDependencies(const std::vector<Job> &jobs)
{
    QHash<QString, QStringList> needs;
    for (const Job &job : jobs)
        needs.insert(job.id.text(), job.dependsOn);
    // Jobs that are stored can only stand in a cycle when they need one of the new ones.
    for (const Job &job : jobs) {
        for (const QString &needed : job.dependsOn) {
            if (needs.contains(needed))
                continue;
            SC_TRY_ASSIGN(known, this->job(JobId(needed)));
            needs.insert(needed, known.dependsOn);
        }
    }
    for (const Job &job : jobs) {
        if (isInCycle(job.id.text(), needs)) {
            return std::unexpected(Problem(ProblemCode::Conflict, tr("Jobs may not wait for each other in a circle."))
                                       .withEntity(QStringLiteral("job"), job.id.text()));
        }
    }
    return {};
}

Result<std::vector<Job>> GenerationStore::insertJobs(std::vector<Job> jobs, qint64 revision)
{
    SC_TRY_ASSIGN(last, m_db->value(QStringLiteral("SELECT max(rank) FROM job")));
    double rank = last.toDouble();
    const QString now = utcNow();
    for (Job &job : jobs) {
        SC_TRY_ASSIGN(checked, checkedJob(job));
        job = checked;
        if (job.id.isEmpty())
            job.id = JobId::create();
        job.createdAt = job.createdAt.isEmpty() ? now : job.createdAt;
        if (job.status == JobStatus::Queued && job.queuedAt.isEmpty())
            job.queuedAt = now;
        job.rank = job.rank == 0 ? ++rank : job.rank;
        job.revision = revision;
    }
    SC_TRY(checkDependencies(jobs));
    for (const Job &job : jobs)
        SC_TRY(jobTable().insert(*m_db, job));
    return jobs;
}

Result<std::vector<Job>> GenerationStore::addJobs(std::vector<Job> jobs, const std::vector<Decision> &story)
{
    std::vector<Job> stored;
    const Result<> written = write([&](qint64 revision) -> Result<> {
        SC_TRY_ASSIGN(inserted, insertJobs(std::move(jobs), revision));
        stored = std::move(inserted);
        return insertStory(story);
    });
    if (!written)
        return std::unexpected(written.error());
    return stored;
}

Result<> GenerationStore::insertStory(const std::vector<Decision> &story)
{
    for (const Decision &line : story) {
        SC_TRY(m_db->execute(QStringLiteral("INSERT INTO decision (job, at, kind, server, reason, facts) VALUES (?, ?, ?, ?, ?, ?)"),
                             {line.job.text(), line.at.isEmpty() ? utcNow() : line.at, line.kind, line.server, line.reason,
                              QString::fromUtf8(toCompactJson(line.facts))}));
    }
    return {};
}

Result<> GenerationStore::countInBatch(const BatchId &id, qint64 revision, const std::function<Batch(Batch)> &change)
{
    if (id.isEmpty())
        return {};
    SC_TRY_ASSIGN(before, batch(id));
    Batch after = change(before);
    if (after == before)
        return {};
    after.revision = revision;
    return batchTable().update(*m_db, before, after);
}

Result<Job> GenerationStore::applyEdit(const JobId &id, qint64 revision, const std::function<Result<>(JobEdit &)> &change)
{
    SC_TRY_ASSIGN(before, job(id));
    JobEdit edit(before);
    SC_TRY(change(edit));
    Job after = edit.job();
    if (after != before) {
        after.revision = revision;
        SC_TRY(jobTable().update(*m_db, before, after));
        if (after.status != before.status) {
            SC_TRY(countInBatch(after.batch, revision,
                                [&](Batch batch) { return afterTransition(std::move(batch), before.status, after.status); }));
        }
    }
    SC_TRY(insertStory(edit.story()));
    return after;
}

Result<Job> GenerationStore::editJob(const JobId &id, const std::function<Result<>(JobEdit &)> &change)
{
    SC_TRY_ASSIGN(edited, editJobs({id}, change));
    return edited.front();
}

Result<std::vector<Job>> GenerationStore::editJobs(const std::vector<JobId> &ids, const std::function<Result<>(JobEdit &)> &change)
{
    std::vector<Job> edited;
    const Result<> written = write([&](qint64 revision) -> Result<> {
        for (const JobId &id : ids) {
            SC_TRY_ASSIGN(job, applyEdit(id, revision, change));
            edited.push_back(std::move(job));
        }
        return {};
    });
    if (!written)
        return std::unexpected(written.error());
    return edited;
}

Result<> GenerationStore::removeJobs(const std::vector<JobId> &ids)
{
    return write([&](qint64 revision) -> Result<> {
        for (const JobId &id : ids) {
            SC_TRY_ASSIGN(job, this->job(id));
            if (job.isWithServer()) {
                return std::unexpected(Problem(ProblemCode::Conflict, tr("This job is with a server. Cancel it first."))
                                           .withEntity(QStringLiteral("job"), id.text())
                                           .withAction(QStringLiteral("cancel"), tr("Cancel it")));
            }
            SC_TRY(countInBatch(job.batch, revision, [&](Batch batch) { return afterRemoval(std::move(batch), job.status); }));
            SC_TRY(m_db->execute(QStringLiteral("INSERT OR REPLACE INTO gone_job VALUES (?, ?)"), {id.text(), revision}));
            SC_TRY(m_db->execute(QStringLiteral("DELETE FROM decision WHERE job = ?"), {id.text()}));
            SC_TRY(jobTable().remove(*m_db, id.text()));
        }
        return {};
    });
}

Result<> GenerationStore::restoreJobs(const std::vector<Job> &jobs, const std::vector<Decision> &story)
{
    return write([&](qint64 revision) -> Result<> {
        for (Job job : jobs) {
            job.revision = revision;
            SC_TRY(jobTable().insert(*m_db, job));
            SC_TRY(m_db->execute(QStringLiteral("DELETE FROM gone_job WHERE job = ?"), {job.id.text()}));
            if (!job.isFinished()) {
                SC_TRY(countInBatch(job.batch, revision, [](Batch batch) {
                    batch.total += 1;
                    return batch;
                }));
            }
        }
        return insertStory(story);
    });
}

Result<std::vector<Decision>> GenerationStore::storyOf(const JobId &id)
{
    SC_TRY_ASSIGN(
        rows, m_db->query(QStringLiteral("SELECT n, at, kind, server, reason, facts FROM decision WHERE job = ? ORDER BY n"), {id.text()}));
    std::vector<Decision> story;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return story;
        SC_TRY_ASSIGN(facts, parseJsonObject(rows.text(5).toUtf8(), tr("A decision")));
        story.push_back({rows.integer(0), id, rows.text(1), rows.text(2), rows.text(3), rows.text(4), facts});
    }
}

Result<std::vector<Decision>> GenerationStore::storyAt(const QString &serverName, int most)
{
    SC_TRY_ASSIGN(rows,
                  m_db->query(QStringLiteral("SELECT n, job, at, kind, reason FROM decision WHERE server = ? ORDER BY n DESC LIMIT ?"),
                              {serverName, most}));
    std::vector<Decision> story;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return story;
        story.push_back({rows.integer(0), JobId(rows.text(1)), rows.text(2), rows.text(3), serverName, rows.text(4), {}});
    }
}

} // namespace sc::generation
