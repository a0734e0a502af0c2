// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/generation/generation_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

const std::vector<JobStatus> kAll = {JobStatus::Queued,  JobStatus::Blocked,   JobStatus::Paused, JobStatus::Assigned, JobStatus::Running,
                                     JobStatus::Unknown, JobStatus::Completed, JobStatus::Failed, JobStatus::Cancelled};

Result<Job> become(GenerationStore &store, const JobId &id, JobStatus to)
{
    return store.editJob(id, [to](JobEdit &edit) { return edit.become(to); });
}

} // namespace

class TstJobStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableOfStates_data();
    void theTableOfStates();
    void everyFieldComesBack();
    void aForbiddenStepStoresNothing();
    void aJobIsCheckedBeforeItIsStored_data();
    void aJobIsCheckedBeforeItIsStored();
    void jobsThatWaitForEachOtherAreRefused();
    void whatAnotherProcessChangedIsNotOverwritten();
    void othersSeeWhatIsNewerThanTheyKnow();
    void goingBackToTheQueueKeepsThePlaceAndForgetsTheServer();
    void batchesCountWhatBecomesOfTheirJobs();
    void takesKnowTheNamesOfTheirBatches();
    void randomStepsKeepTheCounts();
    void removedJobsComeBackAsTheyWere();
    void onlyOneJobCanHaveARemoteId();
    void problemsSurviveBeingStored();
};

void TstJobStore::theTableOfStates_data()
{
    QTest::addColumn<JobStatus>("from");
    QTest::addColumn<QStringList>("allowed");
    const auto row = [](JobStatus from, const char *allowed) {
        QTest::newRow(qPrintable(jobStatusName(from))) << from << QString::fromLatin1(allowed).split(u' ', Qt::SkipEmptyParts);
    };
    row(JobStatus::Queued, "blocked paused assigned cancelled");
    row(JobStatus::Blocked, "queued cancelled");
    row(JobStatus::Paused, "queued cancelled");
    row(JobStatus::Assigned, "queued running cancelled");
    row(JobStatus::Running, "unknown completed failed cancelled");
    row(JobStatus::Unknown, "queued running completed failed");
    row(JobStatus::Completed, "");
    row(JobStatus::Failed, "queued");
    row(JobStatus::Cancelled, "queued");
}

void TstJobStore::theTableOfStates()
{
    QFETCH(JobStatus, from);
    QFETCH(QStringList, allowed);
    QStringList found;
    for (const JobStatus to : kAll) {
        if (mayBecome(from, to))
            found.append(jobStatusName(to));
    }
    QCOMPARE(found, allowed);
}

void TstJobStore::everyFieldComesBack()
{
    QueueFixture fixture;
    Job job = pictureJob();
    job.bundle = QStringLiteral("/songs/Neon.storycanvas");
    job.clip = QStringLiteral("c");
    job.clipName = QStringLiteral("Clip \"7\"");
    job.negative = QStringLiteral("blurry");
    job.promptParts = {{QStringLiteral("clip"), QStringLiteral("a lighthouse")}};
    job.priority = -3;
    job.rank = 1.5;
    job.maxAttempts = 5;
    job.avoid = {QStringLiteral("x")};
    const auto added = fixture.store->addJobs({job});
    SC_VERIFY_OK(added);
    const auto edited = fixture.store->editJob(added->front().id, [](JobEdit &edit) -> Result<> {
        SC_TRY(edit.become(JobStatus::Assigned));
        Job &it = edit.job();
        it.stage = JobStage::Sending;
        it.server = ServerId(QStringLiteral("s"));
        it.remoteId = newUuidV7();
        it.graph = QStringLiteral(R"({"1":{"class_type":"KSampler"}})");
        it.models = {QStringLiteral("a.safetensors")};
        it.progress = 0.25;
        it.attempts = 1;
        edit.explain(QStringLiteral("assigned"), QStringLiteral("because"), {{QStringLiteral("run_s"), 12.5}}, QStringLiteral("Box"));
        return {};
    });
    SC_VERIFY_OK(edited);
    fixture.reopen();
    const auto read = fixture.store->job(edited->id);
    SC_VERIFY_OK(read);
    QVERIFY(*read == *edited);
    const auto story = fixture.store->storyOf(edited->id);
    SC_VERIFY_OK(story);
    QCOMPARE(story->size(), size_t(1));
    QCOMPARE(story->front().facts.value(QStringLiteral("run_s")).toDouble(), 12.5);
    QCOMPARE(story->front().server, QStringLiteral("Box"));
}

