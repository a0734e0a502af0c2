// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/comfy_worker.h"
#include "core/generation/dispatcher.h"
#include "core/practice/practice_server.h"
#include "tests/core/generation/generation_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::generation;
using namespace sc::practice;
using namespace sc::test;

namespace {

constexpr int kPatienceMs = 60'000;

struct Studio
{
    QueueFixture fixture;
    std::vector<std::unique_ptr<PracticeServer>> servers;
    std::unique_ptr<BundleKeeper> keeper;
    std::unique_ptr<Dispatcher> dispatcher;

    GenerationStore &store() { return *fixture.store; }
    PracticeServer &addServer(const QString &name, qint64 memory = 16, double pace = 0)
    {
        PracticeOptions options;
        options.name = name;
        options.pace = pace;
        options.memory = memory << 30;
        servers.push_back(std::make_unique<PracticeServer>(options));
        PracticeServer &server = *servers.back();
        const auto started = server.start();
        Server row;
        row.name = name;
        row.url = server.url().toString();
        const auto added = store().addServer(row);
        if (!started || !added)
            qFatal("%s", qPrintable((started ? added.error() : started.error()).toLogLine()));
        return server;
    }
    void start()
    {
        keeper = std::make_unique<BundleKeeper>(fixture.profile);
        DispatcherTimes times;
        times.tickMs = 20;
        times.graceMs = 150;
        times.retryFirstMs = 20;
        times.retryMostMs = 200;
        times.askAgainMs = 50;
        times.sweepMs = 1000;
        comfy::ClientTimes client;
        client.backOffFirst = std::chrono::milliseconds(50);
        client.backOffMost = std::chrono::milliseconds(200);
        client.silence = std::chrono::milliseconds(1500);
        client.health = std::chrono::milliseconds(1000);
        auto started = Dispatcher::start(fixture.profile, store(), standardWorkers(store(), environmentSecrets(), client), *keeper, times);
        if (!started)
            qFatal("%s", qPrintable(started.error().toLogLine()));
        dispatcher = std::move(*started);
    }
    // As when the process dies: nothing is said to anybody.
    void crash()
    {
        dispatcher.reset();
        keeper.reset();
        fixture.reopen();
    }
    [[nodiscard]] Job job(const JobId &id) { return store().job(id).value_or(Job()); }
    [[nodiscard]] JobStatus status(const JobId &id) { return job(id).status; }
    JobId add(const Job &job = pictureJob()) { return store().addJobs({job})->front().id; }
    [[nodiscard]] int count(JobStatus status)
    {
        const auto all = *store().jobs();
        return static_cast<int>(std::count_if(all.begin(), all.end(), [=](const Job &each) { return each.status == status; }));
    }
    QStringList kinds(const JobId &id)
    {
        QStringList kinds;
        const auto story = store().storyOf(id).value_or(std::vector<Decision>());
        for (const Decision &line : story)
            kinds.append(line.kind);
        return kinds;
    }
    [[nodiscard]] int taken() const
    {
        int sum = 0;
        for (const auto &server : servers)
            sum += server->taken();
        return sum;
    }
};

void change(PracticeServer &server, const std::function<void(PracticeFaults &)> &edit)
{
    PracticeFaults faults = server.faults();
    edit(faults);
    server.setFaults(faults);
}

// A graph that this program lets through and a server does not.
Job refusedJob()
{
    Job job = pictureJob();
    job.kind = JobKind::Custom;
    job.ownGraph = QStringLiteral(R"({"1":{"class_type":"NoSuchNode","inputs":{}}})");
    return job;
}

} // namespace

class TstDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aJobBecomesAFileAndItsStoryIsTold();
    void theRequestIsStoredBeforeItIsSent();
    void oneProcessRunsTheQueue();
    void atMostMaxConcurrentRunOnAServer();
    void aRefusedRequestIsNotTriedAgain();
    void outOfMemoryGoesToALargerServer();
    void aFailureIsTriedElsewhereAndThenGivenUp();
    void anUnusableResultIsTriedOnceMore();
    void aDroppedConnectionLosesNothing();
    void aRestartedServerDoesTheJobAgain();
    void aLostAnswerIsLookedUpAndNotSentTwice();
    void afterACrashEverythingGoesOn_data();
    void afterACrashEverythingGoesOn();
    void cancellingTellsTheServer();
    void pausingNowGivesTheJobBack();
    void jobsWaitForWhatTheyNeedAndAreBlockedByItsFailure();
    void aModelThatNoServerHasBlocksAndSaysWhich();
    void whatAnotherProcessAddsIsNoticed();
    void manyJobsOverUnreliableServers();
};

