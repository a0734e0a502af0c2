// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/generation_service.h"

#include "core/generation/comfy_worker.h"

namespace sc::generation {

namespace {
constexpr int kTellMs = 30;  // changes are gathered for about two frames
constexpr int kLookMs = 400; // how often another process's changes are looked for
} // namespace

Result<std::unique_ptr<GenerationService>> GenerationService::open(const ProfilePaths &profile, GenerationOptions options)
{
    SC_TRY_ASSIGN(store, GenerationStore::open(GenerationStore::fileOf(profile)));
    if (!options.secrets)
        options.secrets = environmentSecrets();
    if (!options.workers)
        options.workers = standardWorkers(*store, options.secrets, options.client);
    std::unique_ptr<GenerationService> service(new GenerationService(profile, std::move(options), std::move(store)));
    SC_TRY_ASSIGN(jobs, service->m_store->jobs());
    for (const Job &job : jobs)
        service->take(job);
    SC_TRY_ASSIGN(revision, service->m_store->revision());
    service->m_revision = revision;
    service->readServers();
    service->tryToRun();
    service->m_look.start(kLookMs);
    return service;
}

GenerationService::GenerationService(ProfilePaths profile, GenerationOptions options, std::unique_ptr<GenerationStore> store)
    : m_profile(std::move(profile)), m_options(std::move(options)), m_store(std::move(store))
{
    m_keeper = std::make_unique<BundleKeeper>(
        m_profile,
        [this](const QString &bundle) -> project::ProjectSession * {
            const bool isOurs = m_session && !m_session->isReadOnly() && m_session->bundle() == bundle;
            return isOurs ? m_session.data() : nullptr;
        },
        m_options.keep);
    m_tell.setSingleShot(true);
    m_tell.setInterval(kTellMs);
    connect(&m_tell, &QTimer::timeout, this, &GenerationService::tell);
    connect(&m_look, &QTimer::timeout, this, [this] {
        tryToRun();
        follow();
    });
}

GenerationService::~GenerationService() = default;

void GenerationService::setKeepOptions(const KeepOptions &options)
{
    m_keeper->setOptions(options);
}

void GenerationService::setSession(project::ProjectSession *session)
{
    releaseBundle();
    m_session = session;
}

void GenerationService::releaseBundle()
{
    m_keeper->closeBundle();
}

void GenerationService::tryToRun()
{
    if (m_dispatcher || !m_options.runs)
        return;
    auto started = Dispatcher::start(m_profile, *m_store, m_options.workers, *m_keeper, m_options.times);
    if (!started) {
        if (m_runnerProblem && m_runnerProblem->text() == started.error().text())
            return;
        m_runnerProblem = started.error();
        if (started.error().code() != ProblemCode::Conflict)
            Q_EMIT troubled(started.error());
        Q_EMIT runnerChanged();
        return;
    }
    m_runnerProblem.reset();
    m_dispatcher = std::move(*started);
    connect(m_dispatcher.get(), &Dispatcher::jobChanged, this, &GenerationService::take);
    connect(m_dispatcher.get(), &Dispatcher::jobGone, this, &GenerationService::drop);
    connect(m_dispatcher.get(), &Dispatcher::progressed, this, &GenerationService::takeProgress);
    connect(m_dispatcher.get(), &Dispatcher::troubled, this, &GenerationService::troubled);
    connect(m_dispatcher.get(), &Dispatcher::serversChanged, this, [this] {
        readServers();
        Q_EMIT serversChanged();
    });
    for (const Job &job : m_dispatcher->openJobs())
        take(job);
    Q_EMIT runnerChanged();
    Q_EMIT serversChanged();
}

void GenerationService::refresh()
{
    if (m_dispatcher)
        m_dispatcher->refresh();
    follow();
}

// What the runner of another process wrote, or this one did without a dispatcher. Rows that are known already change nothing.
void GenerationService::follow()
{
    const auto revision = m_store->revision();
    if (!revision || *revision == m_revision)
        return;
    const auto changed = m_store->jobsChangedSince(m_revision);
    const auto gone = m_store->jobsGoneSince(m_revision);
    if (!changed || !gone) {
        Q_EMIT troubled(!changed ? changed.error() : gone.error());
        return;
    }
    m_revision = *revision;
    for (const QString &id : *gone)
        drop(id);
    for (const Job &job : *changed) {
        const Job *known = this->job(job.id);
        if (known == nullptr || known->revision < job.revision)
            take(job);
    }
    if (!m_dispatcher)
        readServers();
    Q_EMIT batchesChanged();
}

void GenerationService::readServers()
{
    auto servers = m_store->servers();
    if (!servers) {
        Q_EMIT troubled(servers.error());
        return;
    }
    if (*servers == m_servers)
        return;
    m_servers = std::move(*servers);
    if (!m_dispatcher)
        Q_EMIT serversChanged();
}

void GenerationService::sortNow() const
{
    if (m_isSorted)
        return;
    std::erase_if(m_jobs, [this](const Job &job) { return !m_places.contains(job.id.text()); });
    std::sort(m_jobs.begin(), m_jobs.end(), comesBefore);
    m_places.clear();
    for (std::size_t place = 0; place < m_jobs.size(); ++place)
        m_places.insert(m_jobs[place].id.text(), place);
    m_isSorted = true;
}

const std::vector<Job> &GenerationService::jobs() const
{
    sortNow();
    return m_jobs;
}

const Job *GenerationService::job(const JobId &id) const
{
    const auto found = m_places.constFind(id.text());
    return found == m_places.constEnd() ? nullptr : &m_jobs[*found];
}

QByteArray GenerationService::previewOf(const JobId &id) const
{
    return m_dispatcher ? m_dispatcher->previewOf(id) : QByteArray();
}

void GenerationService::take(const Job &job)
{
    if (!m_places.contains(job.id.text()))
        sortNow(); // an undone removal: the old row goes first
    const Job *known = this->job(job.id);
    const bool hasEnded = known != nullptr && !known->isFinished() && job.isFinished();
    if (known != nullptr) {
        Job &mine = m_jobs[m_places.value(job.id.text())];
        m_isSorted = m_isSorted && !comesBefore(mine, job) && !comesBefore(job, mine);
        mine = job;
        if (const Job *live = m_dispatcher ? m_dispatcher->job(job.id) : nullptr)
            mine.progress = live->progress;
    } else {
        m_places.insert(job.id.text(), m_jobs.size());
        m_isSorted = m_isSorted && (m_jobs.empty() || !comesBefore(job, m_jobs.back()));
        m_jobs.push_back(job);
    }
    tellLater(job.id.text());
    if (hasEnded)
        Q_EMIT jobFinished(job);
}

void GenerationService::takeProgress(const QString &id)
{
    const Job *live = m_dispatcher->job(JobId(id));
    const auto place = m_places.constFind(id);
    if (live != nullptr && place != m_places.constEnd()) {
        m_jobs[*place].progress = live->progress;
        m_jobs[*place].node = live->node;
        m_jobs[*place].stepText = live->stepText;
    }
    Q_EMIT progressed(id);
}

void GenerationService::drop(const QString &id)
{
    if (!m_places.remove(id))
        return;
    m_isSorted = false; // its row goes with the next sorting
    tellLater(id);
}

void GenerationService::tellLater(const QString &id)
{
    if (m_toldSet.contains(id))
        return;
    m_toldSet.insert(id);
    m_told.append(id);
    if (!m_tell.isActive())
        m_tell.start();
}

void GenerationService::tell()
{
    m_toldSet.clear();
    const QStringList ids = std::exchange(m_told, {});
    Q_EMIT jobsChanged(ids);
    Q_EMIT batchesChanged();
}

} // namespace sc::generation
