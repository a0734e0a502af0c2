// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audio/analysis_check.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <cmath>

using namespace sc;
using namespace sc::test;

class TestAnalyzeRhythm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clicksGiveTheirTempoAndTheirTimes_data()
    {
        QTest::addColumn<double>("bpm");
        for (const double bpm : {50.0, 61.3, 74.0, 90.0, 103.7, 120.0, 128.0, 145.5, 174.0, 191.0, 220.0})
            QTest::addRow("%.1f BPM", bpm) << bpm;
    }

    void clicksGiveTheirTempoAndTheirTimes()
    {
        QFETCH(double, bpm);
        const double seconds = 30;
        const auto analysis = analyzeSamples(metronome(bpm, seconds, 44100), 44100, 1);
        SC_VERIFY_OK(analysis);
        QVERIFY2(analysis->tempo.value, "no tempo");
        QVERIFY2(std::abs(*analysis->tempo.value - bpm) <= 0.05, qPrintable(QString::number(*analysis->tempo.value)));
        std::vector<double> truth;
        for (double time = 0.5; time < seconds - 0.05; time += 60 / bpm)
            truth.push_back(time);
        const std::vector<double> found = secondsOf(analysis->map.grid.beats());
        const double score = fMeasure(truth, found, 0.010);
        QVERIFY2(score > 0.97, qPrintable(QStringLiteral("F within 10 ms is %1").arg(score)));
    }

    void aSongThatBeginsOnABeatHasItThere_data()
    {
        QTest::addColumn<double>("bpm");
        for (const double bpm : {74.0, 103.7, 120.0, 174.0})
            QTest::addRow("%.1f BPM", bpm) << bpm;
    }

    void aSongThatBeginsOnABeatHasItThere()
    {
        QFETCH(double, bpm);
        const auto analysis = analyzeSamples(metronome(bpm, 20, 44100, 0), 44100, 1);
        SC_VERIFY_OK(analysis);
        const std::vector<Beat> beats = analysis->map.grid.beats();
        QVERIFY(beats.size() > 10);
        QVERIFY2(beats[0].time.toSeconds() < 0.010, qPrintable(QString::number(beats[0].time.toSeconds())));
        QVERIFY(std::abs((beats[1].time - beats[0].time).toSeconds() - 60 / bpm) < 0.010);
    }

    void clicksHaveARhythmAndNoiseHasNone()
    {
        const auto clicks = analyzeSamples(metronome(120, 20, 44100), 44100, 1);
        SC_VERIFY_OK(clicks);
        QVERIFY(clicks->rhythmStrength.value.value_or(0) > 0.9);
        QVERIFY(clicks->beatConfidence > 0.5);
        const auto hiss = analyzeSamples(noise(20, 44100, 0.2F), 44100, 1);
        SC_VERIFY_OK(hiss);
        QVERIFY(!hiss->tempo.value);
        QVERIFY(hiss->map.grid.isEmpty());
        QVERIFY(!hiss->rhythmStrength.value);
        QVERIFY(hiss->key.confidence < 0.35);
    }

    void aFewSecondsGiveNoSureTempo()
    {
        const auto analysis = analyzeSamples(metronome(120, 6, 44100), 44100, 1);
        SC_VERIFY_OK(analysis);
        QVERIFY(analysis->tempo.confidence < 0.35);
    }

    void everyClickIsAnOnset()
    {
        const auto analysis = analyzeSamples(metronome(100, 20, 48000), 48000, 1);
        SC_VERIFY_OK(analysis);
        std::vector<double> truth;
        for (double time = 0.5; time < 19.95; time += 0.6)
            truth.push_back(time);
        std::vector<double> onsets;
        for (const Ticks onset : analysis->onsets)
            onsets.push_back(onset.toSeconds());
        QCOMPARE(fMeasure(truth, onsets, 0.010), 1.0);
    }

    void theSameSoundGivesTheSameAnswer()
    {
        const std::vector<float> samples = metronome(97, 12, 44100);
        auto first = analyzeSamples(samples, 44100, 1);
        auto second = analyzeSamples(samples, 44100, 1);
        SC_VERIFY_OK(first);
        SC_VERIFY_OK(second);
        first->elapsedSeconds = second->elapsedSeconds = 0;
        QVERIFY(*first == *second);
    }

    void theSampleRateDoesNotMatter_data()
    {
        QTest::addColumn<int>("sampleRate");
        for (const int rate : {11025, 22050, 32000, 48000, 96000, 192000})
            QTest::addRow("%d Hz", rate) << rate;
    }

    void theSampleRateDoesNotMatter()
    {
        QFETCH(int, sampleRate);
        const auto analysis = analyzeSamples(metronome(112, 20, sampleRate), sampleRate, 1);
        SC_VERIFY_OK(analysis);
        QVERIFY(analysis->tempo.value);
        QVERIFY(std::abs(*analysis->tempo.value - 112) <= 0.05);
    }

    void beatsInARegionNeverDrift()
    {
        const auto analysis = analyzeSamples(metronome(127, 60, 44100), 44100, 1);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->map.grid.regions.size(), size_t(1));
        QVERIFY(analysis->map.grid.regions.front().times.empty());
        QCOMPARE(analysis->map.grid.regions.front().bpm, 127.0);
    }
};

SC_TEST(TestAnalyzeRhythm)
#include "tst_analyze_rhythm.moc"
