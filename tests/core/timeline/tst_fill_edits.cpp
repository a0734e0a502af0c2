// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/fill_edits.h"
#include "tests/core/timeline/timeline_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::timeline;
using namespace sc::test;

class TestFillEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBeatBarAndSectionGetsAClip()
    {
        const Timeline empty = songTimeline(); // 60 s at 120 BPM
        for (const auto &[unit, count] : {std::pair(FillUnit::Beat, 119), std::pair(FillUnit::Bar, 29), std::pair(FillUnit::Section, 2)}) {
            const auto filled = fillWithClips(empty, {.unit = unit, .within = {}});
            SC_VERIFY_OK(filled);
            QCOMPARE(int(filled->clips.size()), count);
            QVERIFY(filled->clips[0].beatIn && filled->clips[0].beatOut);
            SC_COMPARE_NO_BREACH(*filled);
        }
    }

    void onlyFreePlacesInTheRangeAreFilled()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 4, {3}, 1); // covers bar 3 and half of bar 4
        const auto filled = fillWithClips(t, {.unit = FillUnit::Bar, .within = TickRange{Ticks(), Ticks::seconds(10)}});
        SC_VERIFY_OK(filled);
        QCOMPARE(layout(*filled, 1), QStringLiteral("0-2 2-4 4-7 8-10"));
        SC_COMPARE_NO_BREACH(*filled);
        SC_COMPARE_PROBLEM(fillWithClips(*filled, {.unit = FillUnit::Bar, .within = TickRange{Ticks(), Ticks::seconds(10)}}),
                           ProblemCode::Conflict);
        QCOMPARE(freeStretch(*filled, Ticks::fromSeconds(7.5)), (TickRange{Ticks::seconds(7), Ticks::seconds(8)}));
        QVERIFY(freeStretch(*filled, Ticks::seconds(5)).isEmpty());
    }

    void betweenMarkers()
    {
        Timeline t = songTimeline();
        SC_COMPARE_PROBLEM(fillWithClips(t, {.unit = FillUnit::Markers, .within = {}}), ProblemCode::ValidationError);
        for (const double at : {1.0, 2.5, 7.01})
            t = addMarker(t, {.time = Ticks::fromSeconds(at)}).value();
        const auto filled = fillWithClips(t, {.unit = FillUnit::Markers, .within = {}});
        SC_VERIFY_OK(filled);
        QCOMPARE(filled->clips.size(), size_t(2));
        QCOMPARE(filled->clips[1].end(), t.project.frameRate.snap(Ticks::fromSeconds(7.01)));
    }

    void lockedScenesAndSongsWithoutBeatsAreRefused()
    {
        Timeline t = songTimeline();
        addSceneWithClips(t, 1, 0, {2}, 1);
        t = setLocked(t, {.scenes = {sceneId(1)}, .clips = {}, .locked = true}).value();
        SC_COMPARE_PROBLEM(fillWithClips(t, {.unit = FillUnit::Bar, .within = {}}), ProblemCode::Conflict);
        t.project.song->map.grid.regions.clear();
        SC_COMPARE_PROBLEM(fillWithClips(t, {.unit = FillUnit::Beat, .within = {}}), ProblemCode::ValidationError);
    }

    void theFastestGridAndTheFurthestPlaceAreSound()
    {
        for (const FrameRate rate : FrameRate::supported()) {
            Timeline t = songTimeline(rate, 400, 10'000);
            SC_COMPARE_PROBLEM(fillWithClips(t, {.unit = FillUnit::Beat, .within = {}}), ProblemCode::ValidationError); // 66 666 of them
            const TickRange last{Ticks::seconds(9'900), Ticks::seconds(10'000)};
            const auto filled = fillWithClips(t, {.unit = FillUnit::Beat, .within = last});
            SC_VERIFY_OK(filled);
            QVERIFY(filled->clips.size() > 600);
            SC_COMPARE_NO_BREACH(*filled);
        }
    }
};

SC_TEST(TestFillEdits)
#include "tst_fill_edits.moc"
