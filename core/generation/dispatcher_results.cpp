// SPDX-License-Identifier: GPL-3.0-or-later
// From the server back into the project.
#include "core/generation/dispatcher.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QPointer>

namespace sc::generation {

namespace {

constexpr int kMostFetchTries = 8;
constexpr int kContentAttempts = 2; // a result that cannot be used is tried once more

qint64 wallClock()
{
    return QDateTime::currentMSecsSinceEpoch();
}

double secondsSince(const QString &at)
{
    return static_cast<double>(QDateTime::fromString(at, Qt::ISODateWithMs).msecsTo(QDateTime::currentDateTimeUtc())) / 1000;
}

// Over the allowed steps to "running", from wherever a job with a server is.
Result<> asRunning(JobEdit &edit)
{
    if (edit.job().status == JobStatus::Running)
        return {};
    SC_TRY(edit.become(JobStatus::Running));
    if (edit.job().startedAt.isEmpty())
        edit.job().startedAt = utcNow();
    if (edit.job().stage == JobStage::Sending)
        edit.job().stage = JobStage::Sent;
    return {};
}

// And back to the queue.
Result<> asQueued(JobEdit &edit)
{
    if (edit.job().status == JobStatus::Running)
        SC_TRY(edit.become(JobStatus::Unknown));
    return edit.become(JobStatus::Queued);
}

} // namespace

// A job of an earlier run: goes on where that one was.
void Dispatcher::resume(const JobId &id)
{
    const Job *known = job(id);
    Flight flight;
    flight.server = known->server;
    flight.remoteId = known->remoteId;
    flight.actAt = now() + 1;
    if (known->stage == JobStage::Preparing || known->remoteId.isEmpty())
        return backToQueue(id, QStringLiteral("returned"), tr("The program was ended before it was sent."), false);
    m_flights.insert(id, flight);
    m_byRemote.insert(flight.remoteId, id);
    m_loaded[flight.server] = known->models.join(u'\n');
    if (Worker *at = worker(flight.server))
        at->follow(flight.remoteId);
    if (known->stage == JobStage::Keeping)
        m_flights[id].fetched = known->inboxFile.split(u'\n', Qt::SkipEmptyParts);
    // What was being fetched is asked for again: the list of files is the server's.
    if (known->stage == JobStage::Fetching) {
        edit(id, [](JobEdit &edit) -> Result<> {
            edit.job().stage = JobStage::Sent;
            return {};
        });
    }
    if (known->status == JobStatus::Running && known->stage == JobStage::Sent) {
        const Worker *at = worker(flight.server);
        if (!at || !at->isOnline())
            onOffline(flight.server);
    }
    if (job(id) && job(id)->cancelRequested)
        stop(id);
}

void Dispatcher::onStarted(const QString &remoteId)
{
    const JobId id = jobWith(remoteId);
    const Job *known = job(id);
    Flight *it = flight(id);
    if (!known || !it)
        return;
    it->sawStart = true;
    it->missedOnce = false;
    if (known->status == JobStatus::Assigned || known->status == JobStatus::Unknown)
        edit(id, [](JobEdit &edit) { return asRunning(edit); });
}

void Dispatcher::onProgress(const QString &remoteId, double fraction, const QString &node, const QString &step)
{
    const JobId id = jobWith(remoteId);
    Flight *it = flight(id);
    if (!it || !job(id) || !job(id)->holdsPlace())
        return;
    if (job(id)->status != JobStatus::Running) {
        edit(id, [](JobEdit &edit) { return asRunning(edit); });
        it = flight(id);
        if (!it || !job(id))
            return;
    }
    it->lastNews = now();
    Job &live = m_jobs[id];
    live.progress = std::max(live.progress.value_or(0), fraction);
    live.node = node;
    live.stepText = step;
    if (now() - it->progressSaved > m_times.progressMs) {
        it->progressSaved = now();
        const auto shown = live.progress;
        edit(id, [&](JobEdit &edit) -> Result<> {
            edit.job().progress = shown;
            edit.job().node = node;
            edit.job().stepText = step;
            return {};
        });
    }
    Q_EMIT progressed(id.text());
}

void Dispatcher::onOffline(const ServerId &server)
{
    for (const JobId &id : m_flights.keys()) {
        const Job *known = job(id);
        if (m_flights[id].server != server || !known || known->status != JobStatus::Running || !known->holdsPlace())
            continue;
        edit(id, [](JobEdit &edit) -> Result<> {
            edit.explain(QStringLiteral("unknown"), tr("The connection to its server was lost while it ran."), {}, edit.job().serverName);
            return edit.become(JobStatus::Unknown);
        });
    }
}

void Dispatcher::settle(const JobId &id)
{
    Flight *it = flight(id);
    const Job *known = job(id);
    if (!it || !known || it->remoteId.isEmpty() || known->stage == JobStage::Fetching || known->stage == JobStage::Keeping)
        return;
    if (it->isBusy) {
        it->lookAgain = true;
        return;
    }
    Worker *at = worker(it->server);
    if (!at || !at->isOnline()) { // cameBack() asks again
        if (known->cancelRequested)
            stop(id);
        return;
    }
    it->isBusy = true;
    it->lastNews = now();
    const QString remoteId = it->remoteId;
    at->find(remoteId, [this, id, remoteId](const Result<RemoteFinding> &finding) {
        if (isCurrent(id, remoteId))
            settled(id, finding);
    });
}

void Dispatcher::settled(const JobId &id, const Result<RemoteFinding> &finding)
{
    Flight *it = flight(id);
    it->isBusy = false;
    const bool again = std::exchange(it->lookAgain, false);
    if (!finding)
        return later(id, m_times.askAgainMs);
    using Place = RemoteFinding::Place;
    if (finding->place != Place::Unknown)
        it->missedOnce = false;
    switch (finding->place) {
    case Place::Waiting:
    case Place::Running: {
        const bool runs = finding->place == Place::Running;
        const Job *known = job(id);
        if (known->stage == JobStage::Sending || known->status == JobStatus::Unknown || (runs && known->status == JobStatus::Assigned)) {
            edit(id, [&](JobEdit &edit) -> Result<> {
                edit.job().stage = JobStage::Sent;
                return runs || edit.job().status == JobStatus::Unknown ? asRunning(edit) : Result<>();
            });
        }
        it = flight(id);
        if (it && (it->goesBack || (job(id) && job(id)->cancelRequested)))
            return it->isToldToStop ? later(id, m_times.askAgainMs) : stop(id);
        if (again)
            settle(id);
        return;
    }
    case Place::Succeeded:
        return succeeded(id, *finding);
    case Place::Failed:
        return fail(id, finding->problem.value_or(Problem(ProblemCode::GenerationFailed, tr("The server failed on it."))));
    case Place::Interrupted:
        return interrupted(id);
    case Place::Unknown:
        // A request that was cut off may still be on its way.
        if (!std::exchange(it->missedOnce, true))
            return later(id, m_times.graceMs);
        return lost(id);
    }
}

void Dispatcher::succeeded(const JobId &id, const RemoteFinding &finding)
{
    Flight *it = flight(id);
    it->files = finding.files;
    it->fetched.clear();
    it->fetchTries = 0;
    if (finding.files.empty())
        return fail(id, Problem(ProblemCode::ResultInvalid, tr("The server finished without a result.")));
    const auto done = edit(id, [](JobEdit &edit) -> Result<> {
        SC_TRY(asRunning(edit));
        edit.job().stage = JobStage::Fetching;
        edit.job().doneAt = utcNow();
        return {};
    });
    if (!done)
        return later(id, m_times.askAgainMs);
    if (it->sawStart)
        learn(*done);
    fetchNext(id);
    schedule(); // its place is free already
}

void Dispatcher::interrupted(const JobId &id)
{
    const Job *known = job(id);
    Flight *it = flight(id);
    if (!known || !it)
        return;
    if (known->cancelRequested) {
        edit(id, [](JobEdit &edit) -> Result<> {
            edit.explain(QStringLiteral("cancelled"), tr("Cancelled by you."));
            if (edit.job().status == JobStatus::Unknown)
                SC_TRY(edit.become(JobStatus::Queued));
            return edit.become(JobStatus::Cancelled);
        });
        endFlight(id);
        return;
    }
    if (it->goesBack)
        return backToQueue(id, QStringLiteral("paused"), tr("The queue was paused; it starts anew when it goes on."), false);
    fail(id, Problem(ProblemCode::GenerationFailed, tr("Somebody else stopped it on the server.")));
}

// The server does not know it: it was restarted, or somebody emptied its lists.
void Dispatcher::lost(const JobId &id)
{
    const Job *known = job(id);
    Flight *it = flight(id);
    if (known->cancelRequested || it->goesBack)
        return interrupted(id);
    const Worker *at = worker(it->server);
    if (known->stage == JobStage::Sending && at && !at->takesOurIds()) {
        // Sent again it might be made, and paid for, twice: that is for a person to decide.
        return fail(id,
                    Problem(ProblemCode::Conflict, tr("\"%1\" gave no answer to the request and may have taken it.").arg(known->serverName))
                        .withAction(QStringLiteral("retry.anyway"), tr("Send it again")));
    }
    if (known->status == JobStatus::Assigned && known->stage == JobStage::Sending)
        return backToQueue(id, QStringLiteral("returned"), tr("The request never reached its server."), false);
    fail(id, Problem(ProblemCode::ServerOffline,
                     tr("\"%1\" does not know it any more: it was restarted, or its lists were emptied.").arg(known->serverName)));
}

void Dispatcher::backToQueue(const JobId &id, const QString &kind, const QString &reason, bool countsAttempt)
{
    const auto back = edit(id, [&](JobEdit &edit) -> Result<> {
        edit.explain(kind, reason, {}, edit.job().serverName);
        const bool wasSent = !edit.job().remoteId.isEmpty();
        SC_TRY(asQueued(edit));
        if (wasSent && !countsAttempt)
            edit.job().attempts = std::max(0, edit.job().attempts - 1);
        edit.job().notBefore = wallClock() + m_times.askAgainMs;
        return {};
    });
    endFlight(id);
    if (back)
        evaluate(id);
}

QStringList Dispatcher::tooSmall(const ServerId &server) const
{
    const Worker *here = worker(server);
    const qint64 size = here ? here->memory() : 0;
    QStringList ids;
    for (const Server &other : m_servers) {
        const Worker *it = worker(other.id);
        if (other.id == server || !it || it->memory() <= size)
            ids.append(other.id.text());
    }
    return ids;
}

void Dispatcher::fail(const JobId &id, const Problem &problem)
{
    const Job *known = job(id);
    if (!known)
        return;
    const FailureClass kind = failureClassOf(problem);
    const ServerId server = known->server;
    const QStringList small = kind == FailureClass::Resource ? tooSmall(server) : QStringList();
    bool again = false;
    edit(id, [&](JobEdit &edit) -> Result<> {
        Job &it = edit.job();
        const QString name = it.serverName;
        const bool hadContent = it.failure == FailureClass::Content;
        again = it.attempts < it.maxAttempts && !it.cancelRequested;
        switch (kind) {
        case FailureClass::Invalid:
        case FailureClass::None:
            again = false;
            break;
        case FailureClass::Content:
            again = again && !hadContent && it.attempts < kContentAttempts;
            break;
        case FailureClass::Resource:
            again = again && std::any_of(m_servers.begin(), m_servers.end(),
                                         [&](const Server &other) { return other.active && !small.contains(other.id.text()); });
            break;
        case FailureClass::Transient:
            break;
        }
        if (it.status == JobStatus::Assigned)
            SC_TRY(asRunning(edit));
        if (it.cancelRequested && it.status == JobStatus::Running) {
            edit.explain(QStringLiteral("cancelled"), tr("Cancelled by you."));
            return edit.become(JobStatus::Cancelled);
        }
        SC_TRY(edit.become(JobStatus::Failed));
        it.failure = kind;
        it.error = problemText(problem);
        it.progress.reset();
        const QJsonObject facts{{QStringLiteral("problem"), problem.toJson()},
                                {QStringLiteral("class"), failureClassName(kind)},
                                {QStringLiteral("attempt"), it.attempts}};
        if (!again) {
            edit.explain(QStringLiteral("failed"), problem.text(), facts, name);
            return {};
        }
        for (const QString &other : kind == FailureClass::Resource ? small : QStringList{server.text()}) {
            if (!it.avoid.contains(other))
                it.avoid.append(other);
        }
        SC_TRY(edit.become(JobStatus::Queued));
        const int wait = std::min(m_times.retryMostMs, m_times.retryFirstMs << std::min(it.attempts - 1, 10));
        it.notBefore = wallClock() + wait;
        edit.explain(QStringLiteral("retried"), tr("%1 It is tried again.").arg(problem.text()), facts, name);
        return {};
    });
    if (kind != FailureClass::Invalid) {
        m_figures.addOutcome(server, false);
        if (const auto stored = m_store.keepOutcome(server, false); !stored)
            Q_EMIT troubled(stored.error());
    }
    endFlight(id);
    evaluate(id);
}

// Only runs whose beginning was seen tell how long one takes.
void Dispatcher::learn(const Job &job)
{
    const Flight *it = flight(job.id);
    const double seconds = secondsSince(job.startedAt);
    if (!it || seconds <= 0)
        return;
    const RunKey key = runKeyOf(job);
    const QString models = job.models.join(u'\n');
    if (it->loadsModels) { // what is over a run's usual time was loading
        const MeanSeconds run = m_figures.run(job.server, key);
        if (run.count > 0) {
            m_figures.addLoad(job.server, models, std::max(0.0, seconds - run.mean));
            (void)m_store.keepLoad(job.server, models, std::max(0.0, seconds - run.mean));
            m_scheduler.setFigures(m_figures);
            return;
        }
    }
    m_figures.addRun(job.server, key, seconds);
    (void)m_store.keepRun(job.server, key, seconds);
    m_scheduler.setFigures(m_figures);
}

void Dispatcher::fetchNext(const JobId &id)
{
    Flight *it = flight(id);
    const Job *known = job(id);
    if (!it || !known || it->isBusy || it->files.empty())
        return;
    const auto at = static_cast<size_t>(it->fetched.size());
    if (at >= it->files.size())
        return keep(id);
    Worker *server = worker(it->server);
    if (!server || !server->isOnline())
        return later(id, m_times.askAgainMs);
    const comfy::RemoteFile file = it->files[at];
    const QString folder = m_inbox + u'/' + id.text();
    if (const auto made = ensureFolder(folder); !made) {
        Q_EMIT troubled(made.error());
        return later(id, m_times.keepAgainMs);
    }
    const QString suffix = QFileInfo(file.name).suffix().toLower();
    const QString target = QStringLiteral("%1/%2.%3").arg(folder).arg(at).arg(suffix.isEmpty() ? QStringLiteral("bin") : suffix);
    it->isBusy = true;
    const QString remoteId = it->remoteId;
    server->fetch(file, target, [this, id, remoteId, target](const Result<void> &done) {
        if (!isCurrent(id, remoteId))
            return;
        Flight *now = flight(id);
        now->isBusy = false;
        if (done) {
            now->fetched.append(target);
            return fetchNext(id);
        }
        switch (done.error().code()) {
        case ProblemCode::InsufficientStorage:
        case ProblemCode::PermissionDenied:
            Q_EMIT troubled(done.error());
            return later(id, m_times.keepAgainMs);
        case ProblemCode::ServerOffline:
        case ProblemCode::Timeout:
        case ProblemCode::ExternalServiceError:
            if (++now->fetchTries < kMostFetchTries)
                return later(id, m_times.askAgainMs);
            break;
        default:
            break;
        }
        // The file is not there any more, or never comes whole.
        fail(id, Problem(ProblemCode::ExternalServiceError, tr("The result could not be fetched: %1").arg(done.error().text()))
                     .withDetail(done.error().detail()));
    });
}

void Dispatcher::keep(const JobId &id)
{
    Flight *it = flight(id);
    if (!it || it->isBusy || !job(id))
        return;
    if (job(id)->stage != JobStage::Keeping) {
        const QString files = it->fetched.join(u'\n');
        if (!edit(id, [&](JobEdit &edit) -> Result<> {
                edit.job().stage = JobStage::Keeping;
                edit.job().inboxFile = files;
                return {};
            }))
            return later(id, m_times.askAgainMs);
    }
    it = flight(id);
    it->isBusy = true;
    const QString remoteId = it->remoteId;
    m_keeper.keep(*job(id), it->fetched, [self = QPointer<Dispatcher>(this), id, remoteId](const Result<KeptResult> &result) {
        if (self && self->isCurrent(id, remoteId))
            self->kept(id, result);
    });
}

void Dispatcher::kept(const JobId &id, const Result<KeptResult> &result)
{
    Flight *it = flight(id);
    it->isBusy = false;
    if (!result) {
        const FailureClass kind = failureClassOf(result.error());
        if (kind == FailureClass::Content || result.error().code() == ProblemCode::MediaMissing)
            return fail(id, kind == FailureClass::Content ? result.error() : Problem(ProblemCode::ResultInvalid, result.error().text()));
        if (result.error().code() == ProblemCode::ResourceNotFound || result.error().code() == ProblemCode::NewerVersion)
            return fail(id, result.error());
        // Open elsewhere, disk full: the file is safe in the inbox.
        Q_EMIT troubled(result.error());
        return later(id, m_times.keepAgainMs);
    }
    const auto completed = edit(id, [&](JobEdit &edit) -> Result<> {
        edit.job().takeIds = result->takes;
        edit.job().inboxFile = result->file;
        edit.job().progress = 1;
        edit.job().error.clear();
        edit.job().failure = FailureClass::None;
        edit.explain(QStringLiteral("completed"), tr("Stored."), {{QStringLiteral("takes"), QJsonArray::fromStringList(result->takes)}},
                     edit.job().serverName);
        return edit.become(JobStatus::Completed);
    });
    if (!completed)
        return later(id, m_times.askAgainMs);
    m_figures.addOutcome(completed->server, true);
    if (const auto stored = m_store.keepOutcome(completed->server, true); !stored)
        Q_EMIT troubled(stored.error());
    QDir(m_inbox + u'/' + id.text()).removeRecursively();
    endFlight(id);
    schedule();
}

} // namespace sc::generation
