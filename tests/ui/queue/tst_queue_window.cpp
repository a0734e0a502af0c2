// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_server.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/edits.h"
#include "tests/support/test_main.h"
#include "tests/ui/servers/generation_window.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/queue/batch_dialog.h"
#include "ui/queue/job_editor.h"
#include "ui/queue/job_page.h"
#include "ui/queue/lane_chart.h"
#include "ui/queue/plan_grid.h"
#include "ui/queue/queue_counters.h"
#include "ui/queue/queue_screen.h"
#include "ui/queue/report_page.h"
#include "ui/queue/still_dialog.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>

using namespace sc;
using namespace sc::generation;
using namespace sc::ui;

namespace {

constexpr int kPatienceMs = 60'000;

Job pictureJob(const QString &name)
{
    Job job;
    job.kind = JobKind::Image;
    job.clipName = name;
    job.prompt = QStringLiteral("%1 in the rain").arg(name);
    job.family = QStringLiteral("sdxl");
    job.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","seed":7,"width":1024,"height":1024})");
    return job;
}

} // namespace

// The queue screen in a real window on a real queue, run by a real service against practice servers in this process.
class TestQueueWindow : public QObject
{
    Q_OBJECT

    struct Studio : test::GenerationWindow<QueueScreen>
    {
        std::unique_ptr<practice::PracticeServer> server;
    };
    std::unique_ptr<Studio> m_studio;

    void openStudio(bool withServer, practice::PracticeFaults faults = {}, double pace = 0)
    {
        auto s = std::make_unique<Studio>();
        s->open();
        if (withServer) {
            practice::PracticeOptions practice;
            practice.pace = pace;
            practice.faults = faults;
            s->server = std::make_unique<practice::PracticeServer>(practice);
            SC_VERIFY_OK(s->server->start());
            Server row;
            row.name = QStringLiteral("attic");
            row.url = s->server->url().toString();
            SC_VERIFY_OK(s->service->store().addServer(row));
            s->service->refresh();
        }
        s->show();
        m_studio = std::move(s);
    }