void TstJobStore::aForbiddenStepStoresNothing()
{
    QueueFixture fixture;
    const Job job = fixture.store->addJobs({pictureJob()})->front();
    const auto refused = fixture.store->editJob(job.id, [](JobEdit &edit) -> Result<> {
        edit.job().priority = 9;
        edit.explain(QStringLiteral("x"), QStringLiteral("y"));
        return edit.become(JobStatus::Completed);
    });
    SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
    QVERIFY(*fixture.store->job(job.id) == job);
    QVERIFY(fixture.store->storyOf(job.id)->empty());
    SC_COMPARE_PROBLEM(fixture.store->editJob(JobId::create(), [](JobEdit &) { return Result<>(); }), ProblemCode::ResourceNotFound);
}

void TstJobStore::aJobIsCheckedBeforeItIsStored_data()
{
    QTest::addColumn<std::function<void(Job &)>>("spoil");
    const auto row = [](const char *name, std::function<void(Job &)> spoil) { QTest::newRow(name) << std::move(spoil); };
    row("no prompt", [](Job &job) { job.prompt = QStringLiteral("  "); });
    row("priority", [](Job &job) { job.priority = 101; });
    row("attempts", [](Job &job) { job.maxAttempts = 11; });
    row("pinned to nothing", [](Job &job) { job.pinned = true; });
    row("parameters", [](Job &job) { job.params = QStringLiteral("[1]"); });
    row("control characters", [](Job &job) { job.negative = QString(QChar(7)); });
}

void TstJobStore::aJobIsCheckedBeforeItIsStored()
{
    QFETCH(std::function<void(Job &)>, spoil);
    QueueFixture fixture;
    Job job = pictureJob();
    spoil(job);
    SC_COMPARE_PROBLEM(fixture.store->addJobs({pictureJob(), job}), ProblemCode::ValidationError);
    QVERIFY(fixture.store->jobs()->empty());
}

void TstJobStore::jobsThatWaitForEachOtherAreRefused()
{
    QueueFixture fixture;
    Job a = pictureJob();
    Job b = pictureJob();
    a.id = JobId::create();
    b.id = JobId::create();
    a.dependsOn = {b.id.text()};
    b.dependsOn = {a.id.text()};
    SC_COMPARE_PROBLEM(fixture.store->addJobs({a, b}), ProblemCode::Conflict);
    b.dependsOn.clear();
    SC_VERIFY_OK(fixture.store->addJobs({a, b}));
    Job lost = pictureJob();
    lost.dependsOn = {JobId::create().text()};
    SC_COMPARE_PROBLEM(fixture.store->addJobs({lost}), ProblemCode::ResourceNotFound);
}

void TstJobStore::whatAnotherProcessChangedIsNotOverwritten()
{
    QueueFixture fixture;
    const Job job = fixture.store->addJobs({pictureJob()})->front();
    auto other = GenerationStore::open(fixture.store->file());
    SC_VERIFY_OK(other);
    SC_VERIFY_OK((*other)->editJob(job.id, [](JobEdit &edit) -> Result<> {
        edit.job().priority = 7;
        return {};
    }));
    const auto edited = become(*fixture.store, job.id, JobStatus::Assigned);
    SC_VERIFY_OK(edited);
    QCOMPARE(edited->priority, 7);
}

void TstJobStore::othersSeeWhatIsNewerThanTheyKnow()
{
    QueueFixture fixture;
    auto other = GenerationStore::open(fixture.store->file());
    SC_VERIFY_OK(other);
    QVERIFY(*(*other)->changedElsewhere());
    QVERIFY(!*(*other)->changedElsewhere());
    const qint64 known = *(*other)->revision();
    const auto jobs = *fixture.store->addJobs({pictureJob(), pictureJob()});
    QVERIFY(*(*other)->changedElsewhere());
    QCOMPARE((*other)->jobsChangedSince(known)->size(), size_t(2));
    const qint64 later = *(*other)->revision();
    SC_VERIFY_OK(become(*fixture.store, jobs[1].id, JobStatus::Paused));
    SC_VERIFY_OK(fixture.store->removeJobs({jobs[0].id}));
    const auto changed = (*other)->jobsChangedSince(later);
    QCOMPARE(changed->size(), size_t(1));
    QCOMPARE(changed->front().status, JobStatus::Paused);
    QCOMPARE(*(*other)->jobsGoneSince(later), QStringList{jobs[0].id.text()});
}

