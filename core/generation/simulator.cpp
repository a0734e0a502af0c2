// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/simulator.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sc::generation {

namespace {

class Simulation
{
public:
    Simulation(const std::vector<SimServer> &servers, const std::vector<SimJob> &jobs, const SimOptions &options,
               const std::function<void(double, const std::vector<SimRun> &)> &inspect)
        : m_servers(servers),
          m_jobs(jobs),
          m_options(options),
          m_inspect(inspect),
          m_random(options.seed),
          m_state(jobs.size()),
          m_loaded(servers.size())
    {
        for (size_t i = 0; i < jobs.size(); ++i)
            m_byId.insert(jobs[i].plan.id, i);
        if (!options.learns)
            teach();
        m_scheduler.setFairShare(options.fairShare);
        tellServers();
        m_scheduler.setFigures(m_figures);
    }

    SimResult run()
    {
        for (;;) {
            admit();
            for (const auto &[job, server] : decide())
                start(job, server);
            if (m_inspect)
                m_inspect(m_now, m_running);
            if (!advance())
                break;
        }
        double sum = 0;
        int done = 0;
        for (size_t i = 0; i < m_jobs.size(); ++i) {
            if (m_state[i].doneS < 0) {
                m_result.neverRan.push_back(i);
                continue;
            }
            sum += m_state[i].doneS - m_jobs[i].arrivesS;
            ++done;
        }
        m_result.meanS = done > 0 ? sum / done : 0;
        return m_result;
    }

private:
    struct State
    {
        bool admitted = false;
        bool waiting = false;
        double doneS = -1;
    };

    void teach()
    {
        for (const SimServer &server : m_servers) {
            for (const SimJob &job : m_jobs) {
                m_figures.setRun(server.plan.id, job.plan.run, {1, job.runS / server.speed});
                m_figures.setLoad(server.plan.id, job.plan.models, {1, job.loadS / server.loadSpeed});
            }
        }
    }

    void tellServers()
    {
        std::vector<PlanServer> servers;
        for (size_t i = 0; i < m_servers.size(); ++i) {
            PlanServer server = m_servers[i].plan;
            server.loaded = m_loaded[i];
            server.busy.clear();
            for (const SimRun &run : m_running) {
                if (run.server != static_cast<int>(i))
                    continue;
                // What the scheduler may know: when it began and what such a run is expected to take.
                const PlanJob &job = m_jobs[run.job].plan;
                const double expected =
                    m_figures.expectedRun(server.id, job.run) + (run.loaded ? m_figures.expectedLoad(server.id, job.models) : 0);
                server.busy.push_back(std::max(0.0, run.startS + expected - m_now));
            }
            servers.push_back(std::move(server));
        }
        m_scheduler.setServers(std::move(servers));
    }

    [[nodiscard]] bool isReady(size_t job) const
    {
        const int needs = m_jobs[job].needs;
        return m_jobs[job].arrivesS <= m_now && (needs < 0 || m_state[static_cast<size_t>(needs)].doneS >= 0);
    }

    void admit()
    {
        for (size_t i = 0; i < m_jobs.size(); ++i) {
            if (m_state[i].admitted || !isReady(i))
                continue;
            m_state[i].admitted = true;
            m_state[i].waiting = true;
            m_scheduler.put(m_jobs[i].plan);
        }
    }

    [[nodiscard]] bool hasPlace(size_t server) const
    {
        int here = 0;
        int inGroup = 0;
        for (const SimRun &run : m_running) {
            here += run.server == static_cast<int>(server) ? 1 : 0;
            inGroup += m_servers[static_cast<size_t>(run.server)].plan.group == m_servers[server].plan.group ? 1 : 0;
        }
        return m_servers[server].plan.usable && here < m_servers[server].plan.places &&
               (m_servers[server].plan.group.isEmpty() || inGroup == 0);
    }

    std::vector<std::pair<size_t, int>> decide()
    {
        if (m_options.policy == SimPolicy::FirstCome) {
            startFirstCome();
            return {};
        }
        tellServers();
        std::vector<std::pair<size_t, int>> chosen;
        for (const Assignment &assignment : m_scheduler.plan())
            chosen.emplace_back(m_byId.value(assignment.job), assignment.server);
        return chosen;
    }

