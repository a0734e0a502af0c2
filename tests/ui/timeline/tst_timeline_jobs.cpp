// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/generation_service.h"
#include "core/practice/practice_server.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_studio.h"

#include <QtGui/QAccessible>
#include <QtGui/QPaintEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

namespace {

constexpr int kPatienceMs = 60'000;

// What of the surface was painted.
class PaintLog : public QObject
{
public:
    explicit PaintLog(QWidget &watched) { watched.installEventFilter(this); }
    QRegion region;

    // Pictures that are still on their way have come and were painted.
    [[nodiscard]] bool settles()
    {
        return QTest::qWaitFor([this] {
            region = {};
            QTest::qWait(200);
            return region.isEmpty();
        });
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

// What the queue does shows on the shots of the lanes.
class TestTimelineJobs : public TimelineWindowTest
{
    Q_OBJECT

private:
    [[nodiscard]] generation::Job jobOf(int shot) const
    {
        generation::Job job;
        job.kind = generation::JobKind::Image;
        job.prompt = QStringLiteral("a lighthouse in a storm");
        job.family = QStringLiteral("sdxl");
        job.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","seed":7,"width":256,"height":256})");
        job.bundle = m_studio->session->bundle();
        job.projectId = m_studio->session->timeline().project.id.text();
        job.clip = m_studio->clip(shot).id.text();
        return job;
    }
    generation::JobId add(int shot) const
    {
        const auto added = m_studio->generation->store().addJobs({jobOf(shot)});
        m_studio->generation->refresh();
        return added ? added->front().id : generation::JobId();
    }
    void become(const generation::JobId &id, generation::JobStatus status) const
    {
        SC_VERIFY_OK(m_studio->generation->store().editJob(id, [&](generation::JobEdit &edit) -> Result<> { return edit.become(status); }));
        m_studio->generation->refresh();
    }
    [[nodiscard]] ClipState stateOfShot(int shot) const { return stateOf(m_studio->clip(shot), m_studio->editor().states()); }
    [[nodiscard]] QImage badgeOf(int shot) const
    {
        const QRectF box = m_studio->surface().boxOf(m_studio->clip(shot).id);
        return m_studio->surface().grab(QRect(int(box.left()) + 2, int(box.top()) + 3, 60, 26)).toImage();
    }

private Q_SLOTS:
    void aJobShowsOnItsShotOnly()
    {
        openStudio(Queue::Still);
        m_studio->surface().fitAll();
        QVERIFY(QTest::qWaitFor([&] { return m_studio->surface().boxOf(m_studio->clip(3).id).width() > 40; }));
        PaintLog painted(m_studio->surface());
        QVERIFY(painted.settles());
        const QImage plain = badgeOf(3);
        painted.region = {};
        const generation::JobId id = add(3);
        QTRY_COMPARE(stateOfShot(3), ClipState::Queued);
        QTRY_VERIFY(!painted.region.isEmpty());
        const QRect box = m_studio->surface().boxOf(m_studio->clip(3).id).toAlignedRect().adjusted(-2, -1, 2, 1);
        QVERIFY2(box.contains(painted.region.boundingRect()), "more than the shot was painted");
        QVERIFY(badgeOf(3) != plain);
        QCOMPARE(stateOfShot(2), ClipState::Empty);
        QAccessibleInterface *lanes = QAccessible::queryAccessibleInterface(&m_studio->surface());
        QVERIFY(lanes->child(3)->text(QAccessible::Value).startsWith(stateName(ClipState::Queued)));
        m_studio->actions.trigger(QStringLiteral("timeline.selectQueued"));
        QCOMPARE(m_studio->editor().selection().clips(), std::vector<ClipId>{m_studio->clip(3).id});

        become(id, generation::JobStatus::Cancelled);
        QTRY_COMPARE(stateOfShot(3), ClipState::Empty);
    }

    void aNewerJobSpeaksForItsShot()
    {
        openStudio(Queue::Still);
        const generation::JobId first = add(1);
        QTRY_COMPARE(stateOfShot(1), ClipState::Queued);
        become(first, generation::JobStatus::Blocked);
        const generation::JobId second = add(1);
        become(second, generation::JobStatus::Cancelled);
        QTRY_COMPARE(stateOfShot(1), ClipState::Empty);
    }

    void aShotIsQueuedMadeAndReady()
    {
        practice::PracticeServer server({.pace = 0.02});
        SC_VERIFY_OK(server.start());
        openStudio(Queue::Runs);
        generation::Server row;
        row.name = QStringLiteral("Practice");
        row.url = server.url().toString();
        SC_VERIFY_OK(m_studio->generation->store().addServer(row));
        std::vector<ClipState> seen;
        connect(&m_studio->editor(), &TimelineEditor::jobsChanged, m_studio->screen.get(), [&] {
            if (const ClipState now = stateOfShot(2); seen.empty() || seen.back() != now)
                seen.push_back(now);
        });
        (void)add(2);
        QTRY_COMPARE_WITH_TIMEOUT(stateOfShot(2), ClipState::Ready, kPatienceMs);
        QVERIFY(std::ranges::find(seen, ClipState::Generating) != seen.end());
    }

    void aRefusedShotSaysThatItFailed()
    {
        practice::PracticeServer server({.pace = 0, .faults = {.nodeError = 100}});
        SC_VERIFY_OK(server.start());
        openStudio(Queue::Runs);
        generation::Server row;
        row.name = QStringLiteral("Practice");
        row.url = server.url().toString();
        SC_VERIFY_OK(m_studio->generation->store().addServer(row));
        (void)add(4);
        QTRY_COMPARE_WITH_TIMEOUT(stateOfShot(4), ClipState::Failed, kPatienceMs);
        m_studio->actions.trigger(QStringLiteral("timeline.selectFailed"));
        QCOMPARE(m_studio->editor().selection().clips(), std::vector<ClipId>{m_studio->clip(4).id});
    }

    void progressPaintsOneShotAndNoTile()
    {
        openStudio(Queue::Still);
        TimelineEditor &editor = m_studio->editor();
        m_studio->surface().fitAll();
        const ClipId shot = m_studio->clip(1).id;
        editor.setJobs({{shot, {generation::ShotJobState::Generating, 10}}});
        PaintLog painted(m_studio->surface());
        QVERIFY(painted.settles());
        const QImage before = badgeOf(1);
        painted.region = {};
        QSignalSpy told(&editor, &TimelineEditor::jobsChanged);
        editor.setJobs({{shot, {generation::ShotJobState::Generating, 60}}});
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][1].toBool(), true);
        QTRY_VERIFY(!painted.region.isEmpty());
        const QRect box = m_studio->surface().boxOf(shot).toAlignedRect().adjusted(-2, -1, 2, 1);
        QVERIFY(box.contains(painted.region.boundingRect()));
        QVERIFY(badgeOf(1) != before);
        editor.setJobs({{shot, {generation::ShotJobState::Generating, 60}}});
        QCOMPARE(told.size(), 1); // nothing new
    }
};

SC_TEST(TestTimelineJobs)
#include "tst_timeline_jobs.moc"
