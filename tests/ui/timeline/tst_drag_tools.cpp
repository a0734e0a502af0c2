// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/scene_edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/clip_drag.h"
#include "ui/timeline/clip_filter.h"
#include "ui/timeline/edge_scroller.h"
#include "ui/timeline/lyric_rows.h"
#include "ui/timeline/scroll_fling.h"
#include "ui/widgets/song_overview.h"

#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::ui;

// The tools of the hand as values, and what selects, scrolls and folds beside them.
class TestDragTools : public QObject
{
    Q_OBJECT

    // Two scenes of five touching shots of 48 frames at 24 fps.
    timeline::Timeline m_timeline = [] {
        timeline::Timeline t = test::shotsInARow(5, 48);
        timeline::Timeline second = test::shotsInARow(5, 48, {}, 240);
        second.scenes.front().name = QStringLiteral("Second");
        second.scenes.front().order = 1;
        t.scenes.push_back(second.scenes.front());
        t.clips.insert(t.clips.end(), second.clips.begin(), second.clips.end());
        t.project.song = test::evenSong(120, 48);
        return t;
    }();
    const Ticks m_near = Ticks::fromSeconds(0.1);

    const timeline::Clip &clip(int i) const { return m_timeline.clips[size_t(i)]; }
    ClipDrag drag(ClipDrag::Kind kind, int i, Ticks pressedAt) const
    {
        return ClipDrag(m_timeline, kind, clip(i).id, {clip(i).id}, pressedAt, {}, std::nullopt);
    }

private Q_SLOTS:
    void aFlingDiesDownByTheClockWhateverTheFrames()
    {
        const double speed = 2400;
        const double end = ScrollFling::lengthOf(speed);
        QVERIFY(end > 0.5 && end < 2);
        QCOMPARE(ScrollFling::wayAfter(speed, 0), 0.0);
        QCOMPARE(ScrollFling::wayAfter(-speed, end), -ScrollFling::wayAfter(speed, end));
        double before = 0;
        double step = 1e9;
        for (double t = 0.016; t < end; t += 0.016) { // ever slower, never back
            const double now = ScrollFling::wayAfter(speed, t) - before;
            QVERIFY(now > 0 && now < step);
            step = now;
            before += now;
        }
        QVERIFY(step < 1); // and stops without a jump
        QCOMPARE(ScrollFling::lengthOf(10), 0.0);
    }

    void onlyFastFingersStartAFling()
    {
        double way = 0;
        ScrollFling fling([&](double pixels) { way += pixels; });
        const auto swipe = [&](double pixels, int moves, qint64 pauseMs) {
            for (int i = 0; i < moves; ++i)
                fling.moved(pixels, i * 10);
            fling.lifted((moves - 1) * 10 + pauseMs);
        };
        swipe(1, 10, 5); // 100 px a second
        QVERIFY(!fling.isRunning());
        swipe(20, 2, 5); // too short to have a speed
        QVERIFY(!fling.isRunning());
        swipe(20, 10, 120); // held still before they were lifted
        QVERIFY(!fling.isRunning());
        swipe(20, 10, 5);
        QVERIFY(fling.isRunning());
        QTRY_VERIFY(way > 20);
        fling.moved(1, 5000); // a finger is back
        QVERIFY(!fling.isRunning());
        swipe(-20, 10, 5);
        way = 0;
        QTRY_VERIFY(!fling.isRunning());
        QVERIFY(std::abs(way - ScrollFling::wayAfter(-2000, ScrollFling::lengthOf(2000))) < 1);
    }

    void aRolledCutStopsAFrameBeforeEitherShotIsGone()
    {
        const Ticks frame = m_timeline.project.frameRate.frameLength();
        ClipDrag d = drag(ClipDrag::Kind::RollOut, 1, clip(1).end());
        d.moveTo(Ticks::seconds(100), m_near, true);
        SC_VERIFY_OK(d.preview());
        QCOMPARE(timeline::findClip(*d.preview(), clip(2).id)->length, frame);
        QCOMPARE(timeline::findClip(*d.preview(), clip(2).id)->end(), clip(2).end());
        d.moveTo(-Ticks::seconds(100), m_near, true);
        SC_VERIFY_OK(d.preview());
        QCOMPARE(timeline::findClip(*d.preview(), clip(1).id)->length, frame);
    }

