// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/simulator.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::generation;

namespace {

PlanServer server(const QString &name)
{
    PlanServer server;
    server.id = ServerId(name);
    server.name = name;
    return server;
}

PlanJob job(int number, const QString &models = QStringLiteral("a"), const RunKey &run = {QStringLiteral("sdxl"), 1 << 20, 1, 20})
{
    PlanJob job;
    job.id = JobId(QStringLiteral("job-%1").arg(number, 5, 10, QLatin1Char('0')));
    job.project = QStringLiteral("p");
    job.rank = number + 1;
    job.models = models;
    job.run = run;
    job.fits = ~quint64(0);
    return job;
}

QStringList idsOf(const std::vector<Assignment> &assignments)
{
    QStringList ids;
    for (const Assignment &assignment : assignments)
        ids.append(assignment.job.text());
    return ids;
}

// Lets everything run until nothing waits, one place at a time, and gives the order of the starts.
QStringList startOrder(Scheduler &scheduler)
{
    QStringList order;
    for (int guard = 0; guard < 10'000 && scheduler.waiting() > 0; ++guard) {
        std::vector<PlanServer> servers = scheduler.servers();
        for (PlanServer &each : servers)
            each.busy.clear();
        scheduler.setServers(servers);
        order += idsOf(scheduler.plan());
    }
    return order;
}

struct RandomWorld
{
    std::vector<SimServer> servers;
    std::vector<SimJob> jobs;
};

RandomWorld randomWorld(QRandomGenerator &random)
{
    RandomWorld world;
    const int servers = random.bounded(1, 9);
    for (int i = 0; i < servers; ++i) {
        SimServer each;
        each.plan = server(QStringLiteral("s%1").arg(i));
        each.plan.places = random.bounded(1, 4);
        each.plan.weight = std::array{0.5, 1.0, 2.0}[random.bounded(3)];
        each.plan.group = random.bounded(3) == 0 ? QStringLiteral("g%1").arg(random.bounded(2)) : QString();
        each.plan.usable = i == 0 || random.bounded(8) != 0;
        each.speed = 0.3 + random.generateDouble() * 2;
        each.failureShare = random.bounded(4) == 0 ? 0.2 : 0;
        world.servers.push_back(each);
    }
    const int jobs = random.bounded(1, 120);
    for (int i = 0; i < jobs; ++i) {
        const int kind = random.bounded(5);
        SimJob each;
        each.plan = job(i, QStringLiteral("m%1").arg(kind), {QStringLiteral("f%1").arg(kind), 1 << 20, kind > 2 ? 25 : 1, 20});
        each.plan.priority = random.bounded(4) == 0 ? random.bounded(-2, 3) : 0;
        each.plan.project = QStringLiteral("p%1").arg(random.bounded(3));
        each.plan.fits = random.bounded(5) == 0 ? random.generate() : ~quint64(0);
        each.runS = 10 + random.bounded(120);
        each.loadS = random.bounded(60);
        each.arrivesS = random.bounded(3) == 0 ? random.bounded(600) : 0;
        each.needs = i > 0 && random.bounded(6) == 0 ? random.bounded(i) : -1;
        world.jobs.push_back(each);
    }
    return world;
}

quint64 usableMask(const std::vector<SimServer> &servers)
{
    quint64 mask = 0;
    for (size_t i = 0; i < servers.size(); ++i)
        mask |= servers[i].plan.usable ? quint64(1) << i : 0;
    return mask;
}

// A job can run when a usable server takes it and what it needs can run.
bool canRun(const RandomWorld &world, size_t job)
{
    const SimJob &each = world.jobs[job];
    return (each.plan.fits & usableMask(world.servers)) != 0 && (each.needs < 0 || canRun(world, static_cast<size_t>(each.needs)));
}

} // namespace

class TstScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWaitsWhereAPlaceIsFree();
    void theOrderIsFrontThenPriorityThenRank();
    void theLowestExpectedFinishWins();
    void aBusyFastServerIsWaitedForWhenItFinishesSooner();
    void equalModelsAreGrouped();
    void noJobIsPassedOverMoreThanTwentyTimes();
    void aLowerPriorityCostsAHigherOneAtMostTwoMinutes();
    void runNextIsNeverPassedOver();
    void projectsTakeTurnsWithFairShare();
    void aGroupRunsOneJobAtATime();
    void weightAndFailuresMoveTheChoice();
    void whatFitsNowhereWaitsAndSaysSo();
    void aChangedJobKeepsWhatItWasPassedOverBy();
    void everyDecisionSaysWhy();
    void randomWorldsKeepTheRules();
    void theSameWorldGivesTheSamePlan();
    void aMixedBatchEndsThirtyPercentSoonerThanFirstCome();
};

void TstScheduler::nothingWaitsWhereAPlaceIsFree()
{
    Scheduler scheduler;
    scheduler.setServers({server(QStringLiteral("one")), server(QStringLiteral("two"))});
    scheduler.setFigures({});
    for (int i = 0; i < 5; ++i)
        scheduler.put(job(i));
    QCOMPARE(scheduler.plan().size(), size_t(2));
    QCOMPARE(scheduler.waiting(), 3);
    QVERIFY(scheduler.plan().empty());
}

void TstScheduler::theOrderIsFrontThenPriorityThenRank()
{
    Scheduler scheduler;
    scheduler.setServers({server(QStringLiteral("one"))});
    scheduler.setFigures({});
    PlanJob urgent = job(3);
    urgent.priority = 5;
    PlanJob first = job(4);
    first.front = 1;
    PlanJob dragged = job(2);
    dragged.rank = 0.5;
    for (const PlanJob &each : {job(0), job(1), dragged, urgent, first})
        scheduler.put(each);
    QCOMPARE(startOrder(scheduler),
             (QStringList{first.id.text(), urgent.id.text(), dragged.id.text(), job(0).id.text(), job(1).id.text()}));
}

void TstScheduler::theLowestExpectedFinishWins()
{
    LearnedFigures figures;
    figures.setRun(ServerId(QStringLiteral("fast")), job(0).run, {3, 20});
    figures.setRun(ServerId(QStringLiteral("slow")), job(0).run, {3, 60});
    Scheduler scheduler;
    scheduler.setServers({server(QStringLiteral("slow")), server(QStringLiteral("fast"))});
    scheduler.setFigures(figures);
    scheduler.put(job(0));
    const auto plan = scheduler.plan();
    QCOMPARE(plan.size(), size_t(1));
    QCOMPARE(plan[0].server, 1);
    QCOMPARE(plan[0].runS, 20.0);
}

void TstScheduler::aBusyFastServerIsWaitedForWhenItFinishesSooner()
{
    LearnedFigures figures;
    figures.setRun(ServerId(QStringLiteral("fast")), job(0).run, {3, 20});
    figures.setRun(ServerId(QStringLiteral("slow")), job(0).run, {3, 200});
    figures.setLoad(ServerId(QStringLiteral("fast")), QStringLiteral("a"), {3, 1});
    figures.setLoad(ServerId(QStringLiteral("slow")), QStringLiteral("a"), {3, 1});
    std::vector<PlanServer> servers = {server(QStringLiteral("slow")), server(QStringLiteral("fast"))};
    servers[1].busy = {10};
    Scheduler scheduler;
    scheduler.setServers(servers);
    scheduler.setFigures(figures);
    scheduler.put(job(0));
    QVERIFY(scheduler.plan().empty());
    const WaitReason why = scheduler.whyWaiting(job(0).id);
    QCOMPARE(why.server, QStringLiteral("fast"));
    QCOMPARE(why.position, 1);
    // Ten more fill the fast one for longer than the slow one takes.
    for (int i = 1; i < 14; ++i)
        scheduler.put(job(i));
    QCOMPARE(scheduler.plan().size(), size_t(1));
}

