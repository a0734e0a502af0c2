// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/generation_service.h"
#include "core/practice/practice_server.h"
#include "core/project/take_shelf.h"
#include "tests/core/generation/cast_fixture.h"
#include "tests/core/generation/generation_fixture.h"
#include "tests/support/test_main.h"

#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

namespace {

constexpr int kPatienceMs = 60'000;

GenerationOptions quick()
{
    GenerationOptions options;
    options.times.tickMs = 20;
    options.client.backOffFirst = std::chrono::milliseconds(50);
    options.client.backOffMost = std::chrono::milliseconds(200);
    return options;
}

std::unique_ptr<GenerationService> serviceOf(const ProfilePaths &profile, GenerationOptions options = quick())
{
    auto opened = GenerationService::open(profile, std::move(options));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().toLogLine()));
    return std::move(*opened);
}

JobId add(GenerationService &service, const Job &job)
{
    const auto added = service.store().addJobs({job});
    service.refresh();
    return added ? added->front().id : JobId();
}

JobStatus statusOf(const GenerationService &service, const JobId &id)
{
    const Job *job = service.job(id);
    return job ? job->status : JobStatus::Unknown;
}

} // namespace

// The queue as a window has it: live rows, results in the open project, one runner a profile.
class TestGenerationService : public QObject
{
    Q_OBJECT

private:
    practice::PracticeServer m_server;
    void addServer(GenerationService &service)
    {
        Server row;
        row.name = s("Practice");
        row.url = m_server.url().toString();
        QVERIFY(service.store().addServer(row));
        service.refresh();
    }

private Q_SLOTS:
    void initTestCase() { SC_VERIFY_OK(m_server.start()); }

    void aResultArrivesInTheOpenProject()
    {
        CastWorld world;
        const auto service = serviceOf(ProfilePaths{world.dir.filePath(s("profile"))});
        addServer(*service);
        service->setSession(world.session.get());
        QSignalSpy finished(service.get(), &GenerationService::jobFinished);
        QSignalSpy told(service.get(), &GenerationService::jobsChanged);
        Job job = pictureJob();
        job.bundle = world.session->bundle();
        job.clip = world.id(1).text();
        const JobId id = add(*service, job);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatienceMs);
        QCOMPARE(statusOf(*service, id), JobStatus::Completed);
        QCOMPARE(world.clip(1).selectedImage.text(), service->job(id)->takeIds.value(0));
        QTRY_VERIFY(!told.isEmpty() && told.last().first().toStringList() == QStringList{id.text()});
        service->setSession(nullptr);
    }

    void aProjectThatIsNotOpenGetsItsResultToo()
    {
        CastWorld world;
        const QString bundle = world.session->bundle();
        const ClipId clip = world.id(0);
        world.session.reset();
        const auto service = serviceOf(ProfilePaths{world.dir.filePath(s("profile"))});
        addServer(*service);
        Job job = pictureJob();
        job.bundle = bundle;
        job.clip = clip.text();
        const JobId id = add(*service, job);
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(*service, id), JobStatus::Completed, kPatienceMs);
        service->releaseBundle(); // what opening it for editing begins with
        const auto session = project::ProjectSession::open(bundle);
        SC_VERIFY_OK(session);
        QVERIFY(!(*session)->isReadOnly());
        QCOMPARE(timeline::findClip((*session)->timeline(), clip)->selectedImage.text(), service->job(id)->takeIds.value(0));
    }

    void aSecondProcessFollowsAndTakesOver()
    {
        const QueueFixture fixture;
        auto first = serviceOf(fixture.profile);
        const auto second = serviceOf(fixture.profile);
        QVERIFY(first->dispatcher());
        QVERIFY(!second->dispatcher());
        QVERIFY(second->runnerProblem());
        addServer(*second);
        const JobId id = add(*second, pictureJob());
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(*second, id), JobStatus::Completed, kPatienceMs);
        QCOMPARE(second->servers().size(), size_t(1));
        QSignalSpy runner(second.get(), &GenerationService::runnerChanged);
        first.reset();
        QTRY_VERIFY(second->dispatcher());
        QCOMPARE(runner.count(), 1);
        QVERIFY(!second->runnerProblem());
        const JobId next = add(*second, pictureJob(s("a harbour")));
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(*second, next), JobStatus::Completed, kPatienceMs);
    }

    void theListIsTheQueue()
    {
        const QueueFixture fixture;
        GenerationOptions options = quick();
        options.runs = false;
        const auto service = serviceOf(fixture.profile, options);
        std::vector<Job> jobs;
        for (int i = 0; i < 20; ++i)
            jobs.push_back(pictureJob(QString::number(i)));
        const auto added = service->store().addJobs(jobs);
        SC_VERIFY_OK(added);
        service->refresh();
        SC_VERIFY_OK(runNext(service->store(), {(*added)[7].id}));
        SC_VERIFY_OK(service->store().removeJobs({(*added)[0].id, (*added)[19].id}));
        service->refresh();
        QCOMPARE(service->jobs(), *service->store().jobs());
        QCOMPARE(service->jobs().front().id, (*added)[7].id);
        QVERIFY(!service->job((*added)[0].id));
        // An undone removal.
        SC_VERIFY_OK(service->store().restoreJobs({(*added)[0]}));
        service->refresh();
        QCOMPARE(service->jobs(), *service->store().jobs());
        QCOMPARE(service->jobs().size(), size_t(19));
    }
};

SC_TEST(TestGenerationService)
#include "tst_generation_service.moc"
