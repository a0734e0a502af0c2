// SPDX-License-Identifier: GPL-3.0-or-later
// What planning is worth and what it costs: a mixed batch against first come, first served in the simulator, and the time of a
// decision with ten thousand jobs waiting.
#include "bench/benchmark.h"
#include "core/generation/simulator.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>

#include <algorithm>

namespace {

using namespace sc;
using namespace sc::generation;

struct Kind
{
    const char *family;
    double runS;
    double loadS;
    int frames;
};

// Seconds as people report them for consumer cards: pictures, a large picture model, two sorts of short clips; with the presets
// for quality, and with those of few steps that drafts are made with. Loading takes the same.
using Kinds = std::array<Kind, 4>;
constexpr Kinds kKinds = {{{"sdxl", 15, 20, 1}, {"flux_dev", 35, 40, 1}, {"ltx_video", 60, 30, 41}, {"wan_2_2", 180, 60, 25}}};
constexpr Kinds kDraftKinds = {{{"sdxl", 4, 20, 1}, {"flux_dev", 9, 40, 1}, {"ltx_video", 20, 30, 41}, {"wan_2_2", 45, 60, 25}}};

std::vector<SimServer> fourServers()
{
    std::vector<SimServer> servers;
    for (const double speed : {1.0, 1.0, 0.6, 0.4}) {
        SimServer server;
        server.plan.id = ServerId(QStringLiteral("s%1").arg(servers.size()));
        server.plan.name = server.plan.id.text();
        server.speed = speed;
        servers.push_back(server);
    }
    return servers;
}

PlanJob planJob(int number, const Kind &kind, const QString &models)
{
    PlanJob job;
    job.id = JobId(QStringLiteral("job-%1").arg(number, 6, 10, QLatin1Char('0')));
    job.project = QStringLiteral("p%1").arg(number % 3);
    job.rank = number + 1;
    job.models = models;
    job.run = {QString::fromLatin1(kind.family), 1 << 20, kind.frames, 20};
    job.fits = ~quint64(0);
    return job;
}

// Shots in the order of a song: what each is made with changes from one to the next.
std::vector<SimJob> mixedBatch(quint32 seed, const Kinds &kinds)
{
    QRandomGenerator random(seed);
    std::vector<SimJob> jobs;
    for (int i = 0; i < 200; ++i) {
        const Kind &kind = kinds[static_cast<size_t>(std::array{0, 0, 0, 1, 1, 1, 2, 2, 3, 3}[static_cast<size_t>(random.bounded(10))])];
        SimJob job;
        job.plan = planJob(i, kind, QString::fromLatin1(kind.family));
        job.runS = kind.runS;
        job.loadS = kind.loadS;
        jobs.push_back(job);
    }
    return jobs;
}

// All servers busy from the first to the last moment, and nothing ever loaded: no order can be faster.
double leastTime(const std::vector<SimServer> &servers, const std::vector<SimJob> &jobs)
{
    double work = 0;
    double speed = 0;
    for (const SimJob &job : jobs)
        work += job.runS;
    for (const SimServer &server : servers)
        speed += server.speed;
    return work / speed;
}

bench::Measurement batchAgainstFirstCome(const QString &name, const Kinds &kinds)
{
    double planned = 0;
    double firstCome = 0;
    double worst = 0;
    double least = 0;
    constexpr int kRounds = 10;
    for (quint32 seed = 1; seed <= kRounds; ++seed) {
        SimOptions options;
        options.seed = seed;
        const auto servers = fourServers();
        const auto jobs = mixedBatch(seed, kinds);
        const double ours = simulate(servers, jobs, options).endS;
        options.policy = SimPolicy::FirstCome;
        const double theirs = simulate(servers, jobs, options).endS;
        planned += ours / kRounds;
        firstCome += theirs / kRounds;
        worst = std::max(worst, ours / theirs);
        least += leastTime(servers, jobs) / kRounds;
    }
    return {name, planned, QStringLiteral("first come, first served"), firstCome,
            QStringLiteral("mean of 10 batches, figures learned on the way; worst %1 of the reference; no order could be below %2 of it")
                .arg(worst, 0, 'f', 2)
                .arg(least / firstCome, 0, 'f', 2)};
}

// Every decision as the program makes it: a job ends, figures are learned, the servers are told anew, one arrives.
bench::Measurement decisions(int waiting, int kinds, const QString &name)
{
    constexpr int kDecisions = 2000;
    Scheduler scheduler;
    LearnedFigures figures;
    std::vector<PlanServer> servers;
    for (int i = 0; i < 8; ++i) {
        PlanServer server;
        server.id = ServerId(QStringLiteral("s%1").arg(i));
        server.name = server.id.text();
        server.busy = {30.0 + i};
        servers.push_back(server);
        for (const Kind &kind : kKinds)
            figures.setRun(server.id, {QString::fromLatin1(kind.family), 1 << 20, kind.frames, 20}, {5, kind.runS * (1 + 0.2 * i)});
    }
    scheduler.setServers(servers);
    scheduler.setFigures(figures);
    int next = 0;
    const auto add = [&] {
        PlanJob job = planJob(next, kKinds[static_cast<size_t>(next % 4)], QStringLiteral("m%1").arg(next % kinds));
        job.priority = next % 17 == 0 ? 1 : 0;
        ++next;
        scheduler.put(job);
    };
    while (scheduler.waiting() < waiting)
        add();
    QRandomGenerator random(3);
    std::vector<double> seconds;
    QElapsedTimer watch;
    for (int i = 0; i < kDecisions; ++i) {
        servers = scheduler.servers();
        const auto ended = static_cast<size_t>(random.bounded(8));
        servers[ended].busy.clear();
        watch.start();
        figures.addRun(servers[ended].id, {QString::fromLatin1(kKinds[0].family), 1 << 20, 1, 20}, 15 + random.bounded(3));
        scheduler.setFigures(figures);
        scheduler.setServers(servers);
        (void)scheduler.plan();
        add();
        seconds.push_back(static_cast<double>(watch.nsecsElapsed()) * 1e-9);
    }
    std::sort(seconds.begin(), seconds.end());
    double sum = 0;
    for (const double each : seconds)
        sum += each;
    return {name,
            sum / kDecisions,
            {},
            0,
            QStringLiteral("mean a job; 99 % below %1 ms").arg(seconds[kDecisions * 99 / 100] * 1000, 0, 'f', 3)};
}

std::vector<bench::Measurement> measure()
{
    return {batchAgainstFirstCome(QStringLiteral("200 mixed jobs on 4 servers, quality, simulated"), kKinds),
            batchAgainstFirstCome(QStringLiteral("200 mixed jobs on 4 servers, drafts, simulated"), kDraftKinds),
            decisions(10'000, 40, QStringLiteral("a decision, 10 000 waiting, 40 model sets")),
            decisions(10'000, 10'000, QStringLiteral("a decision, 10 000 waiting, all with other models"))};
}

} // namespace

SC_BENCHMARK("scheduler", measure)
