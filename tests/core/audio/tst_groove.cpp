// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audio/analysis_check.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <cmath>
#include <numbers>

using namespace sc;
using namespace sc::test;

namespace {

constexpr int kRate = 44100;

// A small drum machine: 'k' kick, 's' snare, 'h' closed hat, 'c' and 'd' chords that ring for two seconds.
class Drums
{
public:
    explicit Drums(double seconds) : m_samples(static_cast<size_t>(seconds * kRate), 0.0F) {}

    void hit(char drum, double time, float level = 1)
    {
        const double length = drum == 'k' ? 0.2 : drum == 's' ? 0.12 : drum == 'h' ? 0.03 : 2.0;
        const auto start = static_cast<size_t>(std::llround(time * kRate));
        for (size_t i = 0; i < static_cast<size_t>(length * kRate) && start + i < m_samples.size(); ++i)
            m_samples[start + i] += level * sample(drum, static_cast<double>(i) / kRate, length);
    }
    // One character a step; anything but a dot is a hit.
    void bar(const QByteArray &steps, char drum, double start, double length, float level = 1)
    {
        for (qsizetype i = 0; i < steps.size(); ++i) {
            if (steps[i] != '.')
                hit(drum, start + length * static_cast<double>(i) / static_cast<double>(steps.size()), level);
        }
    }
    [[nodiscard]] const std::vector<float> &samples() const { return m_samples; }

private:
    float sample(char drum, double t, double length)
    {
        constexpr double kTurn = 2 * std::numbers::pi;
        const double fade = std::exp(-5 * t / length);
        m_noise = m_noise * 1664525U + 1013904223U;
        const double hiss = static_cast<double>(m_noise >> 8) / 8388608.0 - 1;
        const double bright = (hiss - m_last) / 2;
        m_last = hiss;
        switch (drum) {
        case 'k':
            return static_cast<float>(0.5 * fade * std::sin(kTurn * (55 * t + 1.2 * (1 - std::exp(-t / 0.02)))));
        case 's':
            return static_cast<float>(fade * (0.22 * hiss + 0.15 * std::sin(kTurn * 190 * t)));
        case 'h':
            return static_cast<float>(0.15 * fade * bright);
        case 'd':
            return static_cast<float>(0.1 * fade * (std::sin(kTurn * 246.9 * t) + std::sin(kTurn * 311.1 * t) + std::sin(kTurn * 370 * t)));
        default:
            return static_cast<float>(0.1 * fade * (std::sin(kTurn * 220 * t) + std::sin(kTurn * 277.2 * t) + std::sin(kTurn * 329.6 * t)));
        }
    }

    std::vector<float> m_samples;
    std::uint32_t m_noise = 4711;
    double m_last = 0;
};

Result<audio::Analysis> analyzed(const Drums &drums)
{
    return analyzeSamples(drums.samples(), kRate, 1);
}

QString text(double value)
{
    return QString::number(value);
}

} // namespace

