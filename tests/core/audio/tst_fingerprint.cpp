// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"
#include "core/audio/fingerprint.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>

#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr int kRate = 44100;

// Forty seconds of changing chords; another seed is another song.
std::vector<float> tune(std::uint32_t seed)
{
    std::vector<float> samples(size_t(40) * kRate);
    const size_t chord = kRate / 2;
    std::array<double, 4> hertz{};
    for (size_t i = 0; i < samples.size(); ++i) {
        if (i % chord == 0) {
            for (double &tone : hertz) {
                seed = seed * 1664525U + 1013904223U;
                tone = 130.81 * std::exp2((seed >> 24) % 30 / 12.0);
            }
        }
        const double t = static_cast<double>(i) / kRate;
        for (const double tone : hertz)
            samples[i] += static_cast<float>(0.1 * std::sin(2 * M_PI * tone * t) + 0.03 * std::sin(6 * M_PI * tone * t));
    }
    return samples;
}

} // namespace

class TestFingerprint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(writeWav(path("song.wav"), tune(1), kRate, 1));
        m_song = printOf(path("song.wav"));
        QVERIFY(!m_song.isEmpty());
    }

    void aSongIsItself() { QCOMPARE(fingerprintSimilarity(m_song, m_song), 1.0); }

    void aCodedCopyIsTheSameRecording_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoder");
        QTest::newRow("mp3 128k") << QStringLiteral("copy.mp3") << QStringLiteral("-c:a libmp3lame -b:a 128k");
        QTest::newRow("mp3 64k") << QStringLiteral("low.mp3") << QStringLiteral("-c:a libmp3lame -b:a 64k");
        QTest::newRow("aac") << QStringLiteral("copy.m4a") << QStringLiteral("-c:a aac -b:a 96k");
        QTest::newRow("opus") << QStringLiteral("copy.opus") << QStringLiteral("-c:a libopus -b:a 64k");
        QTest::newRow("stereo, 48 kHz, quieter") << QStringLiteral("copy.wav") << QStringLiteral("-ac 2 -ar 48000 -af volume=-9dB");
        QTest::newRow("two seconds later") << QStringLiteral("late.wav") << QStringLiteral("-af adelay=2000:all=1");
    }

    void aCodedCopyIsTheSameRecording()
    {
        QFETCH(QString, name);
        QFETCH(QString, encoder);
        const QStringList input{QStringLiteral("-y"), QStringLiteral("-i"), path("song.wav")};
        QCOMPARE(runFfmpeg(input + encoder.split(u' ') + QStringList{m_folder.filePath(name)}), QString());
        const double similarity = fingerprintSimilarity(m_song, printOf(m_folder.filePath(name)));
        QVERIFY2(similarity >= 0.95, qPrintable(QString::number(similarity)));
    }

    void anotherSongIsNot()
    {
        QVERIFY(writeWav(path("other.wav"), tune(7), kRate, 1));
        const double similarity = fingerprintSimilarity(m_song, printOf(path("other.wav")));
        QVERIFY2(similarity < 0.7, qPrintable(QString::number(similarity)));
    }

    void aSnippetIsNotItsSong()
    {
        std::vector<float> start = tune(1);
        start.resize(size_t(8) * kRate);
        QVERIFY(writeWav(path("snippet.wav"), start, kRate, 1));
        QVERIFY(fingerprintSimilarity(m_song, printOf(path("snippet.wav"))) < 0.95);
    }

    void silenceAndRubbishHaveNone()
    {
        QVERIFY(writeWav(path("silence.wav"), std::vector<float>(size_t(20) * kRate, 0.0F), kRate, 1));
        QVERIFY(printOf(path("silence.wav")).isEmpty());
        QCOMPARE(fingerprintSimilarity({}, {}), 0.0);
        QCOMPARE(fingerprintSimilarity(m_song, {}), 0.0);
        QCOMPARE(fingerprintSimilarity(m_song, "no fingerprint at all"), 0.0);
        QCOMPARE(fingerprintSimilarity(m_song, m_song.left(10)), 0.0);
    }

    void pairsOfALibraryAreFound()
    {
        QVERIFY(writeWav(path("other.wav"), tune(7), kRate, 1));
        QCOMPARE(runFfmpeg({QStringLiteral("-y"), QStringLiteral("-i"), path("song.wav"), QStringLiteral("-b:a"), QStringLiteral("96k"),
                            path("pair.mp3")}),
                 QString());
        const std::vector<QByteArray> prints{printOf(path("other.wav")), m_song, {}, printOf(path("pair.mp3")), "rubbish"};
        const std::vector<FingerprintPair> pairs = similarPairs(prints);
        QCOMPARE(pairs.size(), size_t(1));
        QCOMPARE(pairs.front().first, size_t(1));
        QCOMPARE(pairs.front().second, size_t(3));
        QVERIFY(pairs.front().similarity >= 0.95);
        const CancelToken cancel;
        cancel.cancel();
        QVERIFY(similarPairs(prints, 0.95, cancel).empty());
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    static QByteArray printOf(const QString &path)
    {
        const auto analysis = analyzeFile(path, {AnalysisLevel::Custom, Feature::Identity});
        return analysis ? analysis->fingerprint : QByteArray();
    }
    QTemporaryDir m_folder;
    QByteArray m_song;
};

SC_TEST(TestFingerprint)
#include "tst_fingerprint.moc"
