// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/clip_drag.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;
using timeline::OverlapMode;

class TestClipDrag : public QObject
{
    Q_OBJECT

    // Ten touching shots of 48 frames at 24 fps and a song at 97 BPM, whose beats lie beside the frames.
    timeline::Timeline m_timeline = [] {
        timeline::Timeline t = test::shotsInARow(10, 48);
        t.project.song = test::evenSong(97, 48);
        return t;
    }();
    const Ticks m_near = Ticks::fromSeconds(0.1);

    const ClipId &id(int i) const { return m_timeline.clips[size_t(i)].id; }
    ClipDrag drag(ClipDrag::Kind kind, int clip, Ticks pressedAt, const EditPreferences &preferences = {}) const
    {
        return ClipDrag(m_timeline, kind, id(clip), {id(clip)}, pressedAt, preferences, std::nullopt);
    }

private Q_SLOTS:
    void aTrimmedEdgeLandsOnTheFrameNearestToTheBeat()
    {
        const std::vector<Beat> beats = timeline::timelineBeats(m_timeline);
        const FrameRate rate = m_timeline.project.frameRate;
        ClipDrag d = drag(ClipDrag::Kind::TrimOut, 9, Ticks::seconds(20), {.overlap = OverlapMode::Push});
        const Beat beat = beats[*nearestBeat(beats, Ticks::fromSeconds(18.8))];
        d.moveTo(beat.time + Ticks::fromSeconds(0.03), m_near, false);
        QVERIFY(d.target());
        SC_VERIFY_OK(d.preview());
        const timeline::Clip *clip = timeline::findClip(*d.preview(), id(9));
        QCOMPARE(clip->end(), rate.snap(beat.time));
        QVERIFY(abs(clip->end() - beat.time) * 2 <= rate.frameLength());
        QVERIFY(clip->beatOut.has_value());
    }

    void altLetsTheEdgeGoAnywhereOnTheGrid()
    {
        ClipDrag d = drag(ClipDrag::Kind::TrimOut, 9, Ticks::seconds(20), {.overlap = OverlapMode::Push});
        d.moveTo(Ticks::fromSeconds(18.51), m_near, true);
        QVERIFY(!d.target());
        SC_VERIFY_OK(d.preview());
        const timeline::Clip *clip = timeline::findClip(*d.preview(), id(9));
        QCOMPARE(clip->end(), m_timeline.project.frameRate.snap(Ticks::fromSeconds(18.51)));
        QVERIFY(!clip->beatOut);
    }

    void theBaseIsNeverTouched()
    {
        const timeline::Timeline before = m_timeline;
        ClipDrag d = drag(ClipDrag::Kind::Move, 4, Ticks::seconds(9), {.overlap = OverlapMode::Overwrite});
        d.moveTo(Ticks::seconds(3), m_near, false);
        QVERIFY(d.changesAnything());
        QVERIFY(d.base() == before);
    }

    void goingBackToTheStartChangesNothing()
    {
        ClipDrag d = drag(ClipDrag::Kind::Move, 4, Ticks::seconds(9), {.overlap = OverlapMode::Push});
        d.moveTo(Ticks::seconds(12), m_near, true);
        d.moveTo(Ticks::seconds(9), m_near, true);
        QVERIFY(!d.changesAnything());
        QCOMPARE(d.movedFrames(), std::int64_t(0));
    }

    void aRefusedMoveNamesWhyAndWhereItWouldFit()
    {
        ClipDrag d = drag(ClipDrag::Kind::Move, 2, Ticks::seconds(5), {.overlap = OverlapMode::Refuse});
        d.moveTo(Ticks::seconds(9), m_near, true);
        SC_COMPARE_PROBLEM(d.preview(), ProblemCode::Conflict);
        QVERIFY(d.nextPlace());
        QCOMPARE(d.nextPlace()->start, Ticks::seconds(20));
        QCOMPARE(d.nextPlace()->length(), Ticks::seconds(2));
        QVERIFY(!d.changesAnything());
    }

    void anEdgeStopsWhereOneFrameIsLeft()
    {
        ClipDrag d = drag(ClipDrag::Kind::TrimOut, 3, Ticks::seconds(8));
        d.moveTo(Ticks::seconds(1), m_near, false);
        SC_VERIFY_OK(d.preview());
        QCOMPARE(timeline::findClip(*d.preview(), id(3))->length, m_timeline.project.frameRate.frameLength());
    }

    void nothingMovesBeforeTheBeginning()
    {
        ClipDrag d = drag(ClipDrag::Kind::Move, 0, Ticks::seconds(1), {.overlap = OverlapMode::Push});
        d.moveTo(Ticks::seconds(-40), m_near, false);
        QCOMPARE(d.wished().start, Ticks());
    }

    void aSelectionMovesAsOneAndKeepsItsDistances()
    {
        ClipDrag d(m_timeline, ClipDrag::Kind::Move, id(8), {id(8), id(9)}, Ticks::seconds(17), {}, std::nullopt);
        d.moveTo(Ticks::seconds(27), m_near, true);
        SC_VERIFY_OK(d.preview());
        QCOMPARE(timeline::findClip(*d.preview(), id(8))->start, Ticks::seconds(26));
        QCOMPARE(timeline::findClip(*d.preview(), id(9))->start, Ticks::seconds(28));
    }

    void aShotPutIntoAnotherSceneBelongsToIt()
    {
        timeline::Timeline t = m_timeline;
        timeline::Scene second;
        second.id = SceneId::create();
        second.name = QStringLiteral("Second");
        second.order = 1;
        second.start = Ticks::seconds(30);
        second.length = Ticks::seconds(20);
        second.autoLength = false;
        t.scenes.push_back(second);
        ClipDrag d(t, ClipDrag::Kind::Move, id(9), {id(9)}, Ticks::seconds(19), {}, std::nullopt);
        d.moveTo(Ticks::seconds(36), m_near, true);
        SC_VERIFY_OK(d.preview());
        QCOMPARE(timeline::findClip(*d.preview(), id(9))->scene, second.id);
    }

    void snappingCanBeSwitchedOff()
    {
        ClipDrag d = drag(ClipDrag::Kind::TrimOut, 9, Ticks::seconds(20), {.snap = false});
        d.moveTo(Ticks::seconds(19), Ticks::seconds(1), false);
        QVERIFY(!d.target());
    }
};

SC_TEST(TestClipDrag)
#include "tst_clip_drag.moc"
