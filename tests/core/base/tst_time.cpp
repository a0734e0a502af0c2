// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/timecode.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>

using namespace sc;

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesAndSamplesAreWholeTicks()
    {
        for (const FrameRate rate : FrameRate::supported()) {
            QCOMPARE(Ticks::kPerSecond * rate.denominator() % rate.numerator(), std::int64_t(0));
            QCOMPARE(rate.timeOf(rate.numerator()), Ticks::seconds(rate.denominator()));
        }
        for (const int hz : {8000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 192000})
            QCOMPARE(Ticks::fromSamples(1, hz) * hz, Ticks::seconds(1));
    }

    void secondsRoundHalfAwayFromZero()
    {
        QCOMPARE(Ticks::fromRational(1, 2 * Ticks::kPerSecond), Ticks(1));
        QCOMPARE(Ticks::fromRational(-1, 2 * Ticks::kPerSecond), Ticks(-1));
        QCOMPARE(Ticks::fromSeconds(1.5), Ticks(Ticks::kPerSecond * 3 / 2));
        QCOMPARE(Ticks::fromSeconds(std::nan("")), Ticks());
        QVERIFY(Ticks::fromSeconds(1e300) > Ticks::seconds(1'000'000));
        QVERIFY(Ticks::fromSeconds(-1e300) < Ticks());
    }

    void productsNeedNoMoreThan128Bits()
    {
        QCOMPARE(mulDivRound(INT64_MAX, 3, 3), INT64_MAX);
        QCOMPARE(mulDivRound(5, 1, 2), std::int64_t(3));
        QCOMPARE(mulDivRound(-5, 1, 2), std::int64_t(-3));
        QCOMPARE(mulDivFloor(-5, 1, 2), std::int64_t(-3));
        QCOMPARE(mulDivFloor(5, 1, 2), std::int64_t(2));
        QCOMPARE(mulDivRound(INT64_MIN / 2, 2, -4), -(INT64_MIN / 4));
    }

    void snappingIsExactAtEveryRate()
    {
        QRandomGenerator random(7);
        for (const FrameRate rate : FrameRate::supported()) {
            for (int i = 0; i < 2000; ++i) {
                const std::int64_t frame = random.bounded(2'000'000) - 1'000'000;
                const Ticks on = rate.timeOf(frame);
                QVERIFY(rate.isOnGrid(on));
                for (const Rounding r : {Rounding::Floor, Rounding::Nearest, Rounding::Ceil})
                    QCOMPARE(rate.frameAt(on, r), frame);
                QCOMPARE(rate.frameAt(on + Ticks(1), Rounding::Floor), frame);
                QCOMPARE(rate.frameAt(on + Ticks(1), Rounding::Ceil), frame + 1);
                QCOMPARE(rate.frameAt(on - Ticks(1), Rounding::Nearest), frame);
                const Ticks anywhere = on + Ticks(random.bounded(int(rate.frameLength().value())));
                QVERIFY(abs(rate.snap(anywhere) - anywhere) * 2 <= rate.frameLength());
            }
        }
    }

    void ratesAreReadAsPeopleWriteThem()
    {
        QCOMPARE(FrameRate::parse(u"24000/1001")->toString(), QStringLiteral("24000/1001"));
        QCOMPARE(FrameRate::parse(u"23.976")->toString(), QStringLiteral("24000/1001"));
        QCOMPARE(FrameRate::parse(u"23.98")->toString(), QStringLiteral("24000/1001"));
        QCOMPARE(FrameRate::parse(u"24")->toString(), QStringLiteral("24/1"));
        QCOMPARE(FrameRate::parse(u"29.97")->toString(), QStringLiteral("30000/1001"));
        QCOMPARE(FrameRate::parse(u"59.94")->toString(), QStringLiteral("60000/1001"));
        QCOMPARE(FrameRate::parse(u"48/2")->toString(), QStringLiteral("24/1"));
        for (const QString &bad : {QStringLiteral("0"), QStringLiteral("24/0"), QStringLiteral("120"), QStringLiteral("x"), QString(), QStringLiteral("-24")})
            QVERIFY2(!FrameRate::parse(bad), qPrintable(bad));
    }

    void dropFrameMatchesThePublishedTable_data()
    {
        QTest::addColumn<QString>("rate");
        QTest::addColumn<qint64>("frame");
        QTest::addColumn<QString>("label");
        const auto row = [](const char *rate, qint64 frame, const char *label) {
            QTest::newRow(label) << QString::fromLatin1(rate) << frame << QString::fromLatin1(label);
        };
        row("29.97", 1799, "00:00:59;29");
        row("29.97", 1800, "00:01:00;02");
        row("29.97", 12345, "00:06:51;27");
        row("29.97", 17981, "00:09:59;29");
        row("29.97", 17982, "00:10:00;00");
        row("29.97", 107892, "01:00:00;00");
        row("59.94", 3600, "00:01:00;04");
        row("59.94", 12345, "00:03:25;57");
        row("59.94", 35963, "00:09:59;59");
        row("59.94", 215784, "01:00:00;00");
    }

    void dropFrameMatchesThePublishedTable()
    {
        QFETCH(QString, rate);
        QFETCH(qint64, frame);
        QFETCH(QString, label);
        const FrameRate parsed = *FrameRate::parse(rate);
        QCOMPARE(formatTimecode(frame, parsed, TimecodeMode::Drop), label);
        QCOMPARE(parseTimecode(label, parsed).value(), frame);
    }

    void everyTimecodeReadsBackToItsFrame()
    {
        for (const FrameRate rate : FrameRate::supported()) {
            for (std::int64_t frame = 0; frame < 24LL * 3600 * rate.nominal(); frame += 997) {
                for (const TimecodeMode mode : {TimecodeMode::NonDrop, TimecodeMode::Drop}) {
                    const QString label = formatTimecode(frame, rate, mode);
                    const auto back = parseTimecode(label, rate);
                    QVERIFY2(back && *back == frame, qPrintable(label));
                }
            }
        }
    }

    void labelsThatDoNotExistAreRefused()
    {
        const FrameRate ntsc = *FrameRate::parse(u"29.97");
        SC_COMPARE_PROBLEM(parseTimecode(u"00:01:00;00", ntsc), ProblemCode::ValidationError);
        SC_VERIFY_OK(parseTimecode(u"00:10:00;00", ntsc));
        SC_COMPARE_PROBLEM(parseTimecode(u"00:00:00:24", FrameRate()), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(parseTimecode(u"00:60:00:00", FrameRate()), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(parseTimecode(u"1:2:3", FrameRate()), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(parseTimecode(u"a:b:c:d", FrameRate()), ProblemCode::ValidationError);
    }

    void clocksAndTypedTimes()
    {
        QCOMPARE(formatClock(Ticks::fromSeconds(83.4567)), QStringLiteral("1:23.457"));
        QCOMPARE(formatClock(Ticks::fromSeconds(3723), 0), QStringLiteral("1:02:03"));
        QCOMPARE(formatClock(Ticks::fromSeconds(-1.5), 1), QStringLiteral("-0:01.5"));
        QCOMPARE(formatClock(Ticks::fromSeconds(59.9996), 3), QStringLiteral("1:00.000"));
        QCOMPARE(parseTime(u"83.5", FrameRate()).value(), Ticks::fromSeconds(83.5));
        QCOMPARE(parseTime(u"1:23.5", FrameRate()).value(), Ticks::fromSeconds(83.5));
        QCOMPARE(parseTime(u"1:02:03", FrameRate()).value(), Ticks::seconds(3723));
        QCOMPARE(parseTime(u"00:00:01:12", FrameRate()).value(), Ticks::fromSeconds(1.5));
        QCOMPARE(parseTime(u"-2.5", FrameRate()).value(), Ticks::fromSeconds(-2.5));
        for (const QString &bad : {QStringLiteral("1:75"), QStringLiteral("nan"), QStringLiteral("inf"), QStringLiteral("abc"), QString(), QStringLiteral("1e300")})
            SC_COMPARE_PROBLEM(parseTime(bad, FrameRate()), ProblemCode::ValidationError);
    }
};

SC_TEST(TestTime)
#include "tst_time.moc"
