// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library.h"
#include "core/library/song_tags.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QBuffer>
#include <QtCore/QTemporaryDir>
#include <QtGui/QPainter>

using namespace sc;
using namespace sc::library;

class TestSongTags : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString at(const QString &name) const { return m_dir.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(test::writeWav(at(QStringLiteral("tone.wav")), test::sine(1, 44100, 2), 44100, 2));
        QImage cover(1000, 500, QImage::Format_RGB32);
        cover.fill(QColor(200, 30, 90));
        QVERIFY(cover.save(at(QStringLiteral("cover.png"))));
    }

    void tagsAndCoverAreRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("hasCover");
        QTest::newRow("mp3") << QStringLiteral("a.mp3") << true;
        QTest::newRow("flac") << QStringLiteral("a.flac") << true;
        QTest::newRow("m4a") << QStringLiteral("a.m4a") << true;
        QTest::newRow("aiff") << QStringLiteral("a.aiff") << true;
        QTest::newRow("vorbis") << QStringLiteral("a.ogg") << false;
        QTest::newRow("opus") << QStringLiteral("a.opus") << false;
        QTest::newRow("matroska") << QStringLiteral("a.mka") << false;
        // The name says one thing, the content another: the content counts.
        QTest::newRow("flac called mp3") << QStringLiteral("flac.mp3") << true;
    }

    void tagsAndCoverAreRead()
    {
        QFETCH(QString, name);
        QFETCH(bool, hasCover);
        QStringList arguments = {QStringLiteral("-i"), at(QStringLiteral("tone.wav"))};
        if (hasCover)
            arguments << QStringLiteral("-i") << at(QStringLiteral("cover.png")) << QStringLiteral("-map") << QStringLiteral("0")
                      << QStringLiteral("-map") << QStringLiteral("1") << QStringLiteral("-disposition:v") << QStringLiteral("attached_pic")
                      << QStringLiteral("-c:v") << QStringLiteral("copy");
        if (name == QLatin1String("a.ogg"))
            arguments << QStringLiteral("-c:a") << QStringLiteral("libvorbis");
        if (name == QLatin1String("flac.mp3"))
            arguments << QStringLiteral("-f") << QStringLiteral("flac");
        if (name == QLatin1String("a.aiff"))
            arguments << QStringLiteral("-write_id3v2") << QStringLiteral("1");
        for (const char *tag :
             {"title=Néon\tDrive 🎵", "artist=The  Ghosts", "album=Night", "genre=Synthwave", "date=2026", "track=7", "comment=made here"})
            arguments << QStringLiteral("-metadata") << QString::fromUtf8(tag);
        const QString problem = test::runFfmpeg(arguments << at(name));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));

        QTemporaryDir profile;
        auto opened = Library::open({profile.path()});
        SC_VERIFY_OK(opened);
        const auto outcomes = (*opened)->importNow({at(name)}, {});
        QCOMPARE(outcomes.front().kind, ImportOutcome::Kind::Imported);
        const auto track = (*opened)->track(outcomes.front().track);
        SC_VERIFY_OK(track);
        // One line, and white space as a person would write it.
        QCOMPARE(track->title, QStringLiteral("Néon Drive 🎵"));
        QCOMPARE(track->artist, QStringLiteral("The Ghosts"));
        QCOMPARE(track->album, QStringLiteral("Night"));
        QCOMPARE(track->genreTag, QStringLiteral("Synthwave"));
        QCOMPARE(track->year, 2026);
        QCOMPARE(track->trackNumber, 7);
        QCOMPARE(track->comment, QStringLiteral("made here"));
        QCOMPARE(track->hasArtwork, hasCover);
        const QImage artwork = (*opened)->artwork(track->id);
        QCOMPARE(artwork.isNull(), !hasCover);
        if (hasCover) {
            QCOMPARE(artwork.size(), QSize(600, 300));
            QVERIFY(std::abs(qRed(artwork.pixel(300, 150)) - 200) < 10);
        }
        SC_VERIFY_OK((*opened)->remove(track->id));
        QVERIFY((*opened)->artwork(track->id).isNull());
    }

    void coversThatAreNoPicturesAreLeftOut()
    {
        QVERIFY(artworkJpeg({}).isEmpty());
        QVERIFY(artworkJpeg("no picture").isEmpty());
        QVERIFY(artworkJpeg("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>").isEmpty());
        QByteArray png = test::readFile(at(QStringLiteral("cover.png")));
        QVERIFY(!artworkJpeg(png).isEmpty());
        png.replace(16, 8, QByteArray::fromHex("7fffffff7fffffff")); // two thousand million pixels wide
        QVERIFY(artworkJpeg(png).isEmpty());
        QVERIFY(artworkJpeg(test::readFile(at(QStringLiteral("cover.png"))).first(200)).isEmpty());
    }

    void longTagsAreCut()
    {
        const QString problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), QStringLiteral("-metadata"),
                                                 QStringLiteral("title=") + QString(3000, u'x'), at(QStringLiteral("long.flac"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto info = media::probeSong(at(QStringLiteral("long.flac")));
        SC_VERIFY_OK(info);
        QCOMPARE(readTags(at(QStringLiteral("long.flac")), *info).title.size(), qsizetype(kMaxTagLength));
    }
};

SC_TEST(TestSongTags)
#include "tst_song_tags.moc"