void TstScheduler::equalModelsAreGrouped()
{
    Scheduler scheduler;
    scheduler.setServers({server(QStringLiteral("one"))});
    scheduler.setFigures({});
    for (int i = 0; i < 8; ++i)
        scheduler.put(job(i, i % 2 ? QStringLiteral("b") : QStringLiteral("a")));
    const QStringList order = startOrder(scheduler);
    QCOMPARE(order.size(), 8);
    int changes = 0;
    for (qsizetype i = 1; i < order.size(); ++i)
        changes += order[i].right(1).toInt() % 2 != order[i - 1].right(1).toInt() % 2 ? 1 : 0;
    QCOMPARE(changes, 1);
}

void TstScheduler::noJobIsPassedOverMoreThanTwentyTimes()
{
    Scheduler scheduler;
    scheduler.setServers({server(QStringLiteral("one"))});
    scheduler.setFigures({});
    scheduler.put(job(0));
    scheduler.put(job(1, QStringLiteral("b")));
    for (int i = 2; i < 100; ++i)
        scheduler.put(job(i));
    const QStringList order = startOrder(scheduler);
    QCOMPARE(order.size(), 100);
    QCOMPARE(order.indexOf(job(1).id.text()), 1 + kMostOvertaken);
}

void TstScheduler::aLowerPriorityCostsAHigherOneAtMostTwoMinutes()
{
    LearnedFigures figures;
    figures.setRun(ServerId(QStringLiteral("one")), job(0).run, {5, 50});
    Scheduler scheduler;
    std::vector<PlanServer> servers = {server(QStringLiteral("one"))};
    servers[0].loaded = QStringLiteral("a");
    scheduler.setServers(servers);
    scheduler.setFigures(figures);
    PlanJob urgent = job(50, QStringLiteral("b"));
    urgent.priority = 1;
    scheduler.put(urgent);
    for (int i = 0; i < 10; ++i)
        scheduler.put(job(i));
    // Two of 50 s fit into two minutes, a third does not.
    QCOMPARE(startOrder(scheduler).indexOf(urgent.id.text()), 2);
}

void TstScheduler::runNextIsNeverPassedOver()
{
    Scheduler scheduler;
    std::vector<PlanServer> servers = {server(QStringLiteral("one"))};
    servers[0].loaded = QStringLiteral("a");
    scheduler.setServers(servers);
    scheduler.setFigures({});
    PlanJob next = job(50, QStringLiteral("b"));
    next.front = 1;
    scheduler.put(next);
    for (int i = 0; i < 10; ++i)
        scheduler.put(job(i));
    QCOMPARE(startOrder(scheduler).front(), next.id.text());
}

void TstScheduler::projectsTakeTurnsWithFairShare()
{
    Scheduler scheduler;
    scheduler.setFairShare(true);
    scheduler.setServers({server(QStringLiteral("one"))});
    scheduler.setFigures({});
    for (int i = 0; i < 6; ++i) {
        PlanJob each = job(i);
        each.project = i < 4 ? QStringLiteral("long") : QStringLiteral("short");
        scheduler.put(each);
    }
    QStringList order = startOrder(scheduler);
    for (QString &id : order)
        id = id.right(1);
    QCOMPARE(order, (QStringList{QStringLiteral("0"), QStringLiteral("4"), QStringLiteral("1"), QStringLiteral("5"), QStringLiteral("2"),
                                 QStringLiteral("3")}));
}

void TstScheduler::aGroupRunsOneJobAtATime()
{
    std::vector<PlanServer> servers = {server(QStringLiteral("one")), server(QStringLiteral("two")), server(QStringLiteral("three"))};
    servers[0].group = servers[1].group = QStringLiteral("card");
    servers[0].places = 4;
    Scheduler scheduler;
    scheduler.setServers(servers);
    scheduler.setFigures({});
    for (int i = 0; i < 6; ++i)
        scheduler.put(job(i));
    const auto plan = scheduler.plan();
    QCOMPARE(plan.size(), size_t(2));
    const auto inGroup = std::count_if(plan.begin(), plan.end(), [](const Assignment &each) { return each.server < 2; });
    QCOMPARE(inGroup, 1);
}

