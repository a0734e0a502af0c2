// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_reader.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

#include <cmath>

using namespace sc;
using namespace sc::media;

class TestAudioReader : public QObject
{
    Q_OBJECT

    static constexpr int kRate = 44100;
    QTemporaryDir m_dir;

    QString at(const QString &name) const { return m_dir.filePath(name); }

    // What reading on after a seek gives, `frames` of it.
    static Result<std::vector<float>> readFrom(AudioReader &reader, std::int64_t frame, size_t frames)
    {
        SC_TRY(reader.seek(frame));
        std::vector<float> got;
        while (got.size() < frames * size_t(reader.channels())) {
            SC_TRY_ASSIGN(block, reader.read());
            if (block.empty())
                break;
            got.insert(got.end(), block.begin(), block.end());
        }
        got.resize(std::min(got.size(), frames * size_t(reader.channels())));
        return got;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // Not a whole number of any codec's packets.
        const std::int64_t frames = 5 * kRate + 777;
        QVERIFY(test::writeWav(at(QStringLiteral("source.wav")), test::clickTrack(frames, 2, {22050, 4 * kRate}), kRate, 2));
        QVERIFY(test::writeWav(at(QStringLiteral("tone.wav")), test::sine(5, kRate, 2, 331.7), kRate, 2));
    }

