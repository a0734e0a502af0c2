// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/queue_edits.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 3> kPauses = {"running", "after_current", "now"};
const QString kPauseKey = QStringLiteral("paused");
const QString kFairKey = QStringLiteral("fair_share");

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

QString shortText(const Job &job)
{
    const QString what = job.clipName.isEmpty() ? job.prompt.left(40) : job.clipName;
    return what.isEmpty() ? job.id.text() : what;
}

Problem started(const Job &job)
{
    return Problem(ProblemCode::Conflict,
                   tr("\"%1\" is %2: only a waiting job can be changed.").arg(shortText(job), jobStatusWord(job.status).toLower()))
        .withEntity(QStringLiteral("job"), job.id.text())
        .withAction(QStringLiteral("duplicate"), tr("Make a copy"));
}

Problem nothing(const QString &text)
{
    return Problem(ProblemCode::NothingToUpdate, text);
}

Result<std::vector<Job>> waitingJobs(GenerationStore &store)
{
    SC_TRY_ASSIGN(open, store.openJobs());
    std::erase_if(open, [](const Job &job) { return !job.isWaiting(); });
    return open;
}

// Nobody stands behind a job that needs it.
Result<> checkOrder(const std::vector<Job> &ordered)
{
    QSet<QString> later;
    for (auto job = ordered.rbegin(); job != ordered.rend(); ++job) {
        for (const QString &needed : job->dependsOn) {
            if (!later.contains(needed))
                continue;
            const auto found = std::find_if(ordered.begin(), ordered.end(), [&](const Job &other) { return other.id.text() == needed; });
            return std::unexpected(
                Problem(ProblemCode::Conflict, tr("\"%1\" needs \"%2\" and cannot stand before it.")
                                                   .arg(shortText(*job), found == ordered.end() ? needed : shortText(*found)))
                    .withEntity(QStringLiteral("job"), needed));
        }
        later.insert(job->id.text());
    }
    return {};
}

} // namespace

QString queuePauseName(QueuePause pause)
{
    return nameIn(kPauses, pause);
}

Result<QueuePause> queuePause(GenerationStore &store)
{
    SC_TRY_ASSIGN(name, store.state(kPauseKey));
    return valueIn<QueuePause>(kPauses, name).value_or(QueuePause::Running);
}

Result<> setQueuePause(GenerationStore &store, QueuePause pause)
{
    return store.setState(kPauseKey, queuePauseName(pause));
}

Result<bool> fairShare(GenerationStore &store)
{
    SC_TRY_ASSIGN(value, store.state(kFairKey));
    return value == QLatin1String("on");
}

Result<> setFairShare(GenerationStore &store, bool on)
{
    return store.setState(kFairKey, on ? QStringLiteral("on") : QStringLiteral("off"));
}

Result<> setPriority(GenerationStore &store, const std::vector<JobId> &ids, int priority)
{
    bool changed = false;
    const auto edited = store.editJobs(ids, [&](JobEdit &edit) -> Result<> {
        if (!edit.job().isWaiting())
            return std::unexpected(started(edit.job()));
        changed = changed || edit.job().priority != priority;
        edit.job().priority = priority;
        SC_TRY(checkedJob(edit.job()));
        edit.explain(QStringLiteral("priority"), tr("Priority %1.").arg(priority));
        return {};
    });
    if (!edited)
        return std::unexpected(edited.error());
    if (!changed)
        return std::unexpected(nothing(tr("They have this priority already.")));
    return {};
}

Result<> runNext(GenerationStore &store, const std::vector<JobId> &ids)
{
    SC_TRY_ASSIGN(waiting, waitingJobs(store));
    int most = 0;
    for (const Job &job : waiting)
        most = std::max(most, job.front);
    int front = most + static_cast<int>(ids.size());
    const auto edited = store.editJobs(ids, [&](JobEdit &edit) -> Result<> {
        if (!edit.job().isWaiting())
            return std::unexpected(started(edit.job()));
        edit.job().front = front--;
        edit.explain(QStringLiteral("next"), tr("To run next."));
        return edit.job().status == JobStatus::Paused ? edit.become(JobStatus::Queued) : Result<>();
    });
    return edited ? Result<>() : std::unexpected(edited.error());
}

