// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/clip_values.h"
#include "ui/timeline/position_text.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

class TestPositionText : public QObject
{
    Q_OBJECT

    const std::vector<Beat> m_beats = test::evenSong(118, 64).map.grid.beats();
    const FrameRate m_rate;

private Q_SLOTS:
    void aPlaceOnABeatReadsAsBarAndBeatAndComesBack()
    {
        for (const int i : {0, 1, 112, 200}) {
            const Ticks edge = m_rate.snap(m_beats[size_t(i)].time);
            const QString text = positionText(m_beats, edge, m_rate);
            QCOMPARE(text, QStringLiteral("%1.%2").arg(i / 4 + 1).arg(i % 4 + 1));
            QCOMPARE(parsePosition(text, m_beats, m_rate).value(), edge);
        }
    }

    void aPlaceBesideABeatComesBackToItsFrame()
    {
        for (std::int64_t frame = 3; frame < 2000; frame += 37) {
            const Ticks t = m_rate.timeOf(frame);
            QCOMPARE(parsePosition(positionText(m_beats, t, m_rate), m_beats, m_rate).value(), t);
            QCOMPARE(parsePosition(positionText({}, t, m_rate), {}, m_rate).value(), t);
        }
    }

    void nonsenseIsRefusedWithTheForms()
    {
        for (const QString &bad : {QStringLiteral("here"), QStringLiteral("29.9"), QStringLiteral("99999"), QString(),
                                   QStringLiteral("1.2.3.4"), QStringLiteral("1:99:99:99")})
            SC_COMPARE_PROBLEM(parsePosition(bad, m_beats, m_rate), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(parsePosition(QStringLiteral("x"), {}, m_rate), ProblemCode::ValidationError);
    }

    void lengthsAreCountedInBarsBeatsOrFrames()
    {
        const Ticks start = m_rate.snap(m_beats[16].time);
        QCOMPARE(lengthText(m_beats, {start, m_rate.snap(m_beats[24].time)}, m_rate), QStringLiteral("2 bars"));
        QCOMPARE(lengthText(m_beats, {start, m_rate.snap(m_beats[19].time)}, m_rate), QStringLiteral("3 beats"));
        QCOMPARE(lengthText({}, {start, start + m_rate.timeOf(97)}, m_rate), QStringLiteral("97 fr"));
        QCOMPARE(parseLength(QStringLiteral("2 bars"), start, m_beats, m_rate).value(), m_rate.snap(m_beats[24].time));
        QCOMPARE(parseLength(QStringLiteral("3 beats"), start, m_beats, m_rate).value(), m_rate.snap(m_beats[19].time));
        QCOMPARE(parseLength(QStringLiteral("97 fr"), start, m_beats, m_rate).value(), start + m_rate.timeOf(97));
        QCOMPARE(parseLength(QStringLiteral("1.5 s"), start, m_beats, m_rate).value(), start + m_rate.timeOf(36));
        QCOMPARE(parseLength(QStringLiteral("12"), start, {}, m_rate).value(), start + m_rate.timeOf(12));
    }

    void aLengthOfNothingIsRefused()
    {
        for (const QString &bad : {QStringLiteral("0 bars"), QStringLiteral("0 fr"), QStringLiteral("-2 beats"), QStringLiteral("soon"),
                                   QString(), QStringLiteral("0.001 s")})
            SC_COMPARE_PROBLEM(parseLength(bad, Ticks::seconds(1), m_beats, m_rate), ProblemCode::ValidationError);
    }

    void lengthsBeyondTheSongContinueItsLastBeat()
    {
        const Result<Ticks> end = parseLength(QStringLiteral("4 bars"), m_rate.snap(m_beats[252].time), m_beats, m_rate);
        SC_VERIFY_OK(end);
        QVERIFY(*end > m_beats.back().time);
    }

    void unequalValuesAreMixed()
    {
        timeline::Timeline t = test::shotsInARow(3, 48);
        t.clips[1].direction.cameraMove = QStringLiteral("push in");
        const ClipValues all = valuesOf(t, {t.clips[0].id, t.clips[1].id, t.clips[2].id});
        QCOMPARE(all.count, 3);
        QVERIFY(!all.name && !all.start && !all.cameraMove);
        QCOMPARE(all.length, std::optional(Ticks::seconds(2)));
        QCOMPARE(all.lyrics, std::optional(QString()));
        QCOMPARE(valuesOf(t, {t.clips[1].id}).cameraMove, std::optional(QStringLiteral("push in")));
        t.scenes[0].locked = true;
        QVERIFY(valuesOf(t, {t.clips[0].id}).anyLocked);
        QCOMPARE(valuesOf(t, {}).count, 0);
    }
};

SC_TEST(TestPositionText)
#include "tst_position_text.moc"
