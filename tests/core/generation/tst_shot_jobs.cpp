// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shot_jobs.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::generation;

namespace {

Job jobOf(const char *clip, JobStatus status, int created, const char *project = "p")
{
    Job job;
    job.id = JobId(QStringLiteral("job-%1").arg(created));
    job.projectId = QLatin1String(project);
    job.clip = QLatin1String(clip);
    job.status = status;
    job.createdAt = QStringLiteral("2026-01-01T00:00:%1.000Z").arg(created, 2, 10, QLatin1Char('0'));
    return job;
}

QHash<ClipId, ShotJob> of(const std::vector<Job> &jobs)
{
    return shotJobs(jobs, QStringLiteral("p"));
}

} // namespace

class TestShotJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasItsWord_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("state"); // -1: none
        const auto row = [](const char *name, JobStatus status, std::optional<ShotJobState> state) {
            QTest::newRow(name) << int(status) << (state ? int(*state) : -1);
        };
        row("queued", JobStatus::Queued, ShotJobState::Queued);
        row("blocked", JobStatus::Blocked, ShotJobState::Queued);
        row("paused", JobStatus::Paused, ShotJobState::Queued);
        row("assigned", JobStatus::Assigned, ShotJobState::Generating);
        row("running", JobStatus::Running, ShotJobState::Generating);
        row("unknown", JobStatus::Unknown, ShotJobState::Generating);
        row("completed", JobStatus::Completed, std::nullopt);
        row("failed", JobStatus::Failed, ShotJobState::Failed);
        row("cancelled", JobStatus::Cancelled, std::nullopt);
    }
    void everyStatusHasItsWord()
    {
        QFETCH(int, status);
        QFETCH(int, state);
        const auto found = of({jobOf("a", JobStatus(status), 1)});
        QCOMPARE(found.contains(ClipId(QStringLiteral("a"))), state >= 0);
        if (state >= 0)
            QCOMPARE(int(found.value(ClipId(QStringLiteral("a"))).state), state);
    }

    void theNewestJobSpeaksWhereverItStands()
    {
        const ClipId a(QStringLiteral("a"));
        QCOMPARE(of({jobOf("a", JobStatus::Queued, 2), jobOf("a", JobStatus::Failed, 1)}).value(a).state, ShotJobState::Queued);
        QCOMPARE(of({jobOf("a", JobStatus::Queued, 1), jobOf("a", JobStatus::Failed, 2)}).value(a).state, ShotJobState::Failed);
        QVERIFY(!of({jobOf("a", JobStatus::Completed, 2), jobOf("a", JobStatus::Failed, 1)}).contains(a));
    }

    void otherProjectsAndJobsWithoutShotSayNothing()
    {
        QVERIFY(of({jobOf("a", JobStatus::Queued, 1, "other"), jobOf("", JobStatus::Queued, 2)}).isEmpty());
    }

    void progressIsWholePercentsWithinBounds()
    {
        Job job = jobOf("a", JobStatus::Running, 1);
        job.progress = 0.426;
        QCOMPARE(shotJobOf(job)->percent, 43);
        job.progress = 7;
        QCOMPARE(shotJobOf(job)->percent, 100);
        job.progress = std::nullopt;
        QCOMPARE(shotJobOf(job)->percent, 0);
    }
};

SC_TEST(TestShotJobs)
#include "tst_shot_jobs.moc"