Result<> moveJobs(GenerationStore &store, const std::vector<JobId> &ids, int place)
{
    SC_TRY_ASSIGN(waiting, waitingJobs(store));
    QSet<QString> wanted;
    for (const JobId &id : ids) {
        SC_TRY_ASSIGN(job, store.job(id));
        if (!job.isWaiting())
            return std::unexpected(started(job));
        wanted.insert(id.text());
    }
    std::vector<Job> moved;
    std::vector<Job> others;
    for (Job &job : waiting)
        (wanted.contains(job.id.text()) ? moved : others).push_back(std::move(job));
    const auto at = static_cast<size_t>(std::clamp<int>(place, 0, static_cast<int>(others.size())));
    // The neighbours' place in the order: front and priority of the one before, ranks between both.
    const Job *before = at > 0 ? &others[at - 1] : nullptr;
    const Job *after = at < others.size() ? &others[at] : nullptr;
    const Job *like = before ? before : after;
    if (!like)
        return std::unexpected(nothing(tr("It is alone in the queue.")));
    const bool between = before && after && before->front == after->front && before->priority == after->priority;
    const double from = before ? before->rank : after->rank - static_cast<double>(moved.size()) - 1;
    const double to = between || !before ? after->rank : from + static_cast<double>(moved.size()) + 1;
    std::vector<Job> order = others;
    for (size_t i = 0; i < moved.size(); ++i) {
        moved[i].front = like->front;
        moved[i].priority = like->priority;
        moved[i].rank = from + (to - from) * static_cast<double>(i + 1) / static_cast<double>(moved.size() + 1);
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(at + i), moved[i]);
    }
    SC_TRY(checkOrder(order));
    QHash<QString, Job> targets;
    for (const Job &job : moved)
        targets.insert(job.id.text(), job);
    const auto edited = store.editJobs(ids, [&](JobEdit &edit) -> Result<> {
        if (!edit.job().isWaiting())
            return std::unexpected(started(edit.job()));
        const Job target = targets.value(edit.job().id.text());
        edit.job().front = target.front;
        edit.job().priority = target.priority;
        edit.job().rank = target.rank;
        return {};
    });
    return edited ? Result<>() : std::unexpected(edited.error());
}

Result<> pauseJobs(GenerationStore &store, const std::vector<JobId> &ids)
{
    const auto edited = store.editJobs(ids, [](JobEdit &edit) -> Result<> {
        if (edit.job().status == JobStatus::Paused)
            return {};
        edit.explain(QStringLiteral("paused"), tr("Paused by you."));
        if (edit.job().status == JobStatus::Blocked)
            SC_TRY(edit.become(JobStatus::Queued));
        return edit.become(JobStatus::Paused);
    });
    return edited ? Result<>() : std::unexpected(edited.error());
}

Result<> resumeJobs(GenerationStore &store, const std::vector<JobId> &ids)
{
    const auto edited = store.editJobs(ids, [](JobEdit &edit) -> Result<> {
        if (edit.job().status == JobStatus::Queued)
            return {};
        if (!edit.job().isWaiting())
            return std::unexpected(started(edit.job()));
        edit.explain(QStringLiteral("resumed"), tr("Goes on."));
        edit.job().queuedAt = utcNow();
        return edit.become(JobStatus::Queued);
    });
    return edited ? Result<>() : std::unexpected(edited.error());
}

Result<> cancelJobs(GenerationStore &store, const std::vector<JobId> &ids)
{
    bool changed = false;
    const auto edited = store.editJobs(ids, [&](JobEdit &edit) -> Result<> {
        Job &job = edit.job();
        if (job.isFinished())
            return {};
        changed = true;
        if (job.isWithServer()) {
            job.cancelRequested = true;
            edit.explain(QStringLiteral("cancelling"), tr("Cancelled by you; \"%1\" is being told.").arg(job.serverName));
            return {};
        }
        edit.explain(QStringLiteral("cancelled"), tr("Cancelled by you."));
        return edit.become(JobStatus::Cancelled);
    });
    if (!edited)
        return std::unexpected(edited.error());
    if (!changed)
        return std::unexpected(nothing(tr("There is nothing left to cancel.")));
    return {};
}

