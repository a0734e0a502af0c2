// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/comfy_worker.h"
#include "core/generation/practice_host.h"
#include "core/generation/queue_edits.h"
#include "core/generation/queue_forecast.h"
#include "core/generation/queue_history.h"
#include "core/generation/server_check.h"
#include "core/generation/server_discovery.h"
#include "core/practice/practice_server.h"
#include "tests/core/generation/generation_fixture.h"
#include "tests/support/hostile_server.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

constexpr int kPatienceMs = 60'000;

// All rows but what must differ: the revision.
QString dump(GenerationStore &store)
{
    QString text;
    const auto all = store.jobs();
    for (Job job : all.value()) {
        job.revision = 0;
        text += QStringLiteral("%1 %2 p%3 f%4 r%5 %6 %7 %8 %9\n")
                    .arg(job.id.text(), jobStatusName(job.status))
                    .arg(job.priority)
                    .arg(job.front)
                    .arg(job.rank)
                    .arg(job.preferredServer.text())
                    .arg(job.pinned)
                    .arg(job.prompt, job.params);
    }
    return text + queuePauseName(queuePause(store).value());
}

std::vector<JobId> addJobs(GenerationStore &store, int count)
{
    std::vector<Job> jobs;
    for (int i = 0; i < count; ++i)
        jobs.push_back(pictureJob(QStringLiteral("shot %1").arg(i + 1)));
    std::vector<JobId> ids;
    const auto stored = store.addJobs(jobs);
    for (const Job &job : stored.value())
        ids.push_back(job.id);
    return ids;
}

PlanServer planServer(const QString &name, const QString &loaded = {})
{
    PlanServer server;
    server.id = ServerId(name);
    server.name = name;
    server.loaded = loaded;
    return server;
}

PlanJob planJob(const QString &id, double rank, const QString &models = QStringLiteral("a"))
{
    PlanJob job;
    job.id = JobId(id);
    job.rank = rank;
    job.models = models;
    job.run = RunKey{QStringLiteral("sdxl"), 1'000'000, 1, 20};
    job.fits = 3;
    return job;
}

} // namespace

