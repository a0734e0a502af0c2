// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/generation_feed.h"

#include "ui/servers/time_words.h"

#include <QtCore/QEvent>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kGatherMs = 120;
constexpr int kPulseMs = 1'000; // times that run: countdowns, the line of now
constexpr int kReach = 300;     // starts that are looked ahead

} // namespace

GenerationFeed::GenerationFeed(GenerationService &service, QWidget *host) : QObject(host), m_service(service), m_host(host)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kGatherMs);
    connect(&m_soon, &QTimer::timeout, this, &GenerationFeed::tell);
    m_pulse.setInterval(kPulseMs);
    connect(&m_pulse, &QTimer::timeout, this, [this] {
        m_serversDue = true;
        tell();
    });
    const auto due = [this](bool jobs) {
        m_jobsDue = m_jobsDue || jobs;
        m_serversDue = true;
        if (m_host->isVisible() && !m_soon.isActive())
            m_soon.start();
    };
    connect(&service, &GenerationService::jobsChanged, this, [due] { due(true); });
    connect(&service, &GenerationService::serversChanged, this, [due] { due(false); });
    connect(&service, &GenerationService::runnerChanged, this, [due] { due(true); });
    connect(&service, &GenerationService::progressed, this, [this](const QString &id) {
        if (!m_progressed.contains(id))
            m_progressed.append(id);
        if (m_host->isVisible() && !m_soon.isActive())
            m_soon.start();
    });
    host->installEventFilter(this);
    lookAhead();
}

bool GenerationFeed::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Show) {
        m_pulse.start();
        refreshNow();
    } else if (watched == m_host && event->type() == QEvent::Hide) {
        m_pulse.stop();
    }
    return QObject::eventFilter(watched, event);
}

void GenerationFeed::refreshNow()
{
    m_jobsDue = m_serversDue = true;
    tell();
}

void GenerationFeed::lookAhead()
{
    m_plan = m_service.dispatcher() ? m_service.dispatcher()->plan() : QueuePlan();
    const bool isHeld = queuePause(m_service.store()).value_or(QueuePause::Running) != QueuePause::Running;
    m_forecast = isHeld ? Forecast() : generation::forecast(m_plan, kReach);
    m_madeAt = QDateTime::currentDateTime();
    m_runs.clear();
    for (size_t i = 0; i < m_forecast.runs.size(); ++i)
        m_runs.insert(m_forecast.runs[i].job.text(), i);
    m_servers = serverStates(m_service, m_forecast);
}

void GenerationFeed::tell()
{
    const QStringList moved = std::exchange(m_progressed, {});
    const bool jobs = std::exchange(m_jobsDue, false);
    const bool servers = std::exchange(m_serversDue, false);
    if (jobs || servers)
        lookAhead();
    if (jobs)
        Q_EMIT jobsChanged();
    if (jobs || servers)
        Q_EMIT serversChanged();
    if (!moved.isEmpty())
        Q_EMIT progressed(moved);
}

const ServerState *GenerationFeed::server(const ServerId &id) const
{
    const auto found = std::ranges::find(m_servers, id, [](const ServerState &state) { return state.server.id; });
    return found == m_servers.end() ? nullptr : &*found;
}

const PlannedRun *GenerationFeed::plannedRun(const JobId &job) const
{
    const auto found = m_runs.constFind(job.text());
    return found == m_runs.constEnd() ? nullptr : &m_forecast.runs[*found];
}

std::optional<double> GenerationFeed::endsIn(const Job &job) const
{
    if (job.isWithServer() && job.estimateS > 0) {
        const double gone = job.startedAt.isEmpty() ? 0 : secondsBetween(job.startedAt, utcNow());
        // Progress knows better than an estimate once there is some.
        if (job.progress && *job.progress > 0.1 && gone > 1)
            return gone / *job.progress - gone;
        return std::max(0.0, job.estimateS - gone);
    }
    if (const PlannedRun *run = plannedRun(job.id))
        return std::max(0.0, run->endS() - static_cast<double>(m_madeAt.msecsTo(QDateTime::currentDateTime())) / 1000);
    return std::nullopt;
}

} // namespace sc::ui