Result<> retryJobs(GenerationStore &store, const std::vector<JobId> &ids, bool anyway)
{
    const auto edited = store.editJobs(ids, [&](JobEdit &edit) -> Result<> {
        Job &job = edit.job();
        if (job.failure == FailureClass::Invalid && job.status == JobStatus::Failed && !anyway) {
            return std::unexpected(Problem(ProblemCode::Conflict,
                                           tr("A server refused \"%1\" as it is; unchanged it will be refused again.").arg(shortText(job)))
                                       .withDetail(job.problem().value_or(Problem()).text())
                                       .withEntity(QStringLiteral("job"), job.id.text())
                                       .withAction(QStringLiteral("edit"), tr("Change it"))
                                       .withAction(QStringLiteral("retry.anyway"), tr("Try it all the same")));
        }
        SC_TRY(edit.become(JobStatus::Queued));
        job.attempts = 0;
        job.failure = FailureClass::None;
        job.error.clear();
        job.avoid.clear();
        job.notBefore = 0;
        job.queuedAt = utcNow();
        edit.explain(QStringLiteral("retried"), tr("Queued again by you."));
        return {};
    });
    return edited ? Result<>() : std::unexpected(edited.error());
}

Result<std::vector<Job>> duplicateJobs(GenerationStore &store, const std::vector<JobId> &ids, bool freshSeed)
{
    std::vector<Job> copies;
    for (const JobId &id : ids) {
        SC_TRY_ASSIGN(job, store.job(id));
        Job copy = job;
        copy.id = JobId::create();
        copy.batch = {};
        copy.dependsOn.clear();
        copy.stillOf.clear();
        copy.awaitsChoice = false;
        forgetServer(copy);
        copy.status = JobStatus::Queued;
        copy.front = 0;
        copy.rank = 0;
        copy.attempts = 0;
        copy.failure = FailureClass::None;
        copy.error.clear();
        copy.avoid.clear();
        copy.notBefore = 0;
        copy.queuedAt.clear();
        copy.takeIds.clear();
        copy.cancelRequested = false;
        copy.createdAt.clear();
        if (freshSeed) {
            SC_TRY_ASSIGN(params, parseJsonObject(copy.params.toUtf8(), tr("The parameters")));
            params.remove(QStringLiteral("seed"));
            copy.params = QString::fromUtf8(toCompactJson(params));
        }
        copies.push_back(std::move(copy));
    }
    return store.addJobs(std::move(copies));
}

Result<> sendTo(GenerationStore &store, const std::vector<JobId> &ids, const ServerId &server, bool pin)
{
    QString name;
    if (!server.isEmpty()) {
        SC_TRY_ASSIGN(known, store.server(server));
        name = known.name;
    }
    const auto edited = store.editJobs(ids, [&](JobEdit &edit) -> Result<> {
        if (!edit.job().isWaiting())
            return std::unexpected(started(edit.job()));
        edit.job().preferredServer = server;
        edit.job().pinned = pin && !server.isEmpty();
        edit.explain(QStringLiteral("moved"), server.isEmpty() ? tr("Any server may take it.") : tr("Meant for \"%1\".").arg(name));
        return edit.job().status == JobStatus::Blocked ? edit.become(JobStatus::Queued) : Result<>();
    });
    return edited ? Result<>() : std::unexpected(edited.error());
}

Result<Job> editWaiting(GenerationStore &store, const JobId &id, const JobChange &change)
{
    return store.editJob(id, [&](JobEdit &edit) -> Result<> {
        Job &job = edit.job();
        if (!job.isWaiting())
            return std::unexpected(started(job));
        job.prompt = change.prompt.value_or(job.prompt);
        job.negative = change.negative.value_or(job.negative);
        job.params = change.params.value_or(job.params);
        job.maxAttempts = change.maxAttempts.value_or(job.maxAttempts);
        if (job == edit.before())
            return std::unexpected(nothing(tr("Nothing changed.")));
        SC_TRY_ASSIGN(checked, checkedJob(job));
        job = checked;
        edit.explain(QStringLiteral("edited"), tr("Changed by you."));
        return job.status == JobStatus::Blocked ? edit.become(JobStatus::Queued) : Result<>();
    });
}

Result<std::vector<JobId>> finishedJobs(GenerationStore &store, const std::vector<JobStatus> &statuses)
{
    SC_TRY_ASSIGN(all, store.jobs());
    std::vector<JobId> ids;
    for (const Job &job : all) {
        if (job.isFinished() && std::find(statuses.begin(), statuses.end(), job.status) != statuses.end())
            ids.push_back(job.id);
    }
    return ids;
}

} // namespace sc::generation