// Undo of the queue, looking ahead, and what is asked of servers from the window.
class TestQueueHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStepIsTakenBackAndDoneAgain_data()
    {
        QTest::addColumn<int>("step");
        for (int i = 0; i < 9; ++i)
            QTest::addRow("step %d", i) << i;
    }
    void everyStepIsTakenBackAndDoneAgain()
    {
        QFETCH(int, step);
        QueueFixture fixture;
        GenerationStore &store = *fixture.store;
        const auto server = store.addServer(plainServer(QStringLiteral("one")));
        SC_VERIFY_OK(server);
        const std::vector<JobId> ids = addJobs(store, 6);
        const std::vector<JobId> some = {ids[3], ids[4]};
        QueueHistory history(store);
        const auto work = [&]() -> Result<> {
            switch (step) {
            case 0:
                return setPriority(store, some, 40);
            case 1:
                return runNext(store, some);
            case 2:
                return moveJobs(store, some, 0);
            case 3:
                return pauseJobs(store, some);
            case 4:
                return cancelJobs(store, some);
            case 5: {
                SC_TRY(duplicateJobs(store, some, false));
                return {};
            }
            case 6:
                return sendTo(store, some, server->id, true);
            case 7:
                return store.removeJobs(some);
            default:
                return setQueuePause(store, QueuePause::AfterCurrent);
            }
        };
        const QString before = dump(store);
        const std::vector<JobId> touched = step == 8 ? std::vector<JobId>() : some;
        SC_VERIFY_OK(history.perform(QStringLiteral("Step"), touched, work, QueueHistory::Reach::Removes));
        const QString after = dump(store);
        QVERIFY(before != after);
        fixture.reopen(); // a step outlives the program
        QueueHistory later(*fixture.store);
        QCOMPARE(later.undoName().value(), QStringLiteral("Step"));
        QCOMPARE(later.undo().value(), QStringLiteral("Step"));
        QCOMPARE(dump(*fixture.store), before);
        QCOMPARE(later.redoName().value(), QStringLiteral("Step"));
        SC_VERIFY_OK(later.redo());
        QCOMPARE(dump(*fixture.store), after);
        SC_VERIFY_OK(later.undo());
        QCOMPARE(dump(*fixture.store), before);
        SC_COMPARE_PROBLEM(later.undo(), ProblemCode::NothingToUpdate);
    }

    void aRefusedStepLeavesNoTrace()
    {
        QueueFixture fixture;
        const std::vector<JobId> ids = addJobs(*fixture.store, 2);
        QueueHistory history(*fixture.store);
        const QString before = dump(*fixture.store);
        SC_COMPARE_PROBLEM(history.perform(QStringLiteral("No"), ids, [&] { return setPriority(*fixture.store, ids, 500); }),
                           ProblemCode::ValidationError);
        QCOMPARE(dump(*fixture.store), before);
        QCOMPARE(history.undoName().value(), QString());
    }

    void whatAServerHasMeanwhileIsNotTouched()
    {
        QueueFixture fixture;
        GenerationStore &store = *fixture.store;
        const std::vector<JobId> ids = addJobs(store, 2);
        QueueHistory history(store);
        SC_VERIFY_OK(history.perform(QStringLiteral("Priority"), ids, [&] { return setPriority(store, ids, 7); }));
        SC_VERIFY_OK(store.editJob(ids[1], [](JobEdit &edit) { return edit.become(JobStatus::Assigned); }));
        const QString before = dump(store);
        SC_COMPARE_PROBLEM(history.undo(), ProblemCode::Conflict);
        QCOMPARE(dump(store), before);
        QCOMPARE(history.undoName().value(), QStringLiteral("Priority"));
    }

    void aCancelledRunIsQueuedAgain()
    {
        QueueFixture fixture;
        GenerationStore &store = *fixture.store;
        const std::vector<JobId> ids = addJobs(store, 1);
        SC_VERIFY_OK(store.editJob(ids[0], [](JobEdit &edit) -> Result<> {
            SC_TRY(edit.become(JobStatus::Assigned));
            return edit.become(JobStatus::Running);
        }));
        QueueHistory history(store);
        SC_VERIFY_OK(history.perform(QStringLiteral("Cancel"), ids, [&] { return cancelJobs(store, ids); }));
        SC_COMPARE_PROBLEM(history.undo(), ProblemCode::Conflict); // the server is just being told
        SC_VERIFY_OK(store.editJob(ids[0], [](JobEdit &edit) { return edit.become(JobStatus::Cancelled); }));
        SC_VERIFY_OK(history.undo());
        QCOMPARE(store.job(ids[0])->status, JobStatus::Queued);
    }

    void randomStepsComeBack()
    {
        QueueFixture fixture;
        GenerationStore &store = *fixture.store;
        addJobs(store, 12);
        QueueHistory history(store);
        QRandomGenerator dice(7);
        std::vector<QString> states = {dump(store)};
        while (states.size() < 40) {
            std::vector<JobId> all;
            const auto present = store.jobs();
            for (const Job &job : present.value())
                all.push_back(job.id);
            if (all.empty())
                break;
            const std::vector<JobId> ids = {all[static_cast<size_t>(dice.bounded(static_cast<int>(all.size())))]};
            const int what = dice.bounded(7);
            const auto done = history.perform(
                QStringLiteral("s"), ids,
                [&]() -> Result<> {
                    if (what == 0)
                        return setPriority(store, ids, dice.bounded(-100, 100));
                    if (what == 1)
                        return runNext(store, ids);
                    if (what == 2)
                        return moveJobs(store, ids, dice.bounded(12));
                    if (what == 3)
                        return pauseJobs(store, ids);
                    if (what == 4)
                        return cancelJobs(store, ids);
                    if (what == 5)
                        return retryJobs(store, ids);
                    SC_TRY(duplicateJobs(store, ids, true));
                    return {};
                },
                QueueHistory::Reach::Changes);
            const QString now = dump(store);
            if (done && now != states.back())
                states.push_back(now);
        }
        QVERIFY(states.size() > 20);
        for (size_t i = states.size() - 1; i > 0; --i) {
            SC_VERIFY_OK(history.undo());
            QCOMPARE(dump(store), states[i - 1]);
        }
        for (size_t i = 1; i < states.size(); ++i) {
            SC_VERIFY_OK(history.redo());
            QCOMPARE(dump(store), states[i]);
        }
    }

    void aForecastSpreadsTheJobsOverTheServers()
    {
        QueuePlan plan;
        plan.servers = {planServer(QStringLiteral("a"), QStringLiteral("a")), planServer(QStringLiteral("b"), QStringLiteral("a"))};
        for (int i = 0; i < 4; ++i)
            plan.jobs.push_back(planJob(QStringLiteral("j%1").arg(i), i));
        const Forecast ahead = forecast(plan);
        QCOMPARE(ahead.runs.size(), size_t(4));
        QVERIFY(ahead.isWhole);
        QCOMPARE(ahead.endS, 2 * kUnknownImageS);
        // The last one, put in front, starts at once; pinned to a busy server it waits.
        QCOMPARE(plannedRun(withJobFirst(plan, JobId(QStringLiteral("j3"))), JobId(QStringLiteral("j3")))->startS, 0.0);
        plan.servers[0].busy = {100};
        QVERIFY(plannedRun(withJobOnlyAt(plan, JobId(QStringLiteral("j0")), ServerId(QStringLiteral("a"))), JobId(QStringLiteral("j0")))
                    ->startS >= 100);
        QCOMPARE(forecast(withoutServer(plan, ServerId(QStringLiteral("b")))).runs.front().server, 0);
        const auto outlook = outlookOf(plan, plan.jobs[0]);
        QCOMPARE(outlook[0].freeS, 100.0);
        QCOMPARE(outlook[1].freeS, 0.0);
    }

    void aCheckGoesFromReachedToModels()
    {
        practice::PracticeServer server;
        SC_VERIFY_OK(server.start());
        Server row;
        row.url = server.url().toString();
        ServerCheck check(row, environmentSecrets());
        QSignalSpy finished(&check, &ServerCheck::finished);
        check.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatienceMs);
        QVERIFY(check.isUsable());
        QCOMPARE(check.findings().size(), size_t(6));
        QVERIFY(check.nodes());
        QVERIFY(missingFor({pictureJob()}, *check.nodes()).empty());
    }

    void aCheckNamesTheReason_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<ProblemCode>("code");
        QTest::newRow("no scheme") << QStringLiteral("127.0.0.1:1") << ProblemCode::ValidationError;
        QTest::newRow("refused") << QStringLiteral("http://127.0.0.1:1") << ProblemCode::ServerOffline;
        QTest::newRow("name") << QStringLiteral("http://no-such-machine.invalid:8188") << ProblemCode::ServerOffline;
        QTest::newRow("web page") << QStringLiteral("page") << ProblemCode::ExternalServiceError;
        QTest::newRow("silent") << QStringLiteral("silent") << ProblemCode::Timeout;
        QTest::newRow("key") << QStringLiteral("key") << ProblemCode::ServerRefused;
        QTest::newRow("another server") << QStringLiteral("other") << ProblemCode::ExternalServiceError;
        QTest::newRow("certificate") << QStringLiteral("certificate") << ProblemCode::ServerRefused;
    }
    void aCheckNamesTheReason()
    {
        QFETCH(QString, url);
        QFETCH(ProblemCode, code);
        practice::PracticeOptions options;
        options.faults.webPage = true;
        practice::PracticeServer page(options);
        SC_VERIFY_OK(page.start());
        QTcpServer silent; // takes connections and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        test::HostileServer hostile(false);
        if (url == u"certificate") {
            const auto made = test::makeSelfSigned();
            if (!made)
                QSKIP("openssl is not installed");
            hostile.withTls(made->tls);
        }
        QVERIFY(hostile.listen());
        if (url == u"key")
            hostile.everywhere(test::HostileServer::Reply::text(401, "who are you?"));
        if (url == u"other")
            hostile.everywhere(test::HostileServer::Reply::text(404, "nginx"));
        Server row;
        row.url = url == u"page"       ? page.url().toString()
                  : url == u"silent"   ? QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort())
                  : url.contains(u':') ? url
                                       : hostile.url().toString();
        comfy::ClientTimes times;
        times.systemStats = std::chrono::milliseconds(700);
        ServerCheck check(row, environmentSecrets(), times);
        QSignalSpy finished(&check, &ServerCheck::finished);
        check.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatienceMs);
        QVERIFY(!check.isUsable());
        QVERIFY(check.problem().has_value());
        QCOMPARE(problemCodeName(check.problem()->code()), problemCodeName(code));
        QCOMPARE(check.findings().back().state, ServerFinding::State::Failed);
    }

    void discoveryTellsComfyFromOthers()
    {
        practice::PracticeServer server;
        SC_VERIFY_OK(server.start());
        practice::PracticeOptions options;
        options.faults.webPage = true;
        practice::PracticeServer page(options);
        SC_VERIFY_OK(page.start());
        DiscoveryRange range;
        range.hosts = {QStringLiteral("127.0.0.1")};
        range.ports = {server.port(), page.port(), 1};
        ServerDiscovery discovery(range);
        QSignalSpy finished(&discovery, &ServerDiscovery::finished);
        discovery.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatienceMs);
        QCOMPARE(discovery.found().size(), size_t(2));
        QVERIFY(discovery.found()[0].isComfy);
        QCOMPARE(discovery.found()[0].url.port(), int(server.port()));
        QVERIFY(!discovery.found()[1].isComfy);
    }

    void thePracticeServerIsOneOfTheServersWhileItRuns()
    {
        QueueFixture fixture;
        ServerId id;
        {
            PracticeHost host(*fixture.store);
            SC_VERIFY_OK(host.start());
            QVERIFY(host.isRunning());
            id = host.serverId();
            QCOMPARE(fixture.store->server(id)->url, host.url().toString());
            QVERIFY(fixture.store->server(id)->active);
            host.setFaults(withSwitch(host.faults(), "out_of_memory", true));
            QVERIFY(isOn(host.faults(), "out_of_memory"));
            QCOMPARE(switchesOn(host.faults()), 1);
            SC_COMPARE_PROBLEM(host.change({{QStringLiteral("no_such_fault"), 1}}), ProblemCode::InvalidParameter);
            SC_VERIFY_OK(host.setSetup({.pace = 0, .memoryGb = 8, .port = host.setup().port}));
            QVERIFY(host.isRunning());
            SC_VERIFY_OK(host.stop());
            QVERIFY(!fixture.store->server(id)->active);
            SC_VERIFY_OK(host.start());
            QCOMPARE(host.serverId(), id); // the same row again
        }
        QVERIFY(!fixture.store->server(id)->active); // its end switches it off
        QCOMPARE(fixture.store->servers()->size(), size_t(1));
    }
};

SC_TEST(TestQueueHistory)
#include "tst_queue_history.moc"
