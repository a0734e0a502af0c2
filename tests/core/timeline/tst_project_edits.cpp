// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/beat_binding.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestProjectEdits : public QObject
{
    Q_OBJECT

private:
    // One clip a beat at 118.37 BPM, all bound.
    static Timeline onBeats(FrameRate rate)
    {
        Timeline t = songTimeline(rate, 118.37);
        AddClip whole;
        whole.id = clipId(1);
        whole.start = Ticks();
        whole.length = Ticks::seconds(59);
        t = addClip(t, whole).value();
        return splitClipOnBeats(t, {.clip = clipId(1)}).value();
    }

private Q_SLOTS:
    void fieldsKeepTheirLimits()
    {
        const auto refuses = [](auto change) {
            EditProject request;
            change(request);
            const auto result = editProject(songTimeline(), request);
            return !result && result.error().code() == ProblemCode::ValidationError;
        };
        QVERIFY(refuses([](EditProject &p) { p.width = 1921; }));
        QVERIFY(refuses([](EditProject &p) { p.height = 8194; }));
        QVERIFY(refuses([](EditProject &p) { p.width = 62; }));
        QVERIFY(refuses([](EditProject &p) { p.name = QString(); }));
        QVERIFY(refuses([](EditProject &p) { p.songGainDb = 12.5; }));
        QVERIFY(refuses([](EditProject &p) { p.songGainDb = std::nan(""); }));
        QVERIFY(refuses([](EditProject &p) { p.songOffset = Ticks::seconds(10'001); }));
        EditProject good;
        good.width = 1080;
        good.height = 1920;
        QCOMPARE(editProject(songTimeline(), good)->project.height, 1920);
    }

    void everyRateChangeLeavesBoundCutsOnTheirBeats()
    {
        for (const FrameRate from : FrameRate::supported()) {
            const Timeline t = onBeats(from);
            for (const FrameRate to : FrameRate::supported()) {
                const auto change = setFrameRate(t, {to});
                SC_VERIFY_OK(change);
                SC_COMPARE_NO_BREACH(change->timeline);
                QCOMPARE(change->timeline.clips.size(), t.clips.size());
                const auto bound = std::ranges::count_if(change->timeline.clips, [](const Clip &c) { return c.beatIn.has_value(); });
                QCOMPARE(bound, std::ranges::count_if(t.clips, [](const Clip &c) { return c.beatIn.has_value(); }));
                // A bound edge leaves its old frame by at most half of both frames.
                QVERIFY(2 * change->largestMove <= from.frameLength() + to.frameLength());
                QCOMPARE(change->largestMove == Ticks(), change->movedMost.isEmpty());
            }
        }
    }

    void ratesThereAndBackEndWhereTheyBegan()
    {
        const Timeline t = onBeats(FrameRate());
        for (const FrameRate rate : FrameRate::supported()) {
            const Timeline back = setFrameRate(setFrameRate(t, {rate})->timeline, {FrameRate()})->timeline;
            QCOMPARE(back == t, true);
        }
    }

    void aCoarserGridLeavesEveryClipAFrame()
    {
        Timeline t = songTimeline(*FrameRate::parse(u"60"));
        AddClip add;
        for (int n = 0; n < 12; ++n) {
            add.id = clipId(n);
            add.start = Ticks::fromRational(n, 60);
            add.length = Ticks::fromRational(1, 60);
            t = addClip(t, add).value();
        }
        const auto change = setFrameRate(t, {*FrameRate::parse(u"24000/1001")});
        SC_VERIFY_OK(change);
        SC_COMPARE_NO_BREACH(change->timeline);
        QCOMPARE(change->timeline.clips.size(), size_t(12));
    }

    void movingTheSongCarriesBoundEdges()
    {
        Timeline t = onBeats(FrameRate());
        t = setLocked(t, {.scenes = {}, .clips = {t.clips[5].id}, .locked = true}).value();
        const Clip held = t.clips[5];
        EditProject request;
        request.songOffset = Ticks::fromSeconds(0.1);
        const auto moved = editProject(t, request);
        SC_VERIFY_OK(moved);
        SC_COMPARE_NO_BREACH(*moved);
        QCOMPARE(moved->clips[5].range() == held.range(), true);
        QVERIFY(!moved->clips[5].beatIn);
        const std::vector<Beat> beats = timelineBeats(*moved);
        QCOMPARE(moved->clips[9].start, edgeOf(beats[static_cast<size_t>(moved->clips[9].beatIn->index)], FrameRate()));
        QCOMPARE(moved->clips[9].beatIn, t.clips[9].beatIn);
    }

    void aCorrectedTempoKeepsTheBeatsOfTheClips()
    {
        const Timeline t = onBeats(FrameRate());
        BeatGrid grid = t.project.song->map.grid;
        grid.regions[0].bpm = 118.9;
        const auto corrected = setBeatGrid(t, {grid});
        SC_VERIFY_OK(corrected);
        SC_COMPARE_NO_BREACH(*corrected);
        QCOMPARE(corrected->clips[40].beatIn, t.clips[40].beatIn);
        QVERIFY(corrected->clips[40].start < t.clips[40].start);
        grid.regions[0].bpm = 118.37 * 2;
        const auto doubled = setBeatGrid(t, {grid});
        SC_COMPARE_NO_BREACH(*doubled);
        QCOMPARE(doubled->clips[40].start, t.clips[40].start);
        QCOMPARE(doubled->clips[40].beatIn->index, 2 * t.clips[40].beatIn->index);
        grid.regions[0].bpm = 5;
        SC_COMPARE_PROBLEM(setBeatGrid(t, {grid}), ProblemCode::ValidationError);
    }

    void correctingOnePartMovesNothingInTheOthers()
    {
        const Timeline t = onBeats(FrameRate());
        // Four seconds in the middle are counted twice as fast: eight beats more, of a hundred and sixteen.
        const BeatRegion whole = t.project.song->map.grid.regions[0];
        const std::vector<Beat> beats = timelineBeats(t);
        BeatRegion first = whole;
        BeatRegion middle = whole;
        BeatRegion last = whole;
        first.end = middle.start = beats[40].time;
        middle.end = last.start = beats[48].time;
        middle.bpm = 2 * whole.bpm;
        middle.phase = beats[40].time;
        middle.firstBar = last.firstBar = 11;
        const auto edited = setBeatGrid(t, {{{first, middle, last}}});
        SC_VERIFY_OK(edited);
        SC_COMPARE_NO_BREACH(*edited);
        for (size_t i = 0; i < t.clips.size(); ++i)
            QCOMPARE(edited->clips[i].start, t.clips[i].start);
        QCOMPARE(edited->clips[60].beatIn->index, t.clips[60].beatIn->index + 8);
        // The middle slides by 30 ms: its edges follow, the others stay.
        middle.bpm = whole.bpm;
        middle.phase = beats[40].time + Ticks::fromSeconds(0.06);
        const auto slid = setBeatGrid(t, {{{first, middle, last}}});
        SC_VERIFY_OK(slid);
        QVERIFY(slid->clips[44].start > t.clips[44].start);
        QCOMPARE(slid->clips[44].start, edgeOf(timelineBeats(*slid)[44], FrameRate()));
        QCOMPARE(slid->clips[30].start, t.clips[30].start);
        QCOMPARE(slid->clips[60].start, t.clips[60].start);
    }

    void aFirstBeatThatFallsOutPullsNoEdgeAlong()
    {
        Timeline t = onBeats(FrameRate());
        BeatGrid grid = t.project.song->map.grid;
        grid.regions[0].phase -= Ticks::fromSeconds(0.05); // beat 0 would lie before the song
        const auto earlier = setBeatGrid(t, {grid});
        SC_VERIFY_OK(earlier);
        SC_COMPARE_NO_BREACH(*earlier);
        for (size_t i = 2; i + 1 < t.clips.size(); ++i)
            QVERIFY(abs(earlier->clips[i].start - t.clips[i].start) < Ticks::fromSeconds(0.1));
        QCOMPARE(earlier->clips[40].beatIn->index, t.clips[40].beatIn->index - 1);
    }
};

SC_TEST(TestProjectEdits)
#include "tst_project_edits.moc"