    std::vector<JobId> add(int count, const std::function<void(Job &, int)> &change = {})
    {
        std::vector<Job> jobs;
        for (int i = 0; i < count; ++i) {
            Job job = pictureJob(QStringLiteral("shot %1").arg(i + 1));
            if (change)
                change(job, i);
            jobs.push_back(std::move(job));
        }
        std::vector<JobId> ids;
        const auto stored = m_studio->service->store().addJobs(jobs);
        if (!stored)
            qFatal("%s", qPrintable(stored.error().toLogLine()));
        for (const Job &job : *stored)
            ids.push_back(job.id);
        m_studio->service->refresh();
        return ids;
    }
    [[nodiscard]] JobStatus status(const JobId &id) const
    {
        const auto job = m_studio->service->store().job(id);
        return job ? job->status : JobStatus::Unknown;
    }
    [[nodiscard]] JobList &list() const { return m_studio->screen->list(); }
    [[nodiscard]] QRect rowRect(const JobId &id) const
    {
        const int row = m_studio->screen->model().rowOf(id.text());
        return list().visualRect(m_studio->screen->model().index(row));
    }
    void waitForRow(const JobId &id) { QTRY_VERIFY_WITH_TIMEOUT(m_studio->screen->model().rowOf(id.text()) >= 0, kPatienceMs); }
    void click(const JobId &id, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(list().viewport(), Qt::LeftButton, modifiers, rowRect(id).center() - QPoint(200, 0));
    }
    void press(const JobId &id, const char *action)
    {
        m_studio->service->refresh();
        QTRY_COMPARE(m_studio->service->job(id)->status, status(id));
        m_studio->screen->feed()->refreshNow();
        const Job job = *m_studio->service->job(id);
        for (const RowButton &button : rowButtons(rowRect(id), job, themeOf(&list()))) {
            if (button.action == QLatin1String(action)) {
                QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, button.box.center());
                return;
            }
        }
        QFAIL(qPrintable(QStringLiteral("the row has no button %1").arg(QLatin1String(action))));
    }
    // Names of the waiting jobs in the order of the queue.
    [[nodiscard]] QString order() const
    {
        QStringList names;
        const auto all = m_studio->service->store().jobs();
        for (const Job &job : all.value()) {
            if (job.isWaiting())
                names.append(job.clipName.section(u' ', 1));
        }
        return names.join(u' ');
    }

    // Three shots, the last without words; the dialog is open and knows the server.
    BatchDialog *openBatch()
    {
        auto made = project::ProjectSession::create(m_studio->folder.filePath(QStringLiteral("cut")), {.name = QStringLiteral("Cut")});
        if (!made)
            return nullptr;
        m_studio->session = std::move(*made);
        timeline::Timeline t;
        t.project = m_studio->session->timeline().project;
        t.project.song = test::evenSong(120, 24);
        t = timeline::addScene(
                t, {.id = SceneId(QStringLiteral("s")), .name = QStringLiteral("Verse"), .start = {}, .length = {}, .colour = {}})
                .value();
        for (int i = 0; i < 3; ++i) {
            timeline::AddClip clip;
            clip.id = ClipId(QStringLiteral("c%1").arg(i));
            clip.scene = SceneId(QStringLiteral("s"));
            clip.name = QStringLiteral("c%1").arg(i);
            clip.start = Ticks::seconds(2 * i);
            clip.length = Ticks::seconds(2);
            t = timeline::addClip(t, clip).value();
        }
        for (timeline::Clip &clip : t.clips)
            clip.imagePrompt = clip.name == u"c2" ? QString() : QStringLiteral("a %1").arg(clip.name);
        if (!m_studio->session->apply(QStringLiteral("Shots"), t))
            return nullptr;
        m_studio->service->setSession(m_studio->session.get());
        m_studio->context->setSession(m_studio->session.get());
        const GenerationFeed &feed = *m_studio->screen->feed();
        if (!QTest::qWaitFor([&] { return !feed.servers().empty() && feed.servers().front().nodes; }, kPatienceMs))
            return nullptr;
        Q_EMIT m_studio->context->batchRequested({});
        (void)QTest::qWaitFor([this] { return m_studio->screen->batchDialog() != nullptr; });
        return m_studio->screen->batchDialog();
    }
    void closeSession()
    {
        m_studio->context->setSession(nullptr);
        m_studio->service->setSession(nullptr);
    }

