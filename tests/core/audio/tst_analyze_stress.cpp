// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong with real files, each made here: the analysis says what can be said and claims nothing else.
#include "core/audio/analyzer.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <functional>
#include <thread>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr double kSeconds = 16;
constexpr double kBpm = 120;

// A drum of `hertz` (noise for 0) that dies away, at every `step` beats from `first` on.
void addDrum(std::vector<float> &samples, int rate, double first, double step, double hertz, double decay, float level)
{
    const std::vector<float> hiss = noise(1, rate, 1.0F);
    for (double beat = first;; beat += step) {
        const auto start = static_cast<size_t>(std::llround((0.25 + beat * 60 / kBpm) * rate));
        if (start >= samples.size())
            return;
        for (size_t i = 0; i < std::min(hiss.size(), samples.size() - start); ++i) {
            const double t = static_cast<double>(i) / rate;
            const float wave = hertz > 0 ? static_cast<float>(std::sin(2 * M_PI * hertz * t)) : hiss[i];
            samples[start + i] += level * static_cast<float>(std::exp(-t / decay)) * wave;
        }
    }
}

// Drums at 120 BPM over a chord of A minor that swells.
std::vector<float> song(int rate, double seconds = kSeconds, double tuning = 1)
{
    std::vector<float> samples(static_cast<size_t>(seconds * rate), 0.0F);
    addDrum(samples, rate, 0, 2, 60, 0.06, 0.8F);
    addDrum(samples, rate, 1, 2, 0, 0.03, 0.5F);
    addDrum(samples, rate, 0, 0.5, 0, 0.01, 0.1F);
    for (size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        double chord = 0;
        for (const double hertz : {220.0, 261.63, 329.63, 440.0})
            chord += std::sin(2 * M_PI * hertz * tuning * t);
        samples[i] += static_cast<float>((0.04 + 0.02 * std::sin(t)) * chord);
    }
    return samples;
}

std::vector<float> spread(const std::vector<float> &mono, const std::vector<float> &gains)
{
    std::vector<float> samples;
    samples.reserve(mono.size() * gains.size());
    for (const float sample : mono) {
        for (const float gain : gains)
            samples.push_back(gain * sample);
    }
    return samples;
}

// `tail`: seconds of padding that the file may keep at its end.
void verifyIsTheSong(const Analysis &analysis, double tail = 0)
{
    const double over = analysis.duration.toSeconds() - kSeconds;
    QVERIFY2(over > -1e-4 && over < tail + 1e-4, qPrintable(QString::number(over)));
    QVERIFY(analysis.tempo.value);
    QVERIFY2(std::abs(*analysis.tempo.value - kBpm) < 0.1, qPrintable(QString::number(*analysis.tempo.value)));
    QVERIFY(analysis.integratedLufs && analysis.truePeakDbtp);
    QVERIFY(analysis.spectralCentroid.value);
}

} // namespace

#define SC_NEAR(value, wanted, tolerance) QVERIFY2(std::abs((value) - (wanted)) <= (tolerance), qPrintable(QString::number(value)))

