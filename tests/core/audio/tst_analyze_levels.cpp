// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <cmath>

using namespace sc;
using namespace sc::test;

class TestAnalyzeLevels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullScaleSineReadsAsTheRecommendationSays()
    {
        std::vector<float> left = sine(10, 48000, 2, 997, 1.0);
        const auto both = analyzeSamples(left, 48000, 2);
        for (size_t i = 1; i < left.size(); i += 2)
            left[i] = 0;
        const auto one = analyzeSamples(left, 48000, 2);
        SC_VERIFY_OK(both);
        SC_VERIFY_OK(one);
        QVERIFY2(std::abs(both->integratedLufs.value_or(-99) - 0.0) < 0.1, qPrintable(QString::number(both->integratedLufs.value_or(-99))));
        QVERIFY2(std::abs(one->integratedLufs.value_or(-99) + 3.01) < 0.1, qPrintable(QString::number(one->integratedLufs.value_or(-99))));
        QVERIFY(std::abs(both->truePeakDbtp.value_or(-99)) < 0.1);
        QVERIFY(std::abs(both->momentaryMaxLufs.value_or(-99)) < 0.1);
        QVERIFY(std::abs(both->shortTermMaxLufs.value_or(-99)) < 0.1);
    }

    void peaksBetweenTheSamplesAreFound()
    {
        // A quarter of the rate, an eighth of a turn late: every sample lies 3 dB under the crest.
        std::vector<float> samples;
        for (int i = 0; i < 48000; ++i)
            samples.push_back(static_cast<float>(0.5 * std::sin(M_PI / 2 * i + M_PI / 4)));
        const auto analysis = analyzeSamples(samples, 48000, 1);
        SC_VERIFY_OK(analysis);
        QVERIFY2(std::abs(analysis->truePeakDbtp.value_or(-99) + 6.02) < 0.3,
                 qPrintable(QString::number(analysis->truePeakDbtp.value_or(-99))));
    }

    void sineHasItsFrequencyAsCentroidAndItsCrossings_data()
    {
        QTest::addColumn<double>("hertz");
        QTest::addColumn<int>("sampleRate");
        QTest::addRow("220 Hz at 44100") << 220.0 << 44100;
        QTest::addRow("1000 Hz at 44100") << 1000.0 << 44100;
        QTest::addRow("5000 Hz at 48000") << 5000.0 << 48000;
        QTest::addRow("3000 Hz at 96000") << 3000.0 << 96000;
        QTest::addRow("440 Hz at 8000") << 440.0 << 8000;
    }

    void sineHasItsFrequencyAsCentroidAndItsCrossings()
    {
        QFETCH(double, hertz);
        QFETCH(int, sampleRate);
        const auto analysis = analyzeSamples(sine(6, sampleRate, 1, hertz, 0.5), sampleRate, 1);
        SC_VERIFY_OK(analysis);
        const double centroid = analysis->spectralCentroid.value.value_or(0);
        QVERIFY2(std::abs(centroid / hertz - 1) < 0.01, qPrintable(QString::number(centroid)));
        const double crossings = analysis->zeroCrossingRate.value.value_or(0);
        const double expected = 2 * hertz / sampleRate;
        QVERIFY2(std::abs(crossings / expected - 1) < 0.005, qPrintable(QString::number(crossings)));
        QVERIFY2(!analysis->tempo.value, "one tone has no beat");
        QVERIFY2(analysis->key.confidence < 0.35, "one tone has no key");
    }

    void silenceGivesNothingRatherThanZeros()
    {
        const auto analysis = analyzeSamples(std::vector<float>(44100 * 12 * 2, 0.0F), 44100, 2);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->duration, Ticks::seconds(12));
        QVERIFY(!analysis->tempo.value);
        QVERIFY(!analysis->key.value);
        QVERIFY(!analysis->timeSignature.value);
        QVERIFY(!analysis->integratedLufs);
        QVERIFY(!analysis->truePeakDbtp);
        QVERIFY(!analysis->loudnessRange);
        QVERIFY(!analysis->spectralCentroid.value);
        QVERIFY(!analysis->zeroCrossingRate.value);
        QVERIFY(!analysis->valence.value);
        QVERIFY(!analysis->danceability.value);
        QVERIFY(analysis->labels.empty());
        QVERIFY(analysis->map.grid.isEmpty());
        QVERIFY(analysis->onsets.empty());
        QCOMPARE(analysis->loudness.values.size(), size_t(120));
    }

    void halfASecondHasADurationAndALoudnessOnly()
    {
        const auto analysis = analyzeSamples(sine(0.5, 44100, 2, 440, 0.5), 44100, 2);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->duration, Ticks::fromSamples(22050, 44100));
        QVERIFY(analysis->integratedLufs);
        QVERIFY(!analysis->tempo.value);
        QVERIFY(!analysis->key.value);
        QVERIFY(!analysis->energy.value);
        QVERIFY(analysis->map.sections.empty());
        QCOMPARE(analysis->warnings.size(), 1);
    }

    void antiphaseStereoIsStillHeard()
    {
        const std::vector<float> mono = metronome(120, 20, 44100);
        std::vector<float> stereo;
        for (const float sample : mono) {
            stereo.push_back(sample);
            stereo.push_back(-sample);
        }
        const auto analysis = analyzeSamples(stereo, 44100, 2);
        SC_VERIFY_OK(analysis);
        QVERIFY(analysis->tempo.value);
        QVERIFY(std::abs(*analysis->tempo.value - 120) < 0.05);
    }

    void eightChannelsAreHeardAtTheirOwnRate()
    {
        const auto analysis = analyzeSamples(sine(3, 192000, 8, 1000, 0.25), 192000, 8);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->channels, 8);
        QCOMPARE(analysis->sampleRate, 192000);
        QCOMPARE(analysis->duration, Ticks::seconds(3));
        QVERIFY(analysis->integratedLufs);
    }

    void louderAndBusierIsMoreEnergy()
    {
        const auto sparse = analyzeSamples(metronome(60, 16, 44100), 44100, 1);
        std::vector<float> dense = metronome(60, 16, 44100);
        const std::vector<float> fast = metronome(180, 16, 44100);
        const std::vector<float> hiss = noise(16, 44100, 0.1F);
        for (size_t i = 0; i < dense.size(); ++i)
            dense[i] = 0.5F * dense[i] + 0.5F * fast[i] + hiss[i];
        const auto busy = analyzeSamples(dense, 44100, 1);
        SC_VERIFY_OK(sparse);
        SC_VERIFY_OK(busy);
        QVERIFY(busy->energy.value.value_or(0) > sparse->energy.value.value_or(1));
        QVERIFY(busy->arousal.value.value_or(0) > sparse->arousal.value.value_or(1));
    }

    void quickLevelLeavesOutWhatItPromisesTo()
    {
        const auto analysis = analyzeSamples(metronome(120, 16, 44100), 44100, 1, audio::AnalysisLevel::Quick);
        SC_VERIFY_OK(analysis);
        QVERIFY(analysis->tempo.value);
        QVERIFY(analysis->map.sections.empty());
        QVERIFY(analysis->map.moments.empty());
        QVERIFY(!analysis->danceability.value);
    }
};

SC_TEST(TestAnalyzeLevels)
#include "tst_analyze_levels.moc"
