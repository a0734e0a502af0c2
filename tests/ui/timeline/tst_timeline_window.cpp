// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"
#include "core/timeline/edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_studio.h"
#include "ui/timeline/frame_rate_dialog.h"
#include "ui/timeline/monitor_panel.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/switch.h"

#include <QtGui/QAccessible>
#include <QtGui/QWheelEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::test;
using namespace sc::ui;

// The timeline screen in a real window on a real bundle, driven by mouse and keys.
class TestTimelineWindow : public TimelineWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void anEdgeDraggedNearABeatLandsOnItsFrameAndOnScreen()
    {
        const timeline::Clip before = m_studio->clip(5);
        const FrameRate rate = m_studio->editor().frameRate();
        const std::vector<Beat> beats = timeline::timelineBeats(m_studio->session->timeline());
        const Beat beat = beats[*nearestBeat(beats, Ticks::fromSeconds(10.9))];
        const QColor strip = pixel(before.end(), -12);

        dragMouse(pointAt(before.end(), Lane::Shots, -2), pointAt(beat.time, Lane::Shots, 1));
        QVERIFY(m_studio->surface().drag());
        QVERIFY(m_studio->surface().drag()->target());
        QCOMPARE(m_studio->clip(5), before); // a drag stores nothing
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, {}, pointAt(beat.time, Lane::Shots, 1));

        const timeline::Clip after = *timeline::findClip(m_studio->session->timeline(), before.id);
        QCOMPARE(after.end(), rate.snap(beat.time));
        QVERIFY(abs(after.end() - beat.time) * 2 <= rate.frameLength());
        const double shown = m_studio->surface().boxOf(before.id).right();
        QVERIFY(std::abs(shown - m_studio->surface().lanes().headWidth - m_studio->surface().view().xOf(after.end())) < 0.01);
        QVERIFY(pixel(before.end(), -12) != strip);
    }

    // Who hears of an edit before the editor does (the player's feed, a panel) may have the actions ask again what they would
    // act on: the timeline is the new one then and the editor's index still the old one.
    void whatKeysActOnIsRightBetweenAnEditAndItsNotice()
    {
        const ClipId fifth = m_studio->clip(4).id;
        const ClipId last = m_studio->clip(5).id;
        project::ProjectSession *session = m_studio->session.get();
        TimelineEditor &editor = m_studio->editor();
        m_studio->context->setSession(nullptr);
        std::vector<std::vector<ClipId>> asked;
        connect(session, &project::ProjectSession::changed, this, [&] {
            asked.push_back(editor.targets());
            m_studio->actions.refresh();
        });
        m_studio->context->setSession(session);
        editor.seek(m_studio->clip(4).start + Ticks(1));
        QTRY_VERIFY(editor.playhead() >= m_studio->clip(4).start);

        // A shot before it goes: its place in the timeline is another.
        SC_VERIFY_OK(
            session->apply(QStringLiteral("Delete"), timeline::deleteClips(session->timeline(), {.clips = {m_studio->clip(0).id}})));
        QCOMPARE(asked.back(), std::vector<ClipId>{fifth});
        QCOMPARE(editor.targets(), std::vector<ClipId>{fifth});

        // All others go: its old place is behind the end of the timeline.
        editor.seek(timeline::findClip(session->timeline(), last)->start + Ticks(1));
        QTRY_COMPARE(editor.targets(), std::vector<ClipId>{last});
        std::vector<ClipId> all;
        for (const timeline::Clip &clip : session->timeline().clips)
            all.push_back(clip.id);
        SC_VERIFY_OK(session->apply(QStringLiteral("Delete"), timeline::deleteClips(session->timeline(), {.clips = all})));
        QCOMPARE(asked.back(), std::vector<ClipId>{last}); // the index's own word; after the notice there is nothing
        QVERIFY(editor.targets().empty());
        session->disconnect(this);
    }

    void splitAndUndoTwiceGiveTheBeginningBack()
    {
        const timeline::Timeline beginning = m_studio->session->timeline();
        QTest::mouseClick(&m_studio->surface(), Qt::LeftButton, {}, pointAt(Ticks::seconds(3), Lane::Bars));
        QTRY_VERIFY(abs(m_studio->editor().playhead() - Ticks::seconds(3)) < Ticks::fromSeconds(0.1));
        QVERIFY(QTest::qWaitForWindowActive(m_studio->screen.get()));
        QTest::keyClick(&m_studio->surface(), Qt::Key_S);
        QCOMPARE(m_studio->session->timeline().clips.size(), size_t(7));
        const FrameRate rate = m_studio->editor().frameRate();
        const Ticks cut = rate.snap(m_studio->editor().playhead());
        const auto right = std::ranges::find(m_studio->session->timeline().clips, cut, &timeline::Clip::start);
        QVERIFY(right != m_studio->session->timeline().clips.end());
        QVERIFY(!m_studio->surface().boxOf(right->id).isEmpty());

        m_studio->editor().selectClip(right->id);
        QTest::keyClick(&m_studio->surface(), Qt::Key_Delete);
        QCOMPARE(m_studio->session->timeline().clips.size(), size_t(6));
        SC_VERIFY_OK(m_studio->session->undo());
        SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(m_studio->session->timeline().clips, beginning.clips);
        QCOMPARE(m_studio->editor().index().entries().size(), size_t(6));
    }

    void keysCopyPasteAndMakeAlternates()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_studio->screen.get()));
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(&m_studio->surface(), key, modifiers);
        };
        const auto shots = [&] { return timeline::liveClips(m_studio->session->timeline()).size(); };
        const ClipId second = m_studio->clip(1).id;
        m_studio->editor().selectClip(second);
        press(Qt::Key_C, Qt::ControlModifier);
        m_studio->player.seek(Ticks::seconds(20));
        QTRY_COMPARE(m_studio->editor().playhead(), Ticks::seconds(20));
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(shots(), size_t(7));
        const ClipId pasted = m_studio->editor().selection().current();
        QCOMPARE(timeline::findClip(m_studio->session->timeline(), pasted)->start, Ticks::seconds(20));

        m_studio->editor().selectClip(second);
        const TickRange place = timeline::findClip(m_studio->session->timeline(), second)->range();
        press(Qt::Key_A); // an alternate, not live
        QCOMPARE(timeline::alternatesOf(m_studio->session->timeline(), second).size(), size_t(2));
        QCOMPARE(shots(), size_t(7));
        press(Qt::Key_A, Qt::ShiftModifier); // takes its turn in the same place
        const ClipId live = m_studio->editor().selection().current();
        QVERIFY(live != second);
        QCOMPARE(timeline::findClip(m_studio->session->timeline(), live)->range(), place);
        QVERIFY(!timeline::findClip(m_studio->session->timeline(), second)->isLive);

        Selection two;
        two.setClips({m_studio->clip(0).id, live});
        m_studio->editor().setSelection(two);
        press(Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(shots(), size_t(6));
        for (int step = 0; step < 4; ++step)
            SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(shots(), size_t(6));
        QVERIFY(timeline::findClip(m_studio->session->timeline(), second)->isLive);
    }

    void lyricsHaveALaneAreTappedEditedAndSungInTheMonitor()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_studio->screen.get()));
        TimelineSurface &surface = m_studio->surface();
        QVERIFY(!surface.lanes().isShown(Lane::Lyrics));
        for (const int second : {2, 5}) {
            m_studio->player.seek(Ticks::seconds(second));
            QTRY_COMPARE(m_studio->editor().playhead(), Ticks::seconds(second));
            QTest::keyClick(&surface, Qt::Key_Y);
        }
        QCOMPARE(m_studio->session->timeline().lyrics.size(), size_t(2));
        QVERIFY(surface.lanes().isShown(Lane::Lyrics));

        QTest::mouseClick(&surface, Qt::LeftButton, {}, pointAt(Ticks::seconds(4), Lane::Lyrics));
        QTRY_COMPARE(m_studio->editor().playhead(), Ticks::seconds(2)); // where the line begins
        QTest::mouseDClick(&surface, Qt::LeftButton, {}, pointAt(Ticks::seconds(4), Lane::Lyrics));
        auto *field = surface.findChild<QLineEdit *>();
        QVERIFY(field);
        field->setText(QStringLiteral("Lights on the water"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_studio->session->timeline().lyrics.front().text, QStringLiteral("Lights on the water"));

        auto *monitor = m_studio->screen->findChild<MonitorPanel *>();
        QVERIFY(monitor);
        const QImage sung = monitor->grab().toImage();
        QTest::keyClick(&surface, Qt::Key_Y, Qt::ShiftModifier);
        QVERIFY(!monitor->karaoke());
        const QImage plain = monitor->grab().toImage();
        QVERIFY(sung != plain);
        for (int step = 0; step < 3; ++step)
            SC_VERIFY_OK(m_studio->session->undo());
        QVERIFY(!surface.lanes().isShown(Lane::Lyrics));
    }

    void escapeDropsADragAndNothingIsStored()
    {
        const timeline::Timeline before = m_studio->session->timeline();
        const Ticks middle = m_studio->clip(5).start + Ticks::seconds(1);
        dragMouse(pointAt(middle, Lane::Shots), pointAt(middle + Ticks::seconds(3), Lane::Shots));
        QVERIFY(m_studio->surface().drag());
        QTest::keyClick(&m_studio->surface(), Qt::Key_Escape);
        QVERIFY(!m_studio->surface().drag());
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, {}, pointAt(middle, Lane::Shots));
        QVERIFY(m_studio->session->timeline() == before);
    }

    void aRefusedMoveStoresNothingAndSaysWhy()
    {
        const timeline::Timeline before = m_studio->session->timeline();
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        const Ticks middle = m_studio->clip(1).start + Ticks::seconds(1);
        dragMouse(pointAt(middle, Lane::Shots), pointAt(middle + Ticks::seconds(1), Lane::Shots));
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, {}, pointAt(middle + Ticks::seconds(1), Lane::Shots));
        QVERIFY(m_studio->session->timeline() == before);
        QCOMPARE(problems.count(), 1);
        QCOMPARE(problems.first().first().value<Problem>().code(), ProblemCode::Conflict);
    }

    void aRubberBandSelectsWhatItTouches()
    {
        const Ticks behind = m_studio->clip(5).end() + Ticks::seconds(1);
        dragMouse(pointAt(behind, Lane::Shots), pointAt(Ticks::seconds(7), Lane::Shots));
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, {}, pointAt(Ticks::seconds(7), Lane::Shots));
        QCOMPARE(m_studio->editor().selection().clips().size(), size_t(3));
    }

    void aSwipeRunsOutUntilAPressAndStepsOfAWheelDoNot()
    {
        TimelineSurface &surface = m_studio->surface();
        const Ticks end = timeline::programLength(m_studio->session->timeline());
        surface.showRange({Ticks(), Ticks(end.value() / 20)});
        const QPointF at = surface.rect().center();
        const auto wheel = [&](QPoint pixels, QPoint angle, Qt::ScrollPhase phase, quint64 ms) {
            QWheelEvent event(at, surface.mapToGlobal(at), pixels, angle, Qt::NoButton, Qt::NoModifier, phase, false);
            event.setTimestamp(ms);
            QApplication::sendEvent(&surface, &event);
        };
        const auto swipe = [&] {
            wheel({-20, 0}, {-20, 0}, Qt::ScrollBegin, 1000);
            for (quint64 i = 1; i < 8; ++i)
                wheel({-20, 0}, {-20, 0}, Qt::ScrollUpdate, 1000 + i * 10);
            wheel({}, {}, Qt::ScrollEnd, 1075);
        };
        const Ticks start = surface.view().left();
        swipe();
        QVERIFY(surface.isFlinging());
        const Ticks followed = surface.view().left();
        QVERIFY(followed > start);
        QTRY_VERIFY(surface.view().left() > followed);
        QTest::mouseClick(&surface, Qt::LeftButton, {}, QPoint(int(at.x()), 10));
        QVERIFY(!surface.isFlinging());
        const Ticks stopped = surface.view().left();
        wheel({}, {0, -120}, Qt::NoScrollPhase, 3000); // a step of a mouse
        const Ticks stepped = surface.view().left();
        QVERIFY(stepped > stopped);
        QVERIFY(!surface.isFlinging());
        wheel({0, -30}, {0, -30}, Qt::NoScrollPhase, 3010); // pixels of something that is no touchpad
        wheel({0, -30}, {0, -30}, Qt::NoScrollPhase, 3020);
        wheel({0, -30}, {0, -30}, Qt::NoScrollPhase, 3030);
        QVERIFY(!surface.isFlinging());
        ui::applyTheme(*qApp, ui::builtInTheme({.reducedMotion = true}));
        swipe();
        QVERIFY(!surface.isFlinging());
        ui::applyTheme(*qApp, ui::builtInTheme());
    }

    void controlWheelZoomsAtTheCursor()
    {
        TimelineSurface &surface = m_studio->surface();
        const QPoint at = pointAt(Ticks::seconds(8), Lane::Song);
        const double before = surface.view().pixelsPerSecond();
        QWheelEvent wheel(at, surface.mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&surface, &wheel);
        QVERIFY(surface.view().pixelsPerSecond() > before * 1.3);
        QVERIFY(std::abs(pointAt(Ticks::seconds(8), Lane::Song).x() - at.x()) <= 1);
    }

    void aScreenReaderHearsTheShots()
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&m_studio->surface());
        QVERIFY(list);
        QCOMPARE(list->childCount(), 6);
        QAccessibleInterface *shot = list->child(2);
        QCOMPARE(shot->text(QAccessible::Name), QStringLiteral("Shot 3, Shot 3"));
        QVERIFY(!shot->text(QAccessible::Value).isEmpty());
        QCOMPARE(list->indexOfChild(shot), 2);
        m_studio->editor().selectClip(m_studio->clip(2).id);
        QVERIFY(shot->state().selected);
    }

    void withoutAProjectTheScreenSaysHowToGetOne()
    {
        m_studio->context->setSession(nullptr);
        QVERIFY(!m_studio->surface().isVisible());
        QVERIFY(!m_studio->editor().hasProject());
        QVERIFY(m_studio->editor().index().entries().empty());
    }

    void ctrlOnAnEdgeRollsTheCutAndBothShotsFollow()
    {
        const timeline::Clip left = m_studio->clip(1);
        const timeline::Clip right = m_studio->clip(2);
        const QPoint from = pointAt(left.end(), Lane::Shots, -2);
        const QPoint to = from + QPoint(40, 0);
        QTest::mousePress(&m_studio->surface(), Qt::LeftButton, Qt::ControlModifier, from);
        for (int i = 1; i <= 4; ++i)
            moveMouse(from + (to - from) * i / 4, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(m_studio->surface().drag()->isRoll());
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, Qt::ControlModifier, to);
        const timeline::Timeline &t = m_studio->session->timeline();
        const timeline::Clip &after = *timeline::findClip(t, left.id);
        QVERIFY(after.end() > left.end());
        QCOMPARE(timeline::findClip(t, right.id)->start, after.end());
        QCOMPARE(timeline::findClip(t, right.id)->end(), right.end());
    }

    void theHandAtTheEdgeScrollsOnItsOwn()
    {
        m_studio->surface().setPixelsPerSecond(400, 0);
        const int y = m_studio->surface().lanes().rect(Lane::Shots).center().y();
        const QPoint edge(m_studio->surface().width() - 2, y);
        dragMouse(QPoint(m_studio->surface().width() - 80, y), edge);
        const Ticks left = m_studio->surface().view().left();
        QTRY_VERIFY(m_studio->surface().view().left() > left); // no more moves of the mouse
        m_studio->surface().cancelGesture();
    }

    void shotsAreSelectedByWhatTheyAre()
    {
        SC_VERIFY_OK(m_studio->session->apply(
            QStringLiteral("Lock"), timeline::setLocked(m_studio->session->timeline(), {.clips = {m_studio->clip(3).id}, .locked = true})));
        m_studio->actions.trigger(QStringLiteral("timeline.selectLocked"));
        QCOMPARE(m_studio->editor().selection().clips(), std::vector<ClipId>{m_studio->clip(3).id});
        m_studio->actions.trigger(QStringLiteral("timeline.selectUnlocked"));
        QCOMPARE(m_studio->editor().selection().clips().size(), size_t(5));
    }

    void aTransitionIsMadeLongerAtItsEndAndSaysWhenThereIsNoRoom()
    {
        const Ticks cut = m_studio->clip(2).start;
        SC_VERIFY_OK(m_studio->session->apply(
            QStringLiteral("Dissolve"),
            timeline::setTransition(m_studio->session->timeline(),
                                    {.clip = m_studio->clip(2).id,
                                     .edge = timeline::ClipEdge::In,
                                     .transition = {timeline::TransitionKind::Dissolve, Ticks::fromSeconds(0.5)}})));
        m_studio->surface().setPixelsPerSecond(120, 0);
        const QPoint hold(pointAt(cut + Ticks::fromSeconds(0.25), Lane::Shots).x(), m_studio->surface().lanes().shotPicture().top() + 6);
        dragMouse(hold, hold + QPoint(30, 0));
        QVERIFY(m_studio->surface().drag());
        QCOMPARE(m_studio->surface().drag()->kind(), ClipDrag::Kind::TransitionIn);
        QVERIFY(m_studio->surface().drag()->longestTransition().length() > Ticks::seconds(1));
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, {}, hold + QPoint(30, 0));
        QCOMPARE(m_studio->session->undoName(), QStringLiteral("Change transition length"));
        QCOMPARE(timeline::transitionAt(m_studio->session->timeline(), m_studio->clip(2).id, timeline::ClipEdge::In).range.length(),
                 Ticks::seconds(1));

        // Further than both shots reach: refused by name, nothing is stored.
        const timeline::Timeline before = m_studio->session->timeline();
        QSignalSpy told(&m_studio->editor(), &TimelineEditor::problemOccurred);
        const QPoint again(pointAt(cut + Ticks::fromSeconds(0.5), Lane::Shots).x(), hold.y());
        dragMouse(again, again + QPoint(260, 0));
        QVERIFY(m_studio->surface().drag());
        QVERIFY(!m_studio->surface().drag()->preview());
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, {}, again + QPoint(260, 0));
        QCOMPARE(told.size(), 1);
        QVERIFY(!told[0][0].value<Problem>().text().isEmpty());
        QCOMPARE(m_studio->session->timeline(), before);
    }

    void shiftOnAnEdgeStretchesTheShot()
    {
        const timeline::Clip before = m_studio->clip(5);
        m_studio->surface().setPixelsPerSecond(60, 0);
        const QPoint edge = pointAt(before.end(), Lane::Shots, -2) + QPoint(0, 14);
        QTest::mousePress(&m_studio->surface(), Qt::LeftButton, Qt::ShiftModifier, edge);
        for (int i = 1; i <= 10; ++i)
            moveMouse(edge + QPoint(6 * i, 0), Qt::ShiftModifier | Qt::AltModifier);
        QVERIFY(m_studio->surface().drag());
        QCOMPARE(m_studio->surface().drag()->kind(), ClipDrag::Kind::StretchOut);
        QTest::mouseRelease(&m_studio->surface(), Qt::LeftButton, Qt::ShiftModifier, edge + QPoint(60, 0));
        const timeline::Clip after = m_studio->clip(5);
        QCOMPARE(m_studio->session->undoName(), QStringLiteral("Stretch shot"));
        QVERIFY(after.length > before.length);
        QVERIFY(after.speedNumerator < after.speedDenominator); // slower: it shows what it showed
        // Without a drag Shift still extends the selection.
        m_studio->editor().selectClip(m_studio->clip(3).id);
        QTest::mouseClick(&m_studio->surface(), Qt::LeftButton, Qt::ShiftModifier, pointAt(after.end(), Lane::Shots, -2) + QPoint(0, 14));
        QCOMPARE(m_studio->editor().selection().clips().size(), size_t(3));
    }

    void whatEdgesCatchOnIsChosenKindByKind()
    {
        QAbstractButton *open = nullptr;
        for (auto *button : m_studio->screen->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->accessibleName() == QStringLiteral("What edges catch on"))
                open = button;
        }
        QVERIFY(open);
        QTest::mouseClick(open, Qt::LeftButton);
        auto *popover = m_studio->screen->window()->findChild<Popover *>();
        QVERIFY(popover && popover->isVisible());
        const QList<Switch *> switches = popover->findChildren<Switch *>();
        QCOMPARE(switches.size(), 9);
        for (Switch *each : switches) {
            QVERIFY(each->isChecked());
            each->setFocus();
            QTest::keyClick(each, Qt::Key_Space);
        }
        for (const timeline::SnapKind kind : timeline::kSnapKinds)
            QVERIFY(!m_studio->editor().preferences().snapTo.has(kind));
        QTest::keyClick(popover, Qt::Key_Escape);
        const timeline::Clip last = m_studio->clip(5);
        const std::vector<Beat> beats = timeline::timelineBeats(m_studio->session->timeline());
        const Beat beat = beats[*nearestBeat(beats, Ticks::fromSeconds(10.9))];
        dragMouse(pointAt(last.end(), Lane::Shots, -2), pointAt(beat.time, Lane::Shots, 1));
        QVERIFY(m_studio->surface().drag());
        QVERIFY(!m_studio->surface().drag()->target());
        m_studio->surface().cancelGesture();
        // By the palette's action the beats catch again.
        m_studio->actions.trigger(QStringLiteral("timeline.snapTo.beat"));
        m_studio->actions.trigger(QStringLiteral("timeline.snapTo.downbeat"));
        dragMouse(pointAt(last.end(), Lane::Shots, -2), pointAt(beat.time, Lane::Shots, 1));
        QVERIFY(m_studio->surface().drag()->target());
        m_studio->surface().cancelGesture();
    }

    void aNewFrameRateShowsItsMovesAndIsOneStep()
    {
        m_studio->actions.trigger(QStringLiteral("timeline.frameRate"));
        auto *dialog = m_studio->screen->window()->findChild<FrameRateDialog *>();
        QVERIFY(dialog);
        auto *rate = dialog->findChild<FieldChoice *>();
        auto *moves = dialog->findChild<RowList *>();
        QCOMPARE(moves->rowCount(), 0); // the present one
        const std::span<const FrameRate> rates = FrameRate::supported();
        const auto wanted = std::ranges::find(rates, *FrameRate::parse(u"30000/1001"));
        rate->setCurrent(int(wanted - rates.begin()));
        QVERIFY(moves->rowCount() > 0);
        QCOMPARE(m_studio->editor().frameRate(), FrameRate());
        QAbstractButton *change = nullptr;
        for (auto *button : dialog->findChildren<QAbstractButton *>()) {
            if (button->text().startsWith(QStringLiteral("Change to")))
                change = button;
        }
        QVERIFY(change);
        QTest::mouseClick(change, Qt::LeftButton);
        QCOMPARE(m_studio->editor().frameRate(), *wanted);
        SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(m_studio->editor().frameRate(), FrameRate());
    }
};

SC_TEST(TestTimelineWindow)
#include "tst_timeline_window.moc"
