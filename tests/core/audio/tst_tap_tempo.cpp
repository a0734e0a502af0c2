// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/tap_tempo.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>

#include <cmath>

using namespace sc;
using namespace sc::audio;

class TestTapTempo : public QObject
{
    Q_OBJECT

    static Ticks s(double seconds) { return Ticks::fromSeconds(seconds); }

    static std::vector<Ticks> taps(double start, double period, const std::vector<double> &beats)
    {
        std::vector<Ticks> times;
        for (const double beat : beats)
            times.push_back(s(start + beat * period));
        return times;
    }

    static bool isNear(double a, double b, double within) { return std::abs(a - b) < within; }

private Q_SLOTS:
    void fewerThanFourTapsWait()
    {
        QVERIFY(!tempoOfTaps({}, {}));
        QVERIFY(!tempoOfTaps(taps(1, 0.5, {0, 1, 2}), {}));
        QVERIFY(tempoOfTaps(taps(1, 0.5, {0, 1, 2, 3}), {}));
    }

    void aPauseStartsAnew()
    {
        const auto times = taps(0, 0.5, {0, 1, 2, 3, 4, 20, 21, 22});
        QVERIFY(!tempoOfTaps(times, {}));
    }

    void tapsGiveTempoAndPhase()
    {
        const auto tapped = tempoOfTaps(taps(3.2, 60.0 / 97, {0, 1, 2, 3, 4, 5, 6, 7}), {});
        QVERIFY(tapped);
        QVERIFY(isNear(tapped->bpm, 97, 1e-6));
        QVERIFY(isNear(tapped->anchor.toSeconds(), 3.2, 1e-6));
        QCOMPARE(tapped->used, 8);
        QVERIFY(!tapped->isRefined);
    }

    void missedNervousAndLateTapsDoNotCount_data()
    {
        QTest::addColumn<QList<double>>("beats");
        QTest::addColumn<int>("used");
        QTest::newRow("one missed") << QList<double>{0, 1, 2, 4, 5, 6, 7} << 7;
        QTest::newRow("one twice") << QList<double>{0, 1, 2, 2.15, 3, 4, 5, 6} << 7;
        QTest::newRow("first late") << QList<double>{0.4, 1, 2, 3, 4, 5, 6} << 6;
        QTest::newRow("one far off") << QList<double>{0, 1, 2, 3.45, 4, 5, 6} << 6;
    }

    void missedNervousAndLateTapsDoNotCount()
    {
        QFETCH(QList<double>, beats);
        QFETCH(int, used);
        const auto tapped = tempoOfTaps(taps(1, 0.5, {beats.begin(), beats.end()}), {});
        QVERIFY(tapped);
        QVERIFY2(isNear(tapped->bpm, 120, 0.2), qPrintable(QString::number(tapped->bpm)));
        QCOMPARE(tapped->used, used);
    }

    void onlyTheLastSixteenCount()
    {
        std::vector<Ticks> times = taps(0, 0.6, {0, 1, 2, 3, 4, 5, 6, 7, 8});
        for (const Ticks tap : taps(6, 0.5, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}))
            times.push_back(tap);
        const auto tapped = tempoOfTaps(times, {});
        QVERIFY(tapped);
        QVERIFY(isNear(tapped->bpm, 120, 1e-6));
        QCOMPARE(tapped->used, 16);
    }

    // People tap 20 ms off at random and 60 ms late; the song's onsets put it right, over the whole song.
    void onsetsSayExactlyWhereTheBeatLies()
    {
        QRandomGenerator random(7);
        for (const double bpm : {63.0, 92.0, 118.37, 174.0}) {
            const double period = 60 / bpm;
            std::vector<Ticks> onsets;
            for (int i = 0; i * period / 2 < 200; ++i) {
                const bool isOffBeat = i % 2 == 1;
                if (isOffBeat ? random.bounded(3) > 0 : random.bounded(10) > 0)
                    onsets.push_back(s(0.77 + i * period / 2 + (random.bounded(2.0) - 1) * 0.005));
            }
            std::vector<Ticks> times;
            for (int i = 0; i < 10; ++i)
                times.push_back(s(0.77 + (40 + i) * period + 0.06 + (random.bounded(2.0) - 1) * 0.02));
            const auto tapped = tempoOfTaps(times, onsets);
            QVERIFY(tapped);
            QVERIFY(tapped->isRefined);
            QVERIFY2(isNear(tapped->bpm, bpm, 0.01 * bpm / 100), qPrintable(QString::number(tapped->bpm)));
            if (bpm == std::round(bpm))
                QCOMPARE(tapped->bpm, bpm);
            const double beats = (tapped->anchor.toSeconds() - 0.77) / period;
            QVERIFY2(isNear(beats, std::round(beats), 0.01), qPrintable(QString::number(beats)));
        }
    }

    void onsetsThatDoNotAgreeAreLeftAlone()
    {
        QRandomGenerator random(3);
        std::vector<Ticks> onsets;
        for (double time = 0; time < 60; time += 1 + random.bounded(6.0))
            onsets.push_back(s(time));
        const auto tapped = tempoOfTaps(taps(10, 0.5, {0, 1, 2, 3, 4, 5, 6, 7}), onsets);
        QVERIFY(tapped);
        QVERIFY(!tapped->isRefined);
        QVERIFY(isNear(tapped->bpm, 120, 1e-6));
    }

    void tappedTempoGoesIntoTheGrid()
    {
        BeatRegion region;
        region.end = s(60);
        region.bpm = 90;
        region.phase = s(1);
        const BeatGrid grid{{region}};
        const auto changed = applyTaps(grid, s(5), {120, s(30.1), 8, true});
        SC_VERIFY_OK(changed);
        QCOMPARE(changed->regions[0].origin, GridOrigin::Tapped);
        QCOMPARE(changed->regions[0].bpm, 120.0);
        const std::vector<Beat> beats = changed->beats();
        // The old first downbeat lay at 1/3 s; the nearest tapped beat is the one at 0.1 or 0.6 s.
        QVERIFY(std::ranges::any_of(beats,
                                    [](const Beat &beat) { return beat.isDownbeat() && std::abs(beat.time.toSeconds() - 0.35) < 0.26; }));
        SC_COMPARE_PROBLEM(applyTaps(grid, s(5), {410, s(30), 8, false}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(applyTaps({}, s(5), {120, s(30), 8, false}), ProblemCode::ValidationError);
    }
};

SC_TEST(TestTapTempo)
#include "tst_tap_tempo.moc"