class TestAnalyzeStress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratesFromTheTelephoneToTheStudio_data()
    {
        QTest::addColumn<int>("rate");
        for (const int rate : {8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000})
            QTest::addRow("%d Hz", rate) << rate;
    }

    void ratesFromTheTelephoneToTheStudio()
    {
        QFETCH(int, rate);
        const auto analysis = analyzeSamples(song(rate), rate, 1);
        SC_VERIFY_OK(analysis);
        verifyIsTheSong(*analysis);
        QCOMPARE(analysis->sampleRate, rate);
        QCOMPARE(analysis->key.value.value_or(QString()), QStringLiteral("A minor"));
    }

    void channelsInAnyNumberAndPhase_data()
    {
        QTest::addColumn<QList<float>>("gains");
        QTest::newRow("stereo") << QList<float>{1, 1};
        QTest::newRow("antiphase") << QList<float>{1, -1};
        QTest::newRow("one side only") << QList<float>{0, 1};
        QTest::newRow("quad") << QList<float>{1, 1, 0.5F, 0.5F};
        QTest::newRow("5.1") << QList<float>{0.7F, 0.7F, 1, 0.2F, 0.3F, 0.3F};
        QTest::newRow("7.1") << QList<float>{0.7F, 0.7F, 1, 0.2F, 0.3F, 0.3F, 0.2F, 0.2F};
    }

    void channelsInAnyNumberAndPhase()
    {
        QFETCH(QList<float>, gains);
        const auto analysis = analyzeSamples(spread(song(44100), {gains.begin(), gains.end()}), 44100, int(gains.size()));
        SC_VERIFY_OK(analysis);
        verifyIsTheSong(*analysis);
        QCOMPARE(analysis->channels, int(gains.size()));
    }

    void anOffsetHidesNothing()
    {
        std::vector<float> samples = song(44100);
        const auto plain = analyzeSamples(samples, 44100, 1);
        for (float &sample : samples)
            sample += 0.4F;
        const auto shifted = analyzeSamples(samples, 44100, 1);
        SC_VERIFY_OK(plain);
        SC_VERIFY_OK(shifted);
        verifyIsTheSong(*shifted);
        SC_NEAR(*shifted->spectralCentroid.value / *plain->spectralCentroid.value, 1, 0.001);
        SC_NEAR(shifted->zeroCrossingRate.value.value_or(0) / plain->zeroCrossingRate.value.value_or(1), 1, 0.01);
        SC_NEAR(fMeasure(secondsOf(plain->map.grid.beats()), secondsOf(shifted->map.grid.beats()), 0.002), 1, 1e-9);
        QCOMPARE(shifted->onsets.size(), plain->onsets.size());
        QCOMPARE(shifted->key.value, plain->key.value);
    }

    void clippingIsCountedAndTheRestStillHeard()
    {
        std::vector<float> samples = song(44100);
        for (float &sample : samples)
            sample = std::clamp(8 * sample, -1.0F, 1.0F);
        const auto analysis = analyzeSamples(samples, 44100, 1);
        SC_VERIFY_OK(analysis);
        verifyIsTheSong(*analysis);
        QVERIFY(analysis->quality.clippedSamples > 1000);
        QVERIFY(analysis->quality.score.value_or(100) < 65);
    }

    void theLevelChangesNothingButTheLevel_data()
    {
        QTest::addColumn<float>("gain");
        QTest::newRow("50 dB less") << 0.003F;
        QTest::newRow("20 dB less") << 0.1F;
        QTest::newRow("a little more") << 1.2F;
    }

    void theLevelChangesNothingButTheLevel()
    {
        QFETCH(float, gain);
        std::vector<float> samples = song(44100);
        const auto plain = analyzeSamples(samples, 44100, 1);
        for (float &sample : samples)
            sample *= gain;
        const auto other = analyzeSamples(samples, 44100, 1);
        SC_VERIFY_OK(plain);
        SC_VERIFY_OK(other);
        verifyIsTheSong(*other);
        QCOMPARE(other->key.value.value_or(QString()), QStringLiteral("A minor"));
        SC_NEAR(*other->tempo.value, *plain->tempo.value, 0.001);
        SC_NEAR(other->beatConfidence, plain->beatConfidence, 0.001);
        SC_NEAR(other->key.confidence, plain->key.confidence, 0.001);
        SC_NEAR(fMeasure(secondsOf(plain->map.grid.beats()), secondsOf(other->map.grid.beats()), 0.001), 1, 1e-9);
        QCOMPARE(other->onsets.size(), plain->onsets.size());
        QCOMPARE(other->map.sections.size(), plain->map.sections.size());
        // Of a song at -66 LUFS the absolute gate of BS.1770 leaves out what is a little quieter.
        const double gated = gain < 0.01F ? 1.1 : 0.01;
        SC_NEAR(*other->integratedLufs - *plain->integratedLufs, 20 * std::log10(double(gain)), gated);
        SC_NEAR(*other->zeroCrossingRate.value / *plain->zeroCrossingRate.value, 1, 0.001);
        SC_NEAR(*other->spectralCentroid.value / *plain->spectralCentroid.value, 1, 0.001);
    }

    void betweenTwoKeysNoneIsSure()
    {
        const auto between = analyzeSamples(song(44100, kSeconds, std::exp2(0.5 / 12)), 44100, 1);
        SC_VERIFY_OK(between);
        verifyIsTheSong(*between);
        const QString key = between->key.value.value_or(QStringLiteral("A minor"));
        QVERIFY2(key == QLatin1String("A minor") || key == QLatin1String("Bb minor"), qPrintable(key));
        const auto tuned = analyzeSamples(song(44100), 44100, 1);
        SC_VERIFY_OK(tuned);
        QVERIFY2(between->key.confidence < 0.6 * tuned->key.confidence,
                 qPrintable(QStringLiteral("%1, in tune %2").arg(between->key.confidence).arg(tuned->key.confidence)));
    }

    void silenceSaysSo()
    {
        const auto analysis = analyzeSamples(std::vector<float>(44100 * 5, 0.0F), 44100, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->warnings.size(), 1);
        QVERIFY(!analysis->integratedLufs && !analysis->tempo.value && !analysis->key.value && !analysis->spectralCentroid.value);
        QCOMPARE(analysis->energy.value.value_or(0), 0.0);
        QVERIFY(!analysis->arousal.value);
        QVERIFY(!analysis->danceability.value);
        QVERIFY(!analysis->valence.value);
        QVERIFY(analysis->labels.empty() && analysis->map.grid.isEmpty() && analysis->map.moments.empty());
    }

    void noiseAndOneToneHaveNoBeatNoSureKeyAndOnePart()
    {
        for (const std::vector<float> &samples : {noise(20, 44100, 0.5F), sine(20, 44100, 1, 440, 0.5)}) {
            const auto analysis = analyzeSamples(samples, 44100, 1, AnalysisLevel::Detailed);
            SC_VERIFY_OK(analysis);
            QVERIFY(!analysis->tempo.value || analysis->tempo.confidence < 0.35);
            QVERIFY(analysis->beatConfidence < 0.35);
            QVERIFY(!analysis->key.value || analysis->key.confidence < 0.35);
            QCOMPARE(analysis->map.sections.size(), size_t(1));
        }
    }

    void theShorterTheLessIsSaid()
    {
        const auto blink = analyzeSamples(song(44100, 0.05), 44100, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(blink);
        QCOMPARE(blink->duration, Ticks::fromSamples(2205, 44100));
        QVERIFY(!blink->integratedLufs && !blink->tempo.value && !blink->spectralCentroid.value && !blink->quality.score);
        QVERIFY(blink->spectral == SpectralDetail() && blink->picture.isEmpty() && blink->fingerprint.isEmpty());
        QCOMPARE(blink->warnings.size(), 1);
        const auto moment = analyzeSamples(song(44100, 1.5), 44100, 1);
        SC_VERIFY_OK(moment);
        QVERIFY(moment->integratedLufs && moment->spectralCentroid.value);
        QVERIFY(!moment->tempo.value && !moment->key.value && moment->map.sections.empty());
        const auto brief = analyzeSamples(song(44100, 6), 44100, 1);
        SC_VERIFY_OK(brief);
        QVERIFY2(brief->tempo.confidence <= 0.3, qPrintable(QString::number(brief->tempo.confidence)));
    }

    void aHeaderWithoutSoundIsDamaged()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("header.wav"));
        QVERIFY(writeFile(path, wavBytes(song(44100, 1), 44100, 1).left(44)));
        SC_COMPARE_PROBLEM(analyzeFile(path), ProblemCode::FileDamaged);
    }

    void aDamagedTailIsNamedAndLeftOut_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoder");
        QTest::newRow("wav") << QStringLiteral("song.wav") << QStringLiteral("-c:a pcm_s16le");
        QTest::newRow("flac") << QStringLiteral("song.flac") << QStringLiteral("-c:a flac");
        QTest::newRow("mp3") << QStringLiteral("song.mp3") << QStringLiteral("-c:a libmp3lame -b:a 128k");
    }

    void aDamagedTailIsNamedAndLeftOut()
    {
        QFETCH(QString, name);
        QFETCH(QString, encoder);
        const QTemporaryDir folder;
        const QString source = folder.filePath(QStringLiteral("source.wav"));
        const QString path = folder.filePath(name);
        QVERIFY(writeWav(source, song(44100), 44100, 1));
        const QStringList input{QStringLiteral("-y"), QStringLiteral("-i"), source};
        QCOMPARE(runFfmpeg(input + encoder.split(u' ') + QStringList{path}), QString());
        const QByteArray whole = readFile(path);
        QVERIFY(writeFile(path, whole.left(whole.size() * 3 / 4)));
        const auto analysis = analyzeFile(path);
        SC_VERIFY_OK(analysis);
        const double seconds = analysis->duration.toSeconds();
        QVERIFY2(seconds > 9 && seconds < 14, qPrintable(QString::number(seconds)));
        QCOMPARE(analysis->warnings.size(), 1);
        QVERIFY2(analysis->warnings.front().contains(QStringLiteral("0:1")), qPrintable(analysis->warnings.front()));
        QVERIFY(analysis->tempo.value && std::abs(*analysis->tempo.value - kBpm) < 0.2);
    }

    void codedCopiesAreTheSameSong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<double>("tail");
        QTest::newRow("mp3 128k") << QStringLiteral("song.mp3") << QStringLiteral("-c:a libmp3lame -b:a 128k") << 0.0;
        // Its container tells where the sound begins, not within which packet of 1024 samples it ends.
        QTest::newRow("aac") << QStringLiteral("song.m4a") << QStringLiteral("-c:a aac -b:a 128k") << 1024.0 / 44100;
        QTest::newRow("opus") << QStringLiteral("song.opus") << QStringLiteral("-c:a libopus -b:a 96k") << 0.0;
        QTest::newRow("vorbis") << QStringLiteral("song.ogg") << QStringLiteral("-c:a libvorbis") << 0.0;
    }

    // Encoder delay and padding must not move a beat.
    void codedCopiesAreTheSameSong()
    {
        QFETCH(QString, name);
        QFETCH(QString, encoder);
        const QTemporaryDir folder;
        const QString source = folder.filePath(QStringLiteral("source.wav"));
        const QString path = folder.filePath(name);
        QVERIFY(writeWav(source, song(44100), 44100, 1));
        const QStringList input{QStringLiteral("-y"), QStringLiteral("-i"), source};
        QCOMPARE(runFfmpeg(input + encoder.split(u' ') + QStringList{path}), QString());
        const auto original = analyzeFile(source);
        const auto copy = analyzeFile(path);
        SC_VERIFY_OK(original);
        SC_VERIFY_OK(copy);
        QFETCH(double, tail);
        verifyIsTheSong(*copy, tail);
        QCOMPARE(copy->key.value, original->key.value);
        QVERIFY(std::abs(*copy->tempo.value - *original->tempo.value) < 0.05);
        // Coding takes some of the noise away: how loud the rest is, another decoder tells.
        const QString decoded = folder.filePath(QStringLiteral("decoded.wav"));
        QCOMPARE(
            runFfmpeg({QStringLiteral("-y"), QStringLiteral("-i"), path, QStringLiteral("-c:a"), QStringLiteral("pcm_f32le"), decoded}),
            QString());
        const auto plain = analyzeFile(decoded);
        SC_VERIFY_OK(plain);
        SC_NEAR(*copy->integratedLufs, *plain->integratedLufs, 0.01);
        const double shift = fMeasure(secondsOf(original->map.grid.beats()), secondsOf(copy->map.grid.beats()), 0.01);
        QVERIFY2(shift > 0.99, qPrintable(QString::number(shift)));
    }

    void severalAtOnceFindTheSameAsOneByOne()
    {
        const QTemporaryDir folder;
        std::vector<QString> paths;
        for (int i = 0; i < 4; ++i) {
            paths.push_back(folder.filePath(QStringLiteral("song%1.wav").arg(i)));
            QVERIFY(writeWav(paths.back(), song(22050 << (i % 2), 8 + i), 22050 << (i % 2), 1));
        }
        std::vector<Analysis> alone(paths.size());
        std::vector<Analysis> together(paths.size());
        const auto run = [&](size_t i, std::vector<Analysis> &into) {
            if (auto analysis = analyzeFile(paths[i], {AnalysisLevel::Detailed, {}})) {
                into[i] = std::move(*analysis);
                into[i].elapsedSeconds = 0;
            }
        };
        std::vector<std::thread> threads;
        for (size_t i = 0; i < paths.size(); ++i)
            threads.emplace_back(run, i, std::ref(together));
        for (std::thread &thread : threads)
            thread.join();
        for (size_t i = 0; i < paths.size(); ++i) {
            run(i, alone);
            QVERIFY(alone[i].tempo.value);
            QVERIFY(alone[i] == together[i]);
        }
    }

    void cancellingAtAnyStepEndsThere()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("song.wav"));
        QVERIFY(writeWav(path, song(44100), 44100, 1));
        int steps = 0;
        SC_VERIFY_OK(analyzeFile(path, {AnalysisLevel::Detailed, {}}, {}, {}, [&](const Analysis &) { ++steps; }));
        QVERIFY(steps >= 4);
        for (int stop = 1; stop <= steps; ++stop) {
            const CancelToken cancel;
            int heard = 0;
            const auto result = analyzeFile(path, {AnalysisLevel::Detailed, {}}, cancel, {}, [&](const Analysis &) {
                if (++heard == stop)
                    cancel.cancel();
            });
            SC_COMPARE_PROBLEM(result, ProblemCode::Cancelled);
            QCOMPARE(heard, stop);
        }
    }
};

SC_TEST(TestAnalyzeStress)
#include "tst_analyze_stress.moc"
