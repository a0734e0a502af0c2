// SPDX-License-Identifier: GPL-3.0-or-later
// The dispatcher's view of the store, the servers and the order; see dispatcher_send.cpp and dispatcher_results.cpp.
#include "core/generation/dispatcher.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QLoggingCategory>

namespace sc::generation {

namespace {

Q_LOGGING_CATEGORY(logQueue, "sc.queue")

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Result<std::unique_ptr<QLockFile>> takeRunnerLock(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(file);
    lock->setStaleLockTime(0); // age says nothing; a process that is gone frees its lock
    if (lock->tryLock(0))
        return lock;
    qint64 process = 0;
    QString machine;
    QString program;
    if (!lock->getLockInfo(&process, &machine, &program) && lock->removeStaleLockFile() && lock->tryLock(0))
        return lock;
    return std::unexpected(
        Problem(ProblemCode::Conflict, tr("The queue is already run by %1 on %2 (process %3).").arg(program, machine).arg(process))
            .withEntity(QStringLiteral("file"), file)
            .withAction(QStringLiteral("queue.only"), tr("Only add to the queue")));
}

qint64 wallClock()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

Result<std::unique_ptr<Dispatcher>> Dispatcher::start(const ProfilePaths &profile, GenerationStore &store, WorkerFactory workers,
                                                      ResultKeeper &keeper, DispatcherTimes times)
{
    const QString inbox = GenerationStore::inboxOf(profile);
    SC_TRY(ensureFolder(inbox));
    SC_TRY_ASSIGN(lock, takeRunnerLock(profile.root + QStringLiteral("/queue.lock")));
    std::unique_ptr<Dispatcher> dispatcher(new Dispatcher(store, inbox, std::move(workers), keeper, times, std::move(lock)));
    SC_TRY(dispatcher->load());
    return dispatcher;
}

Dispatcher::Dispatcher(GenerationStore &store, QString inbox, WorkerFactory workers, ResultKeeper &keeper, DispatcherTimes times,
                       std::unique_ptr<QLockFile> lock)
    : m_store(store), m_inbox(std::move(inbox)), m_makeWorker(std::move(workers)), m_keeper(keeper), m_times(times), m_lock(std::move(lock))
{
    m_clock.start();
    m_timer.setInterval(m_times.tickMs);
    connect(&m_timer, &QTimer::timeout, this, &Dispatcher::tick);
}

Dispatcher::~Dispatcher()
{
    for (auto &[id, worker] : m_workers)
        worker->disconnect(this);
    m_workers.clear();
}

Result<> Dispatcher::load()
{
    SC_TRY_ASSIGN(revision, m_store.revision());
    m_revision = revision;
    (void)m_store.changedElsewhere();
    SC_TRY_ASSIGN(figures, m_store.learned());
    m_figures = figures;
    m_scheduler.setFigures(m_figures);
    SC_TRY_ASSIGN(pause, queuePause(m_store));
    m_pause = pause;
    SC_TRY_ASSIGN(fair, fairShare(m_store));
    m_fairShare = fair;
    m_scheduler.setFairShare(fair);
    SC_TRY_ASSIGN(open, m_store.openJobs());
    for (const Job &job : open)
        takeIn(job);
    readServers();
    for (const Job &job : open) {
        if (job.isWithServer())
            resume(job.id);
    }
    evaluateAll();
    m_timer.start();
    return {};
}

const Job *Dispatcher::job(const JobId &id) const
{
    const auto found = m_jobs.constFind(id);
    return found == m_jobs.constEnd() ? nullptr : &*found;
}

std::vector<Job> Dispatcher::openJobs() const
{
    std::vector<Job> jobs(m_jobs.cbegin(), m_jobs.cend());
    std::sort(jobs.begin(), jobs.end(), comesBefore);
    return jobs;
}

QByteArray Dispatcher::previewOf(const JobId &id) const
{
    return m_flights.value(id).preview;
}

WaitReason Dispatcher::whyWaiting(const JobId &id) const
{
    return m_scheduler.whyWaiting(id);
}

Worker *Dispatcher::worker(const ServerId &id) const
{
    const auto found = m_workers.find(id.text());
    return found == m_workers.end() ? nullptr : found->second.get();
}

const Server *Dispatcher::serverOf(const ServerId &id) const
{
    const auto found = std::find_if(m_servers.begin(), m_servers.end(), [&](const Server &server) { return server.id == id; });
    return found == m_servers.end() ? nullptr : &*found;
}

Dispatcher::Flight *Dispatcher::flight(const JobId &id)
{
    const auto found = m_flights.find(id);
    return found == m_flights.end() ? nullptr : &*found;
}

bool Dispatcher::isCurrent(const JobId &id, const QString &remoteId)
{
    const Flight *it = flight(id);
    return it && it->remoteId == remoteId;
}

void Dispatcher::later(const JobId &id, int ms)
{
    if (Flight *it = flight(id))
        it->actAt = now() + ms;
}

std::optional<Job> Dispatcher::edit(const JobId &id, const std::function<Result<>(JobEdit &)> &change)
{
    const auto edited = m_store.editJob(id, change);
    if (!edited) {
        qCWarning(logQueue).noquote() << edited.error().toLogLine();
        if (edited.error().code() != ProblemCode::Conflict && edited.error().code() != ProblemCode::ResourceNotFound)
            Q_EMIT troubled(edited.error());
        return std::nullopt;
    }
    takeIn(*edited);
    return *edited;
}

void Dispatcher::endFlight(const JobId &id)
{
    const auto found = m_flights.find(id);
    if (found == m_flights.end())
        return;
    if (Worker *it = worker(found->server); it && !found->remoteId.isEmpty())
        it->forget(found->remoteId);
    m_byRemote.remove(found->remoteId);
    m_flights.erase(found);
    m_mustPlan = true;
}

// The row as it is now: the live progress of a running job is kept.
void Dispatcher::takeIn(const Job &job)
{
    m_mustPlan = true;
    if (m_needed.contains(job.id.text()) || m_dependents.contains(job.id.text()))
        m_needed[job.id.text()] = job.status;
    if (job.isFinished()) {
        dropJob(job.id);
    } else {
        const auto before = m_jobs.constFind(job.id);
        const std::optional<double> live = before != m_jobs.constEnd() && before->isWithServer() ? before->progress : std::nullopt;
        Job &mine = m_jobs[job.id];
        mine = job;
        if (job.isWithServer() && live)
            mine.progress = live;
        for (const QString &needed : job.dependsOn)
            m_dependents[needed].insert(job.id.text());
    }
    Q_EMIT jobChanged(job);
    for (const QString &dependent : m_dependents.value(job.id.text()))
        evaluate(JobId(dependent));
}

void Dispatcher::dropJob(const JobId &id)
{
    m_jobs.remove(id);
    m_scheduler.remove(id);
    m_notBefore.remove(id);
    m_fits.forget(id);
}

void Dispatcher::refresh()
{
    sync();
    schedule();
}

void Dispatcher::sync()
{
    const auto revision = m_store.revision();
    if (!revision || *revision == m_revision)
        return;
    const auto changed = m_store.jobsChangedSince(m_revision);
    const auto gone = m_store.jobsGoneSince(m_revision);
    const auto pause = queuePause(m_store);
    const auto fair = fairShare(m_store);
    if (!changed || !gone || !pause || !fair) {
        Q_EMIT troubled(!changed ? changed.error() : !gone ? gone.error() : !pause ? pause.error() : fair.error());
        return;
    }
    m_revision = *revision;
    m_fairShare = *fair;
    m_scheduler.setFairShare(*fair);
    for (const QString &id : *gone) {
        dropJob(JobId(id));
        m_needed.remove(id);
        Q_EMIT jobGone(id);
    }
    readServers();
    for (const Job &job : *changed) {
        const Job *mine = this->job(job.id);
        if (mine && mine->revision == job.revision)
            continue;
        takeIn(job);
        evaluate(job.id);
        if (job.cancelRequested)
            stop(job.id);
    }
    if (const QueuePause before = std::exchange(m_pause, *pause); before != m_pause) {
        m_mustPlan = true;
        if (m_pause == QueuePause::Now) {
            for (const JobId &id : m_flights.keys()) {
                m_flights[id].goesBack = true;
                stop(id);
            }
        }
    }
}

void Dispatcher::readServers()
{
    const auto servers = m_store.servers();
    if (!servers || *servers == m_servers)
        return;
    for (const Server &before : m_servers) {
        const auto after = std::find_if(servers->begin(), servers->end(), [&](const Server &each) { return each.id == before.id; });
        if (after == servers->end() || *after != before) {
            if (const auto old = m_workers.find(before.id.text()); old != m_workers.end()) {
                old->second->disconnect(this);
                old->second.release()->deleteLater();
                m_workers.erase(old);
            }
        }
    }
    m_servers = *servers;
    for (const Server &server : m_servers) {
        // A server that was switched off gives back what it still has.
        const bool isNeeded = server.active || std::any_of(m_flights.cbegin(), m_flights.cend(),
                                                           [&](const Flight &each) { return each.server == server.id; });
        if (!isNeeded || m_workers.contains(server.id.text()))
            continue;
        auto made = m_makeWorker(server);
        if (!made) {
            Q_EMIT troubled(made.error().withEntity(QStringLiteral("server"), server.name));
            continue;
        }
        connectWorker(server, **made);
        (*made)->open();
        m_workers[server.id.text()] = std::move(*made);
        for (Flight &each : m_flights) {
            if (each.server == server.id) {
                each.isBusy = false; // the old worker's answers do not come any more
                if (!each.remoteId.isEmpty())
                    m_workers[server.id.text()]->follow(each.remoteId);
                each.actAt = now();
            }
        }
    }
    evaluateAll();
    Q_EMIT serversChanged();
}

void Dispatcher::connectWorker(const Server &server, Worker &worker)
{
    const ServerId id = server.id;
    connect(&worker, &Worker::stateChanged, this, [this, id] {
        const Worker *it = this->worker(id);
        if (it && !it->isOnline())
            onOffline(id);
        for (const JobId &job : m_flights.keys()) {
            if (it && it->isOnline() && m_flights[job].server == id)
                later(job, 1);
        }
        evaluateAll();
        Q_EMIT serversChanged();
    });
    connect(&worker, &Worker::cameBack, this, [this, id] {
        for (const JobId &job : m_flights.keys()) {
            if (m_flights[job].server == id)
                settle(job);
        }
    });
    connect(&worker, &Worker::started, this, &Dispatcher::onStarted);
    connect(&worker, &Worker::progress, this, &Dispatcher::onProgress);
    connect(&worker, &Worker::ended, this, [this](const QString &remoteId) { settle(jobWith(remoteId)); });
    connect(&worker, &Worker::preview, this, [this](const QString &remoteId, const QByteArray &picture) {
        if (Flight *it = flight(jobWith(remoteId))) {
            it->preview = picture;
            Q_EMIT progressed(jobWith(remoteId).text());
        }
    });
}

// What keeps the job from ever starting as things are; nothing when it may. `waitsForOthers`: only jobs before it.
std::optional<Problem> Dispatcher::hindrance(const Job &job, const FitTable::Fit &fit, bool &waitsForOthers)
{
    waitsForOthers = job.awaitsChoice;
    int lost = 0; // pictures that there is no choosing any more
    for (const QString &needed : job.dependsOn) {
        auto known = m_needed.constFind(needed);
        if (known == m_needed.constEnd()) {
            const auto stored = m_store.job(JobId(needed));
            known = m_needed.insert(needed, stored ? stored->status : JobStatus::Cancelled);
        }
        if (*known == JobStatus::Failed || *known == JobStatus::Cancelled) {
            if (job.awaitsChoice && ++lost < job.dependsOn.size())
                continue;
            return Problem(ProblemCode::Conflict,
                           tr("A job that it needs %1.").arg(*known == JobStatus::Failed ? tr("failed") : tr("was cancelled")))
                .withEntity(QStringLiteral("job"), needed)
                .withAction(QStringLiteral("retry"), tr("Retry that one"));
        }
        waitsForOthers = waitsForOthers || *known != JobStatus::Completed;
    }
    if (fit.fits == 0 && fit.allKnown && !m_servers.empty() && fit.problem)
        return fit.problem;
    return std::nullopt;
}

void Dispatcher::evaluate(const JobId &id)
{
    const Job *known = job(id);
    if (!known || (known->status != JobStatus::Queued && known->status != JobStatus::Blocked)) {
        m_scheduler.remove(id);
        return;
    }
    const Job job = *known;
    const FitTable::Fit fit = m_fits.fitOf(job);
    bool waits = false;
    const auto problem = hindrance(job, fit, waits);
    if (problem && job.status == JobStatus::Queued) {
        m_scheduler.remove(id);
        edit(id, [&](JobEdit &edit) -> Result<> {
            edit.job().error = problemText(*problem);
            edit.explain(QStringLiteral("blocked"), problem->text());
            return edit.become(JobStatus::Blocked);
        });
        return;
    }
    if (!problem && job.status == JobStatus::Blocked) {
        edit(id, [&](JobEdit &edit) -> Result<> {
            edit.job().error.clear();
            edit.explain(QStringLiteral("unblocked"), tr("What kept it from starting is gone."));
            return edit.become(JobStatus::Queued);
        });
        evaluate(id);
        return;
    }
    if (problem || waits) {
        m_scheduler.remove(id);
        return;
    }
    if (job.notBefore > wallClock()) {
        m_notBefore.insert(id, job.notBefore);
        m_scheduler.remove(id);
        return;
    }
    PlanJob plan;
    plan.id = id;
    plan.project = job.bundle;
    plan.front = job.front;
    plan.priority = job.priority;
    plan.rank = job.rank;
    plan.createdAt = job.createdAt;
    plan.models = fit.models;
    plan.run = fit.run;
    plan.fits = fit.fits;
    plan.preferred = job.preferredServer;
    m_scheduler.put(plan);
    m_mustPlan = true;
}

void Dispatcher::evaluateAll()
{
    // The practice server paints test pictures: it takes what is sent to it, and the rest only while there is no other.
    const QString practice = m_store.state(QLatin1String(kPracticeServerKey)).value_or(QString());
    const bool hasOther =
        std::ranges::any_of(m_servers, [&](const Server &server) { return server.active && server.id.text() != practice; });
    std::vector<FitTable::Place> places;
    for (const Server &server : m_servers) {
        const Worker *it = worker(server.id);
        places.push_back({server.id, server.active && it, hasOther && server.id.text() == practice, it ? it->nodes() : nullptr});
    }
    m_fits.setPlaces(std::move(places));
    for (const JobId &id : m_jobs.keys())
        evaluate(id);
}

std::vector<PlanServer> Dispatcher::planServers() const
{
    std::vector<PlanServer> plan;
    for (const Server &server : m_servers) {
        PlanServer each;
        const Worker *it = worker(server.id);
        each.id = server.id;
        each.name = server.name;
        each.usable = server.active && it && it->isOnline() && it->nodes();
        each.places = server.maxConcurrent;
        each.group = server.exclusiveGroup;
        each.weight = server.weight;
        each.loaded = m_loaded.value(server.id);
        plan.push_back(std::move(each));
    }
    for (auto flight = m_flights.cbegin(); flight != m_flights.cend(); ++flight) {
        const Job *it = job(flight.key());
        if (!it || !it->holdsPlace())
            continue;
        for (PlanServer &each : plan) {
            if (each.id != flight->server)
                continue;
            double left = it->estimateS;
            if (!it->startedAt.isEmpty())
                left -=
                    static_cast<double>(QDateTime::fromString(it->startedAt, Qt::ISODateWithMs).msecsTo(QDateTime::currentDateTimeUtc())) /
                    1000;
            each.busy.push_back(std::max(0.0, left));
        }
    }
    return plan;
}

QueuePlan Dispatcher::plan() const
{
    QueuePlan plan;
    plan.servers = planServers();
    plan.jobs = m_scheduler.jobs();
    plan.figures = m_figures;
    plan.fairShare = m_fairShare;
    return plan;
}

void Dispatcher::schedule()
{
    if (!std::exchange(m_mustPlan, false))
        return;
    if (m_draining || m_pause != QueuePause::Running)
        return;
    m_scheduler.setServers(planServers());
    for (const Assignment &assignment : m_scheduler.plan())
        assign(assignment);
}

void Dispatcher::tick()
{
    sync();
    const qint64 wall = wallClock();
    for (const JobId &id : m_notBefore.keys()) {
        if (m_notBefore.value(id) <= wall) {
            m_notBefore.remove(id);
            evaluate(id);
        }
    }
    checkTimes();
    schedule();
    if (m_draining && m_flights.isEmpty() && !std::exchange(m_saidDrained, true))
        Q_EMIT drained();
}

void Dispatcher::checkTimes()
{
    for (const JobId &id : m_flights.keys()) {
        Flight *it = flight(id);
        const Job *running = job(id);
        if (!it || !running)
            continue;
        if (it->actAt > 0 && it->actAt <= now() && !it->isBusy) {
            it->actAt = 0;
            if (running->stage == JobStage::Fetching)
                fetchNext(id);
            else if (running->stage == JobStage::Keeping)
                keep(id);
            else if (running->stage == JobStage::Preparing)
                prepare(id);
            else
                settle(id);
            continue;
        }
        if (running->holdsPlace() && !it->remoteId.isEmpty() && !it->isBusy && now() - it->lastNews > m_times.sweepMs) {
            it->lastNews = now();
            settle(id);
            continue;
        }
        const Server *server = serverOf(it->server);
        if (!server || running->status != JobStatus::Running || !running->holdsPlace() || running->startedAt.isEmpty() || it->isToldToStop)
            continue;
        const int limit = running->kind == JobKind::Video ? server->videoLimitS : server->imageLimitS;
        const QDateTime started = QDateTime::fromString(running->startedAt, Qt::ISODateWithMs);
        if (started.secsTo(QDateTime::currentDateTimeUtc()) > limit) {
            if (Worker *at = worker(it->server))
                at->cancel(it->remoteId, [](const Result<void> &) {});
            fail(id, Problem(ProblemCode::Timeout, tr("\"%1\" was not done with it after %2 s.").arg(server->name).arg(limit))
                         .withEntity(QStringLiteral("server"), server->name));
        }
    }
}

void Dispatcher::drain()
{
    m_draining = true;
    m_saidDrained = false;
}

void Dispatcher::cancelAll()
{
    std::vector<JobId> ids;
    for (const JobId &id : m_flights.keys())
        ids.push_back(id);
    drain();
    if (ids.empty())
        return;
    if (const auto cancelled = cancelJobs(m_store, ids); !cancelled)
        qCWarning(logQueue).noquote() << cancelled.error().toLogLine();
    sync();
}

} // namespace sc::generation
