// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>

#include <cmath>

using namespace sc;
using namespace sc::audio;

class TestGridEdits : public QObject
{
    Q_OBJECT

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static BeatRegion even(double from, double to, double bpm, double phase, int beatsPerBar = 4, int firstBar = 1, int firstBeat = 1)
    {
        BeatRegion region;
        region.start = s(from);
        region.end = s(to);
        region.bpm = bpm;
        region.phase = s(phase);
        region.beatsPerBar = beatsPerBar;
        region.firstBar = firstBar;
        region.firstBeatInBar = firstBeat;
        return region;
    }

    static BeatRegion map(double from, double to, const std::vector<double> &times, int beatsPerBar = 4, int firstBar = 1,
                          int firstBeat = 1)
    {
        BeatRegion region = even(from, to, 60 / (times[1] - times[0]), times.front(), beatsPerBar, firstBar, firstBeat);
        for (const double time : times)
            region.times.push_back(s(time));
        return region;
    }

    static std::vector<Ticks> downbeats(const BeatGrid &grid)
    {
        std::vector<Ticks> times;
        for (const Beat &beat : grid.beats()) {
            if (beat.isDownbeat())
                times.push_back(beat.time);
        }
        return times;
    }

    static std::vector<Ticks> timesOf(const BeatGrid &grid)
    {
        std::vector<Ticks> times;
        for (const Beat &beat : grid.beats())
            times.push_back(beat.time);
        return times;
    }

    static bool isAmong(Ticks time, const std::vector<Ticks> &times) { return std::ranges::binary_search(times, time); }

    // Two even parts and a free one between them, with a pick-up of one beat.
    static BeatGrid mixed()
    {
        return {{even(0.3, 20.25, 120, 0.5, 4, 0, 4), map(20.25, 24, {20.5, 21.05, 21.5, 22.1, 22.7, 23.4}, 3, 11, 1),
                 even(24, 61.7, 90, 24.2, 4, 13, 1)}};
    }

private Q_SLOTS:
    void aBeatAtTheStartOfARegionIsNotLostToRounding()
    {
        // 97 BPM: beats lie between ticks. A region that begins on such a beat has it.
        BeatRegion whole = even(0, 600, 97, 0.1);
        const std::vector<Beat> beats = BeatGrid{{whole}}.beats();
        for (size_t i = 1; i < beats.size(); i += 7) {
            BeatRegion rest = whole;
            rest.start = beats[i].time;
            const std::vector<Beat> after = BeatGrid{{rest}}.beats();
            QCOMPARE(after.front().time, beats[i].time);
            QCOMPARE(after.size(), beats.size() - i);
        }
    }

    void doubleKeepsEveryBeatAndDownbeat()
    {
        for (const Ticks at : {s(5), s(22), s(40)}) {
            const auto twice = scaleTempo(mixed(), at, TempoRatio::Double);
            SC_VERIFY_OK(twice);
            const std::vector<Ticks> all = timesOf(*twice);
            for (const Beat &beat : mixed().beats())
                QVERIFY(isAmong(beat.time, all));
            const std::vector<Ticks> bars = downbeats(*twice);
            for (const Ticks time : downbeats(mixed()))
                QVERIFY(isAmong(time, bars));
        }
        QCOMPARE(scaleTempo(mixed(), s(5), TempoRatio::Double)->regions[0].bpm, 240.0);
    }

    void halfKeepsEverySecondBeat()
    {
        const auto half = scaleTempo(mixed(), s(5), TempoRatio::Half);
        SC_VERIFY_OK(half);
        QCOMPARE(half->regions[0].bpm, 60.0);
        const std::vector<Ticks> before = timesOf(mixed());
        for (const Ticks time : timesOf(*half))
            QVERIFY(isAmong(time, before));
        // Bar one stays where it was: 1.0 s, after the pick-up at 0.5 s.
        QCOMPARE(downbeats(*half).front(), s(1));
        QCOMPARE(half->regions[0].origin, GridOrigin::Edited);
        QCOMPARE(half->regions[1].origin, GridOrigin::Detected);
        QCOMPARE(half->regions[1].times, mixed().regions[1].times);
    }