class TestGroove : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBeatIsToldInSixteenSteps()
    {
        Drums drums(36);
        const double bar = 4 * 60.0 / 110;
        for (double start = 0.5; start + bar < 35.5; start += bar) {
            drums.bar("x.......x.......", 'k', start, bar);
            drums.bar("....x.......x...", 's', start, bar);
            drums.hit(std::lround((start - 0.5) / bar) % 2 == 0 ? 'c' : 'd', start, 0.6F);
            drums.bar("x.x.x.x.x.x.x.x.", 'h', start, bar);
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        QVERIFY2(std::abs(analysis->tempo.value.value_or(0) - 110) < 0.05, qPrintable(text(analysis->tempo.value.value_or(0))));
        QCOMPARE(analysis->timeSignature.value.value_or(QString()), QStringLiteral("4/4"));
        const audio::RhythmFacts &facts = analysis->rhythm;
        for (const size_t step : {0U, 2U, 4U, 6U, 8U, 10U, 12U, 14U}) {
            QVERIFY2(facts.pattern[step] > 0.12F, qPrintable(text(double(facts.pattern[step]))));
            QVERIFY2(facts.pattern[step + 1] < 0.1F, qPrintable(text(double(facts.pattern[step + 1]))));
        }
        for (size_t step = 0; step < 16; ++step)
            QVERIFY2(step % 8 == 0 ? facts.lowPattern[step] > 0.6F : facts.lowPattern[step] < 0.5F, qPrintable(text(double(step))));
        QVERIFY(facts.swing);
        QVERIFY2(std::abs(*facts.swing - 0.5) < 0.02, qPrintable(text(*facts.swing)));
        QVERIFY2(facts.syncopation.value_or(1) < 0.1, qPrintable(text(facts.syncopation.value_or(1))));
        QVERIFY(facts.tempoStability.value_or(0) > 0.95);
        QVERIFY2(std::abs(facts.onsetRate - 110 / 60.0 * 2) < 0.5, qPrintable(text(facts.onsetRate)));
        QVERIFY(!facts.isCompound);
        QVERIFY2(analysis->rhythmStrength.value.value_or(0) > 0.7, qPrintable(text(analysis->rhythmStrength.value.value_or(0))));
        QVERIFY2(analysis->beatConfidence > 0.7, qPrintable(text(analysis->beatConfidence)));
    }

    void swungOffBeatsAreMeasured()
    {
        Drums drums(36);
        const double beat = 60.0 / 120;
        for (int n = 0; n < 68; ++n) {
            const double time = 0.5 + n * beat;
            drums.hit(n % 2 == 0 ? 'k' : 's', time);
            drums.hit('h', time);
            drums.hit('h', time + beat * 0.64);
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        QVERIFY2(std::abs(analysis->tempo.value.value_or(0) - 120) < 0.05, qPrintable(text(analysis->tempo.value.value_or(0))));
        QVERIFY(analysis->rhythm.swing);
        QVERIFY2(std::abs(*analysis->rhythm.swing - 0.64) < 0.02, qPrintable(text(*analysis->rhythm.swing)));
    }

    void offBeatsWithoutTheBeatsAfterThemAreSyncopated()
    {
        Drums drums(36);
        const double bar = 4 * 60.0 / 100;
        for (double start = 0.5; start + bar < 35.5; start += bar) {
            drums.bar("x...x...x...x...", 'k', start, bar);
            drums.bar("..x..x....x..x..", 's', start, bar);
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        QVERIFY2(analysis->rhythm.syncopation.value_or(0) > 0.15, qPrintable(text(analysis->rhythm.syncopation.value_or(0))));
    }

    void aTempoStepMakesTwoRegions()
    {
        Drums drums(44);
        std::vector<double> truth;
        double time = 0.5;
        for (int n = 0; time < 43; ++n) {
            truth.push_back(time);
            drums.hit(n % 2 == 0 ? 'k' : 's', time);
            const double beat = 60.0 / (n < 36 ? 100 : 130);
            drums.hit('h', time + beat / 2);
            time += beat;
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        QVERIFY(fMeasure(truth, secondsOf(analysis->map.grid.beats()), 0.025) > 0.95);
        const auto hasTempo = [&](double bpm) {
            return std::ranges::any_of(analysis->map.grid.regions, [&](const BeatRegion &region) {
                return region.times.empty() && std::abs(region.bpm - bpm) < 0.2 && (region.end - region.start).toSeconds() > 12;
            });
        };
        QVERIFY(hasTempo(100));
        QVERIFY(hasTempo(130));
        QVERIFY(analysis->rhythm.tempoStability.value_or(1) < 0.5);
    }

    void anAccelerandoIsFollowedBeatByBeat()
    {
        Drums drums(40);
        std::vector<double> truth;
        double time = 0.5;
        for (int n = 0; time < 39; ++n) {
            truth.push_back(time);
            drums.hit(n % 2 == 0 ? 'k' : 's', time);
            const double beat = 60 / (90 * std::pow(140.0 / 90, time / 39));
            drums.hit('h', time + beat / 2);
            time += beat;
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        const double score = fMeasure(truth, secondsOf(analysis->map.grid.beats()), 0.030);
        QVERIFY2(score > 0.95, qPrintable(text(score)));
        QVERIFY(analysis->map.grid.regions.size() > 1 || !analysis->map.grid.regions.front().times.empty());
    }

    void metresAreHeard_data()
    {
        QTest::addColumn<int>("beats");
        QTest::addColumn<QString>("signature");
        QTest::addRow("3/4") << 3 << QStringLiteral("3/4");
        QTest::addRow("4/4") << 4 << QStringLiteral("4/4");
        QTest::addRow("5/4") << 5 << QStringLiteral("5/4");
    }

    void metresAreHeard()
    {
        QFETCH(int, beats);
        QFETCH(QString, signature);
        Drums drums(44);
        std::vector<double> downbeats;
        const double beat = 60.0 / 126;
        // Which beats the snare has: never two bars of another length in one.
        const QByteArray snare = beats == 3 ? "..s" : beats == 4 ? ".s.s" : "...s.";
        int n = 0;
        for (double time = 0.5; time < 42; time += beat, ++n) {
            if (n % beats == 0) {
                downbeats.push_back(time);
                drums.hit('k', time);
                drums.hit(n / beats % 2 == 0 ? 'c' : 'd', time);
            } else if (snare[n % beats] == 's') {
                drums.hit('s', time, 0.8F);
            }
            drums.hit('h', time);
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->timeSignature.value.value_or(QString()), signature);
        const double score = fMeasure(downbeats, secondsOf(analysis->map.grid.beats(), true), 0.05);
        QVERIFY2(score > 0.9, qPrintable(text(score)));
    }

    void aChangeOfMetreMakesANewRegion()
    {
        Drums drums(60);
        const double beat = 60.0 / 120;
        double time = 0.5;
        for (int bar = 0; bar < 26; ++bar) {
            const bool isThree = bar >= 13;
            drums.hit('k', time);
            drums.hit(bar % 2 == 0 ? 'c' : 'd', time);
            for (int n = 0; n < (isThree ? 3 : 4); ++n) {
                drums.hit('h', time + n * beat);
                if (isThree ? n > 0 : n % 2 == 1)
                    drums.hit('s', time + n * beat, 0.8F);
            }
            time += (isThree ? 3 : 4) * beat;
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        const auto seconds = [&](int beats) {
            double sum = 0;
            for (const BeatRegion &region : analysis->map.grid.regions)
                sum += region.beatsPerBar == beats ? (region.end - region.start).toSeconds() : 0;
            return sum;
        };
        QVERIFY2(seconds(4) > 20, qPrintable(text(seconds(4))));
        QVERIFY2(seconds(3) > 14, qPrintable(text(seconds(3))));
    }

    void beatsInThreesAreCompound()
    {
        Drums drums(44);
        const double beat = 60.0 / 70;
        int n = 0;
        for (double time = 0.5; time < 42; time += beat, ++n) {
            drums.hit(n % 2 == 0 ? 'k' : 's', time);
            if (n % 2 == 0)
                drums.hit(n % 4 == 0 ? 'c' : 'd', time);
            for (int third = 0; third < 3; ++third)
                drums.hit('h', time + beat * third / 3);
        }
        const auto analysis = analyzed(drums);
        SC_VERIFY_OK(analysis);
        QVERIFY2(std::abs(analysis->tempo.value.value_or(0) - 70) < 0.05, qPrintable(text(analysis->tempo.value.value_or(0))));
        QCOMPARE(analysis->timeSignature.value.value_or(QString()), QStringLiteral("6/8"));
        QVERIFY(analysis->rhythm.isCompound);
        QVERIFY(!analysis->rhythm.swing);
    }

    void clicksWithoutAccentsAssumeFourFour()
    {
        const auto analysis = analyzeSamples(metronome(97, 30, kRate), kRate, 1);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->timeSignature.value.value_or(QString()), QStringLiteral("4/4"));
        QVERIFY2(analysis->timeSignature.confidence < 0.35, qPrintable(text(analysis->timeSignature.confidence)));
        QVERIFY(analysis->rhythmStrength.value.value_or(0) > 0.95);
    }

    void theFirstCandidateIsTheTempoAndTheOthersAreItsRelatives()
    {
        const auto analysis = analyzeSamples(metronome(84, 30, kRate), kRate, 1);
        SC_VERIFY_OK(analysis);
        const auto &candidates = analysis->tempoCandidates;
        QVERIFY(candidates.size() >= 2 && candidates.size() <= 4);
        QCOMPARE(candidates.front().weight, 1.0);
        QVERIFY(std::abs(candidates.front().bpm - 84) < 0.5);
        QVERIFY(std::ranges::any_of(candidates, [](const auto &c) { return std::abs(c.bpm - 168) < 1; }));
    }

    void soundsWithoutABeatSaySo_data()
    {
        QTest::addColumn<QString>("sound");
        for (const char *sound : {"silence", "noise", "tone", "pad"})
            QTest::addRow("%s", sound) << QString::fromLatin1(sound);
    }

    void soundsWithoutABeatSaySo()
    {
        QFETCH(QString, sound);
        std::vector<float> samples(static_cast<size_t>(24 * kRate), 0.0F);
        if (sound == QLatin1String("noise"))
            samples = noise(24, kRate, 0.3F);
        for (size_t i = 0; i < samples.size() && (sound == QLatin1String("tone") || sound == QLatin1String("pad")); ++i) {
            const double t = static_cast<double>(i) / kRate;
            const double swell = sound == QLatin1String("pad") ? 0.5 - 0.5 * std::cos(0.9 * t + 2 * std::sin(0.37 * t)) : 1;
            samples[i] = static_cast<float>(0.2 * swell *
                                            (std::sin(2 * std::numbers::pi * 220 * t) + 0.7 * std::sin(2 * std::numbers::pi * 331 * t)));
        }
        const auto analysis = analyzeSamples(samples, kRate, 1);
        SC_VERIFY_OK(analysis);
        QVERIFY2(analysis->beatConfidence < 0.35, qPrintable(text(analysis->beatConfidence)));
        QVERIFY2(!analysis->tempo.value || analysis->tempo.confidence < 0.35, qPrintable(text(analysis->tempo.confidence)));
        QVERIFY(!analysis->rhythm.swing || analysis->beatConfidence < 0.35);
    }

    void rhythmFactsSurviveTheirJson()
    {
        audio::RhythmFacts facts;
        facts.pattern[3] = 0.5F;
        facts.lowPattern[0] = 1;
        facts.swing = 0.61;
        facts.tempoStability = 0.9;
        facts.onsetRate = 4.5;
        facts.isCompound = true;
        const auto back = audio::rhythmFactsFromJson(audio::toJson(facts));
        SC_VERIFY_OK(back);
        QVERIFY(*back == facts);
        const auto old = audio::rhythmFactsFromJson({});
        SC_VERIFY_OK(old);
        QVERIFY(*old == audio::RhythmFacts());
    }

    void impossibleRhythmFactsAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("change");
        QTest::addRow("swing beyond the beat") << QJsonObject{{QStringLiteral("swing"), 1.5}};
        QTest::addRow("rate below zero") << QJsonObject{{QStringLiteral("onset_rate"), -1}};
        QTest::addRow("pattern of three steps") << QJsonObject{{QStringLiteral("pattern"), QJsonArray{0, 1, 0}}};
    }

    void impossibleRhythmFactsAreRefused()
    {
        QFETCH(QJsonObject, change);
        QJsonObject json = audio::toJson(audio::RhythmFacts());
        for (auto it = change.constBegin(); it != change.constEnd(); ++it)
            json[it.key()] = it.value();
        const auto facts = audio::rhythmFactsFromJson(json);
        QVERIFY(!facts);
        QVERIFY(facts.error().code() == ProblemCode::ValidationError);
    }
};

SC_TEST(TestGroove)
#include "tst_groove.moc"
