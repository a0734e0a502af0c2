// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/queue_history.h"

#include "core/base/json.h"
#include "core/generation/job_table.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QSet>

#include <algorithm>
#include <array>

namespace sc::generation {

namespace {

const QString kBefore = QStringLiteral("before");
const QString kAfter = QStringLiteral("after");
constexpr std::array<const char *, 2> kStates = {"paused", "fair_share"}; // of the queue as a whole
constexpr size_t kManyJobs = 200;                                         // from here on the whole table is read at once

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

QString nameOf(const Job &job)
{
    const QString what = job.clipName.isEmpty() ? job.prompt.left(40) : job.clipName;
    return what.isEmpty() ? job.id.text() : what;
}

Problem conflict(const Job &job, const QString &text)
{
    return Problem(ProblemCode::Conflict, text.arg(nameOf(job))).withEntity(QStringLiteral("job"), job.id.text());
}

Result<QHash<QString, Job>> read(GenerationStore &store, const std::vector<JobId> &ids)
{
    QHash<QString, Job> found;
    if (ids.size() < kManyJobs) {
        for (const JobId &id : ids) {
            SC_TRY_ASSIGN(job, store.job(id));
            found.insert(id.text(), job);
        }
        return found;
    }
    SC_TRY_ASSIGN(all, store.jobs());
    for (const Job &job : all)
        found.insert(job.id.text(), job);
    return found;
}

// The job column by column, as it is stored.
QVariantMap valuesOf(const Job &job)
{
    QVariantMap all;
    for (const project::Column<Job> &column : jobColumns())
        all.insert(column.name, column.get(job));
    return all;
}

// Columns that are not named stay as they are. False: one of the values is none of its column.
bool assign(Job &job, const QVariantMap &values)
{
    return std::ranges::all_of(jobColumns(), [&](const project::Column<Job> &column) {
        const auto found = values.constFind(column.name);
        return found == values.constEnd() || column.set(job, *found);
    });
}

// Only the columns that differ, of both.
std::pair<QJsonObject, QJsonObject> difference(const Job &before, const Job &after)
{
    const QVariantMap a = valuesOf(before);
    const QVariantMap b = valuesOf(after);
    std::pair<QJsonObject, QJsonObject> both;
    for (auto it = a.cbegin(); it != a.cend(); ++it) {
        if (it.key() == QLatin1String("revision") || it.value() == b.value(it.key()))
            continue;
        both.first.insert(it.key(), QJsonValue::fromVariant(it.value()));
        both.second.insert(it.key(), QJsonValue::fromVariant(b.value(it.key())));
    }
    return both;
}

QJsonObject whole(const Job &job)
{
    return QJsonObject::fromVariantMap(valuesOf(job));
}

QJsonArray storyJson(const std::vector<Decision> &story)
{
    QJsonArray lines;
    for (const Decision &line : story)
        lines.append(QJsonArray{line.at, line.kind, line.server, line.reason, line.facts});
    return lines;
}

std::vector<Decision> storyFrom(const JobId &job, const QJsonArray &lines)
{
    std::vector<Decision> story;
    for (const QJsonValue &value : lines) {
        const QJsonArray line = value.toArray();
        story.push_back({.job = job,
                         .at = line.at(0).toString(),
                         .kind = line.at(1).toString(),
                         .server = line.at(2).toString(),
                         .reason = line.at(3).toString(),
                         .facts = line.at(4).toObject()});
    }
    return story;
}

Result<QJsonObject> queueStates(GenerationStore &store)
{
    QJsonObject states;
    for (const char *key : kStates) {
        SC_TRY_ASSIGN(value, store.state(QLatin1String(key)));
        states.insert(QLatin1String(key), value);
    }
    return states;
}

Result<QJsonObject> batchStates(GenerationStore &store)
{
    SC_TRY_ASSIGN(batches, store.batches());
    QJsonObject states;
    for (const Batch &batch : batches)
        states.insert(batch.id.text(), batchStatusName(batch.status));
    return states;
}

// {"key": [before, after]} of what differs.
QJsonObject changesOf(const QJsonObject &before, const QJsonObject &after)
{
    QJsonObject changes;
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (before.value(it.key()) != it.value())
            changes.insert(it.key(), QJsonArray{before.value(it.key()), it.value()});
    }
    return changes;
}

bool isOpenStatus(const QString &name)
{
    return name == QLatin1String("queued") || name == QLatin1String("blocked") || name == QLatin1String("paused");
}

bool isServerStatus(const QString &name)
{
    return name == QLatin1String("assigned") || name == QLatin1String("running") || name == QLatin1String("unknown");
}

// Whether the job may be brought from what the step left to what was before (or the other way round).
Result<> checkReach(const Job &job, const QJsonObject &from)
{
    if (job.isWithServer()) {
        return std::unexpected(job.cancelRequested
                                   ? conflict(job, tr("The server is just being told to stop \"%1\". Try again in a moment."))
                                   : conflict(job, tr("\"%1\" has started meanwhile.")));
    }
    if (job.status == JobStatus::Completed)
        return std::unexpected(conflict(job, tr("\"%1\" was completed meanwhile.")));
    const QString left = from.value(QStringLiteral("status")).toString();
    const bool sameKind = left.isEmpty() ? true : isOpenStatus(left) == job.isWaiting();
    // Cancelled at a server: the step saw it running, with the order to stop.
    const bool stopped = from.contains(QStringLiteral("cancel_requested")) && job.status == JobStatus::Cancelled;
    if (!sameKind && !stopped)
        return std::unexpected(conflict(job, tr("\"%1\" has changed since then.")));
    return {};
}

Result<> change(JobEdit &edit, const QJsonObject &from, const QJsonObject &to, const QString &step)
{
    Job &job = edit.job();
    SC_TRY(checkReach(job, from));
    const JobStatus now = job.status;
    QJsonObject values = to;
    const QString status = to.value(QStringLiteral("status")).toString();
    const bool stopped = status.isEmpty() && now == JobStatus::Cancelled && to.contains(QStringLiteral("cancel_requested"));
    if (stopped || isServerStatus(status)) { // it cannot go on where it was: from the start
        values = {};
        job.status = JobStatus::Queued;
        forgetServer(job);
        job.cancelRequested = false;
        job.queuedAt = utcNow();
    }
    if (!assign(job, values.toVariantMap()))
        return std::unexpected(Problem(ProblemCode::DatabaseError, tr("What was done before cannot be read any more.")));
    edit.explain(QStringLiteral("undone"), tr("Taken back or done again: %1.").arg(step));
    return {};
}

} // namespace