void TstDispatcher::aJobBecomesAFileAndItsStoryIsTold()
{
    Studio studio;
    studio.addServer(QStringLiteral("Box"));
    const JobId id = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    const Job job = studio.job(id);
    QVERIFY(QFile::exists(job.inboxFile));
    QCOMPARE(job.takeIds.size(), 1);
    QCOMPARE(job.attempts, 1);
    QVERIFY(!job.graph.isEmpty() && job.graphHash.size() == 64 && !job.startedAt.isEmpty());
    QCOMPARE(studio.kinds(id), (QStringList{QStringLiteral("assigned"), QStringLiteral("sent"), QStringLiteral("completed")}));
    QVERIFY(QDir(GenerationStore::inboxOf(studio.fixture.profile)).isEmpty());
    QCOMPARE(studio.taken(), 1);
    QCOMPARE(studio.store().learned()->outcomes(job.server), (Outcomes{1, 0}));
}

void TstDispatcher::theRequestIsStoredBeforeItIsSent()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"));
    const JobId id = studio.add();
    auto other = GenerationStore::open(studio.store().file());
    SC_VERIFY_OK(other);
    QStringList early;
    connect(&box, &PracticeServer::changed, this, [&] {
        const Job job = *(*other)->job(id);
        for (const QString &taken : box.takenIds()) {
            if (job.remoteId != taken || job.graph.isEmpty())
                early.append(taken);
        }
    });
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    QCOMPARE(box.takenIds().size(), 1);
    QCOMPARE(early, QStringList());
}

void TstDispatcher::oneProcessRunsTheQueue()
{
    Studio studio;
    studio.start();
    auto other = GenerationStore::open(studio.store().file());
    BundleKeeper keeper(studio.fixture.profile);
    const auto second = Dispatcher::start(studio.fixture.profile, **other, standardWorkers(**other, environmentSecrets()), keeper);
    SC_COMPARE_PROBLEM(second, ProblemCode::Conflict);
}

void TstDispatcher::atMostMaxConcurrentRunOnAServer()
{
    Studio studio;
    studio.addServer(QStringLiteral("Box"));
    studio.addServer(QStringLiteral("Twin"));
    const std::vector<Server> rows = *studio.store().servers();
    for (Server server : rows) {
        server.exclusiveGroup = QStringLiteral("card");
        SC_VERIFY_OK(studio.store().editServer(server));
    }
    int most = 0;
    for (const auto &server : studio.servers) {
        connect(server.get(), &PracticeServer::changed, this, [&] {
            int now = 0;
            for (const auto &each : studio.servers)
                now += each->waiting() + (each->isBusy() ? 1 : 0);
            most = std::max(most, now);
        });
    }
    for (int i = 0; i < 10; ++i)
        studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.count(JobStatus::Completed), 10, kPatienceMs);
    QCOMPARE(most, 1);
}

void TstDispatcher::aRefusedRequestIsNotTriedAgain()
{
    Studio studio;
    studio.addServer(QStringLiteral("Box"));
    const JobId id = studio.add(refusedJob());
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Failed, kPatienceMs);
    const Job job = studio.job(id);
    QCOMPARE(job.failure, FailureClass::Invalid);
    QCOMPARE(job.problem()->code(), ProblemCode::NodeMissing);
    QCOMPARE(job.attempts, 1);
    SC_COMPARE_PROBLEM(retryJobs(studio.store(), {id}), ProblemCode::Conflict);
    SC_VERIFY_OK(retryJobs(studio.store(), {id}, true));
    QCOMPARE(studio.status(id), JobStatus::Queued);
}

void TstDispatcher::outOfMemoryGoesToALargerServer()
{
    Studio studio;
    PracticeServer &small = studio.addServer(QStringLiteral("A small"), 8);
    PracticeServer &large = studio.addServer(QStringLiteral("B large"), 24);
    change(small, [](PracticeFaults &faults) { faults.outOfMemory = 100; });
    const JobId id = studio.add();
    SC_VERIFY_OK(sendTo(studio.store(), {id}, studio.store().servers()->front().id, false));
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.job(id).serverName, QStringLiteral("B large"));
    // Where none is larger it is given up with what to do.
    change(large, [](PracticeFaults &faults) { faults.outOfMemory = 100; });
    const JobId second = studio.add();
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(second), JobStatus::Failed, kPatienceMs);
    QCOMPARE(studio.job(second).problem()->code(), ProblemCode::OutOfMemory);
}

void TstDispatcher::aFailureIsTriedElsewhereAndThenGivenUp()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"));
    change(box, [](PracticeFaults &faults) { faults.nodeError = 100; });
    Job wanted = pictureJob();
    wanted.maxAttempts = 2;
    const JobId id = studio.add(wanted);
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Failed, kPatienceMs);
    QCOMPARE(studio.job(id).attempts, 2);
    QCOMPARE(studio.job(id).failure, FailureClass::Transient);
    studio.addServer(QStringLiteral("Good"));
    const JobId second = studio.add();
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(second), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.job(second).serverName, QStringLiteral("Good"));
}