    void halfThenDoubleGivesTheSameGrid_data()
    {
        QTest::addColumn<double>("phase");
        QTest::addColumn<int>("beatsPerBar");
        QTest::addColumn<int>("firstBeat");
        for (const int beatsPerBar : {2, 3, 4, 5, 7}) {
            for (int first = 1; first <= beatsPerBar; ++first)
                QTest::addRow("%d/4 from beat %d", beatsPerBar, first) << 0.25 << beatsPerBar << first;
        }
    }

    void halfThenDoubleGivesTheSameGrid()
    {
        QFETCH(double, phase);
        QFETCH(int, beatsPerBar);
        QFETCH(int, firstBeat);
        // 120 BPM: beats are whole ticks, so that nothing at all may differ but where the phase is named.
        BeatGrid grid{{even(0.1, 50, 120, phase, beatsPerBar, firstBeat == 1 ? 1 : 0, firstBeat), even(50, 99, 150, 50.1, 4, 30, 1)}};
        grid.regions[0].origin = GridOrigin::Edited;
        const auto half = scaleTempo(grid, s(9), TempoRatio::Half);
        SC_VERIFY_OK(half);
        const auto again = scaleTempo(*half, s(9), TempoRatio::Double);
        SC_VERIFY_OK(again);
        QVERIFY(again->beats() == grid.beats());
        const auto twice = scaleTempo(grid, s(9), TempoRatio::Double);
        SC_VERIFY_OK(twice);
        QVERIFY(scaleTempo(*twice, s(9), TempoRatio::Half) == grid);
        // The odd ratios come back within a tick and with the same bars.
        for (const auto &[there, back] :
             {std::pair(TempoRatio::ThreeToTwo, TempoRatio::TwoToThree), std::pair(TempoRatio::FourToThree, TempoRatio::ThreeToFour)}) {
            const auto changed = scaleTempo(grid, s(9), there);
            SC_VERIFY_OK(changed);
            const auto restored = scaleTempo(*changed, s(9), back);
            SC_VERIFY_OK(restored);
            const std::vector<Beat> beats = restored->beats();
            const std::vector<Beat> wanted = grid.beats();
            QCOMPARE(beats.size(), wanted.size());
            for (size_t i = 0; i < beats.size(); ++i) {
                QVERIFY(abs(beats[i].time - wanted[i].time) <= Ticks(1));
                QCOMPARE(beats[i].bar, wanted[i].bar);
                QCOMPARE(beats[i].beatInBar, wanted[i].beatInBar);
            }
        }
    }

    void doubleThenHalfOfAMapGivesTheSameMap()
    {
        BeatGrid grid = mixed();
        grid.regions[1].origin = GridOrigin::Edited;
        const auto twice = scaleTempo(grid, s(22), TempoRatio::Double);
        SC_VERIFY_OK(twice);
        QCOMPARE(twice->regions[1].times[1], s((20.5 + 21.05) / 2));
        QVERIFY(scaleTempo(*twice, s(22), TempoRatio::Half) == grid);
    }

    void threeToTwoPutsThreeBeatsWhereTwoWere()
    {
        const BeatGrid grid{{even(0, 30, 80, 0)}};
        const auto changed = scaleTempo(grid, s(1), TempoRatio::ThreeToTwo);
        SC_VERIFY_OK(changed);
        QCOMPARE(changed->regions[0].bpm, 120.0);
        QCOMPARE(changed->beats()[3].time, grid.beats()[2].time);
        // Of a map in proportion.
        const auto free = scaleTempo({{map(0, 4, {0, 1, 3})}}, s(1), TempoRatio::ThreeToTwo);
        SC_VERIFY_OK(free);
        QVERIFY(abs(free->regions[0].times[1] - s(2.0 / 3)) <= Ticks(1));
        QVERIFY(abs(free->regions[0].times[2] - s(1 + 2.0 / 3)) <= Ticks(1));
        QCOMPARE(free->regions[0].times[3], s(3));
    }

    void nothingDriftsOverAnHour()
    {
        // Back and forth a hundred times: the last beat of an hour is where it was.
        BeatGrid grid{{even(0, 3600, 127.31, 0.123)}};
        grid.regions[0].origin = GridOrigin::Edited;
        const BeatGrid before = grid;
        for (int i = 0; i < 100; ++i) {
            grid = *scaleTempo(grid, s(100), TempoRatio::Double);
            grid = *scaleTempo(grid, s(100), TempoRatio::Half);
            grid = *shiftBeats(grid, s(100), s(0.01));
            grid = *shiftBeats(grid, s(100), s(-0.01));
        }
        QVERIFY(grid == before);
        const Beat last = grid.beats().back();
        const double period = 60 / 127.31;
        const double index = std::floor((3600 - 0.123) / period);
        QVERIFY(std::abs(last.time.toSeconds() - (0.123 + index * period)) < 2e-9);
    }