void TstScheduler::weightAndFailuresMoveTheChoice()
{
    std::vector<PlanServer> servers = {server(QStringLiteral("a")), server(QStringLiteral("b"))};
    Scheduler scheduler;
    scheduler.setServers(servers);
    scheduler.setFigures({});
    scheduler.put(job(0));
    QCOMPARE(scheduler.plan().front().server, 0); // a tie: by name
    LearnedFigures figures;
    figures.setOutcomes(ServerId(QStringLiteral("a")), {5, 10});
    scheduler.setServers(servers);
    scheduler.setFigures(figures);
    scheduler.put(job(1));
    QCOMPARE(scheduler.plan().front().server, 1);
    servers[0].weight = 4;
    scheduler.setServers(servers);
    scheduler.setFigures(figures);
    scheduler.put(job(2));
    QCOMPARE(scheduler.plan().front().server, 0);
}

void TstScheduler::whatFitsNowhereWaitsAndSaysSo()
{
    std::vector<PlanServer> servers = {server(QStringLiteral("on")), server(QStringLiteral("off"))};
    servers[1].usable = false;
    Scheduler scheduler;
    scheduler.setServers(servers);
    scheduler.setFigures({});
    PlanJob odd = job(0);
    odd.fits = 2; // the one that is off
    scheduler.put(odd);
    scheduler.put(job(1));
    QCOMPARE(idsOf(scheduler.plan()), QStringList{job(1).id.text()});
    QVERIFY(scheduler.whyWaiting(odd.id).server.isEmpty());
    QVERIFY(!scheduler.whyWaiting(odd.id).reason.isEmpty());
    servers[1].usable = true;
    scheduler.setServers(servers);
    QCOMPARE(idsOf(scheduler.plan()), QStringList{odd.id.text()});
}

void TstScheduler::aChangedJobKeepsWhatItWasPassedOverBy()
{
    Scheduler scheduler;
    std::vector<PlanServer> servers = {server(QStringLiteral("one"))};
    servers[0].loaded = QStringLiteral("a");
    scheduler.setServers(servers);
    scheduler.setFigures({});
    scheduler.put(job(0, QStringLiteral("b")));
    scheduler.put(job(1));
    QCOMPARE(idsOf(scheduler.plan()), QStringList{job(1).id.text()});
    QCOMPARE(scheduler.overtaken(job(0).id), 1);
    PlanJob edited = job(0, QStringLiteral("c"));
    scheduler.put(edited);
    QCOMPARE(scheduler.overtaken(edited.id), 1);
}

void TstScheduler::everyDecisionSaysWhy()
{
    Scheduler scheduler;
    scheduler.setServers({server(QStringLiteral("one")), server(QStringLiteral("two"))});
    scheduler.setFigures({});
    for (int i = 0; i < 2; ++i)
        scheduler.put(job(i));
    for (const Assignment &assignment : scheduler.plan()) {
        QVERIFY(!assignment.reason.isEmpty());
        const QJsonObject finishes = assignment.facts.value(QStringLiteral("expected_finish_s")).toObject();
        QCOMPARE(finishes.size(), 2);
        QVERIFY(assignment.facts.value(QStringLiteral("run_s")).toDouble() > 0);
    }
}