void TstDispatcher::anUnusableResultIsTriedOnceMore()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"));
    change(box, [](PracticeFaults &faults) { faults.undecodable = 1; });
    const JobId id = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.job(id).attempts, 2);
    change(box, [](PracticeFaults &faults) { faults.undecodable = 100; });
    const JobId second = studio.add();
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(second), JobStatus::Failed, kPatienceMs);
    QCOMPARE(studio.job(second).failure, FailureClass::Content);
    QCOMPARE(studio.job(second).attempts, 2);
}

void TstDispatcher::aDroppedConnectionLosesNothing()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"), 16, 0.2);
    const JobId id = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Running, kPatienceMs);
    box.dropSockets();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.taken(), 1);
    QCOMPARE(studio.job(id).attempts, 1);
}

void TstDispatcher::aRestartedServerDoesTheJobAgain()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"), 16, 0.2);
    const JobId id = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Running, kPatienceMs);
    box.restart();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.job(id).attempts, 2);
    QCOMPARE(studio.job(id).takeIds.size(), 1);
    QVERIFY(studio.kinds(id).contains(QStringLiteral("retried")));
}

void TstDispatcher::aLostAnswerIsLookedUpAndNotSentTwice()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"));
    change(box, [](PracticeFaults &faults) { faults.lostAnswer = 1; });
    const JobId id = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.taken(), 1);
    QCOMPARE(studio.job(id).attempts, 1);
    // And one that never arrived is sent again, as if it had not been tried.
    change(box, [](PracticeFaults &faults) { faults.refuse = 1; });
    const JobId second = studio.add();
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(second), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.taken(), 2);
    QCOMPARE(studio.job(second).attempts, 1);
}

void TstDispatcher::afterACrashEverythingGoesOn_data()
{
    QTest::addColumn<JobStage>("stage");
    QTest::newRow("before it is sent") << JobStage::Preparing;
    QTest::newRow("while it is sent") << JobStage::Sending;
    QTest::newRow("while it runs") << JobStage::Sent;
    QTest::newRow("while it is fetched") << JobStage::Fetching;
    QTest::newRow("while it is kept") << JobStage::Keeping;
}

void TstDispatcher::afterACrashEverythingGoesOn()
{
    QFETCH(JobStage, stage);
    Studio studio;
    studio.addServer(QStringLiteral("Box"));
    const JobId id = studio.add();
    studio.start();
    bool reached = false;
    connect(studio.dispatcher.get(), &Dispatcher::jobChanged, this, [&](const Job &job) {
        if (job.stage == stage && !reached) {
            reached = true;
            QMetaObject::invokeMethod(
                this, [&studio] { studio.crash(); }, Qt::QueuedConnection);
        }
    });
    QTRY_VERIFY_WITH_TIMEOUT(!studio.dispatcher, kPatienceMs);
    QVERIFY(reached);
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
    QCOMPARE(studio.taken(), 1);
    QCOMPARE(studio.job(id).takeIds.size(), 1);
    QVERIFY(QFile::exists(studio.job(id).inboxFile));
}

void TstDispatcher::cancellingTellsTheServer()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"), 16, 3);
    const JobId running = studio.add();
    const JobId waiting = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(running), JobStatus::Running, kPatienceMs);
    SC_VERIFY_OK(cancelJobs(studio.store(), {running, waiting}));
    QCOMPARE(studio.status(waiting), JobStatus::Cancelled);
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(running), JobStatus::Cancelled, kPatienceMs);
    QVERIFY(!box.isBusy());
    SC_COMPARE_PROBLEM(cancelJobs(studio.store(), {running}), ProblemCode::NothingToUpdate);
    QCOMPARE(studio.dispatcher->withServers(), 0);
}

void TstDispatcher::pausingNowGivesTheJobBack()
{
    Studio studio;
    PracticeServer &box = studio.addServer(QStringLiteral("Box"), 16, 1);
    const JobId id = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Running, kPatienceMs);
    SC_VERIFY_OK(setQueuePause(studio.store(), QueuePause::Now));
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Queued, kPatienceMs);
    QCOMPARE(studio.job(id).attempts, 0);
    QVERIFY(!box.isBusy());
    SC_VERIFY_OK(setQueuePause(studio.store(), QueuePause::Running));
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
}