    void setTempoKeepsTheFirstDownbeat()
    {
        const auto changed = setTempo(mixed(), s(5), 100);
        SC_VERIFY_OK(changed);
        QCOMPARE(changed->regions[0].bpm, 100.0);
        QCOMPARE(downbeats(*changed).front(), s(1));
        // A free part becomes even.
        const auto evened = setTempo(mixed(), s(22), 110);
        SC_VERIFY_OK(evened);
        QVERIFY(evened->regions[1].times.empty());
        QCOMPARE(evened->regions[1].phase, s(20.5));
        SC_COMPARE_PROBLEM(setTempo(mixed(), s(5), 120), ProblemCode::NothingToUpdate);
    }

    void limitsAreNamed()
    {
        for (const double bpm : {19.99, 400.01, -3.0, 0.0, std::nan("")}) {
            SC_COMPARE_PROBLEM(setTempo(mixed(), s(5), bpm), ProblemCode::ValidationError);
            SC_COMPARE_PROBLEM(makeGrid({s(0), s(60)}, bpm, s(0), 4), ProblemCode::ValidationError);
        }
        const Problem problem = setTempo(mixed(), s(5), 500).error();
        QVERIFY2(problem.text().contains(QStringLiteral("20 to 400")), qPrintable(problem.text()));
        SC_VERIFY_OK(setTempo(mixed(), s(5), 20));
        SC_VERIFY_OK(setTempo(mixed(), s(5), 400));
        SC_COMPARE_PROBLEM(scaleTempo({{even(0, 60, 30, 0)}}, s(5), TempoRatio::Half), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(scaleTempo({{even(0, 60, 250, 0)}}, s(5), TempoRatio::Double), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(setBeatsPerBar(mixed(), s(5), 0), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(setBeatsPerBar(mixed(), s(5), 17), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(makeGrid({s(0), s(60)}, 120, s(0), 17), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(scaleTempo({}, s(5), TempoRatio::Double), ProblemCode::ValidationError);
    }

    void aRegionShorterThanOneBeatIsRefused()
    {
        SC_COMPARE_PROBLEM(makeGrid({s(0), s(0.4)}, 120, s(0), 4), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(setTempo({{even(0, 1, 120, 0)}}, s(0), 30), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(scaleTempo({{even(0, 0.9, 120, 0)}}, s(0), TempoRatio::Half), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(splitRegion(mixed(), s(0.4)), ProblemCode::ValidationError);
        // The last beat lies a quarter of a beat before the end.
        SC_COMPARE_PROBLEM(splitRegion({{even(0, 10.1, 120, 0)}}, s(10)), ProblemCode::ValidationError);
        const Problem problem = setTempo({{even(0, 1, 120, 0)}}, s(0), 30).error();
        QVERIFY2(problem.text().contains(QStringLiteral("shorter than one beat")), qPrintable(problem.text()));
    }

    void shiftingByABeatMovesTheBarLines()
    {
        const BeatGrid grid{{even(0, 30, 120, 0.25)}};
        const auto shifted = shiftBeats(grid, s(1), s(0.5));
        SC_VERIFY_OK(shifted);
        QCOMPARE(timesOf(*shifted), timesOf(grid));
        QCOMPARE(downbeats(*shifted).front(), s(0.75));
        QCOMPARE(shifted->beats().front().bar, 0); // a pick-up now
        const auto little = shiftBeats(grid, s(1), s(0.01));
        SC_VERIFY_OK(little);
        QCOMPARE(downbeats(*little).front(), s(0.26));
        QCOMPARE(little->beats().front().bar, 1);
        SC_COMPARE_PROBLEM(shiftBeats(grid, s(1), Ticks()), ProblemCode::NothingToUpdate);
    }

    void aShiftedMapIsFilledWhereItLeavesAHole()
    {
        const BeatGrid grid{{map(0, 4, {0.5, 1, 1.5, 2, 2.5, 3, 3.5}, 4, 1, 1)}};
        const auto later = shiftBeats(grid, s(1), s(0.6));
        SC_VERIFY_OK(later);
        const std::vector<Beat> beats = later->beats();
        QCOMPARE(beats.size(), size_t(7));
        QCOMPARE(beats.front().time, s(0.6));
        QCOMPARE(beats.front().beatInBar, 4);
        QCOMPARE(downbeats(*later).front(), s(1.1));
        SC_COMPARE_PROBLEM(shiftBeats(grid, s(1), s(20)), ProblemCode::ValidationError);
    }

    void theBeatThatWasPointedAtBecomesBeatOne()
    {
        const auto changed = setDownbeat(mixed(), s(2.1)); // beat 3 of bar 1 lies at 2.0 s
        SC_VERIFY_OK(changed);
        QCOMPARE(timesOf(*changed), timesOf(mixed()));
        QVERIFY(isAmong(s(2), downbeats(*changed)));
        QCOMPARE(changed->beats().front().bar, 0);
        SC_COMPARE_PROBLEM(setDownbeat(mixed(), s(1)), ProblemCode::NothingToUpdate);
        const auto waltz = setBeatsPerBar(mixed(), s(5), 3);
        SC_VERIFY_OK(waltz);
        QCOMPARE(downbeats(*waltz)[0], s(1));
        QCOMPARE(downbeats(*waltz)[1], s(2.5));
        // The following parts go on counting: the first one has 39 beats after its pick-up.
        QCOMPARE(waltz->regions[1].firstBar, 14);
    }

    void draggingMovesOrStretches()
    {
        const BeatGrid grid{{even(0, 30, 120, 0)}};
        const auto moved = dragBeat(grid, s(4.02), s(4.1));
        SC_VERIFY_OK(moved);
        QVERIFY(isAmong(s(4.1), timesOf(*moved)));
        QCOMPARE(moved->regions[0].bpm, 120.0);
        const auto stretched = dragTempo(grid, s(8), s(10)); // beat 16 from 8 to 10 s
        SC_VERIFY_OK(stretched);
        QCOMPARE(stretched->regions[0].bpm, 96.0);
        QCOMPARE(downbeats(*stretched).front(), s(0));
        QVERIFY(abs(stretched->beats()[16].time - s(10)) <= Ticks(1));
        const BeatGrid free{{map(0, 5, {0.5, 1.1, 1.6, 2.2})}};
        const auto wide = dragTempo(free, s(1.6), s(2.05));
        SC_VERIFY_OK(wide);
        QCOMPARE(wide->beats()[2].time, s(2.05));
        QCOMPARE(wide->beats()[0].time, s(0.5));
        SC_COMPARE_PROBLEM(dragTempo(grid, s(0), s(0.2)), ProblemCode::ValidationError); // holds the others itself
        SC_COMPARE_PROBLEM(dragTempo(grid, s(8), s(-1)), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(dragTempo(grid, s(8), s(0.1)), ProblemCode::ValidationError); // 9600 BPM
    }

    void splittingMovesNoBeatAndMergingBringsItBack()
    {
        for (const double at : {10.0, 22.0, 40.0}) {
            const auto split = splitRegion(mixed(), s(at));
            SC_VERIFY_OK(split);
            QCOMPARE(split->regions.size(), size_t(4));
            QVERIFY(split->beats() == mixed().beats());
            const auto merged = mergeRegions(*split, split->regions[at < 15 ? 0 : at < 25 ? 1 : 2].start);
            SC_VERIFY_OK(merged);
            QVERIFY(merged->beats() == mixed().beats());
        }
        const auto merged = mergeRegions(mixed(), s(5)); // the even one swallows the free one
        SC_VERIFY_OK(merged);
        QCOMPARE(merged->regions.size(), size_t(2));
        QCOMPARE(merged->regions[0].end, s(24));
        SC_COMPARE_PROBLEM(mergeRegions(mixed(), s(50)), ProblemCode::ValidationError);
    }

    void aNewGridHasItsAnchorAsDownbeat()
    {
        const auto grid = makeGrid({s(0), s(60)}, 100, s(13.3), 3);
        SC_VERIFY_OK(grid);
        QVERIFY(isAmong(s(13.3), downbeats(*grid)));
        QVERIFY(grid->beats().front().time >= Ticks());
        SC_VERIFY_OK(checkGrid(*grid));
        const auto late = makeGrid({s(20), s(60)}, 100, s(3.3), 4);
        SC_VERIFY_OK(late);
        const std::vector<Beat> beats = late->beats();
        QVERIFY(beats.front().time >= s(20) && beats.front().bar <= 1);
    }

    void cuttingLeavesNothingBehindTheEnd()
    {
        const BeatGrid cut = cutGrid(mixed(), s(22));
        QCOMPARE(cut.regions.size(), size_t(2));
        QCOMPARE(cut.beats().back().time, s(21.5));
        SC_VERIFY_OK(checkGrid(cut));
        QVERIFY(cutGrid(mixed(), s(0.2)).isEmpty());
        QVERIFY(cutGrid(mixed(), s(100)) == mixed());
    }

    void brokenGridsAreRefused()
    {
        SC_VERIFY_OK(checkGrid(mixed()));
        SC_VERIFY_OK(checkGrid({}));
        BeatGrid grid = mixed();
        grid.regions[1].start = s(19);
        SC_COMPARE_PROBLEM(checkGrid(grid), ProblemCode::ValidationError);
        grid = mixed();
        grid.regions[1].times[2] = grid.regions[1].times[1];
        SC_COMPARE_PROBLEM(checkGrid(grid), ProblemCode::ValidationError);
        grid = mixed();
        grid.regions[0].firstBeatInBar = 5;
        SC_COMPARE_PROBLEM(checkGrid(grid), ProblemCode::ValidationError);
        grid = mixed();
        grid.regions[0].bpm = 10;
        SC_COMPARE_PROBLEM(checkGrid(grid), ProblemCode::ValidationError);
        grid = mixed();
        grid.regions[1].times.back() = s(25);
        SC_COMPARE_PROBLEM(checkGrid(grid), ProblemCode::ValidationError);
    }

    // Whatever is done, in whatever order: the grid holds to its rules and what was refused changed nothing.
    void randomEditsKeepTheGridSound()
    {
        QRandomGenerator random(2026);
        const auto pick = [&](int count) { return static_cast<int>(random.bounded(count)); };
        const auto place = [&] { return s(random.bounded(62.0)); };
        int done = 0;
        for (int song = 0; song < 150; ++song) {
            BeatGrid grid = song % 3 == 0 ? mixed() : *makeGrid({s(0.2), s(61)}, 40 + random.bounded(200.0), place(), 1 + pick(7));
            for (int step = 0; step < 40; ++step) {
                const Ticks at = place();
                const auto edited = [&]() -> Result<BeatGrid> {
                    switch (pick(9)) {
                    case 0:
                        return scaleTempo(grid, at, static_cast<TempoRatio>(pick(6)));
                    case 1:
                        return setTempo(grid, at, random.bounded(430.0));
                    case 2:
                        return shiftBeats(grid, at, s(random.bounded(4.0) - 2));
                    case 3:
                        return setDownbeat(grid, at);
                    case 4:
                        return setBeatsPerBar(grid, at, pick(18));
                    case 5:
                        return dragBeat(grid, at, at + s(random.bounded(0.4) - 0.2));
                    case 6:
                        return dragTempo(grid, at, at + s(random.bounded(0.4) - 0.2));
                    case 7:
                        return splitRegion(grid, at);
                    default:
                        return mergeRegions(grid, at);
                    }
                }();
                if (!edited) {
                    QVERIFY(edited.error().code() == ProblemCode::ValidationError || edited.error().code() == ProblemCode::NothingToUpdate);
                    continue;
                }
                ++done;
                grid = *edited;
                SC_VERIFY_OK(checkGrid(grid));
                const std::vector<Beat> beats = grid.beats();
                QVERIFY(!beats.empty());
                QVERIFY(beats.front().time >= s(0.2) && beats.back().time < s(61.7));
                for (size_t i = 1; i < beats.size(); ++i)
                    QVERIFY(beats[i].time > beats[i - 1].time);
                for (const BeatRegion &region : grid.regions) {
                    const std::vector<Beat> own = BeatGrid{{region}}.beats();
                    QVERIFY(!own.empty());
                    for (size_t i = 1; i < own.size(); ++i)
                        QVERIFY(own[i].beatInBar == own[i - 1].beatInBar % region.beatsPerBar + 1);
                }
            }
        }
        QVERIFY2(done > 2000, qPrintable(QString::number(done)));
    }
};

SC_TEST(TestGridEdits)
#include "tst_grid_edits.moc"
