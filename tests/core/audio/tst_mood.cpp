// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/energy_arc.h"
#include "core/audio/loudness_targets.h"
#include "core/audio/mood.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

Analysis twoSections()
{
    Analysis analysis;
    analysis.duration = Ticks::seconds(20);
    analysis.integratedLufs = -12;
    analysis.spectralCentroid = {1800.0, 1, FeatureOrigin::Measured};
    analysis.tempo = {120.0, 0.9, FeatureOrigin::Measured};
    analysis.valence = {0.6, 0.4, FeatureOrigin::Measured};
    for (int i = 0; i < 200; ++i)
        analysis.loudness.values.push_back(i < 100 ? -28.0F : -9.0F);
    for (int i = 0; i < 60; ++i)
        analysis.onsets.push_back(Ticks::fromSeconds(10 + i / 6.0));
    analysis.harmony.keys = {{Ticks(), Ticks::seconds(10), QStringLiteral("A minor"), 0.8},
                             {Ticks::seconds(10), Ticks::seconds(20), QStringLiteral("C major"), 0.8}};
    analysis.map.sections.resize(2);
    analysis.map.sections[0].end = analysis.map.sections[1].start = Ticks::seconds(10);
    analysis.map.sections[1].end = Ticks::seconds(20);
    return analysis;
}

ArcCandidate candidate(const char *id, float bpm, float key, float level)
{
    ArcCandidate song{TrackId(QString::fromLatin1(id)), {}};
    song.profile.bpm = bpm;
    song.profile.key = key;
    song.profile.level = level;
    return song;
}

} // namespace