    void aSlippedShotStaysAndShowsWhatTheHandPulledIn()
    {
        m_timeline.clips[1].sourceIn = Ticks::seconds(1);
        ClipDrag d = drag(ClipDrag::Kind::Slip, 1, clip(1).start);
        d.moveTo(clip(1).start - Ticks::fromSeconds(0.5), m_near, false);
        SC_VERIFY_OK(d.preview());
        const timeline::Clip &slipped = *timeline::findClip(*d.preview(), clip(1).id);
        QCOMPARE(slipped.range(), clip(1).range());
        QCOMPARE(slipped.sourceIn, Ticks::fromSeconds(1.5));
        d.moveTo(clip(1).start + Ticks::seconds(30), m_near, false); // before its first frame there is nothing
        SC_VERIFY_OK(d.preview());
        QCOMPARE(timeline::findClip(*d.preview(), clip(1).id)->sourceIn, Ticks());
    }

    void aSlidShotTakesFromOneNeighbourAndGivesToTheOther()
    {
        ClipDrag d = drag(ClipDrag::Kind::Slide, 2, clip(2).start);
        d.moveTo(clip(2).start + Ticks::seconds(1), m_near, true);
        SC_VERIFY_OK(d.preview());
        QCOMPARE(timeline::findClip(*d.preview(), clip(1).id)->length, Ticks::seconds(3));
        QCOMPARE(timeline::findClip(*d.preview(), clip(3).id)->length, Ticks::seconds(1));
        QCOMPARE(timeline::findClip(*d.preview(), clip(2).id)->length, clip(2).length);
        QCOMPARE(d.movedFrames(), std::int64_t(24));
        QCOMPARE(d.movedBeats(timeline::timelineBeats(m_timeline)), 2.0);
    }

    void shotsOfTwoScenesMoveTogetherAndJoinWhereTheyLand()
    {
        timeline::Timeline t = m_timeline;
        std::erase_if(t.clips, [&](const timeline::Clip &c) { return c.id == clip(5).id || c.id == clip(6).id; });
        t.scenes[1].start = clip(5).start;
        t.scenes[1].autoLength = false;
        t.scenes[1].length = Ticks::seconds(10);
        ClipDrag d(t, ClipDrag::Kind::Move, clip(3).id, {clip(3).id, clip(4).id}, clip(3).start, {}, std::nullopt);
        d.moveTo(clip(5).start, m_near, true);
        SC_VERIFY_OK(d.preview());
        for (const int i : {3, 4}) {
            const timeline::Clip &moved = *timeline::findClip(*d.preview(), clip(i).id);
            QCOMPARE(moved.start, clip(i + 2).start);
            QCOMPARE(moved.scene, t.scenes[1].id);
        }
    }

    void aSceneOverAnotherChangesPlacesWithIt()
    {
        ClipDrag d = ClipDrag::ofScene(m_timeline, m_timeline.scenes[0].id, Ticks::seconds(1), {}, std::nullopt);
        d.moveTo(Ticks::seconds(15), m_near, false);
        QCOMPARE(d.newPlace(), std::optional(1));
        SC_VERIFY_OK(d.preview());
        QVERIFY(d.changesAnything());
        QCOMPARE(timeline::findScene(*d.preview(), m_timeline.scenes[1].id)->start, Ticks());
        QCOMPARE(timeline::findScene(*d.preview(), m_timeline.scenes[0].id)->start, Ticks::seconds(10));
        d.moveTo(Ticks::seconds(1), m_near, false);
        QVERIFY(!d.newPlace());
        QVERIFY(!d.changesAnything());
    }