    void startFirstCome()
    {
        std::vector<size_t> order;
        for (size_t i = 0; i < m_jobs.size(); ++i) {
            if (m_state[i].waiting)
                order.push_back(i);
        }
        std::stable_sort(order.begin(), order.end(), [this](size_t a, size_t b) { return m_jobs[a].plan.rank < m_jobs[b].plan.rank; });
        for (const size_t job : order) {
            for (size_t server = 0; server < m_servers.size(); ++server) {
                if ((m_jobs[job].plan.fits & (quint64(1) << server)) && hasPlace(server)) {
                    start(job, static_cast<int>(server));
                    break;
                }
            }
        }
    }

    void start(size_t job, int server)
    {
        const SimServer &where = m_servers[static_cast<size_t>(server)];
        QString &loaded = m_loaded[static_cast<size_t>(server)];
        const bool loads = loaded != m_jobs[job].plan.models;
        const double noise = 1 + m_options.noise * (2 * m_random.generateDouble() - 1);
        const double load = loads ? m_jobs[job].loadS / where.loadSpeed : 0;
        const double run = m_jobs[job].runS / where.speed * noise;
        loaded = m_jobs[job].plan.models;
        m_state[job].waiting = false;
        m_result.loads += loads ? 1 : 0;
        const bool fails = m_random.generateDouble() < where.failureShare;
        m_running.push_back({job, server, m_now, m_now + load + run, loads, fails});
        m_loadTime.insert(job, load);
        m_result.runs.push_back(m_running.back());
    }

    // To the next end or arrival; false when there is none.
    bool advance()
    {
        double next = std::numeric_limits<double>::infinity();
        for (const SimRun &run : m_running)
            next = std::min(next, run.endS);
        for (size_t i = 0; i < m_jobs.size(); ++i) {
            if (!m_state[i].admitted && m_jobs[i].arrivesS > m_now)
                next = std::min(next, m_jobs[i].arrivesS);
        }
        if (!std::isfinite(next))
            return false;
        m_now = next;
        bool learned = false;
        for (size_t i = 0; i < m_running.size();) {
            if (m_running[i].endS > m_now) {
                ++i;
                continue;
            }
            finish(m_running[i]);
            learned = true;
            m_running.erase(m_running.begin() + static_cast<std::ptrdiff_t>(i));
        }
        if (learned && m_options.learns)
            m_scheduler.setFigures(m_figures);
        return true;
    }

    void finish(const SimRun &run)
    {
        const ServerId server = m_servers[static_cast<size_t>(run.server)].plan.id;
        const PlanJob &job = m_jobs[run.job].plan;
        if (m_options.learns) {
            const double load = m_loadTime.value(run.job);
            m_figures.addRun(server, job.run, run.endS - run.startS - load);
            if (run.loaded)
                m_figures.addLoad(server, job.models, load);
            m_figures.addOutcome(server, !run.failed);
        }
        if (run.failed) {
            m_state[run.job].waiting = true;
            m_scheduler.put(job);
            return;
        }
        m_state[run.job].doneS = run.endS;
        m_result.endS = std::max(m_result.endS, run.endS);
    }

    const std::vector<SimServer> &m_servers;
    const std::vector<SimJob> &m_jobs;
    SimOptions m_options;
    const std::function<void(double, const std::vector<SimRun> &)> &m_inspect;
    QRandomGenerator m_random;
    Scheduler m_scheduler;
    LearnedFigures m_figures;
    QHash<JobId, size_t> m_byId;
    std::vector<State> m_state;
    std::vector<QString> m_loaded;
    std::vector<SimRun> m_running;
    QHash<size_t, double> m_loadTime;
    double m_now = 0;
    SimResult m_result;
};

} // namespace

SimResult simulate(const std::vector<SimServer> &servers, const std::vector<SimJob> &jobs, const SimOptions &options,
                   const std::function<void(double, const std::vector<SimRun> &)> &inspect)
{
    Simulation simulation(servers, jobs, options, inspect);
    return simulation.run();
}

} // namespace sc::generation