    void encodedSongsStartAndEndWhereTheSourceDoes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("encoder");
        QTest::addColumn<int>("rate");
        QTest::addColumn<int>("packet");
        QTest::newRow("mp3") << QStringLiteral("a.mp3") << QStringList{QStringLiteral("-b:a"), QStringLiteral("192k")} << kRate << 1152;
        QTest::newRow("m4a") << QStringLiteral("a.m4a") << QStringList{} << kRate << 1024;
        QTest::newRow("mp4") << QStringLiteral("a.mp4") << QStringList{} << kRate << 1024;
        QTest::newRow("alac") << QStringLiteral("alac.m4a") << QStringList{QStringLiteral("-c:a"), QStringLiteral("alac")} << kRate << 0;
        QTest::newRow("opus") << QStringLiteral("a.opus") << QStringList{} << 48000 << 960;
        QTest::newRow("vorbis") << QStringLiteral("a.ogg") << QStringList{QStringLiteral("-c:a"), QStringLiteral("libvorbis")} << kRate
                                << 1024;
        QTest::newRow("flac") << QStringLiteral("a.flac") << QStringList{} << kRate << 0;
        QTest::newRow("aiff") << QStringLiteral("a.aiff") << QStringList{} << kRate << 0;
        QTest::newRow("caf") << QStringLiteral("a.caf") << QStringList{} << kRate << 0;
        QTest::newRow("wave64") << QStringLiteral("a.w64") << QStringList{} << kRate << 1;
        QTest::newRow("mov") << QStringLiteral("a.mov") << QStringList{QStringLiteral("-c:a"), QStringLiteral("pcm_s24le")} << kRate << 0;
        QTest::newRow("mkv flac") << QStringLiteral("a.mkv") << QStringList{QStringLiteral("-c:a"), QStringLiteral("flac")} << kRate << 0;
        QTest::newRow("webm opus") << QStringLiteral("a.webm") << QStringList{} << 48000 << 960;
    }

    void encodedSongsStartAndEndWhereTheSourceDoes()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, encoder);
        QFETCH(int, rate);
        QFETCH(int, packet);
        const QString problem =
            test::runFfmpeg(QStringList{QStringLiteral("-i"), at(QStringLiteral("source.wav"))} + encoder + QStringList{at(name)});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));

        const auto song = readAll(at(name), {}, 60);
        SC_VERIFY_OK(song);
        QCOMPARE(song->sampleRate, rate);
        QCOMPARE(song->channels, 2);
        const std::int64_t expected = Ticks::fromSamples(5 * kRate + 777, kRate).toSamples(rate);
        const std::int64_t off = song->frames() - expected;
        QVERIFY2(std::abs(off) <= packet, qPrintable(QStringLiteral("%1 frames too many").arg(off)));
        const std::int64_t first = test::findClick(song->samples, 2);
        const std::int64_t last = test::findClick(song->samples, 2, 3 * rate);
        QVERIFY2(std::abs(first - rate / 2) <= rate / 1000, qPrintable(QString::number(first)));
        QVERIFY2(std::abs(last - 4 * rate) <= rate / 1000, qPrintable(QString::number(last)));
    }

    void seekingGivesWhatReadingFromTheStartGives_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("encoder");
        QTest::addColumn<int>("rate");
        const QStringList none;
        for (const int rate : {0, 48000}) {
            for (const char *name : {"t.wav", "t.flac", "t.m4a", "t.mp3", "t.ogg", "t.mkv", "t.aiff"})
                QTest::addRow("%s at %d", name, rate) << QString::fromLatin1(name) << none << rate;
        }
    }

    void seekingGivesWhatReadingFromTheStartGives()
    {
        QFETCH(QString, name);
        QFETCH(int, rate);
        const QString path = at(name);
        if (!QFile::exists(path)) {
            const QString problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), path});
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
        const AudioReader::Options options{rate, 2};
        const auto whole = readAll(path, options, 60);
        SC_VERIFY_OK(whole);
        const auto reader = AudioReader::open(path, options);
        SC_VERIFY_OK(reader);
        for (const std::int64_t frame : {200001, 3, 100000, 101234, 199999, 0}) {
            const auto got = readFrom(**reader, frame, 1000);
            SC_VERIFY_OK(got);
            QCOMPARE(got->size(), size_t(2000));
            float worst = 0;
            for (size_t i = 0; i < got->size(); ++i)
                worst = std::max(worst, std::abs((*got)[i] - whole->samples[size_t(frame) * 2 + i]));
            QVERIFY2(worst < 2e-3F, qPrintable(QStringLiteral("frame %1 is off by %2").arg(frame).arg(worst)));
        }
    }

    void resamplingKeepsTheLength()
    {
        const auto song = readAll(at(QStringLiteral("source.wav")), {48000, 2}, 60);
        SC_VERIFY_OK(song);
        QVERIFY(std::abs(song->frames() - Ticks::fromSamples(5 * kRate + 777, kRate).toSamples(48000)) <= 1);
        QVERIFY(std::abs(test::findClick(song->samples, 2) - 24000) <= 3);
    }

    void surroundFoldsDownWithoutOverload()
    {
        QVERIFY(test::writeWav(at(QStringLiteral("six.wav")), test::sine(1, 48000, 6, 200, 1.0), 48000, 6));
        const auto song = readAll(at(QStringLiteral("six.wav")), {0, 2}, 60);
        SC_VERIFY_OK(song);
        float peak = 0;
        for (const float sample : song->samples)
            peak = std::max(peak, std::abs(sample));
        QVERIFY2(peak > 0.9F && peak <= 1.0001F, qPrintable(QString::number(peak)));
    }

    void monoGoesToBothSidesAtItsOwnLevel()
    {
        QVERIFY(test::writeWav(at(QStringLiteral("mono.wav")), test::sine(1, 48000, 1, 200, 0.8), 48000, 1, test::WavFormat::Float32));
        const auto song = readAll(at(QStringLiteral("mono.wav")), {0, 2}, 60);
        SC_VERIFY_OK(song);
        QCOMPARE(song->frames(), std::int64_t(48000));
        for (size_t i = 0; i < 2000; ++i)
            QVERIFY(std::abs(song->samples[i] - 0.8F * float(std::sin(2 * M_PI * 200 * double(i / 2) / 48000))) < 1e-5F);
    }

    void eightChannelsAt192KilohertzAreRead()
    {
        QVERIFY(test::writeWav(at(QStringLiteral("eight.wav")), test::sine(0.5, 192000, 8), 192000, 8));
        const auto own = readAll(at(QStringLiteral("eight.wav")), {}, 60);
        SC_VERIFY_OK(own);
        QCOMPARE(own->channels, 8);
        QCOMPARE(own->sampleRate, 192000);
        QCOMPARE(own->frames(), std::int64_t(96000));
        const auto stereo = readAll(at(QStringLiteral("eight.wav")), {48000, 2}, 60);
        SC_VERIFY_OK(stereo);
        QVERIFY(std::abs(stereo->frames() - 24000) <= 1);
    }

    void soundOfAMovieIsRead()
    {
        const QString movie = at(QStringLiteral("with picture.mp4"));
        const QString problem =
            test::runFfmpeg({QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("testsrc2=s=64x64:d=7"),
                             QStringLiteral("-i"), at(QStringLiteral("source.wav")), movie});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto song = readAll(movie, {}, 60);
        SC_VERIFY_OK(song);
        QVERIFY(std::abs(test::findClick(song->samples, 2) - kRate / 2) <= kRate / 1000);
        // Pictures that go on for longer do not make the sound a damaged one.
        const auto reader = AudioReader::open(movie);
        SC_VERIFY_OK(reader);
        while (!(*reader)->read()->empty()) {
        }
        QVERIFY(!(*reader)->damagedAt());
    }

    void songsTooLongToHoldAreRefused() { SC_COMPARE_PROBLEM(readAll(at(QStringLiteral("source.wav")), {}, 2), ProblemCode::FileTooLarge); }

    void namesWithEmojiAndNewlinesAreRead()
    {
        const QString path = at(QStringLiteral("line one\nline 🎵 two\t'\"$(x) %s.wav"));
        QVERIFY(QFile::copy(at(QStringLiteral("source.wav")), path));
        const auto song = readAll(path, {}, 60);
        SC_VERIFY_OK(song);
    }
};

SC_TEST(TestAudioReader)
#include "tst_audio_reader.moc"