void TstJobStore::goingBackToTheQueueKeepsThePlaceAndForgetsTheServer()
{
    QueueFixture fixture;
    const auto jobs = *fixture.store->addJobs({pictureJob(), pictureJob()});
    const auto again = fixture.store->editJob(jobs[0].id, [](JobEdit &edit) -> Result<> {
        SC_TRY(edit.become(JobStatus::Assigned));
        edit.job().remoteId = QStringLiteral("r");
        edit.job().graph = QStringLiteral("{}");
        edit.job().attempts = 1;
        SC_TRY(edit.become(JobStatus::Running));
        SC_TRY(edit.become(JobStatus::Failed));
        return edit.become(JobStatus::Queued);
    });
    SC_VERIFY_OK(again);
    QCOMPARE(again->attempts, 1);
    QVERIFY(again->remoteId.isEmpty() && again->graph.isEmpty() && again->finishedAt.isEmpty());
    QCOMPARE(fixture.store->openJobs()->front().id, jobs[0].id);
}

void TstJobStore::batchesCountWhatBecomesOfTheirJobs()
{
    QueueFixture fixture;
    Batch batch;
    batch.name = QStringLiteral("Night");
    const auto stored = fixture.store->addBatch(batch, {pictureJob(), pictureJob(), pictureJob()}, true);
    SC_VERIFY_OK(stored);
    const auto jobs = *fixture.store->jobsOfBatch(stored->id);
    QCOMPARE(jobs.size(), size_t(3));
    const auto run = [&](size_t index, JobStatus end) {
        for (const JobStatus step : {JobStatus::Assigned, JobStatus::Running, end}) {
            if (!become(*fixture.store, jobs[index].id, step))
                return false;
        }
        return true;
    };
    QVERIFY(run(0, JobStatus::Completed));
    QCOMPARE(fixture.store->batch(stored->id)->status, BatchStatus::Running);
    QVERIFY(run(1, JobStatus::Failed));
    SC_VERIFY_OK(become(*fixture.store, jobs[2].id, JobStatus::Cancelled));
    Batch now = *fixture.store->batch(stored->id);
    QCOMPARE(now.status, BatchStatus::CompletedWithFailures);
    QVERIFY(!now.finishedAt.isEmpty());
    SC_VERIFY_OK(become(*fixture.store, jobs[1].id, JobStatus::Queued));
    now = *fixture.store->batch(stored->id);
    QCOMPARE(now.status, BatchStatus::Running);
    QCOMPARE(now.failed, 0);
    QVERIFY(run(1, JobStatus::Completed));
    QCOMPARE(fixture.store->batch(stored->id)->status, BatchStatus::Completed);
    // What is cleared away stays counted.
    SC_VERIFY_OK(fixture.store->removeJobs({jobs[0].id}));
    QCOMPARE(fixture.store->batch(stored->id)->completed, 2);
    QCOMPARE(fixture.store->batch(stored->id)->total, 3);
}

void TstJobStore::takesKnowTheNamesOfTheirBatches()
{
    QueueFixture fixture;
    Batch night;
    night.name = QStringLiteral("Night");
    Batch day;
    day.name = QStringLiteral("Day");
    const auto first = fixture.store->addBatch(night, {pictureJob(), pictureJob()}, true);
    const auto second = fixture.store->addBatch(day, {pictureJob()}, true);
    SC_VERIFY_OK(first);
    SC_VERIFY_OK(second);
    SC_VERIFY_OK(fixture.store->addJobs({pictureJob()}));
    QVERIFY(fixture.store->batchNames()->isEmpty()); // nothing is made yet
    int made = 0;
    const auto all = *fixture.store->jobs();
    for (const Job &job : all) {
        SC_VERIFY_OK(fixture.store->editJob(job.id, [&made](JobEdit &edit) -> Result<> {
            edit.job().takeIds = {QStringLiteral("take-%1").arg(++made), QStringLiteral("more-%1").arg(made)};
            return {};
        }));
    }
    QHash<TakeId, QString> expected;
    const auto after = *fixture.store->jobs();
    for (const Job &job : after) {
        for (const QString &take : job.takeIds) {
            if (!job.batch.isEmpty())
                expected.insert(TakeId(take), job.batch == first->id ? QStringLiteral("Night") : QStringLiteral("Day"));
        }
    }
    QCOMPARE(expected.size(), 6);
    QCOMPARE(*fixture.store->batchNames(), expected);
    SC_VERIFY_OK(fixture.store->removeJobs({fixture.store->jobsOfBatch(second->id)->front().id}));
    QCOMPARE(fixture.store->batchNames()->size(), 4);
}