void TstScheduler::randomWorldsKeepTheRules()
{
    for (quint32 seed = 1; seed <= 150; ++seed) {
        QRandomGenerator random(seed);
        const RandomWorld world = randomWorld(random);
        SimOptions options;
        options.seed = seed;
        options.fairShare = seed % 3 == 0;
        options.learns = seed % 2 == 0;
        QString fault;
        const auto inspect = [&](double, const std::vector<SimRun> &running) {
            QHash<int, int> here;
            QHash<QString, int> inGroup;
            QSet<size_t> jobs;
            for (const SimRun &run : running) {
                const PlanServer &where = world.servers[static_cast<size_t>(run.server)].plan;
                if (++here[run.server] > where.places)
                    fault = QStringLiteral("too many on %1").arg(where.name);
                if (!where.group.isEmpty() && ++inGroup[where.group] > 1)
                    fault = QStringLiteral("two in group %1").arg(where.group);
                if (!where.usable)
                    fault = QStringLiteral("on an unusable server");
                if (!(world.jobs[run.job].plan.fits & (quint64(1) << run.server)))
                    fault = QStringLiteral("where it does not fit");
                if (jobs.contains(run.job))
                    fault = QStringLiteral("twice at once");
                jobs.insert(run.job);
                const int needs = world.jobs[run.job].needs;
                if (needs >= 0 && jobs.contains(static_cast<size_t>(needs)))
                    fault = QStringLiteral("beside what it needs");
            }
        };
        const SimResult result = simulate(world.servers, world.jobs, options, inspect);
        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(fault)));
        for (size_t i = 0; i < world.jobs.size(); ++i) {
            const bool ran = !std::count(result.neverRan.begin(), result.neverRan.end(), i);
            QVERIFY2(ran == canRun(world, i), qPrintable(QStringLiteral("seed %1: job %2 ran: %3").arg(seed).arg(i).arg(ran)));
        }
        QSet<size_t> succeeded;
        for (const SimRun &run : result.runs) {
            QVERIFY2(!succeeded.contains(run.job), qPrintable(QStringLiteral("seed %1: job %2 again").arg(seed).arg(run.job)));
            if (!run.failed)
                succeeded.insert(run.job);
        }
    }
}

void TstScheduler::theSameWorldGivesTheSamePlan()
{
    QRandomGenerator random(7);
    const RandomWorld world = randomWorld(random);
    const SimResult one = simulate(world.servers, world.jobs, {});
    const SimResult two = simulate(world.servers, world.jobs, {});
    QCOMPARE(one.runs.size(), two.runs.size());
    for (size_t i = 0; i < one.runs.size(); ++i) {
        QCOMPARE(one.runs[i].job, two.runs[i].job);
        QCOMPARE(one.runs[i].server, two.runs[i].server);
    }
}

void TstScheduler::aMixedBatchEndsThirtyPercentSoonerThanFirstCome()
{
    // Four families taking turns, four servers of which two are slower.
    std::vector<SimServer> servers;
    for (const double speed : {1.0, 1.0, 0.6, 0.4}) {
        SimServer each;
        each.plan = server(QStringLiteral("s%1").arg(servers.size()));
        each.speed = speed;
        servers.push_back(each);
    }
    std::vector<SimJob> jobs;
    for (int i = 0; i < 200; ++i) {
        const int kind = i % 4;
        SimJob each;
        each.plan = job(i, QStringLiteral("m%1").arg(kind), {QStringLiteral("f%1").arg(kind), 1 << 20, kind == 3 ? 25 : 1, 20});
        each.runS = std::array{15.0, 25.0, 40.0, 110.0}[static_cast<size_t>(kind)];
        each.loadS = std::array{20.0, 40.0, 40.0, 60.0}[static_cast<size_t>(kind)];
        jobs.push_back(each);
    }
    SimOptions firstCome;
    firstCome.policy = SimPolicy::FirstCome;
    const double before = simulate(servers, jobs, firstCome).endS;
    const double after = simulate(servers, jobs, {}).endS;
    QVERIFY2(after <= 0.7 * before, qPrintable(QStringLiteral("%1 s against %2 s").arg(after).arg(before)));
}

SC_TEST(TstScheduler)
#include "tst_scheduler.moc"
