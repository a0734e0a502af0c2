// SPDX-License-Identifier: GPL-3.0-or-later
// The test signals of EBU Tech 3341 and Tech 3342 that are described by formulae (their others are programmes on request).
#include "core/audio/analyzer.h"
#include "core/audio/loudness_meter.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr int kRate = 48000;

struct Tone
{
    double seconds = 0;
    double db = 0; // dBFS of the crest, each channel
};
using Tones = QList<Tone>;

// A 1000 Hz sine in both channels whose level steps, its phase running on.
std::vector<float> tones(const Tones &sequence, double hertz = 1000)
{
    std::vector<float> samples;
    std::int64_t n = 0;
    for (const Tone &tone : sequence) {
        const double level = std::pow(10, tone.db / 20);
        for (std::int64_t i = 0; i < std::llround(tone.seconds * kRate); ++i, ++n) {
            const auto value = static_cast<float>(level * std::sin(2 * M_PI * hertz * static_cast<double>(n) / kRate));
            samples.push_back(value);
            samples.push_back(value);
        }
    }
    return samples;
}

LoudnessSeries measured(const std::vector<float> &samples, int channels = 2, int sampleRate = kRate)
{
    LoudnessMeter meter(channels, sampleRate);
    // Blocks of an odd size: what is found must not depend on where they end.
    const size_t block = size_t(4093) * size_t(channels);
    for (size_t from = 0; from < samples.size(); from += block)
        meter.push(std::span(samples).subspan(from, std::min(block, samples.size() - from)));
    return meter.finish();
}

QString told(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 3) : QStringLiteral("nothing");
}

} // namespace

Q_DECLARE_METATYPE(Tone)

#define SC_WITHIN(value, expected, below, above)                                                                                           \
    QVERIFY2((value) && *(value) >= (expected) - (below) && *(value) <= (expected) + (above), qPrintable(told(value)))