private Q_SLOTS:
    void cleanup() { m_studio.reset(); }

    void anEmptyQueueSaysSo()
    {
        openStudio(false);
        QVERIFY(m_studio->screen->model().rows().empty());
        QCOMPARE(m_studio->screen->counters().clock()->text(), QueueCounters::tr("Empty"));
    }

    void jobsRunAndCount()
    {
        openStudio(true);
        const std::vector<JobId> ids = add(3);
        for (const JobId &id : ids)
            QTRY_COMPARE_WITH_TIMEOUT(status(id), JobStatus::Completed, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_studio->screen->counters().figure(2)->text(), QStringLiteral("3"), kPatienceMs);
        QTRY_VERIFY(!m_studio->screen->chart().lanes().empty());
        QTRY_COMPARE(m_studio->screen->chart().lanes().front().blocks.size(), size_t(3));
    }

    void mouseAndKeysChangeTheOrderAndUndoBringsItBack()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(4);
        waitForRow(ids[3]);
        QCOMPARE(order(), QStringLiteral("1 2 3 4"));
        press(ids[3], "next");
        QTRY_COMPARE(order(), QStringLiteral("4 1 2 3"));
        m_studio->actions.trigger(QStringLiteral("queue.undo"));
        QTRY_COMPARE(order(), QStringLiteral("1 2 3 4"));
        m_studio->actions.trigger(QStringLiteral("queue.redo"));
        QTRY_COMPARE(order(), QStringLiteral("4 1 2 3"));
        m_studio->actions.trigger(QStringLiteral("queue.undo"));
        QTRY_COMPARE(order(), QStringLiteral("1 2 3 4"));
        click(ids[0]);
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(order(), QStringLiteral("2 1 3 4"));
    }

    void aRowIsDraggedToAnotherPlace()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(4);
        waitForRow(ids[3]);
        const QPoint from = rowRect(ids[3]).center();
        const QPoint to(from.x(), rowRect(ids[0]).top() + 4);
        QWidget *viewport = list().viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 6; ++i) {
            const QPoint at = from + (to - from) * i / 6;
            QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(viewport, &move);
        }
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
        QTRY_COMPARE(order(), QStringLiteral("4 1 2 3"));
    }

    void anOrderAgainstADependencyIsRefusedNamingIt()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(2);
        auto later = m_studio->service->store().editJob(ids[1], [&](JobEdit &edit) -> Result<> {
            edit.job().dependsOn = {ids[0].text()};
            return {};
        });
        SC_VERIFY_OK(later);
        m_studio->service->refresh();
        waitForRow(ids[1]);
        QVERIFY(!m_studio->screen->desk().move({ids[1]}, 0));
        QCOMPARE(m_studio->problems.back().code(), ProblemCode::Conflict);
        QVERIFY(m_studio->problems.back().text().contains(QStringLiteral("shot 1")));
    }

    void holdingCancellingAndDeletingByKeys()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(3);
        waitForRow(ids[2]);
        click(ids[0]);
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_H);
        QTRY_COMPARE(status(ids[0]), JobStatus::Paused);
        QTest::keyClick(&list(), Qt::Key_G);
        QTRY_COMPARE(status(ids[0]), JobStatus::Queued);
        QTest::keyClick(&list(), Qt::Key_X);
        QTRY_COMPARE(status(ids[0]), JobStatus::Cancelled);
        QVERIFY(!m_studio->notices.empty());
        m_studio->notices.back().action(); // the toast's Undo
        QTRY_COMPARE(status(ids[0]), JobStatus::Queued);
        waitForRow(ids[1]);
        click(ids[1]);
        QTest::keyClick(&list(), Qt::Key_Delete);
        QTRY_COMPARE(m_studio->service->store().jobs()->size(), size_t(2));
        m_studio->actions.trigger(QStringLiteral("queue.undo"));
        QTRY_COMPARE(m_studio->service->store().jobs()->size(), size_t(3));
        QCOMPARE(order(), QStringLiteral("1 2 3"));
    }

    void aRunningJobIsCancelledBeforeItCanBeDeleted()
    {
        openStudio(true, {}, 20);
        const std::vector<JobId> ids = add(1);
        QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), JobStatus::Running, kPatienceMs);
        QVERIFY(!m_studio->screen->desk().remove(ids));
        const Problem asked = m_studio->problems.back();
        QCOMPARE(asked.actions().front().id, QStringLiteral("cancel"));
        Q_EMIT m_studio->context->problemActionChosen(asked, QStringLiteral("cancel"));
        QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), JobStatus::Cancelled, kPatienceMs);
        QVERIFY(m_studio->screen->desk().remove(ids));
    }

    void pausingStopsWhatWaits()
    {
        openStudio(false);
        add(1);
        QTest::mouseClick(m_studio->screen->counters().pauseButton(), Qt::LeftButton);
        QCOMPARE(queuePause(m_studio->service->store()).value(), QueuePause::AfterCurrent);
        QTRY_COMPARE(m_studio->screen->counters().clock()->text(), QueueCounters::tr("Paused"));
        QTest::mouseClick(m_studio->screen->counters().pauseButton(), Qt::LeftButton);
        QCOMPARE(queuePause(m_studio->service->store()).value(), QueuePause::Running);
    }

    void aFailureGivesAdviceAndASmallerSizeGoesThrough()
    {
        practice::PracticeFaults faults;
        faults.memoryMegapixels = 0.8; // 1024 x 1024 is too much for it
        openStudio(true, faults);
        const std::vector<JobId> ids = add(1, [](Job &job, int) { job.maxAttempts = 1; });
        QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), JobStatus::Failed, kPatienceMs);
        waitForRow(ids[0]);
        QTRY_VERIFY(rowRect(ids[0]).isValid());
        press(ids[0], "smaller");
        QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), JobStatus::Completed, kPatienceMs);
    }

    void aWaitingJobIsEditedAndOneThatStartedIsNot()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(2);
        waitForRow(ids[1]);
        click(ids[0]);
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_F2);
        QTRY_VERIFY(m_studio->screen->editor() != nullptr);
        JobEditor *editor = m_studio->screen->editor();
        editor->prompt()->setPlainText(QStringLiteral("quiet"));
        editor->field(QStringLiteral("steps"))->setText(QStringLiteral("many"));
        QTest::mouseClick(editor->saveButton(), Qt::LeftButton);
        QVERIFY(editor->problemLabel()->isVisible());
        editor->field(QStringLiteral("steps"))->setText(QStringLiteral("12"));
        QTest::mouseClick(editor->saveButton(), Qt::LeftButton);
        QTRY_COMPARE(m_studio->service->store().job(ids[0])->prompt, QStringLiteral("quiet"));
        QVERIFY(m_studio->service->store().job(ids[0])->params.contains(QStringLiteral("\"steps\":12")));
        // Meanwhile a server took the other one: refused, with a copy as the way out.
        SC_VERIFY_OK(m_studio->service->store().editJob(ids[1], [](JobEdit &edit) { return edit.become(JobStatus::Assigned); }));
        JobChange change;
        change.prompt = QStringLiteral("late");
        QVERIFY(!m_studio->screen->desk().edit(ids[1], change));
        const Problem refused = m_studio->problems.back();
        QCOMPARE(refused.code(), ProblemCode::Conflict);
        Q_EMIT m_studio->context->problemActionChosen(refused, QStringLiteral("duplicate"));
        QTRY_COMPARE(m_studio->service->store().jobs()->size(), size_t(3));
    }

    void anInvalidJobIsOnlyRetriedWhenAsked()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(1);
        SC_VERIFY_OK(m_studio->service->store().editJob(ids[0], [](JobEdit &edit) -> Result<> {
            SC_TRY(edit.become(JobStatus::Assigned));
            SC_TRY(edit.become(JobStatus::Running));
            edit.job().failure = FailureClass::Invalid;
            return edit.become(JobStatus::Failed);
        }));
        m_studio->service->refresh();
        QVERIFY(!m_studio->screen->desk().retry(ids));
        const Problem asked = m_studio->problems.back();
        Q_EMIT m_studio->context->problemActionChosen(asked, QStringLiteral("retry.anyway"));
        QTRY_COMPARE(status(ids[0]), JobStatus::Queued);
    }

    void aJobsPageTellsItsStory()
    {
        openStudio(true);
        const std::vector<JobId> ids = add(1);
        QTRY_COMPARE_WITH_TIMEOUT(status(ids[0]), JobStatus::Completed, kPatienceMs);
        waitForRow(ids[0]);
        QTest::mouseDClick(list().viewport(), Qt::LeftButton, {}, rowRect(ids[0]).center() - QPoint(200, 0));
        JobPage &page = m_studio->screen->jobPage();
        QTRY_VERIFY(page.isVisible());
        QCOMPARE(page.title()->text(), QStringLiteral("shot 1"));
        QTRY_VERIFY(page.log()->rowCount() >= 3); // queued, assigned, sent, stored
        QTest::keyClick(&page, Qt::Key_Escape);
        QTRY_VERIFY(list().isVisible());
    }

    void groupingFilterAndFolding()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(5, [](Job &job, int i) {
            job.projectName = i < 2 ? QStringLiteral("Neon") : QStringLiteral("Paper");
            job.bundle = QStringLiteral("/songs/") + job.projectName;
        });
        waitForRow(ids[4]);
        QTest::keyClicks(&m_studio->screen->search(), QStringLiteral("shot 3"));
        QTRY_COMPARE(m_studio->screen->model().rows().size(), size_t(2)); // a heading and one job
        m_studio->screen->search().clear();
        m_studio->screen->setGrouping(JobGrouping::Project);
        QCOMPARE(m_studio->screen->model().rows().size(), size_t(7));
        const QRect head = list().visualRect(m_studio->screen->model().index(0));
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, head.center());
        QCOMPARE(m_studio->screen->model().rows().size(), size_t(5)); // two folded away
        JobFilter failed;
        failed.statuses = {JobStatus::Failed};
        m_studio->screen->setFilter(failed);
        QVERIFY(m_studio->screen->model().rows().empty());
    }

    void theReportSaysWhatWasMadeAndWhatIsForYou()
    {
        practice::PracticeFaults faults;
        faults.nodeError = 1;
        openStudio(true, faults);
        const std::vector<JobId> ids = add(3, [](Job &job, int) { job.maxAttempts = 1; });
        for (const JobId &id : ids)
            QTRY_VERIFY_WITH_TIMEOUT(status(id) == JobStatus::Completed || status(id) == JobStatus::Failed, kPatienceMs);
        QTRY_COMPARE(m_studio->service->job(ids[2]) != nullptr, true);
        m_studio->screen->openReport();
        ReportPage &report = m_studio->screen->report();
        QTRY_VERIFY(report.isVisible());
        QCOMPARE(report.shown().completed, 2);
        QCOMPARE(report.shown().failed, 1);
        QCOMPARE(report.cards().size(), size_t(1));
        QCOMPARE(report.cards().front().level, ReportCard::Level::Error);
        report.cards().front().actions.front().second(); // Try again: the fault is used up
        for (const JobId &id : ids)
            QTRY_COMPARE_WITH_TIMEOUT(status(id), JobStatus::Completed, kPatienceMs);
    }

    void aBatchIsOrderedByMouse()
    {
        openStudio(true);
        BatchDialog *dialog = openBatch();
        QVERIFY(dialog);
        QCOMPARE(dialog->chosen().size(), size_t(3));
        QCOMPARE(dialog->preflight().withoutPrompt, QStringList{QStringLiteral("c2")});
        dialog->axisKey(0)->setValue(QStringLiteral("cfg"));
        QTest::keyClicks(dialog->axisValues(0), QStringLiteral("5, 7"));
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(4));
        QVERIFY(dialog->startButton()->isEnabled());
        QTest::mouseClick(dialog->pausedButton(), Qt::LeftButton);
        QTRY_COMPARE(m_studio->service->store().jobs()->size(), size_t(4));
        QCOMPARE(m_studio->service->store().batches()->front().status, BatchStatus::Draft);
        closeSession();
    }

    void fieldsOfThePlanAreSwitchedOffByMouseAndKeys()
    {
        openStudio(true);
        BatchDialog *dialog = openBatch();
        QVERIFY(dialog);
        dialog->axisKey(0)->setValue(QStringLiteral("cfg"));
        QTest::keyClicks(dialog->axisValues(0), QStringLiteral("5, 7, 9"));
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(6));
        PlanGrid *plan = dialog->plan();
        QCOMPARE(plan->plan().shots.size(), qsizetype(3));
        QCOMPARE(plan->plan().rows.size(), size_t(3));
        QVERIFY(plan->cell(2, 0)->state == BatchCell::State::LeftOut); // no words
        QCOMPARE(plan->cell(0, 0)->server, 0);
        QTRY_VERIFY(plan->cellRect(0, 1).bottom() < plan->viewport()->height());
        QTest::mouseClick(plan->viewport(), Qt::LeftButton, {}, plan->cellRect(0, 1).center());
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(5));
        QVERIFY(plan->cell(0, 1)->state == BatchCell::State::Off);
        QVERIFY(plan->wordsOf(0, 1).contains(QStringLiteral("off")));
        // A whole shot by its number, a field back by the keys.
        QTest::mouseClick(plan->viewport(), Qt::LeftButton, {}, plan->shotRect(1).center());
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(2));
        plan->setFocus();
        QTest::keyClick(plan, Qt::Key_Space);
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(3));
        QTest::keyClick(plan, Qt::Key_Right);
        QTest::keyClick(plan, Qt::Key_Down);
        QTest::keyClick(plan, Qt::Key_Space);
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(4));
        QVERIFY(plan->cell(1, 2)->state == BatchCell::State::Made);
        // A row by its values: all off, then on again.
        QTest::mouseClick(plan->viewport(), Qt::LeftButton, {}, plan->rowRect(2).center());
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(2));
        QTest::mouseClick(plan->viewport(), Qt::LeftButton, {}, plan->rowRect(2).center());
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(4));
        // Other values are other combinations.
        dialog->axisValues(0)->setText(QStringLiteral("4"));
        QTRY_COMPARE(dialog->draft()->jobs.size(), size_t(2));
        closeSession();
    }

    void picturesComeFirstAndThePersonChooses()
    {
        openStudio(true);
        BatchDialog *dialog = openBatch();
        QVERIFY(dialog);
        dialog->kind()->setCurrent(1);
        Q_EMIT dialog->kind()->currentChanged(1);
        QTRY_VERIFY(dialog->stillsFirst()->isEnabled());
        QTest::mouseClick(dialog->stillsFirst(), Qt::LeftButton);
        QTRY_VERIFY(dialog->youChoose()->isVisible());
        QTest::mouseClick(dialog->youChoose(), Qt::LeftButton);
        dialog->stillCount()->setValue(2);
        QTRY_VERIFY(dialog->draft() && dialog->draft()->stills == 4);
        QCOMPARE(dialog->draft()->jobs.size(), size_t(6));
        QTest::mouseClick(dialog->startButton(), Qt::LeftButton);
        const auto made = [this](JobKind kind, JobStatus status) {
            const auto jobs = m_studio->service->store().jobs();
            return std::ranges::count_if(jobs.value(), [&](const Job &job) { return job.kind == kind && job.status == status; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(made(JobKind::Image, JobStatus::Completed), 4, kPatienceMs);
        QCOMPARE(made(JobKind::Video, JobStatus::Queued), 2);
        QTRY_VERIFY_WITH_TIMEOUT(m_studio->screen->chooseButton()->isVisible(), kPatienceMs);
        QTest::mouseClick(m_studio->screen->chooseButton(), Qt::LeftButton);
        QTRY_VERIFY(m_studio->screen->stillDialog() != nullptr);
        StillDialog *choice = m_studio->screen->stillDialog();
        QVERIFY(!choice->startButton()->isEnabled());
        choice->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(choice));
        const auto choices = openChoices(m_studio->service->jobs());
        QCOMPARE(choices.size(), size_t(2));
        const JobId second = choices[0].stills[1].id;
        // By mouse the second one, taken back to the first by the arrow key and forward again.
        QTest::mouseClick(choice->picture(second), Qt::LeftButton);
        QCOMPARE(choice->chosen(), std::vector<JobId>{second});
        QTest::keyClick(choice->picture(second), Qt::Key_Left);
        QCOMPARE(choice->chosen(), std::vector<JobId>{choices[0].stills[0].id});
        QTest::keyClick(choice->picture(choices[0].stills[0].id), Qt::Key_Right);
        QTest::mouseClick(choice->startButton(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(made(JobKind::Video, JobStatus::Completed), 1, kPatienceMs);
        QCOMPARE(made(JobKind::Video, JobStatus::Queued), 1); // the other shot still waits for its choice
        QCOMPARE(m_studio->service->store().job(choices[0].videos.front())->stillOf, second.text());
        closeSession();
    }

    void tenThousandJobsStayAtHand()
    {
        openStudio(false);
        const std::vector<JobId> ids = add(10'000);
        waitForRow(ids.back());
        QCOMPARE(m_studio->screen->model().rows().size(), size_t(10'001));
        list().scrollToBottom();
        QTest::keyClicks(&m_studio->screen->search(), QStringLiteral("shot 9999"));
        QTRY_COMPARE(m_studio->screen->model().rows().size(), size_t(2));
        m_studio->screen->search().clear();
        list().selectAll();
        QCOMPARE(list().chosen().size(), size_t(10'000));
        QVERIFY(m_studio->screen->desk().setPriority(list().chosen(), 5));
        QTRY_COMPARE(m_studio->service->job(ids.front())->priority, 5);
        m_studio->actions.trigger(QStringLiteral("queue.undo"));
        QTRY_COMPARE(m_studio->service->job(ids.front())->priority, 0);
    }
};

SC_TEST(TestQueueWindow)
#include "tst_queue_window.moc"
