// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"
#include "core/timeline/normalise.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/audit_panel.h"
#include "ui/timeline/beat_histogram.h"
#include "ui/timeline/problem_watch.h"
#include "ui/timeline/row_list.h"
#include "ui/timeline/side_panel.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/chip.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QPushButton>

using namespace sc;
using namespace sc::ui;

// The audit and the problems beside the monitor, on a real bundle, by mouse and keys.
class TestProblemPanels : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<project::ProjectSession> m_session;
    std::unique_ptr<TimelineEditor> m_editor;
    std::unique_ptr<SidePanel> m_panel;

    template<class W> W *named(const QString &accessibleName) const
    {
        for (W *widget : m_panel->findChildren<W *>()) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        qFatal("no widget named %s", qPrintable(accessibleName));
    }
    RowList *problems() const { return named<RowList>(QStringLiteral("Problems of the timeline")); }
    RowList *audit() const { return named<RowList>(QStringLiteral("Cuts and their distance from the beat")); }

    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : m_panel->findChildren<QPushButton *>()) {
            if (each->isVisible() && each->text().startsWith(text))
                return each;
        }
        qFatal("no button %s", qPrintable(text));
    }

    int clipCount(timeline::FindingKind kind) const { return m_panel->watch()->report().count(kind); }

private Q_SLOTS:
    // Ten shots of a bar at 120 BPM; the cuts into the third, fifth and seventh are off, the seventh is locked, a flash of
    // black lies behind the eighth.
    void init()
    {
        const FrameRate rate;
        auto made = project::ProjectSession::create(m_folder.filePath(newUuidV7()), {.name = QStringLiteral("Cut")});
        SC_VERIFY_OK(made);
        m_session = std::move(*made);
        timeline::Timeline t = test::shotsInARow(10, 48);
        t.project = m_session->timeline().project;
        t.project.song = test::evenSong(120, 24);
        timeline::normalise(t);
        for (const auto &[shot, frames] : {std::pair(2, 3), std::pair(4, -5), std::pair(6, 2)}) {
            const timeline::Clip clip = t.clips[size_t(shot)];
            t = timeline::rollCut(t, {.clip = clip.id, .to = clip.start + rate.timeOf(frames)}).value();
        }
        t = timeline::trimClip(t, {.clip = t.clips[7].id, .to = t.clips[7].end() - rate.timeOf(1)}).value();
        t = timeline::setLocked(t, {.scenes = {}, .clips = {t.clips[6].id}, .locked = true}).value();
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Shots"), t));
        m_editor = std::make_unique<TimelineEditor>();
        m_panel = std::make_unique<SidePanel>(m_editor.get());
        m_editor->setSession(m_session.get());
        m_panel->resize(330, 420);
        m_panel->showPage(SidePanel::Page::Problems);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        QTRY_COMPARE(problems()->rowCount(), 5); // the flash also ends a shot off the beat
    }

    void cleanup()
    {
        m_panel.reset();
        m_editor.reset();
        m_session.reset();
    }

    void aClickSelectsTheShotAndGoesThere()
    {
        QSignalSpy seeks(m_editor.get(), &TimelineEditor::seekRequested);
        const QRect first = problems()->visualRect(problems()->model()->index(0, 0));
        QTest::mouseClick(problems()->viewport(), Qt::LeftButton, {}, first.center() - QPoint(first.width() / 4, 0));
        QCOMPARE(seeks.size(), 1);
        const timeline::Finding &shown = m_panel->watch()->report().findings[0];
        QCOMPARE(shown.kind, timeline::FindingKind::FlashGap);
        QCOMPARE(m_editor->selection().current(), shown.clip);
        QCOMPARE(seeks[0][0].value<Ticks>(), shown.range.start);
    }

    void theButtonOfARowFixesJustThatOne()
    {
        const QModelIndex row = problems()->model()->index(0, 0);
        const QRect box = problems()->visualRect(row);
        QTest::mouseClick(problems()->viewport(), Qt::LeftButton, {}, QPoint(box.right() - 24, box.center().y()));
        QTRY_COMPARE(clipCount(timeline::FindingKind::FlashGap), 0);
        QCOMPARE(clipCount(timeline::FindingKind::OffBeat), 3);
        QCOMPARE(m_session->undoName(), QStringLiteral("Let the shot before reach on"));
    }

    void fixAllIsOneStepAndNamesWhatIsLocked()
    {
        QSignalSpy told(m_editor.get(), &TimelineEditor::problemOccurred);
        QTest::mouseClick(button(QStringLiteral("Fix all")), Qt::LeftButton);
        QTRY_COMPARE(problems()->rowCount(), 1);
        QCOMPARE(told.size(), 1);
        const auto problem = told[0][0].value<Problem>();
        QVERIFY2(problem.detail().contains(QStringLiteral("“Shot 7” is locked")), qPrintable(problem.detail()));
        QVERIFY(problems()->row(0).locked);
        SC_VERIFY_OK(m_session->undo());
        QTRY_COMPARE(problems()->rowCount(), 5); // the flash also ends a shot off the beat
    }

    void aTransitionBeyondItsMediaIsListedAndFixed()
    {
        // The first shot's movie ends four frames behind it.
        const FrameRate rate;
        const ClipId first = m_session->timeline().clips[0].id;
        const ClipId second = m_session->timeline().clips[1].id;
        project::NewTake movie;
        movie.take.clip = first;
        movie.take.kind = timeline::TakeKind::Video;
        movie.take.media = {QStringLiteral("media/movie.mp4"), 1, QStringLiteral("00")};
        movie.take.length = m_session->timeline().clips[0].length + rate.timeOf(4);
        SC_VERIFY_OK(m_session->takes().add(QStringLiteral("Movie"), {movie}));
        SC_VERIFY_OK(m_session->apply(
            QStringLiteral("Dissolve"),
            timeline::setTransition(m_session->timeline(), {.clip = second,
                                                            .edge = timeline::ClipEdge::In,
                                                            .transition = {timeline::TransitionKind::Dissolve, rate.timeOf(10)},
                                                            .place = timeline::TransitionPlace::AfterCut})));
        QTRY_COMPARE(clipCount(timeline::FindingKind::Handles), 1);
        int place = -1;
        for (int i = 0; i < problems()->rowCount(); ++i)
            place = problems()->row(i).detail.contains(QStringLiteral("beyond their media")) ? i : place;
        QVERIFY(place >= 0);
        QVERIFY2(problems()->row(place).tip.contains(QStringLiteral("to 4 frame")), qPrintable(problems()->row(place).tip));
        problems()->setFocus();
        problems()->setCurrentIndex(problems()->model()->index(place, 0));
        QTest::keyClick(problems(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(clipCount(timeline::FindingKind::Handles), 0);
        QCOMPARE(timeline::findClip(m_session->timeline(), second)->direction.in.length, rate.timeOf(4));
        SC_VERIFY_OK(m_session->undo());
        QCOMPARE(timeline::findClip(m_session->timeline(), second)->direction.in.length, rate.timeOf(10));
    }

    void chosenProblemsAreFixedTogetherByKeys()
    {
        problems()->setFocus();
        problems()->setCurrentIndex(problems()->model()->index(0, 0));
        QTest::keyClick(problems(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(problems()->selectedValues().size(), size_t(2));
        QTest::mouseClick(button(QStringLiteral("Fix selected")), Qt::LeftButton);
        QTRY_COMPARE(problems()->rowCount(), 2);
        QCOMPARE(m_session->undoName(), QStringLiteral("Fix 2 problems"));
        problems()->setCurrentIndex(problems()->model()->index(0, 0));
        QTest::keyClick(problems(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(problems()->rowCount(), 1);
    }

    void filtersHideWhatNobodyAskedFor()
    {
        for (Chip *filter : m_panel->findChildren<Chip *>()) {
            if (filter->text().startsWith(QLatin1String("Warnings")))
                QTest::mouseClick(filter, Qt::LeftButton);
        }
        QCOMPARE(problems()->rowCount(), 1);
        QVERIFY(problems()->row(0).figure.contains(QLatin1String("0.04")));
    }

    void brokenRulesAreFoundALittleLater()
    {
        QCOMPARE(clipCount(timeline::FindingKind::Rule), 0);
        timeline::Timeline t = m_session->timeline();
        t.clips[0].beatIn = timeline::BeatRef{7};
        SC_VERIFY_OK(m_session->apply(QStringLiteral("From outside"), t));
        QTRY_VERIFY(clipCount(timeline::FindingKind::Rule) > 0);
    }

    void theAuditListsHistogramAndFixes()
    {
        m_panel->showPage(SidePanel::Page::Audit);
        QCOMPARE(audit()->rowCount(), 11); // nine starts, and the two edges of the flash count both
        QCOMPARE(audit()->row(0).figure, QStringLiteral("-5.0 fr, -208 ms"));
        auto *histogram = m_panel->findChild<BeatHistogram *>();
        QVERIFY2(histogram->accessibleDescription().contains(QLatin1String("1 cut early by 4.5 to 5.5 frames")),
                 qPrintable(histogram->accessibleDescription()));
        m_panel->audit()->copyTable();
        QCOMPARE(QGuiApplication::clipboard()->text().trimmed().count(u'\n'), 11);

        audit()->setFocus();
        audit()->setCurrentIndex(audit()->model()->index(0, 0));
        QTest::mouseClick(button(QStringLiteral("Fix selected")), Qt::LeftButton);
        QTRY_COMPARE(m_editor->audit().offBeat, 3);
        QTest::mouseClick(button(QStringLiteral("Fix all")), Qt::LeftButton);
        QTRY_COMPARE(m_editor->audit().offBeat, 1);
        QTRY_VERIFY(audit()->row(0).locked);
        QVERIFY(audit()->row(0).detail.contains(QLatin1String("unbound")));
    }
};

SC_TEST(TestProblemPanels)
#include "tst_problem_panels.moc"