void TstDispatcher::jobsWaitForWhatTheyNeedAndAreBlockedByItsFailure()
{
    Studio studio;
    studio.addServer(QStringLiteral("Box"));
    const JobId still = studio.add();
    Job second = pictureJob(QStringLiteral("the same, moving"));
    second.dependsOn = {still.text()};
    second.stillOf = still.text();
    second.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","denoise":0.6})");
    const JobId next = studio.add(second);
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(next), JobStatus::Completed, kPatienceMs);
    QVERIFY(studio.job(next).params.contains(studio.job(still).inboxFile));
    QVERIFY(studio.job(next).graph.contains(QStringLiteral("storycanvas_")));
    QVERIFY(studio.job(next).startedAt >= studio.job(still).doneAt);

    const JobId broken = studio.add(refusedJob());
    second.dependsOn = {broken.text()};
    second.stillOf.clear();
    second.params = QStringLiteral(R"({"family":"sdxl","preset":"fast"})");
    const JobId blocked = studio.add(second);
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(blocked), JobStatus::Blocked, kPatienceMs);
    QCOMPARE(studio.job(blocked).problem()->entity(), broken.text());
}

void TstDispatcher::aModelThatNoServerHasBlocksAndSaysWhich()
{
    Studio studio;
    studio.addServer(QStringLiteral("Box"));
    Job wanted = pictureJob();
    wanted.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","sampler":"no_such_sampler"})");
    const JobId id = studio.add(wanted);
    const JobId good = studio.add();
    studio.start();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Blocked, kPatienceMs);
    QVERIFY2(studio.job(id).problem()->toLogLine().contains(QStringLiteral("no_such_sampler")), qPrintable(studio.job(id).error));
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(good), JobStatus::Completed, kPatienceMs);
    JobChange change;
    change.params = QStringLiteral(R"({"family":"sdxl","preset":"fast"})");
    SC_VERIFY_OK(editWaiting(studio.store(), id, change));
    studio.dispatcher->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(id), JobStatus::Completed, kPatienceMs);
}

void TstDispatcher::whatAnotherProcessAddsIsNoticed()
{
    Studio studio;
    studio.addServer(QStringLiteral("Box"));
    studio.start();
    auto other = GenerationStore::open(studio.store().file());
    SC_VERIFY_OK(other);
    const auto added = (*other)->addJobs({pictureJob()});
    SC_VERIFY_OK(added);
    QTRY_COMPARE_WITH_TIMEOUT(studio.status(added->front().id), JobStatus::Completed, kPatienceMs);
}

void TstDispatcher::manyJobsOverUnreliableServers()
{
    Studio studio;
    for (int i = 0; i < 4; ++i) {
        PracticeServer &server = studio.addServer(QStringLiteral("s%1").arg(i), 8 + i);
        change(server, [](PracticeFaults &faults) {
            faults.restartPause = 100;
            faults.chance = {{QStringLiteral("node_error"), 0.05},  {QStringLiteral("undecodable"), 0.02},
                             {QStringLiteral("lost_answer"), 0.05}, {QStringLiteral("drop_sockets"), 0.05},
                             {QStringLiteral("restart"), 0.03},     {QStringLiteral("refuse"), 0.03}};
        });
    }
    constexpr int kJobs = 60;
    std::vector<Job> jobs;
    for (int i = 0; i < kJobs; ++i) {
        Job job = pictureJob(QStringLiteral("shot %1").arg(i));
        job.maxAttempts = 10;
        job.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","width":256,"height":256})");
        jobs.push_back(job);
    }
    SC_VERIFY_OK(studio.store().addJobs(jobs));
    studio.start();
    // The client dies five times in the midst of it.
    for (int crash = 1; crash <= 5; ++crash) {
        QTRY_VERIFY_WITH_TIMEOUT(studio.count(JobStatus::Completed) >= crash * kJobs / 8, 2 * kPatienceMs);
        studio.crash();
        studio.start();
    }
    const auto ended = [&] { return studio.count(JobStatus::Completed) + studio.count(JobStatus::Failed); };
    QTRY_COMPARE_WITH_TIMEOUT(ended(), kJobs, 4 * kPatienceMs);
    QSet<QString> takes;
    const std::vector<Job> all = *studio.store().jobs();
    for (const Job &job : all) {
        if (job.status != JobStatus::Completed) {
            QVERIFY2(job.problem().has_value(), "a failed job has a reason");
            continue;
        }
        QCOMPARE(job.takeIds.size(), 1);
        QVERIFY(QFile::exists(job.inboxFile));
        QVERIFY(!takes.contains(job.takeIds.front()));
        takes.insert(job.takeIds.front());
    }
    for (const auto &server : studio.servers) {
        QStringList ids = server->takenIds();
        QCOMPARE(ids.removeDuplicates(), 0); // nothing was sent twice
    }
}

SC_TEST(TstDispatcher)
#include "tst_dispatcher.moc"
