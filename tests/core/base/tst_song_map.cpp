// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/song_map.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

using namespace sc;

namespace {

BeatRegion evenRegion(double bpm, double startSeconds, double endSeconds)
{
    BeatRegion region;
    region.start = Ticks::fromSeconds(startSeconds);
    region.end = Ticks::fromSeconds(endSeconds);
    region.phase = region.start;
    region.bpm = bpm;
    return region;
}

} // namespace

class TestSongMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evenBeatsNeverDrift()
    {
        // 400 BPM for an hour: the last beat is as exact as the first.
        const BeatGrid grid{{evenRegion(118, 0.21, 3600)}};
        const std::vector<Beat> beats = grid.beats();
        QVERIFY(beats.size() > 7000);
        for (size_t n = 0; n < beats.size(); ++n) {
            const Ticks exact = Ticks::fromSeconds(0.21) + Ticks::fromRational(std::int64_t(n) * 60, 118);
            QVERIFY(abs(beats[n].time - exact) <= Ticks(1));
        }
        QCOMPARE(beats[4].bar, 2);
        QVERIFY(beats[4].isDownbeat());
    }

    void phaseInsideTheRegionFillsBothSides()
    {
        BeatRegion region = evenRegion(60, 0, 10);
        region.phase = Ticks::fromSeconds(4.5);
        const std::vector<Beat> beats = BeatGrid{{region}}.beats();
        QCOMPARE(beats.size(), size_t(10));
        QCOMPARE(beats.front().time, Ticks::fromSeconds(0.5));
    }

    void mapsAndPickUpBarsCount()
    {
        BeatRegion region = evenRegion(100, 0, 5);
        region.times = {Ticks::seconds(1), Ticks::seconds(2), Ticks::fromSeconds(3.2)};
        region.beatsPerBar = 3;
        region.firstBar = 0;
        region.firstBeatInBar = 3;
        const std::vector<Beat> beats = BeatGrid{{region}}.beats();
        QCOMPARE(beats[0], (Beat{Ticks::seconds(1), 0, 3}));
        QCOMPARE(beats[1], (Beat{Ticks::seconds(2), 1, 1}));
        QCOMPARE(beats[2], (Beat{Ticks::fromSeconds(3.2), 1, 2}));
    }

    void nearestBeatTakesTheEarlierOfTwo()
    {
        const std::vector<Beat> beats = BeatGrid{{evenRegion(60, 0, 5)}}.beats();
        QCOMPARE(*nearestBeat(beats, Ticks::fromSeconds(1.5)), size_t(1));
        QCOMPARE(*nearestBeat(beats, Ticks::fromSeconds(1.51)), size_t(2));
        QCOMPARE(*nearestBeat(beats, Ticks::fromSeconds(-9)), size_t(0));
        QCOMPARE(*nearestBeat(beats, Ticks::fromSeconds(99)), size_t(4));
        QVERIFY(!nearestBeat({}, Ticks()));
    }

    void barPositionsReachBeyondTheGrid()
    {
        const std::vector<Beat> beats = BeatGrid{{evenRegion(120, 1, 9)}}.beats();
        QCOMPARE(formatBarPosition(beats, Ticks::fromSeconds(1)), QStringLiteral("1.1.000"));
        QCOMPARE(formatBarPosition(beats, Ticks::fromSeconds(3.25)), QStringLiteral("2.1.480"));
        QCOMPARE(formatBarPosition(beats, Ticks::fromSeconds(0.5)), QStringLiteral("0.4.000"));
        QCOMPARE(formatBarPosition(beats, Ticks::fromSeconds(9)), QStringLiteral("5.1.000"));
        QCOMPARE(formatBarPosition({}, Ticks()), QString());
    }

    void jsonKeepsEverything()
    {
        SongMap map;
        map.duration = Ticks::fromSeconds(10);
        map.grid.regions = {evenRegion(118.123456789, 0.2, 10)};
        map.sections = {{Ticks(), Ticks::seconds(4), QStringLiteral("verse"), 0.3, 0.9, 0}, {Ticks::seconds(4), Ticks::seconds(10), QStringLiteral("verse"), 0.4, 0.8, 0}};
        map.moments = {{Ticks::seconds(4), KeyMomentKind::Drop, 0.7}};
        map.energy.values = {0.25f, 0.5f};
        const auto back = songMapFromJson(toJson(map));
        SC_VERIFY_OK(back);
        QCOMPARE(*back == map, true);
        QCOMPARE(sectionTitle(map, 1), QStringLiteral("Verse 2"));
        map.sections[0].label = QStringLiteral("a");
        QCOMPARE(sectionTitle(map, 0), QStringLiteral("Part A"));
        QCOMPARE(sectionTitle(map, 1), QStringLiteral("Verse"));
    }

    void nonsenseIsRefused()
    {
        SongMap map;
        map.grid.regions = {evenRegion(118, 0, 10), evenRegion(118, 5, 12)};
        SC_COMPARE_PROBLEM(songMapFromJson(toJson(map)), ProblemCode::ValidationError);
        map.grid.regions = {evenRegion(0, 0, 10)};
        SC_COMPARE_PROBLEM(songMapFromJson(toJson(map)), ProblemCode::ValidationError);
        map.grid.regions.clear();
        map.sections = {{Ticks::seconds(4), Ticks::seconds(10), QStringLiteral("a")}, {Ticks(), Ticks::seconds(4), QStringLiteral("b")}};
        SC_COMPARE_PROBLEM(songMapFromJson(toJson(map)), ProblemCode::ValidationError);
    }

    void curvesClampAtTheirEnds()
    {
        const Curve curve{Ticks::seconds(1), {0, 1, 0.5f}};
        QCOMPARE(curve.at(Ticks::seconds(-5)), 0.f);
        QCOMPARE(curve.at(Ticks::seconds(99)), 0.5f);
        QCOMPARE(curve.mean({Ticks(), Ticks::seconds(2)}), 0.5f);
        QCOMPARE(Curve{}.mean({Ticks(), Ticks::seconds(2)}), 0.f);
    }
};

SC_TEST(TestSongMap)
#include "tst_song_map.moc"
