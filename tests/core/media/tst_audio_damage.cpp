// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_reader.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>

#include <cmath>
#include <limits>

using namespace sc;
using namespace sc::media;

// Files that are broken, lie, or hold what no sound should.
class TestAudioDamage : public QObject
{
    Q_OBJECT

    static constexpr int kRate = 44100;
    QTemporaryDir m_dir;

    QString at(const QString &name) const { return m_dir.filePath(name); }

    struct Heard
    {
        std::vector<float> samples;
        std::optional<Ticks> damagedAt;
    };

    static Result<Heard> hear(const QString &path)
    {
        SC_TRY_ASSIGN(reader, AudioReader::open(path));
        Heard heard;
        for (;;) {
            SC_TRY_ASSIGN(block, reader->read());
            if (block.empty())
                break;
            heard.samples.insert(heard.samples.end(), block.begin(), block.end());
        }
        heard.damagedAt = reader->damagedAt();
        return heard;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(test::writeWav(at(QStringLiteral("tone.wav")), test::sine(10, kRate, 1), kRate, 1));
        for (const char *name : {"whole.mp3", "whole.flac", "whole.m4a"}) {
            const QString problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), at(QString::fromLatin1(name))});
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }

    void wholeSongsAreNotCalledDamaged()
    {
        for (const char *name : {"tone.wav", "whole.mp3", "whole.flac", "whole.m4a"}) {
            const auto heard = hear(at(QString::fromLatin1(name)));
            SC_VERIFY_OK(heard);
            QVERIFY2(!heard->damagedAt, name);
            QVERIFY(std::abs(std::ssize(heard->samples) - 10 * kRate) <= 1152);
        }
    }

    void truncatedSongsAreReadUpToTheDamage()
    {
        for (const char *name : {"whole.mp3", "whole.flac", "tone.wav"}) {
            const QByteArray whole = test::readFile(at(QString::fromLatin1(name)));
            const QString path = at(QStringLiteral("cut"));
            QVERIFY(test::writeFile(path, whole.first(whole.size() * 6 / 10)));
            const auto heard = hear(path);
            SC_VERIFY_OK(heard);
            const double seconds = double(heard->samples.size()) / kRate;
            QVERIFY2(seconds > 5.0 && seconds < 7.0, qPrintable(QString::number(seconds)));
            QVERIFY2(heard->damagedAt, name);
            QVERIFY(std::abs(heard->damagedAt->toSeconds() - seconds) < 0.1);
        }
    }

    void headersThatPromiseTooMuchAreFoundOut()
    {
        QByteArray bytes = test::wavBytes(test::sine(2, kRate, 1), kRate, 1);
        bytes.replace(40, 4, QByteArray::fromHex("00000040")); // an hour and more
        QVERIFY(test::writeFile(at(QStringLiteral("liar.wav")), bytes));
        const auto heard = hear(at(QStringLiteral("liar.wav")));
        SC_VERIFY_OK(heard);
        QCOMPARE(std::ssize(heard->samples), std::ptrdiff_t(2 * kRate));
        QVERIFY(heard->damagedAt);
        QCOMPARE(*heard->damagedAt, Ticks::seconds(2));
    }

    void aLongBrokenStretchEndsTheSongThere()
    {
        QByteArray bytes = test::readFile(at(QStringLiteral("whole.m4a")));
        const qsizetype middle = bytes.size() / 2;
        bytes.replace(middle, bytes.size() / 4, QByteArray(bytes.size() / 4, '\x5A'));
        QVERIFY(test::writeFile(at(QStringLiteral("hole.m4a")), bytes));
        const auto heard = hear(at(QStringLiteral("hole.m4a")));
        SC_VERIFY_OK(heard);
        QVERIFY(heard->damagedAt);
        QVERIFY2(std::abs(heard->damagedAt->toSeconds() - 5) < 0.6, qPrintable(QString::number(heard->damagedAt->toSeconds())));
    }

    void notANumberBecomesSilence()
    {
        std::vector<float> samples = test::sine(1, kRate, 1);
        samples[100] = std::numeric_limits<float>::quiet_NaN();
        samples[200] = std::numeric_limits<float>::infinity();
        samples[300] = -std::numeric_limits<float>::infinity();
        samples[400] = std::numeric_limits<float>::max();
        QVERIFY(test::writeWav(at(QStringLiteral("nan.wav")), samples, kRate, 1, test::WavFormat::Float32));
        for (const int rate : {kRate, 48000}) {
            const auto song = readAll(at(QStringLiteral("nan.wav")), {rate, 2}, 60);
            SC_VERIFY_OK(song);
            for (const float sample : song->samples)
                QVERIFY(std::isfinite(sample));
            if (rate == kRate) {
                QCOMPARE(song->samples[200], 0.0F);
                QCOMPARE(song->samples[400], 0.0F);
                QCOMPARE(song->samples[600], 0.0F);
            }
        }
    }

    void headersWithoutSoundAreDamaged()
    {
        const QByteArray wav = test::readFile(at(QStringLiteral("tone.wav")));
        const QByteArray m4a = test::readFile(at(QStringLiteral("whole.m4a")));
        const QByteArray mp3 = test::readFile(at(QStringLiteral("whole.mp3")));
        const QList<QByteArray> files = {wav.first(44),         wav.first(20), wav.first(8),
                                         m4a.first(40),         mp3.first(30), QByteArray("ID3\x04\x00\x00\x00\x00\x00\x10", 10),
                                         QByteArray(5000, '\0')};
        for (const QByteArray &bytes : files) {
            QVERIFY(test::writeFile(at(QStringLiteral("header")), bytes));
            SC_COMPARE_PROBLEM(hear(at(QStringLiteral("header"))), ProblemCode::FileDamaged);
        }
    }

    void absurdFormatsAreRefusedWithoutHarm()
    {
        QByteArray bytes = test::wavBytes(test::sine(1, kRate, 1), kRate, 1);
        bytes.replace(22, 2, QByteArray::fromHex("ffff")); // 65535 channels
        QVERIFY(test::writeFile(at(QStringLiteral("many.wav")), bytes));
        QVERIFY(!hear(at(QStringLiteral("many.wav"))));
        bytes.replace(22, 2, QByteArray::fromHex("0000")); // none
        QVERIFY(test::writeFile(at(QStringLiteral("none.wav")), bytes));
        QVERIFY(!hear(at(QStringLiteral("none.wav"))));
        bytes.replace(22, 6, QByteArray::fromHex("0100ffffffff")); // 4 GHz
        QVERIFY(test::writeFile(at(QStringLiteral("fast.wav")), bytes));
        QVERIFY(!hear(at(QStringLiteral("fast.wav"))));
    }
};

SC_TEST(TestAudioDamage)
#include "tst_audio_damage.moc"