Result<> QueueHistory::perform(const QString &name, const std::vector<JobId> &jobs, const std::function<Result<>()> &work, Reach reach)
{
    SC_TRY_ASSIGN(revision, m_store.revision());
    SC_TRY_ASSIGN(before, read(m_store, jobs));
    QHash<QString, QJsonArray> stories;
    if (reach == Reach::Removes) {
        for (const JobId &id : jobs) {
            SC_TRY_ASSIGN(story, m_store.storyOf(id));
            stories.insert(id.text(), storyJson(story));
        }
    }
    SC_TRY_ASSIGN(states, queueStates(m_store));
    SC_TRY_ASSIGN(batches, batchStates(m_store));
    const QString began = utcNow();
    SC_TRY(work());
    SC_TRY_ASSIGN(changed, m_store.jobsChangedSince(revision));
    SC_TRY_ASSIGN(gone, m_store.jobsGoneSince(revision));
    QJsonArray entries;
    QSet<QString> named;
    for (const JobId &id : jobs)
        named.insert(id.text());
    for (const QString &id : gone) {
        if (named.contains(id))
            entries.append(
                QJsonObject{{QStringLiteral("id"), id}, {kBefore, whole(before.value(id))}, {QStringLiteral("story"), stories.value(id)}});
    }
    for (const Job &job : changed) {
        const QString id = job.id.text();
        if (named.contains(id)) {
            const auto [a, b] = difference(before.value(id), job);
            if (!a.isEmpty())
                entries.append(QJsonObject{{QStringLiteral("id"), id}, {kBefore, a}, {kAfter, b}});
        } else if (job.createdAt >= began) {
            entries.append(QJsonObject{{QStringLiteral("id"), id}, {kAfter, whole(job)}});
        }
    }
    SC_TRY_ASSIGN(statesNow, queueStates(m_store));
    SC_TRY_ASSIGN(batchesNow, batchStates(m_store));
    const QJsonObject stateChanges = changesOf(states, statesNow);
    if (entries.isEmpty() && stateChanges.isEmpty())
        return {};
    return m_store.addStep(name, toCompactJson(QJsonObject{{QStringLiteral("jobs"), entries},
                                                           {QStringLiteral("state"), stateChanges},
                                                           {QStringLiteral("batches"), changesOf(batches, batchesNow)}}));
}

