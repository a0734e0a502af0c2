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
};

SC_TEST(TestProjectEdits)
#include "tst_project_edits.moc"