class TestMood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSectionHasItsOwnMood()
    {
        const std::vector<MoodPoint> points = moodBySection(twoSections());
        QCOMPARE(points.size(), size_t(2));
        QVERIFY(points[1].arousal > points[0].arousal + 0.3);
        QVERIFY(points[1].valence > points[0].valence + 0.2);
        QVERIFY(points[0].confidence <= 0.5);
        QVERIFY(moodBySection({}).empty());
    }

    void valenceAndArousalGoTheWayTheyAreDefined()
    {
        const MoodMeasures middle{-14, 3, 1600, 115, 0};
        const auto with = [&](auto change) {
            MoodMeasures measures = middle;
            change(measures);
            return measures;
        };
        QVERIFY(valenceOf(with([](MoodMeasures &m) { m.majorness = 0.8; })) > valenceOf(middle));
        QVERIFY(valenceOf(with([](MoodMeasures &m) { m.majorness = -0.8; })) < valenceOf(middle));
        QVERIFY(valenceOf(with([](MoodMeasures &m) { m.tempo = 150; })) > valenceOf(middle));
        QVERIFY(valenceOf(with([](MoodMeasures &m) { m.centroidHz = 800; })) < valenceOf(middle));
        QVERIFY(arousalOf(with([](MoodMeasures &m) { m.lufs = -8; })) > arousalOf(middle));
        QVERIFY(arousalOf(with([](MoodMeasures &m) { m.onsetRate = 7; })) > arousalOf(middle));
        QVERIFY(arousalOf(with([](MoodMeasures &m) { m.centroidHz = 4000; })) > arousalOf(middle));
    }

    void energyGrowsWithLoudnessAndWithOnsets()
    {
        double before = -1;
        for (const float gain : {0.1F, 0.2F, 0.5F, 1.0F}) {
            std::vector<float> samples = metronome(120, 12, 44100);
            for (float &sample : samples)
                sample *= gain;
            const auto analysis = analyzeSamples(samples, 44100, 1);
            SC_VERIFY_OK(analysis);
            QVERIFY(analysis->energy.value);
            QVERIFY2(*analysis->energy.value >= before, qPrintable(QString::number(before)));
            before = *analysis->energy.value;
            QVERIFY(analysis->valence.confidence <= 0.5);
        }
        double last = 0;
        for (const double bpm : {60.0, 120.0, 240.0}) {
            const auto analysis = analyzeSamples(metronome(bpm, 12, 44100), 44100, 1);
            SC_VERIFY_OK(analysis);
            QVERIFY(analysis->energy.value.value_or(0) > last);
            last = *analysis->energy.value;
        }
    }

    void silenceHasNoEnergyAndNoOtherDescriptor()
    {
        const auto analysis = analyzeSamples(std::vector<float>(44100 * 10, 0.0F), 44100, 1);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->energy.value, std::optional<double>(0));
        QVERIFY(!analysis->arousal.value);
        QVERIFY(!analysis->valence.value);
        QVERIFY(!analysis->danceability.value);
    }

    void aTargetTellsItsGainAndWhetherThePeakAllowsIt()
    {
        QCOMPARE(loudnessTargets().size(), size_t(6));
        Analysis analysis;
        QVERIFY(!adviseLoudness(analysis, loudnessTargets().front()));
        analysis.integratedLufs = -20;
        analysis.truePeakDbtp = -4;
        const auto up = adviseLoudness(analysis, loudnessTargets().front()); // -14 LUFS, -1 dBTP
        QVERIFY(up);
        QCOMPARE(up->gainDb, 6.0);
        QCOMPARE(up->peakAfterDbtp, 2.0);
        QVERIFY(!up->fitsPeak);
        QCOMPARE(up->largestGainDb, 3.0);
        const auto down = adviseLoudness(analysis, loudnessTargets()[3]); // -23 LUFS
        QVERIFY(down && down->fitsPeak);
        QCOMPARE(down->gainDb, -3.0);
        QCOMPARE(down->largestGainDb, -3.0);
    }

    void aTargetOfOnesOwnKeepsToItsRules()
    {
        const auto own = ownLoudnessTarget(-12, -0.8);
        SC_VERIFY_OK(own);
        const auto again = ownLoudnessTargetFromText(toText(*own));
        QVERIFY(again && again->lufs == -12 && again->peakDbtp == -0.8);
        for (const auto &[lufs, peak] : {std::pair(-61.0, -1.0), std::pair(-4.0, -1.0), std::pair(-14.0, 0.1), std::pair(-14.0, -9.5),
                                         std::pair(std::nan(""), -1.0), std::pair(-14.0, std::nan(""))})
            SC_COMPARE_PROBLEM(ownLoudnessTarget(lufs, peak), ProblemCode::ValidationError);
        for (const char *text : {"", "-12", "x -1", "-12 -1 3", "-3 -1"})
            QVERIFY(!ownLoudnessTargetFromText(QLatin1String(text)));
    }

    void theArcChoosesWhoGoesNext()
    {
        const LikenessProfile from = candidate("from", 124, 0, 0.5F).profile;
        const std::vector<ArcCandidate> songs = {candidate("down", 124, 0, 0.38F), candidate("same", 125, 1, 0.5F),
                                                 candidate("up", 123, 0, 0.62F), candidate("far", 98, 6, 0.62F)};
        QCOMPARE(nextSongs(from, songs, EnergyArc::Rise, 4).front().track.text(), QStringLiteral("up"));
        QCOMPARE(nextSongs(from, songs, EnergyArc::Hold, 4).front().track.text(), QStringLiteral("same"));
        QCOMPARE(nextSongs(from, songs, EnergyArc::Fall, 4).front().track.text(), QStringLiteral("down"));
        QCOMPARE(nextSongs(from, songs, EnergyArc::Rise, 4).back().track.text(), QStringLiteral("far"));
        QCOMPARE(nextSongs(from, songs, EnergyArc::Rise, 4, TrackId(QStringLiteral("up"))).size(), size_t(3));
        QCOMPARE(nextSongs(from, songs, EnergyArc::Rise, 2).size(), size_t(2));
        QVERIFY(nextSongs(from, {}, EnergyArc::Rise, 2).empty());
    }
};

SC_TEST(TestMood)
#include "tst_mood.moc"