Result<> QueueHistory::apply(const QueueStep &step, bool backwards)
{
    SC_TRY_ASSIGN(content, parseJsonObject(step.content, tr("A step of the queue")));
    const QString &fromKey = backwards ? kAfter : kBefore;
    const QString &toKey = backwards ? kBefore : kAfter;
    std::vector<Job> restored;
    std::vector<Decision> stories;
    std::vector<JobId> removed;
    std::vector<JobId> edited;
    QHash<QString, QJsonObject> entries;
    for (const QJsonValue &value : content.value(QStringLiteral("jobs")).toArray()) {
        const QJsonObject entry = value.toObject();
        const JobId id(entry.value(QStringLiteral("id")).toString());
        if (!entry.contains(fromKey)) {
            Job job;
            if (!assign(job, entry.value(toKey).toObject().toVariantMap()))
                return std::unexpected(Problem(ProblemCode::DatabaseError, tr("What was done before cannot be read any more.")));
            restored.push_back(std::move(job));
            const std::vector<Decision> story = storyFrom(id, entry.value(QStringLiteral("story")).toArray());
            stories.insert(stories.end(), story.begin(), story.end());
            continue;
        }
        SC_TRY_ASSIGN(job, m_store.job(id));
        if (entry.contains(toKey)) {
            SC_TRY(checkReach(job, entry.value(fromKey).toObject()));
            edited.push_back(id);
            entries.insert(id.text(), entry);
        } else {
            if (job.isWithServer())
                return std::unexpected(conflict(job, tr("\"%1\" has started meanwhile.")));
            removed.push_back(id);
        }
    }
    if (!restored.empty())
        SC_TRY(m_store.restoreJobs(restored, stories));
    if (!removed.empty())
        SC_TRY(m_store.removeJobs(removed));
    if (!edited.empty()) {
        const auto done = m_store.editJobs(edited, [&](JobEdit &edit) {
            const QJsonObject entry = entries.value(edit.job().id.text());
            return change(edit, entry.value(fromKey).toObject(), entry.value(toKey).toObject(), step.name);
        });
        if (!done)
            return std::unexpected(done.error());
    }
    const QJsonObject states = content.value(QStringLiteral("state")).toObject();
    for (auto it = states.begin(); it != states.end(); ++it)
        SC_TRY(m_store.setState(it.key(), it.value().toArray().at(backwards ? 0 : 1).toString()));
    const QJsonObject batches = content.value(QStringLiteral("batches")).toObject();
    for (auto it = batches.begin(); it != batches.end(); ++it) {
        const QJsonValue name = it.value().toArray().at(backwards ? 0 : 1);
        // A batch that was made by the step has no state before it: taken back it was called off.
        const auto status = batchStatusFromName(name.toString()).value_or(BatchStatus::Cancelled);
        const auto batch = m_store.batch(BatchId(it.key()));
        if (batch && batch->status != status) {
            const auto set = m_store.setBatchStatus(batch->id, status);
            if (!set)
                return std::unexpected(set.error());
        }
    }
    return {};
}

Result<QString> QueueHistory::undo()
{
    SC_TRY_ASSIGN(step, m_store.lastStep());
    if (!step)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("There is nothing to take back.")));
    SC_TRY(apply(*step, true));
    SC_TRY(m_store.markStep(step->n, true));
    return step->name;
}

Result<QString> QueueHistory::redo()
{
    SC_TRY_ASSIGN(step, m_store.undoneStep());
    if (!step)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("There is nothing to do again.")));
    SC_TRY(apply(*step, false));
    SC_TRY(m_store.markStep(step->n, false));
    return step->name;
}

Result<QString> QueueHistory::undoName()
{
    SC_TRY_ASSIGN(step, m_store.lastStep());
    return step ? step->name : QString();
}

Result<QString> QueueHistory::redoName()
{
    SC_TRY_ASSIGN(step, m_store.undoneStep());
    return step ? step->name : QString();
}

} // namespace sc::generation
