// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestBeatEdits : public QObject
{
    Q_OBJECT

private:
    static Timeline three(FrameRate rate = {}, double bpm = 120)
    {
        Timeline t = songTimeline(rate, bpm);
        addSceneWithClips(t, 1, 0, {2, 2, 2}, 1);
        return t;
    }

private Q_SLOTS:
    void lengthInBeatsEndsOnTheRealBeat()
    {
        // 97 BPM at 29.97: seven beats are 4.329 s, which no multiple of a rounded beat hits.
        const FrameRate rate = *FrameRate::parse(u"30000/1001");
        Timeline t = songTimeline(rate, 97);
        addSceneWithClips(t, 1, 0, {1}, 1);
        const auto set = setLengthInBeats(t, {.clip = clipId(1), .beats = 7});
        SC_VERIFY_OK(set);
        SC_COMPARE_NO_BREACH(*set);
        QCOMPARE(clip(*set, 1).end(), rate.snap(timelineBeats(t)[7].time));
        QCOMPARE(clip(*set, 1).beatOut.value().index, 7);
    }

    void lengthInBeatsRefusesWhatIsNoNumberOfBeats()
    {
        for (const double beats : {0.0, -1.0, 0.3, 2000.0})
            QCOMPARE(setLengthInBeats(three(), {.clip = clipId(1), .beats = beats}).error().code(), ProblemCode::ValidationError);
        QCOMPARE(setLengthInBeats(three(), {.clip = clipId(1), .beats = 6}).error().code(), ProblemCode::Conflict);
        Timeline silent = three();
        silent.project.song.reset();
        QCOMPARE(setLengthInBeats(silent, {.clip = clipId(1), .beats = 2}).error().code(), ProblemCode::ValidationError);
    }

    void nudgingByBeatsStaysOnTheGridHoweverOften()
    {
        const FrameRate rate = *FrameRate::parse(u"24000/1001");
        Timeline t = songTimeline(rate, 128.7);
        addSceneWithClips(t, 1, 0, {1}, 1);
        for (int step = 1; step <= 40; ++step) {
            t = nudgeByBeats(t, {.clips = {clipId(1)}, .beats = 1}).value();
            QCOMPARE(clip(t, 1).start, rate.snap(timelineBeats(t)[size_t(step)].time));
        }
        t = nudgeByBeats(t, {.clips = {clipId(1)}, .beats = -40}).value();
        QCOMPARE(clip(t, 1).start, Ticks());
    }

    void aligningRollsEveryCutToItsBeat()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2.125, 1.75, 2}, 1); // cuts at 2.125, 3.875 and 5.875
        const auto aligned = alignToBeats(t, {});
        SC_VERIFY_OK(aligned);
        SC_COMPARE_NO_BREACH(*aligned);
        QCOMPARE(layout(*aligned, 1), QStringLiteral("0-2 2-4 4-6"));
        QCOMPARE(clip(*aligned, 2).beatIn.value().index, 4);
        QCOMPARE(alignToBeats(*aligned, {}).error().code(), ProblemCode::NothingToUpdate);
    }

    void cutsOnHalfBeatsStayUnlessTheirClipIsNamed()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2.25, 1.625, 2.125}, 1); // half a beat, an eighth early, on a beat
        const auto all = alignToBeats(t, {});
        SC_VERIFY_OK(all);
        QCOMPARE(layout(*all, 1), QStringLiteral("0-2.25 2.25-4 4-6"));
        QCOMPARE(alignToBeats(*all, {}).error().code(), ProblemCode::NothingToUpdate);
        const auto named = alignToBeats(*all, {.clips = {clipId(1)}});
        SC_VERIFY_OK(named);
        QCOMPARE(layout(*named, 1), QStringLiteral("0-2 2-4 4-6"));
    }

    void edgesOutsideTheSongsBeatsStay()
    {
        Timeline t = songTimeline();
        t.project.song->map.grid.regions.front().start = Ticks::seconds(1);
        t.project.song->map.grid.regions.front().phase = Ticks::seconds(1);
        addSceneWithClips(t, 1, 0, {2.125}, 1);
        const auto aligned = alignToBeats(t, {});
        SC_VERIFY_OK(aligned);
        QCOMPARE(layout(*aligned, 1), QStringLiteral("0-2"));
    }

    void aligningLeavesLockedClipsAlone()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2.125, 1.75, 2}, 1);
        t = setLocked(t, {.clips = {clipId(1)}}).value();
        const auto aligned = alignToBeats(t, {});
        SC_VERIFY_OK(aligned);
        QCOMPARE(layout(*aligned, 1), QStringLiteral("0-2.125 2.125-4 4-6"));
        const Timeline all = setLocked(t, {.scenes = {sceneId(1)}}).value();
        QCOMPARE(alignToBeats(all, {}).error().code(), ProblemCode::Conflict);
    }

    void gapsAreClosedByExtendingOrByMovingUp()
    {
        Timeline t = three();
        t = deleteClips(t, {.clips = {clipId(2)}}).value();
        addSceneWithClips(t, 2, 10, {1}, 8);
        const auto extended = closeGaps(t, {});
        SC_VERIFY_OK(extended);
        QCOMPARE(layout(*extended, 1), QStringLiteral("0-4 4-6"));
        const auto moved = closeGaps(t, {.fix = GapFix::Ripple});
        SC_VERIFY_OK(moved);
        SC_COMPARE_NO_BREACH(*moved);
        QCOMPARE(layout(*moved, 1), QStringLiteral("0-2 2-4"));
        QCOMPARE(layout(*moved, 2), QStringLiteral("8-9"));
        QCOMPARE(closeGaps(t, {.shorterThan = Ticks::seconds(1)}).error().code(), ProblemCode::NothingToUpdate);
    }
};

SC_TEST(TestBeatEdits)
#include "tst_beat_edits.moc"
