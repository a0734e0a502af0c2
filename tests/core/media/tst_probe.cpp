// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"
#include "tests/support/media_maker.h"
#include "tests/support/ordinary_user.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::media;

class TestProbe : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString at(const QString &name) const { return m_dir.filePath(name); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(test::writeWav(at(QStringLiteral("tone.wav")), test::sine(2, 44100, 2), 44100, 2)); }

    void foreignFilesAreNamedForWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("looksLike");
        QByteArray picture;
        {
            const QString path = at(QStringLiteral("p.png"));
            QVERIFY(test::numberedImage(9).save(path));
            picture = test::readFile(path);
        }
        QTest::newRow("text") << QByteArray("These are the lyrics\nof a song that is not here.\n").repeated(200)
                              << QStringLiteral("a text file");
        QTest::newRow("short text") << QByteArray("hi") << QStringLiteral("a text file");
        QTest::newRow("text like a box") << QByteArray("The free world, and then some more of it") << QStringLiteral("a text file");
        QTest::newRow("utf-8 text") << QString::fromUtf8("Grüße, 🎵 naïve café\n").repeated(50).toUtf8() << QStringLiteral("a text file");
        QTest::newRow("utf-16 text") << QByteArray("\xFF\xFEH\0i\0 \0t\0h\0e\0r\0e\0", 18) << QStringLiteral("a text file");
        QTest::newRow("old text") << QByteArray("caf\xE9 au lait, tr\xE8s bon, and so on for a while\n") << QStringLiteral("a text file");
        QTest::newRow("subtitles") << QByteArray("1\n00:00:01,000 --> 00:00:02,000\nHello\n") << QStringLiteral("a text file");
        QTest::newRow("playlist") << QByteArray("#EXTM3U\n#EXTINF:1,x\n/etc/passwd\n") << QStringLiteral("a playlist");
        QTest::newRow("concat list") << QByteArray("ffconcat version 1.0\nfile /etc/passwd\n") << QStringLiteral("a text file");
        QTest::newRow("web page") << QByteArray("<!DOCTYPE html><html><body>404</body></html>") << QStringLiteral("a web page");
        QTest::newRow("pdf") << QByteArray("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") << QStringLiteral("a PDF document");
        QTest::newRow("zip") << QByteArray("PK\x03\x04\x14\x00\x00\x00", 8) << QStringLiteral("a ZIP archive");
        QTest::newRow("picture") << picture << QStringLiteral("a picture");
        QTest::newRow("program") << test::readFile(QStringLiteral("/proc/self/exe")).first(100000) << QStringLiteral("a program");
        QTest::newRow("midi") << QByteArray("MThd\x00\x00\x00\x06\x00\x01", 10) << QStringLiteral("a MIDI file (notes, no sound)");
        QTest::newRow("junk") << QByteArray("\x01\x02\x03\x80\x90\xFF\x00\x13\x37", 9).repeated(500)
                              << QStringLiteral("data of an unknown kind");
    }

    void foreignFilesAreNamedForWhatTheyAre()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, looksLike);
        if (bytes.isEmpty())
            QSKIP("cannot be made on this system");
        const QString path = at(QStringLiteral("renamed.mp3"));
        QVERIFY(test::writeFile(path, bytes));
        const auto info = probeSong(path);
        SC_COMPARE_PROBLEM(info, ProblemCode::InvalidFileType);
        QCOMPARE(info.error().text(), QStringLiteral("“renamed.mp3” looks like %1, cannot be read.").arg(looksLike));
        QVERIFY(info.error().detail().contains(QStringLiteral("MP3")));
        SC_COMPARE_PROBLEM(probeFile(path), ProblemCode::InvalidFileType);
    }

    void songsAreKnownByContentNotByName()
    {
        for (const char *kind : {"mp3", "flac", "ogg", "opus", "m4a", "aiff", "aac"}) {
            const QString made = at(QStringLiteral("made.") + QString::fromLatin1(kind));
            const QString problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), made});
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            const QString path = at(QStringLiteral("disguised.txt"));
            QFile::remove(path);
            QVERIFY(QFile::rename(made, path));
            const auto info = probeSong(path);
            SC_VERIFY_OK(info);
            QCOMPARE(info->audio->channels, 2);
            QVERIFY2(std::abs(info->duration.toSeconds() - 2) < 0.15, kind);
        }
    }

    void factsOfASongAreRight()
    {
        const auto info = probeSong(at(QStringLiteral("tone.wav")));
        SC_VERIFY_OK(info);
        QCOMPARE(info->container, QStringLiteral("wav"));
        QCOMPARE(info->duration, Ticks::seconds(2));
        QCOMPARE(info->size, qint64(2 * 44100 * 4 + 44));
        QCOMPARE(info->audio->codec, QStringLiteral("pcm_s16le"));
        QCOMPARE(info->audio->sampleRate, 44100);
        QCOMPARE(info->audio->bitDepth, 16);
        QCOMPARE(info->audio->bitRate, qint64(1411200));
        QVERIFY(!info->video);
    }

    void filesThatAreNotThereOrEmptyAreNamed()
    {
        SC_COMPARE_PROBLEM(probeSong(at(QStringLiteral("nowhere.mp3"))), ProblemCode::MediaMissing);
        QVERIFY(test::writeFile(at(QStringLiteral("empty.mp3")), {}));
        SC_COMPARE_PROBLEM(probeSong(at(QStringLiteral("empty.mp3"))), ProblemCode::FileDamaged);
        SC_COMPARE_PROBLEM(probeSong(m_dir.path()), ProblemCode::InvalidFileType);
    }

    void filesThatMayNotBeReadAreNamed()
    {
        const QString path = at(QStringLiteral("closed.wav"));
        QVERIFY(QFile::copy(at(QStringLiteral("tone.wav")), path));
        QVERIFY(QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7777)));
        QVERIFY(QFile::setPermissions(path, {}));
        const test::OrdinaryUser nobody;
        SC_COMPARE_PROBLEM(probeSong(path), ProblemCode::PermissionDenied);
    }

    void protectedSongsAreCalledProtected()
    {
        const QString path = at(QStringLiteral("plain.m4a"));
        QString problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), path});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        // The store's old protection marks the sample entry "drms".
        QByteArray bytes = test::readFile(path);
        const qsizetype entry = bytes.indexOf("mp4a", bytes.indexOf("stsd"));
        QVERIFY(entry > 0);
        bytes.replace(entry, 4, "drms");
        QVERIFY(test::writeFile(at(QStringLiteral("drm.m4a")), bytes));
        // The common encryption of today keeps "enca" and a key nobody has.
        problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), QStringLiteral("-encryption_scheme"),
                                   QStringLiteral("cenc-aes-ctr"), QStringLiteral("-encryption_key"),
                                   QStringLiteral("76a6c65c5ea762046bd749a2e632ccbb"), QStringLiteral("-encryption_kid"),
                                   QStringLiteral("a7e61c373e219033c21091fa607bf3b8"), at(QStringLiteral("cenc.m4a"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        for (const char *name : {"drm.m4a", "cenc.m4a"}) {
            const auto info = probeSong(at(QString::fromLatin1(name)));
            SC_COMPARE_PROBLEM(info, ProblemCode::InvalidFileType);
            QVERIFY2(info.error().text().contains(QStringLiteral("protected")), qPrintable(info.error().text()));
        }
    }

    // The store's movies: the picture is locked too; and audio books of a shop, whose kind of sound nobody knows.
    void protectedMoviesAndBooksAreCalledProtected()
    {
        const QString movie = at(QStringLiteral("film.mp4"));
        QString problem = test::runFfmpeg(
            {QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"), QStringLiteral("testsrc=size=64x64:rate=10:duration=1"),
             QStringLiteral("-i"), at(QStringLiteral("tone.wav")), QStringLiteral("-shortest"), QStringLiteral("-encryption_scheme"),
             QStringLiteral("cenc-aes-ctr"), QStringLiteral("-encryption_key"), QStringLiteral("76a6c65c5ea762046bd749a2e632ccbb"),
             QStringLiteral("-encryption_kid"), QStringLiteral("a7e61c373e219033c21091fa607bf3b8"), movie});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(test::readFile(movie).contains("encv"));
        const QString plain = at(QStringLiteral("book.m4a"));
        problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), plain});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QByteArray whole = test::readFile(plain);
        const qsizetype entry = whole.indexOf("mp4a", whole.indexOf("stsd"));
        QStringList files{movie};
        for (const char *kind : {"aavd", "enca", "drms"}) {
            QByteArray bytes = whole;
            bytes.replace(entry, 4, kind);
            if (qstrcmp(kind, "drms") == 0) // sound of a kind that is not said
                bytes.replace("esds", "free");
            files.append(at(QStringLiteral("locked-%1.m4b").arg(QLatin1String(kind))));
            QVERIFY(test::writeFile(files.back(), bytes));
        }
        for (const QString &file : files) {
            const auto info = probeSong(file);
            SC_COMPARE_PROBLEM(info, ProblemCode::InvalidFileType);
            QVERIFY2(info.error().text().contains(QStringLiteral("protected")), qPrintable(info.error().text()));
        }
    }

    // A recorder that made room for an hour and stopped after two seconds, a disk that lost the end of a file.
    void zerosBehindTheSoundAreNotWalkedThrough_data()
    {
        QTest::addColumn<QByteArray>("behind");
        QTest::addColumn<qint64>("zeros");
        QTest::newRow("zeros") << QByteArray() << qint64(100'000'000);
        QTest::newRow("a tag, then zeros") << QByteArray("LIST\x0c\0\0\0INFOISFT\0\0\0\0", 20) << qint64(100'000'000);
        QTest::newRow("empty chunks") << QByteArray("JUNK\0\0\0\0", 8).repeated(1'000'000) << qint64(0);
    }

    void zerosBehindTheSoundAreNotWalkedThrough()
    {
        QFETCH(QByteArray, behind);
        QFETCH(qint64, zeros);
        const QString path = at(QStringLiteral("behind.wav"));
        const QByteArray sound = test::readFile(at(QStringLiteral("tone.wav")));
        QVERIFY(test::writeFile(path, sound + behind));
        QVERIFY(QFile::resize(path, sound.size() + behind.size() + zeros)); // takes no room on the disk
        const auto info = probeSong(path);
        SC_VERIFY_OK(info);
        QCOMPARE(info->duration, Ticks::seconds(2));
        QCOMPARE(info->size, QFileInfo(path).size());
    }

    void soundWithoutALengthReachesToTheEnd()
    {
        const QByteArray sound = test::readFile(at(QStringLiteral("tone.wav")));
        for (const char *size : {"\0\0\0\0", "\xFF\xFF\xFF\xFF"}) {
            QByteArray bytes = sound;
            bytes.replace(40, 4, size, 4);
            QVERIFY(test::writeFile(at(QStringLiteral("stream.wav")), bytes));
            const auto info = probeSong(at(QStringLiteral("stream.wav")));
            SC_VERIFY_OK(info);
            QVERIFY(info->audio);
        }
    }

    void coverArtIsNoVideoAndPicturesAloneAreNoSong()
    {
        QVERIFY(test::numberedImage(5).save(at(QStringLiteral("cover.png"))));
        QString problem =
            test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), QStringLiteral("-i"), at(QStringLiteral("cover.png")),
                             QStringLiteral("-map"), QStringLiteral("0"), QStringLiteral("-map"), QStringLiteral("1"),
                             QStringLiteral("-disposition:v"), QStringLiteral("attached_pic"), at(QStringLiteral("cover.mp3"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto song = probeSong(at(QStringLiteral("cover.mp3")));
        SC_VERIFY_OK(song);
        QVERIFY(!song->video);
        problem = test::makeNumberedMovie(at(QStringLiteral("mute.mp4")), 10, QStringLiteral("25/1"), {});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        SC_VERIFY_OK(probeFile(at(QStringLiteral("mute.mp4"))));
        SC_COMPARE_PROBLEM(probeSong(at(QStringLiteral("mute.mp4"))), ProblemCode::InvalidFileType);
    }
};

SC_TEST(TestProbe)
#include "tst_probe.moc"