    void aLockedSceneIsNotDragged()
    {
        m_timeline.scenes[0].locked = true;
        ClipDrag d = ClipDrag::ofScene(m_timeline, m_timeline.scenes[0].id, Ticks::seconds(1), {}, std::nullopt);
        d.moveTo(Ticks::seconds(30), m_near, true);
        SC_COMPARE_PROBLEM(d.preview(), ProblemCode::Conflict);
        m_timeline.scenes[0].locked = false;
    }

    void filtersTakeWhatTheySay()
    {
        timeline::Timeline t = m_timeline;
        t.clips[0].imagePrompt = QStringLiteral("rain");
        t.clips[4].length -= t.project.frameRate.timeOf(3);
        t.clips[5].start += t.project.frameRate.timeOf(3); // off the beat
        const ClipIndex index(t);
        const std::vector<Beat> beats = timeline::timelineBeats(t);
        QCOMPARE(filtered(t, index, beats, {.state = ClipState::Planned}), std::vector<ClipId>{t.clips[0].id});
        QCOMPARE(filtered(t, index, beats, {.offBeat = true}), std::vector<ClipId>{t.clips[5].id});
        QCOMPARE(filtered(t, index, beats, {.within = TickRange{Ticks::seconds(2), Ticks::seconds(6)}}),
                 (std::vector<ClipId>{t.clips[1].id, t.clips[2].id}));
        QCOMPARE(filtered(t, index, beats, {.label = QStringLiteral("verse")}).size(), size_t(2)); // 16 s to 20 s
        QVERIFY(filtered(t, index, beats, {.locked = true}).empty());
    }

    void scrollingAtTheEdgeIsFasterFartherOut()
    {
        QCOMPARE(EdgeScroller::speedAt(500, 100, 900), 0.0);
        QVERIFY(EdgeScroller::speedAt(890, 100, 900) > 0);
        QVERIFY(EdgeScroller::speedAt(950, 100, 900) > EdgeScroller::speedAt(890, 100, 900));
        QVERIFY(EdgeScroller::speedAt(105, 100, 900) < 0);
        QCOMPARE(EdgeScroller::speedAt(105, 100, 900), -EdgeScroller::speedAt(895, 100, 900));
    }

    void theOverviewIsDensestWhereTheCutsAre()
    {
        std::vector<Ticks> cuts;
        for (int i = 0; i < 40; ++i)
            cuts.push_back(Ticks::fromSeconds(60 + i * 0.1));
        cuts.push_back(Ticks::seconds(10));
        const std::vector<double> density = SongOverview::cutDensity(cuts, Ticks::seconds(100), 600);
        QCOMPARE(density.size(), size_t(600));
        QVERIFY(density[372] > 0.9);
        QVERIFY(density[60] > 0 && density[60] < 0.2);
        QCOMPARE(density[500], 0.0);
        QVERIFY(SongOverview::cutDensity(cuts, Ticks(), 600)[0] == 0);
    }

    void linesThatOverlapShareTheLane()
    {
        timeline::Timeline t = m_timeline;
        t.project.songOffset = -Ticks::seconds(2);
        t.lyrics = {{.id = LyricId::create(), .start = Ticks::seconds(3), .end = Ticks::seconds(6), .text = QStringLiteral("one")},
                    {.id = LyricId::create(), .start = Ticks::seconds(5), .end = Ticks::seconds(7), .text = QStringLiteral("two")},
                    {.id = LyricId::create(), .start = Ticks::seconds(9), .end = Ticks::seconds(10), .text = QStringLiteral("three")}};
        const LyricRows rows(t);
        QCOMPARE(rows.lines()[0].row, LyricRows::Row::Upper);
        QCOMPARE(rows.lines()[1].row, LyricRows::Row::Lower);
        QCOMPARE(rows.lines()[2].row, LyricRows::Row::Whole);
        QCOMPARE(rows.lines()[2].range.start, Ticks::seconds(7)); // the song began before the timeline
        QCOMPARE(rows.at(Ticks::fromSeconds(3.5)), 1);
        QCOMPARE(rows.at(Ticks::seconds(6)), -1);
    }
};

SC_TEST(TestDragTools)
#include "tst_drag_tools.moc"