class TestLoudnessEbu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integratedLoudness_data()
    {
        QTest::addColumn<Tones>("sequence");
        QTest::addColumn<double>("lufs");
        QTest::newRow("3341-1") << Tones{{20, -23}} << -23.0;
        QTest::newRow("3341-2") << Tones{{20, -33}} << -33.0;
        QTest::newRow("3341-3") << Tones{{10, -36}, {60, -23}, {10, -36}} << -23.0;
        QTest::newRow("3341-4") << Tones{{10, -72}, {10, -36}, {60, -23}, {10, -36}, {10, -72}} << -23.0;
        QTest::newRow("3341-5") << Tones{{20, -26}, {20.1, -20}, {20, -26}} << -23.0;
    }

    void integratedLoudness()
    {
        QFETCH(Tones, sequence);
        QFETCH(double, lufs);
        const LoudnessSeries series = measured(tones(sequence));
        SC_WITHIN(series.integrated, lufs, 0.1, 0.1);
        if (sequence.size() > 1)
            return;
        SC_WITHIN(series.momentaryMax, lufs, 0.1, 0.1);
        SC_WITHIN(series.shortTermMax, lufs, 0.1, 0.1);
    }

    void surroundChannelsCountByTheirPlace()
    {
        // 3341-6: left and right at -28, centre at -24, surrounds at -30 dBFS.
        std::vector<float> samples;
        for (std::int64_t n = 0; n < 20 * kRate; ++n) {
            for (const double db : {-28.0, -28.0, -24.0, -30.0, -30.0})
                samples.push_back(static_cast<float>(std::pow(10, db / 20) * std::sin(2 * M_PI * 1000 * static_cast<double>(n) / kRate)));
        }
        SC_WITHIN(measured(samples, 5).integrated, -23.0, 0.1, 0.1);
    }

    void shortTermLoudnessStandsStill()
    {
        // 3341-9: constant from the third second on.
        Tones sequence;
        for (int i = 0; i < 5; ++i)
            sequence << Tone{1.34, -20} << Tone{1.66, -30};
        const LoudnessSeries series = measured(tones(sequence));
        SC_WITHIN(series.shortTermMax, -23.0, 0.1, 0.1);
        for (size_t i = 15; i + 16 < series.shortTerm.size(); ++i)
            QVERIFY2(std::abs(series.shortTerm[i] + 23) < 0.1F, qPrintable(QString::number(series.shortTerm[i])));
    }

    void momentaryLoudnessStandsStill()
    {
        // 3341-12: constant from the first second on.
        Tones sequence;
        for (int i = 0; i < 25; ++i)
            sequence << Tone{0.18, -20} << Tone{0.22, -30};
        const LoudnessSeries series = measured(tones(sequence));
        SC_WITHIN(series.momentaryMax, -23.0, 0.1, 0.1);
        for (size_t i = 3; i + 4 < series.momentary.size(); ++i)
            QVERIFY2(std::abs(series.momentary[i] + 23) < 0.1F, qPrintable(QString::number(series.momentary[i])));
    }

    void theLoudestThreeSecondsAreFoundWhereverTheyStart()
    {
        // 3341-10: twenty files, each 150 ms later.
        for (int n = 0; n < 20; ++n) {
            const LoudnessSeries series = measured(tones({{0.15 * n, -200}, {3, -23}, {1, -200}}));
            SC_WITHIN(series.shortTermMax, -23.0, 0.1, 0.1);
        }
    }

    void theLoudestMomentIsFoundWhereverItStarts()
    {
        // 3341-13: twenty files, each 20 ms later.
        for (int n = 0; n < 20; ++n) {
            const LoudnessSeries series = measured(tones({{0.02 * n, -200}, {0.4, -23}, {1, -200}}));
            SC_WITHIN(series.momentaryMax, -23.0, 0.1, 0.1);
        }
    }

    void truePeak_data()
    {
        QTest::addColumn<double>("level");
        QTest::addColumn<int>("divisor"); // of the sample rate
        QTest::addColumn<double>("degrees");
        QTest::addColumn<double>("dbtp");
        QTest::newRow("3341-15") << 0.50 << 4 << 0.0 << -6.0;
        QTest::newRow("3341-16") << 0.50 << 4 << 45.0 << -6.0;
        QTest::newRow("3341-17") << 0.50 << 6 << 60.0 << -6.0;
        QTest::newRow("3341-18") << 0.50 << 8 << 67.5 << -6.0;
        QTest::newRow("3341-19") << 1.41 << 4 << 45.0 << 3.0;
    }

    void truePeak()
    {
        QFETCH(double, level);
        QFETCH(int, divisor);
        QFETCH(double, degrees);
        QFETCH(double, dbtp);
        std::vector<float> samples;
        for (int n = 0; n < 2 * kRate; ++n) {
            // Faded in and out, as the recommendation's own files are: a sudden start has higher crests of its own.
            const double fade = std::min({1.0, n / 2400.0, (2 * kRate - 1 - n) / 2400.0});
            const auto value = static_cast<float>(fade * level * std::sin(2 * M_PI * n / divisor + degrees * M_PI / 180));
            samples.push_back(value);
            samples.push_back(value);
        }
        SC_WITHIN(measured(samples).truePeak, dbtp, 0.4, 0.2);
    }

    void aPeakBetweenTheSamplesIsFoundAtEveryQuarter()
    {
        // As 3341-20 to 23: one crest of full scale, low-passed, that lies 0 to 3 quarters of a sample off the grid.
        for (int quarter = 0; quarter < 4; ++quarter) {
            std::vector<float> samples;
            for (int n = -600; n <= 600; ++n) {
                const double t = n - quarter / 4.0;
                const double x = M_PI * t * 0.5; // band limit: a quarter of the rate
                const double window = 0.5 + 0.5 * std::cos(M_PI * t / 602);
                samples.push_back(static_cast<float>((t == 0 ? 1 : std::sin(x) / x) * window));
            }
            SC_WITHIN(measured(samples, 1).truePeak, 0.0, 0.4, 0.2);
        }
    }

    void loudnessRange_data()
    {
        QTest::addColumn<Tones>("sequence");
        QTest::addColumn<double>("lu");
        QTest::newRow("3342-1") << Tones{{20, -20}, {20, -30}} << 10.0;
        QTest::newRow("3342-2") << Tones{{20, -20}, {20, -15}} << 5.0;
        QTest::newRow("3342-3") << Tones{{20, -40}, {20, -20}} << 20.0;
        QTest::newRow("3342-4") << Tones{{20, -50}, {20, -35}, {20, -20}, {20, -35}, {20, -50}} << 15.0;
    }

    void loudnessRange()
    {
        QFETCH(Tones, sequence);
        QFETCH(double, lu);
        SC_WITHIN(measured(tones(sequence)).range, lu, 1.0, 1.0);
    }

    void fullScaleSineReadsAsTheRecommendationSays_data()
    {
        QTest::addColumn<int>("sampleRate");
        for (const int rate : {8000, 11025, 22050, 44100, 48000, 88200, 96000, 192000})
            QTest::addRow("%d Hz", rate) << rate;
    }

    void fullScaleSineReadsAsTheRecommendationSays()
    {
        QFETCH(int, sampleRate);
        std::vector<float> samples = sine(5, sampleRate, 2, 997, 1.0);
        SC_WITHIN(measured(samples, 2, sampleRate).integrated, 0.0, 0.1, 0.1);
        for (size_t i = 1; i < samples.size(); i += 2)
            samples[i] = 0;
        SC_WITHIN(measured(samples, 2, sampleRate).integrated, -3.01, 0.1, 0.1);
    }

    void anotherMeterReadsTheSame_data()
    {
        QTest::addColumn<int>("sampleRate");
        QTest::addColumn<int>("channels");
        QTest::newRow("mono") << 44100 << 1;
        QTest::newRow("stereo") << 44100 << 2;
        QTest::newRow("5.1") << 48000 << 6;
        QTest::newRow("96 kHz") << 96000 << 2;
        QTest::newRow("11 kHz") << 11025 << 1;
    }

    // Noise in swells against libebur128.
    void anotherMeterReadsTheSame()
    {
        QFETCH(int, sampleRate);
        QFETCH(int, channels);
        std::vector<float> samples = noise(60.0 * channels, sampleRate, 0.5F);
        for (size_t i = 0; i < samples.size(); ++i) {
            const double t = static_cast<double>(i) / (double(sampleRate) * channels);
            samples[i] *= static_cast<float>(std::pow(10, -0.8 + 0.6 * std::sin(2 * M_PI * t / 30)));
        }
        ebur128_state *state = ebur128_init(unsigned(channels), unsigned(sampleRate), EBUR128_MODE_I | EBUR128_MODE_S);
        QVERIFY(state);
        // Its own range looks once a second only, so that it depends on where the seconds fall: here ten times, as ours does.
        const size_t step = size_t(sampleRate) / 10;
        std::vector<double> shortTerm;
        for (size_t from = 0; (from + step) * size_t(channels) <= samples.size(); from += step) {
            ebur128_add_frames_float(state, samples.data() + from * size_t(channels), step);
            double level = 0;
            QCOMPARE(ebur128_loudness_shortterm(state, &level), int(EBUR128_SUCCESS));
            if (from + step >= 3 * size_t(sampleRate))
                shortTerm.push_back(level);
        }
        double integrated = 0;
        const bool isGood = ebur128_loudness_global(state, &integrated) == EBUR128_SUCCESS;
        ebur128_destroy(&state);
        QVERIFY(isGood);
        // EBU Tech 3342; nothing here lies under its gates.
        std::ranges::sort(shortTerm);
        const auto place = [&](double share) { return shortTerm[size_t(std::lround(share * double(shortTerm.size() - 1)))]; };
        const double range = place(0.95) - place(0.10);
        const LoudnessSeries series = measured(samples, channels, sampleRate);
        SC_WITHIN(series.integrated, integrated, 0.02, 0.02);
        SC_WITHIN(series.range, range, 0.05, 0.05);
    }

    void silenceAndTheShortestSoundsHaveNone()
    {
        const LoudnessSeries silent = measured(std::vector<float>(10 * kRate * 2, 0.0F));
        QVERIFY(!silent.integrated && !silent.momentaryMax && !silent.shortTermMax && !silent.range && !silent.truePeak);
        const LoudnessSeries brief = measured(tones({{0.39, -20}}));
        QVERIFY(!brief.integrated && !brief.momentaryMax);
        QVERIFY(brief.truePeak);
        const LoudnessSeries second = measured(tones({{1, -20}}));
        QVERIFY(second.integrated && !second.shortTermMax && !second.range);
        QVERIFY(!measured({}).truePeak);
    }
};

SC_TEST(TestLoudnessEbu)
#include "tst_loudness_ebu.moc"
