// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/queue_forecast.h"

#include <algorithm>
#include <cmath>

namespace sc::generation {

namespace {

PlanJob *find(QueuePlan &plan, const JobId &job)
{
    const auto found = std::ranges::find(plan.jobs, job, &PlanJob::id);
    return found == plan.jobs.end() ? nullptr : &*found;
}

int indexOf(const QueuePlan &plan, const ServerId &server)
{
    const auto found = std::ranges::find(plan.servers, server, &PlanServer::id);
    return found == plan.servers.end() ? -1 : static_cast<int>(found - plan.servers.begin());
}

// To the moment when the next place gets free; negative: nothing runs.
double nextStep(const std::vector<PlanServer> &servers)
{
    double least = -1;
    for (const PlanServer &server : servers) {
        for (const double left : server.busy)
            least = least < 0 ? left : std::min(least, left);
    }
    return least;
}

void pass(std::vector<PlanServer> &servers, double seconds)
{
    for (PlanServer &server : servers) {
        for (double &left : server.busy)
            left -= seconds;
        std::erase_if(server.busy, [](double left) { return left <= 1e-6; });
    }
}

} // namespace

Forecast forecast(const QueuePlan &plan, int most)
{
    Scheduler scheduler;
    scheduler.setServers(plan.servers);
    scheduler.setFigures(plan.figures);
    scheduler.setFairShare(plan.fairShare);
    for (const PlanJob &job : plan.jobs)
        scheduler.put(job);
    Forecast all;
    double now = 0;
    for (;;) {
        for (const Assignment &each : scheduler.plan()) {
            const double start = std::max(0.0, each.finishS - each.loadS - each.runS);
            all.runs.push_back({each.job, each.server, now + start, each.loadS, each.runS, each.reason});
            all.endS = std::max(all.endS, all.runs.back().endS());
        }
        std::vector<PlanServer> servers = scheduler.servers();
        const double step = nextStep(servers);
        const bool isDone = scheduler.waiting() == 0 || static_cast<int>(all.runs.size()) >= most || step < 0;
        if (isDone) {
            for (const PlanServer &server : servers) {
                for (const double left : server.busy)
                    all.endS = std::max(all.endS, now + left);
            }
            break;
        }
        now += step;
        pass(servers, step);
        scheduler.setServers(std::move(servers));
    }
    all.isWhole = scheduler.waiting() == 0;
    if (!all.isWhole)
        all.endS = std::max(all.endS, now + scheduler.expectedEnd());
    std::ranges::stable_sort(all.runs, {}, &PlannedRun::startS);
    return all;
}

std::optional<PlannedRun> plannedRun(const QueuePlan &plan, const JobId &job, int most)
{
    const Forecast all = forecast(plan, most);
    const auto found = std::ranges::find(all.runs, job, &PlannedRun::job);
    return found == all.runs.end() ? std::nullopt : std::optional(*found);
}

QueuePlan withJobFirst(QueuePlan plan, const JobId &job)
{
    int most = 0;
    for (const PlanJob &each : plan.jobs)
        most = std::max(most, each.front);
    if (PlanJob *it = find(plan, job))
        it->front = most + 1;
    return plan;
}

QueuePlan withJobOnlyAt(QueuePlan plan, const JobId &job, const ServerId &server)
{
    const int index = indexOf(plan, server);
    if (PlanJob *it = find(plan, job)) {
        it->fits &= index < 0 ? 0 : quint64(1) << index;
        it->preferred = server;
    }
    return plan;
}

QueuePlan withRun(QueuePlan plan, const JobId &job, const RunKey &run)
{
    if (PlanJob *it = find(plan, job))
        it->run = run;
    return plan;
}

QueuePlan withoutServer(QueuePlan plan, const ServerId &server)
{
    const int index = indexOf(plan, server);
    if (index >= 0) {
        plan.servers[static_cast<size_t>(index)].usable = false;
        plan.servers[static_cast<size_t>(index)].busy.clear();
    }
    return plan;
}

std::vector<ServerOutlook> outlookOf(const QueuePlan &plan, const PlanJob &job)
{
    std::vector<ServerOutlook> all;
    for (size_t i = 0; i < plan.servers.size(); ++i) {
        const PlanServer &server = plan.servers[i];
        ServerOutlook each;
        each.server = static_cast<int>(i);
        each.isUsable = server.usable;
        each.fits = (job.fits & (quint64(1) << i)) != 0;
        std::vector<double> busy = server.busy;
        std::ranges::sort(busy);
        const auto places = static_cast<size_t>(std::max(1, server.group.isEmpty() ? server.places : 1));
        if (busy.size() >= places)
            each.freeS = busy[busy.size() - places];
        each.loadS = server.loaded == job.models && !job.models.isEmpty() ? 0 : plan.figures.expectedLoad(server.id, job.models);
        each.runS = plan.figures.expectedRun(server.id, job.run);
        each.riskS = each.endS() * kFailureSurcharge * plan.figures.outcomes(server.id).failureShare();
        all.push_back(each);
    }
    return all;
}

} // namespace sc::generation
