// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/description.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::audio;

namespace {

Analysis clubTrack()
{
    Analysis analysis;
    analysis.duration = Ticks::fromSeconds(200);
    analysis.tempo = {124.0, 0.9, FeatureOrigin::Measured};
    analysis.timeSignature = {QStringLiteral("4/4"), 0.6, FeatureOrigin::Measured};
    analysis.key = {QStringLiteral("A minor"), 0.8, FeatureOrigin::Measured};
    analysis.integratedLufs = -8;
    analysis.loudnessRange = 3;
    analysis.spectralCentroid = {3000.0, 1, FeatureOrigin::Measured};
    analysis.labels = {{LabelKind::Genre, QStringLiteral("house"), 0.74, {}},
                       {LabelKind::Mood, QStringLiteral("energetic"), 0.6, {}},
                       {LabelKind::Instrument, QStringLiteral("drums"), 0.85, {}},
                       {LabelKind::Instrument, QStringLiteral("synth pad"), 0.6, {}},
                       {LabelKind::Instrument, QStringLiteral("brass"), 0.4, {}}};
    analysis.map.moments = {{Ticks::fromSeconds(39), KeyMomentKind::Drop, 0.9}, {Ticks::fromSeconds(54), KeyMomentKind::Break, 0.2}};
    return analysis;
}

} // namespace

class TestDescription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSureIsSaidPlainlyAndWhatIsLikelyWithProbably()
    {
        const QString text = describeSong(clubTrack());
        QVERIFY2(text.startsWith(QStringLiteral("House at 124 BPM, probably in 4/4 time, in A minor.")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("drums, probably also synth pad; it sounds probably energetic.")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("drops at 0:39")), qPrintable(text));
    }

    void whatIsUnsureIsLeftOut()
    {
        Analysis analysis = clubTrack();
        QVERIFY(!describeSong(analysis).contains(QStringLiteral("brass")));
        QVERIFY(!describeSong(analysis).contains(QStringLiteral("0:54")));
        analysis.key.confidence = 0.3;
        analysis.timeSignature.confidence = 0.3;
        analysis.tempo.confidence = 0.3;
        analysis.labels.front().confidence = 0.4;
        const QString text = describeSong(analysis);
        QVERIFY2(text.startsWith(QStringLiteral("A piece of music.")), qPrintable(text));
        QVERIFY(!text.contains(QStringLiteral("minor")));
        QVERIFY(!text.contains(QStringLiteral("BPM")));
    }

    void theSameSongIsAlwaysDescribedAlike() { QCOMPARE(describeSong(clubTrack()), describeSong(clubTrack())); }

    void thereAreNoMoreThanThreeSentences()
    {
        for (int seconds = 1; seconds < 40; ++seconds) {
            Analysis analysis = clubTrack();
            analysis.duration = Ticks::fromSeconds(seconds);
            const QString text = describeSong(analysis);
            QVERIFY(text.count(QStringLiteral(". ")) <= 2 && text.endsWith(u'.'));
        }
    }

    void silenceHasNothingToDescribe() { QCOMPARE(describeSong({}), QString()); }
};

SC_TEST(TestDescription)
#include "tst_description.moc"
