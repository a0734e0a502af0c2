// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/presentation/show_state.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

class TestShowState : public QObject
{
    Q_OBJECT

private:
    static timeline::Timeline cut()
    {
        timeline::Timeline t = test::shotsInARow(3, 48);
        const timeline::Timeline second = test::shotsInARow(2, 48, {}, 240); // behind a gap of four seconds
        t.scenes.push_back(second.scenes.front());
        t.scenes.back().name = QStringLiteral("Bridge");
        t.scenes.back().order = 1;
        t.scenes.back().description = QStringLiteral("The road is empty.");
        t.clips.insert(t.clips.end(), second.clips.begin(), second.clips.end());
        t.clips[1].notes = QStringLiteral("Say how long it took.");
        t.project.description = QStringLiteral("A night drive.");
        return t;
    }

private Q_SLOTS:
    void nothingIsShownOfNothing()
    {
        ShowState state;
        state.setTimeline({});
        QVERIFY(state.isEmpty());
        QCOMPARE(state.current(), -1);
        QVERIFY(!state.step(1, true));
        QVERIFY(!state.stepScene(1));
        QCOMPARE(state.shotAt(Ticks::seconds(3)), -1);
        QVERIFY(state.placeText().isEmpty() && state.sceneText().isEmpty() && state.notes().isEmpty());
    }

    void stepsEndAtTheEndsUnlessItLoops()
    {
        ShowState state;
        state.setTimeline(cut());
        QCOMPARE(state.current(), 0);
        QVERIFY(!state.step(-1, false));
        QVERIFY(state.step(-1, true));
        QCOMPARE(state.current(), 4);
        QVERIFY(!state.step(1, false));
        QVERIFY(state.step(1, true));
        QCOMPARE(state.current(), 0);
        state.goTo(99);
        QCOMPARE(state.current(), 4);
    }

    void scenesAreSteppedToTheirFirstShot()
    {
        ShowState state;
        state.setTimeline(cut());
        state.goTo(1);
        QVERIFY(state.stepScene(1));
        QCOMPARE(state.current(), 3);
        state.step(1, false);
        QVERIFY(state.stepScene(-1));
        QCOMPARE(state.current(), 0);
        QVERIFY(!state.stepScene(-1));
        QCOMPARE(state.shotsOfScene(), std::pair(0, 3));
    }

    void placesAndNotesAreWords()
    {
        ShowState state;
        state.setTimeline(cut());
        QCOMPARE(state.placeText(), QStringLiteral("clip 1 of 5"));
        QCOMPARE(state.sceneText(), QStringLiteral("scene 1: Only scene"));
        QCOMPARE(state.notes(), QStringLiteral("A night drive."));
        QCOMPARE(state.notesOrigin(), QStringLiteral("show"));
        state.goTo(1);
        QCOMPARE(state.notes(), QStringLiteral("Say how long it took."));
        state.goTo(4);
        QCOMPARE(state.sceneText(), QStringLiteral("scene 2: Bridge"));
        QCOMPARE(state.notes(), QStringLiteral("The road is empty."));
        QCOMPARE(state.notesOrigin(), QStringLiteral("scene 2"));
    }

    void inAGapTheShotBeforeIsTheOne()
    {
        ShowState state;
        state.setTimeline(cut());
        QCOMPARE(state.shotAt(Ticks::seconds(5)), 2);
        QCOMPARE(state.shotAt(Ticks::seconds(8)), 2);
        QCOMPARE(state.shotAt(Ticks::seconds(10)), 3);
        QCOMPARE(state.shotAt(Ticks::seconds(500)), 4);
    }

    void anEditKeepsTheShotThatIsOn()
    {
        ShowState state;
        timeline::Timeline t = cut();
        state.setTimeline(t);
        state.goTo(3);
        const ClipId on = state.currentClip()->id;
        t.clips.erase(t.clips.begin());
        state.setTimeline(t);
        QCOMPARE(state.currentClip()->id, on);
        QCOMPARE(state.current(), 2);
        t.clips.clear();
        state.setTimeline(t);
        QVERIFY(state.isEmpty());
    }
};

SC_TEST(TestShowState)
#include "tst_show_state.moc"