void TstJobStore::randomStepsKeepTheCounts()
{
    QueueFixture fixture;
    QRandomGenerator random(5);
    Batch batch;
    batch.name = QStringLiteral("Random");
    std::vector<Job> wanted(12, pictureJob());
    const auto stored = fixture.store->addBatch(batch, wanted, true);
    SC_VERIFY_OK(stored);
    const auto jobs = *fixture.store->jobsOfBatch(stored->id);
    for (int i = 0; i < 400; ++i) {
        const JobId id = jobs[static_cast<size_t>(random.bounded(12))].id;
        const JobStatus to = kAll[static_cast<size_t>(random.bounded(static_cast<int>(kAll.size())))];
        const bool allowed = mayBecome(fixture.store->job(id)->status, to);
        QCOMPARE(become(*fixture.store, id, to).has_value(), allowed);
    }
    const auto after = *fixture.store->jobsOfBatch(stored->id);
    const auto count = [&](JobStatus status) {
        return static_cast<int>(std::count_if(after.begin(), after.end(), [=](const Job &job) { return job.status == status; }));
    };
    const Batch now = *fixture.store->batch(stored->id);
    QCOMPARE(now.completed, count(JobStatus::Completed));
    QCOMPARE(now.failed, count(JobStatus::Failed));
    QCOMPARE(now.cancelled, count(JobStatus::Cancelled));
    QCOMPARE(now.total, 12);
}

void TstJobStore::removedJobsComeBackAsTheyWere()
{
    QueueFixture fixture;
    const auto jobs = *fixture.store->addJobs({pictureJob(), pictureJob()});
    SC_VERIFY_OK(become(*fixture.store, jobs[0].id, JobStatus::Assigned));
    SC_COMPARE_PROBLEM(fixture.store->removeJobs({jobs[1].id, jobs[0].id}), ProblemCode::Conflict);
    QCOMPARE(fixture.store->jobs()->size(), size_t(2));
    SC_VERIFY_OK(fixture.store->removeJobs({jobs[1].id}));
    QCOMPARE(fixture.store->jobs()->size(), size_t(1));
    SC_VERIFY_OK(fixture.store->restoreJobs({jobs[1]}));
    Job back = *fixture.store->job(jobs[1].id);
    back.revision = jobs[1].revision;
    QVERIFY(back == jobs[1]);
}

void TstJobStore::onlyOneJobCanHaveARemoteId()
{
    QueueFixture fixture;
    const auto jobs = *fixture.store->addJobs({pictureJob(), pictureJob()});
    const auto take = [&](size_t index) {
        return fixture.store->editJob(jobs[index].id, [](JobEdit &edit) -> Result<> {
            edit.job().remoteId = QStringLiteral("one");
            return edit.become(JobStatus::Assigned);
        });
    };
    SC_VERIFY_OK(take(0));
    QVERIFY(!take(1));
    QCOMPARE(fixture.store->job(jobs[1].id)->status, JobStatus::Queued);
}

void TstJobStore::problemsSurviveBeingStored()
{
    const Problem problem = Problem(ProblemCode::OutOfMemory, QStringLiteral("The server ran out of memory."))
                                .withDetail(QStringLiteral("KSampler"))
                                .withEntity(QStringLiteral("server"), QStringLiteral("Box"))
                                .withAction(QStringLiteral("smaller"), QStringLiteral("Half the size"))
                                .withAction(QStringLiteral("retry"), QStringLiteral("Retry"));
    QCOMPARE(problemFromText(problemText(problem))->toJson(), problem.toJson());
    QVERIFY(!problemFromText(QString()));
    QVERIFY(!problemFromText(QStringLiteral("{\"code\":\"?\"}")));
    QCOMPARE(failureClassOf(problem), FailureClass::Resource);
    QCOMPARE(failureClassOf(Problem(ProblemCode::NodeMissing, QString())), FailureClass::Invalid);
    QCOMPARE(failureClassOf(Problem(ProblemCode::ServerOffline, QString())), FailureClass::Transient);
    QCOMPARE(failureClassOf(Problem(ProblemCode::ResultInvalid, QString())), FailureClass::Content);
}

SC_TEST(TstJobStore)
#include "tst_job_store.moc"
