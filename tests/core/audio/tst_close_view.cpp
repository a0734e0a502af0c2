// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/close_view.h"
#include "core/media/audio_reader.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr int kRate = 48000;
constexpr double kSeconds = 12;

// Something else at every moment: a rising tone, clicks and a little noise.
std::vector<float> wandering()
{
    std::vector<float> samples = noise(kSeconds, kRate, 0.05F);
    const std::vector<float> clicks = metronome(120, kSeconds, kRate);
    for (size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / kRate;
        samples[i] += 0.3F * static_cast<float>(std::sin(2 * M_PI * (200 + 150 * t) * t)) + 0.4F * clicks[i];
    }
    return samples;
}

} // namespace

class TestCloseView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(writeWav(path("song.wav"), wandering(), kRate, 1));
    }

    void samplesAreThoseOfTheWholeDecode_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("wav") << QStringLiteral("song.wav") << QStringLiteral("") << 0.0;
        QTest::newRow("flac") << QStringLiteral("song.flac") << QStringLiteral("-c:a flac") << 0.0;
        QTest::newRow("mp3") << QStringLiteral("song.mp3") << QStringLiteral("-c:a libmp3lame -b:a 128k") << 0.0;
        QTest::newRow("mp3, variable") << QStringLiteral("vbr.mp3") << QStringLiteral("-c:a libmp3lame -q:a 4") << 0.0;
        QTest::newRow("m4a") << QStringLiteral("song.m4a") << QStringLiteral("-c:a aac -b:a 128k") << 1e-6;
        QTest::newRow("opus") << QStringLiteral("song.opus") << QStringLiteral("-c:a libopus -b:a 96k") << 0.0;
        QTest::newRow("ogg") << QStringLiteral("song.ogg") << QStringLiteral("-c:a libvorbis") << 0.0;
    }

    void samplesAreThoseOfTheWholeDecode()
    {
        QFETCH(QString, name);
        QFETCH(QString, encoder);
        QFETCH(double, tolerance);
        if (!encoder.isEmpty())
            QCOMPARE(runFfmpeg(QStringList{QStringLiteral("-y"), QStringLiteral("-i"), path("song.wav")} + encoder.split(u' ') +
                               QStringList{path(name)}),
                     QString());
        const auto whole = media::readAll(path(name), {}, 60);
        SC_VERIFY_OK(whole);
        QCOMPARE(whole->channels, 1);
        for (const double from : {0.0, 0.5, 5.25, 9.9, 3.125}) {
            const TickRange range{Ticks::fromSeconds(from), Ticks::fromSeconds(from + 0.37)};
            const auto view = samplesOf(path(name), range);
            SC_VERIFY_OK(view);
            QCOMPARE(view->sampleRate, whole->sampleRate);
            const auto first = static_cast<size_t>(range.start.toSamples(whole->sampleRate));
            QCOMPARE(view->start, Ticks::fromSamples(qint64(first), whole->sampleRate));
            QCOMPARE(view->mono.size(), size_t(std::llround(0.37 * whole->sampleRate)));
            double worst = 0;
            for (size_t i = 0; i < view->mono.size(); ++i)
                worst = std::max(worst, std::abs(double(view->mono[i]) - double(whole->samples[first + i])));
            QVERIFY2(worst <= tolerance, qPrintable(QStringLiteral("off by %1 at %2 s").arg(worst).arg(from)));
        }
    }

    void samplesEndWithTheSong()
    {
        const auto view = samplesOf(path("song.wav"), {Ticks::fromSeconds(kSeconds - 0.1), Ticks::seconds(20)});
        SC_VERIFY_OK(view);
        QCOMPARE(view->mono.size(), size_t(kRate / 10));
        const auto behind = samplesOf(path("song.wav"), {Ticks::seconds(30), Ticks::seconds(31)});
        SC_VERIFY_OK(behind);
        QVERIFY(behind->mono.empty());
        const auto before = samplesOf(path("song.wav"), {-Ticks::seconds(1), Ticks::fromSamples(100, kRate)});
        SC_VERIFY_OK(before);
        QCOMPARE(before->start, Ticks());
        QCOMPARE(before->mono.size(), size_t(100));
    }

    void aToneLiesInItsBandAtItsLevel_data()
    {
        QTest::addColumn<double>("step");
        QTest::newRow("columns of 2 ms") << 0.002;
        QTest::newRow("columns of 20 ms") << 0.02;
        QTest::newRow("columns of 200 ms") << 0.2;
    }

    void aToneLiesInItsBandAtItsLevel()
    {
        QFETCH(double, step);
        QVERIFY(writeWav(path("tone.wav"), sine(6, 44100, 1, 1000, 0.1), 44100, 1));
        const TickRange range{Ticks::seconds(2), Ticks::fromSeconds(2 + 10 * step)};
        const auto view = spectrumOf(path("tone.wav"), range, 10, 96);
        SC_VERIFY_OK(view);
        QCOMPARE(view->step, Ticks::fromSeconds(step));
        QCOMPARE(view->values.size(), size_t(960));
        for (int column = 0; column < 10; ++column) {
            const auto *from = view->values.data() + column * 96;
            const auto loudest = std::max_element(from, from + 96);
            const auto band = static_cast<double>(loudest - from);
            // 30..16 000 Hz on the mel scale, 97 steps.
            const double mel = 47.2 + (3564.0 - 47.2) * (band + 1) / 97;
            const double hz = 700 * (std::pow(10, mel / 2595) - 1);
            QVERIFY2(std::abs(hz / 1000 - 1) < 0.04, qPrintable(QString::number(hz)));
            // -20 dBFS of the 90 dB that 255 stand for.
            QVERIFY2(std::abs(*loudest - 255 * 70 / 90.0) < 6, qPrintable(QString::number(*loudest)));
            QVERIFY(from[90] < 60);
        }
    }

    void aClickShowsInItsColumnOnly()
    {
        QVERIFY(writeWav(path("click.wav"), clickTrack(44100 * 4, 1, {44100 * 2}), 44100, 1));
        const auto view = spectrumOf(path("click.wav"), {Ticks::fromSeconds(1.8), Ticks::fromSeconds(2.2)}, 80, 32);
        SC_VERIFY_OK(view);
        const auto level = [&](int column) { return int(view->values[size_t(column) * 32 + 20]); };
        QVERIFY(level(40) > 60);
        QVERIFY(level(30) < level(40) - 40);
        QVERIFY(level(60) < level(40) - 40);
    }

    void outsideTheSongIsSilence()
    {
        const auto view = spectrumOf(path("song.wav"), {-Ticks::seconds(2), Ticks::fromSeconds(kSeconds + 2)}, 160, 24);
        SC_VERIFY_OK(view);
        QCOMPARE(view->values.size(), size_t(160 * 24));
        const auto columnSum = [&](int column) {
            return std::accumulate(view->values.begin() + column * 24, view->values.begin() + (column + 1) * 24, 0);
        };
        QCOMPARE(columnSum(5), 0);
        QVERIFY(columnSum(80) > 24 * 20);
        QCOMPARE(columnSum(155), 0);
    }

    void problemsAreThoseOfTheFile()
    {
        const TickRange range{Ticks(), Ticks::seconds(1)};
        SC_COMPARE_PROBLEM(spectrumOf(path("nothing.wav"), range, 10, 10), ProblemCode::MediaMissing);
        SC_COMPARE_PROBLEM(samplesOf(path("nothing.wav"), range), ProblemCode::MediaMissing);
        const CancelToken cancel;
        cancel.cancel();
        SC_COMPARE_PROBLEM(spectrumOf(path("song.wav"), range, 10, 10, cancel), ProblemCode::Cancelled);
        SC_COMPARE_PROBLEM(samplesOf(path("song.wav"), range, cancel), ProblemCode::Cancelled);
        SC_COMPARE_PROBLEM(samplesOf(path("song.wav"), {Ticks(), Ticks::seconds(3600)}), ProblemCode::FileTooLarge);
        const auto nothing = spectrumOf(path("song.wav"), {Ticks::seconds(1), Ticks::seconds(1)}, 10, 10);
        SC_VERIFY_OK(nothing);
        QVERIFY(nothing->values.empty());
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

SC_TEST(TestCloseView)
#include "tst_close_view.moc"
