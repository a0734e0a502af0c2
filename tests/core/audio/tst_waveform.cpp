// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/waveform.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <algorithm>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

class TestWaveform : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        std::vector<float> samples = sine(30, 44100, 1, 100, 0.5);
        for (size_t i = 0; i < samples.size() / 2; ++i)
            samples[i] = 0;
        const auto analysis = analyzeSamples(samples, 44100, 1, AnalysisLevel::Quick);
        SC_VERIFY_OK(analysis);
        m_pyramid = analysis->waveform;
    }

    void everyLevelHasHalfThePointsUntilFewAreLeft()
    {
        QCOMPARE(m_pyramid.sampleCount, std::int64_t(30 * 44100));
        QCOMPARE(m_pyramid.levels.front().size(), size_t((30 * 44100 + 255) / 256));
        for (size_t i = 1; i < m_pyramid.levels.size(); ++i)
            QCOMPARE(m_pyramid.levels[i].size(), (m_pyramid.levels[i - 1].size() + 1) / 2);
        QVERIFY(m_pyramid.levels.back().size() < 2048);
    }

    void silenceIsFlatAndATonePeaksInItsBand()
    {
        const WaveformPoint quiet = m_pyramid.over(0, Ticks::seconds(2), Ticks::seconds(10));
        QCOMPARE(quiet, WaveformPoint());
        const WaveformPoint tone = m_pyramid.over(0, Ticks::seconds(16), Ticks::seconds(20));
        QVERIFY(std::abs(tone.max - 64) <= 1 && std::abs(tone.min + 64) <= 1);
        QVERIFY(std::abs(tone.rms - 90) <= 2); // 0.5 / sqrt(2) of 255
        QVERIFY(tone.low > 60 && tone.low > 2 * tone.mid && tone.mid > tone.high);
    }

    void levelsAgreeOnTheirExtremes()
    {
        for (int level = 0; level < static_cast<int>(m_pyramid.levels.size()); ++level) {
            const WaveformPoint all = m_pyramid.over(level, Ticks(), Ticks::seconds(30));
            QCOMPARE(all.max, m_pyramid.over(0, Ticks(), Ticks::seconds(30)).max);
            QCOMPARE(all.min, m_pyramid.over(0, Ticks(), Ticks::seconds(30)).min);
        }
    }

    void outsideTheSongIsSilence()
    {
        QCOMPARE(m_pyramid.over(0, Ticks::seconds(-5), Ticks::seconds(-1)), WaveformPoint());
        QCOMPARE(m_pyramid.over(0, Ticks::seconds(31), Ticks::seconds(40)), WaveformPoint());
        QCOMPARE(m_pyramid.over(99, Ticks(), Ticks::seconds(1)), WaveformPoint());
        QCOMPARE(WaveformPyramid().over(0, Ticks(), Ticks::seconds(1)), WaveformPoint());
    }

    void theLevelForAPixelIsTheCoarsestThatFits()
    {
        QCOMPARE(m_pyramid.levelFor(Ticks::fromSamples(1, 44100)), 0);
        QCOMPARE(m_pyramid.levelFor(Ticks::fromSamples(511, 44100)), 0);
        QCOMPARE(m_pyramid.levelFor(Ticks::fromSamples(512, 44100)), 1);
        QCOMPARE(m_pyramid.levelFor(Ticks::seconds(1000)), static_cast<int>(m_pyramid.levels.size()) - 1);
    }

    void bytesBringItBack()
    {
        const auto back = waveformFromBytes(toBytes(m_pyramid));
        SC_VERIFY_OK(back);
        QVERIFY(*back == m_pyramid);
        const auto empty = waveformFromBytes(toBytes(WaveformPyramid()));
        SC_VERIFY_OK(empty);
        QVERIFY(empty->isEmpty());
    }

    void damagedBytesAreRefused()
    {
        const QByteArray good = toBytes(m_pyramid);
        SC_COMPARE_PROBLEM(waveformFromBytes({}), ProblemCode::FileDamaged);
        SC_COMPARE_PROBLEM(waveformFromBytes(good.left(good.size() / 2)), ProblemCode::FileDamaged);
        SC_COMPARE_PROBLEM(waveformFromBytes(good + "x"), ProblemCode::FileDamaged);
        for (qsizetype i = 0; i < good.size(); i += std::max<qsizetype>(1, good.size() / 400)) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x41);
            SC_COMPARE_PROBLEM(waveformFromBytes(bad), ProblemCode::FileDamaged);
        }
    }

private:
    WaveformPyramid m_pyramid;
};

SC_TEST(TestWaveform)
#include "tst_waveform.moc"
