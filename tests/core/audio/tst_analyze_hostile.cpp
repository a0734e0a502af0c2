// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>

#include <limits>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

class TestAnalyzeHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aFileThatIsNotThereIsMissing() { SC_COMPARE_PROBLEM(analyzeFile(path("nothing.wav")), ProblemCode::MediaMissing); }

    void textAndNothingAreNoSounds()
    {
        QVERIFY(writeFile(path("words.mp3"), "These are only words.\n"));
        QVERIFY(writeFile(path("empty.wav"), {}));
        QVERIFY(!analyzeFile(path("words.mp3")));
        QVERIFY(!analyzeFile(path("empty.wav")));
    }

    void cancellingEndsTheWorkWithThatProblem()
    {
        QVERIFY(writeWav(path("long.wav"), noise(60, 44100, 0.1F), 44100, 1));
        const CancelToken before;
        before.cancel();
        SC_COMPARE_PROBLEM(analyzeFile(path("long.wav"), {}, before), ProblemCode::Cancelled);
        const CancelToken during;
        int calls = 0;
        const auto result = analyzeFile(path("long.wav"), {}, during, [&](double) {
            if (++calls == 3)
                during.cancel();
        });
        SC_COMPARE_PROBLEM(result, ProblemCode::Cancelled);
        QCOMPARE(calls, 3);
    }

    void progressRisesToItsEnd()
    {
        QVERIFY(writeWav(path("clicks.wav"), metronome(120, 10, 44100), 44100, 1));
        std::vector<double> steps;
        SC_VERIFY_OK(analyzeFile(path("clicks.wav"), {}, {}, [&](double done) { steps.push_back(done); }));
        QVERIFY(steps.size() > 5);
        QVERIFY(std::is_sorted(steps.begin(), steps.end()));
        QCOMPARE(steps.back(), 1.0);
    }

    void aTruncatedFileIsAnalysedAsFarAsItGoes()
    {
        const QByteArray whole = wavBytes(metronome(120, 20, 44100), 44100, 1);
        QVERIFY(writeFile(path("cut.wav"), whole.left(whole.size() / 2)));
        const auto analysis = analyzeFile(path("cut.wav"));
        SC_VERIFY_OK(analysis);
        QVERIFY(std::abs(analysis->duration.toSeconds() - 10) < 0.1);
        QVERIFY(analysis->tempo.value);
    }

    void valuesThatAreNoNumbersDoNoHarm()
    {
        std::vector<float> samples = metronome(120, 12, 44100);
        for (size_t i = 1000; i < samples.size(); i += 50021)
            samples[i] = i % 2 == 0 ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity();
        const auto analysis = analyzeSamples(samples, 44100, 1);
        SC_VERIFY_OK(analysis);
        QVERIFY(analysis->tempo.value);
        for (const float value : analysis->map.energy.values)
            QVERIFY(std::isfinite(value));
    }

    void corruptedFilesNeitherCrashNorHang()
    {
        const QByteArray good = wavBytes(metronome(120, 3, 22050), 22050, 1);
        QVERIFY(writeFile(path("good.wav"), good));
        QCOMPARE(runFfmpeg({QStringLiteral("-y"), QStringLiteral("-i"), path("good.wav"), QStringLiteral("-c:a"),
                            QStringLiteral("libmp3lame"), path("good.mp3")}),
                 QString());
        QRandomGenerator random(7);
        for (const QByteArray &source : {good, readFile(path("good.mp3"))}) {
            for (int round = 0; round < 25; ++round) {
                QByteArray bad = source;
                const int flips = random.bounded(1, 60);
                // The first flips of each round go to the header, where they do the most.
                for (int i = 0; i < flips; ++i)
                    bad[random.bounded(i < 4 ? std::min<int>(64, static_cast<int>(bad.size())) : static_cast<int>(bad.size()))] =
                        static_cast<char>(random.bounded(256));
                QVERIFY(writeFile(path("bad.bin"), bad));
                const auto result = analyzeFile(path("bad.bin"));
                QVERIFY(result || !result.error().text().isEmpty());
                if (result)
                    QVERIFY(result->duration >= Ticks());
            }
        }
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

SC_TEST(TestAnalyzeHostile)
#include "tst_analyze_hostile.moc"
