// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QtEndian>
#include <QtTest/QTest>

using namespace sc::test;

// The library on the command line, with real songs.
class TestCliTracks : public QObject
{
    Q_OBJECT

    std::unique_ptr<Cli> m_cli;

    CliResult track(const QString &words) const { return m_cli->runJson(QStringList{QStringLiteral("track")} + words.split(u'|')); }

    QStringList titles(const CliResult &result) const
    {
        QStringList list;
        for (const QJsonValue &one : result.json().toArray())
            list.append(one[u"title"].toString());
        return list;
    }

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<Cli>();
        QVERIFY(QDir().mkpath(m_cli->path(QStringLiteral("in/deep"))));
        QVERIFY(writeClickSong(m_cli->path(QStringLiteral("in/one.wav")), 120, 6));
        QVERIFY(writeClickSong(m_cli->path(QStringLiteral("in/two.wav")), 90, 8));
        QVERIFY(writeClickSong(m_cli->path(QStringLiteral("in/deep/three.wav")), 140, 5));
        const CliResult imported = track(QStringLiteral("import|") + m_cli->path(QStringLiteral("in")));
        QCOMPARE(imported.exitCode, 0);
        QCOMPARE(imported.json().toArray().size(), 3);
    }

    void songsAreListedEditedAndFound()
    {
        QCOMPARE(titles(track(QStringLiteral("list"))),
                 QStringList({QStringLiteral("one"), QStringLiteral("three"), QStringLiteral("two")}));
        const CliResult edited =
            track(QStringLiteral("edit|one|--artist|Ghosts|--rating|4|--favourite|yes|--tag|Night Drive|--tag|slow|--year|2026"));
        QCOMPARE(edited.exitCode, 0);
        QCOMPARE(edited.json()[u"rating"].toInt(), 4);
        QCOMPARE(edited.json()[u"tags"].toArray().size(), 2);
        QCOMPARE(track(QStringLiteral("edit|one|--rating|4")).exitCode, 1); // nothing to update
        QCOMPARE(track(QStringLiteral("edit|one|--rating|6")).exitCode, 1);
        QCOMPARE(track(QStringLiteral("edit|nobody|--rating|3")).exitCode, 2);
        QCOMPARE(titles(track(QStringLiteral("search|gho|nigh"))), QStringList{QStringLiteral("one")});
        QCOMPARE(titles(track(QStringLiteral("list|--tag|NIGHT DRIVE|--favourite|yes|--min-rating|4"))),
                 QStringList{QStringLiteral("one")});
        QCOMPARE(titles(track(QStringLiteral("list|--sort|duration|--descending"))),
                 QStringList({QStringLiteral("two"), QStringLiteral("one"), QStringLiteral("three")}));
        const CliResult turned = track(QStringLiteral("list|--duration|7..5.5"));
        QCOMPARE(titles(turned), QStringList{QStringLiteral("one")});
        QVERIFY(turned.err.contains("wrong way round"));
        for (const char *wrong : {"list|--bpm|fast", "list|--key|H", "list|--sort|smell", "list|--status|lost", "list|--favourite|maybe",
                                  "list|--min-rating|9", "list|--added|yesterday"})
            QCOMPARE(track(QString::fromLatin1(wrong)).exitCode, 1);
        QCOMPARE(track(QStringLiteral("list|--collection|nowhere")).exitCode, 2);
        QCOMPARE(track(QStringLiteral("remove|two")).exitCode, 0);
        QVERIFY(QFileInfo::exists(m_cli->path(QStringLiteral("in/two.wav"))));
        QCOMPARE(track(QStringLiteral("show|two")).exitCode, 2);
    }

    void shelvesTagsAndFigures()
    {
        QCOMPARE(track(QStringLiteral("collections|add|Shelf")).exitCode, 0);
        QCOMPARE(track(QStringLiteral("collections|add|shelf")).exitCode, 3); // unique whatever the case
        QCOMPARE(track(QStringLiteral("collections|put|Shelf|one|two")).exitCode, 0);
        QCOMPARE(track(QStringLiteral("collections|take|Shelf|two")).exitCode, 0);
        QCOMPARE(track(QStringLiteral("collections|add|Long|--duration|5.5..")).exitCode, 0);
        QCOMPARE(track(QStringLiteral("collections|put|Long|one")).exitCode, 1);
        QCOMPARE(track(QStringLiteral("collections|fold|Long")).exitCode, 1);
        const QJsonArray all = track(QStringLiteral("collections")).json().toArray();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[0][u"count"].toInt(), 2);
        QVERIFY(all[0][u"query"].isObject());
        QCOMPARE(all[1][u"count"].toInt(), 1);
        QCOMPARE(titles(track(QStringLiteral("list|--collection|shelf"))), QStringList{QStringLiteral("one")});
        QCOMPARE(track(QStringLiteral("collections|edit|Long|--name|Longer")).exitCode, 0);
        QCOMPARE(track(QStringLiteral("collections|remove|Longer")).json().toArray().size(), 1);

        QCOMPARE(track(QStringLiteral("edit|one|--tag|a|--tag|b")).exitCode, 0);
        QCOMPARE(track(QStringLiteral("tags|rename|a|B")).exitCode, 3);
        QCOMPARE(track(QStringLiteral("tags|rename|a|B|--merge")).json().toArray().size(), 1);
        QCOMPARE(track(QStringLiteral("stats")).json()[u"tracks"].toInt(), 3);
        QCOMPARE(track(QStringLiteral("stats")).json()[u"bytes"].toInteger() > 0, true);
    }

    void similarSongsAndDuplicates()
    {
        QCOMPARE(track(QStringLiteral("similar|one")).exitCode, 2); // not analysed yet
        QCOMPARE(track(QStringLiteral("analyze")).exitCode, 0);
        const CliResult similar = track(QStringLiteral("similar|one|--count|1|--weights|tempo=1,key=0"));
        QCOMPARE(similar.exitCode, 0);
        QCOMPARE(similar.json().toArray().size(), 1);
        QVERIFY(similar.json().toArray()[0][u"parts"].isObject());
        QCOMPARE(track(QStringLiteral("similar|one|--weights|smell=1")).exitCode, 1);
        QCOMPARE(track(QStringLiteral("similar|one|--count|0")).exitCode, 1);
        const CliResult duplicates = track(QStringLiteral("duplicates"));
        QCOMPARE(duplicates.exitCode, 0);
        QVERIFY(duplicates.json().isArray());
    }

    void filesAreFoundWatchedAndWritten()
    {
        QVERIFY(QDir().mkpath(m_cli->path(QStringLiteral("moved"))));
        QVERIFY(QFile::rename(m_cli->path(QStringLiteral("in/one.wav")), m_cli->path(QStringLiteral("moved/x.wav"))));
        QCOMPARE(titles(track(QStringLiteral("list|--missing|yes"))), QStringList{QStringLiteral("one")});
        QCOMPARE(track(QStringLiteral("relocate|one|") + m_cli->path(QStringLiteral("in/two.wav"))).exitCode, 3);
        QCOMPARE(track(QStringLiteral("relocate|") + m_cli->path(QStringLiteral("nowhere"))).exitCode, 2);
        QCOMPARE(track(QStringLiteral("relocate|") + m_cli->path(QStringLiteral("moved"))).json()[u"found"].toInt(), 1);

        QCOMPARE(track(QStringLiteral("watch|--add|") + m_cli->path(QStringLiteral("moved"))).json().toArray().size(), 1);
        QCOMPARE(track(QStringLiteral("watch|--add|") + m_cli->path(QStringLiteral("nowhere"))).exitCode, 1);
        QCOMPARE(track(QStringLiteral("watch|--remove|") + m_cli->path(QStringLiteral("nowhere"))).exitCode, 2);
        QCOMPARE(track(QStringLiteral("watch|--remove|") + m_cli->path(QStringLiteral("moved"))).json().toArray().size(), 0);

        QCOMPARE(track(QStringLiteral("edit|two|--title|Second")).exitCode, 0);
        const CliResult written = track(QStringLiteral("write-tags|Second"));
        QCOMPARE(written.exitCode, 0);
        QVERIFY(QFileInfo::exists(written.json().toArray()[0][u"backup"].toString()));
        QCOMPARE(track(QStringLiteral("write-tags|Second")).exitCode, 1);

        const QByteArray now = readFile(m_cli->path(QStringLiteral("in/two.wav")));
        const QJsonArray copies = track(QStringLiteral("copies")).json().toArray();
        QCOMPARE(copies.size(), 1);
        QCOMPARE(copies[0][u"file"].toString(), m_cli->path(QStringLiteral("in/two.wav")));
        QCOMPARE(track(QStringLiteral("put-back|") + copies[0][u"copy"].toString()).exitCode, 0);
        QVERIFY(readFile(m_cli->path(QStringLiteral("in/two.wav"))) != now);
        QCOMPARE(track(QStringLiteral("copies")).json().toArray().size(), 2);
        QCOMPARE(track(QStringLiteral("put-back|nothing")).exitCode, 2);
    }

    void removedSongsComeBackAsTheyWere()
    {
        QCOMPARE(track(QStringLiteral("edit|two|--rating|4|--tag|night")).exitCode, 0);
        const QJsonValue before = track(QStringLiteral("show|two")).json();
        QCOMPARE(track(QStringLiteral("remove|two|nowhere")).exitCode, 2); // all or none
        QCOMPARE(titles(track(QStringLiteral("list"))).size(), 3);
        QCOMPARE(titles(track(QStringLiteral("remove|two|three"))), (QStringList{QStringLiteral("two"), QStringLiteral("three")}));
        QCOMPARE(titles(track(QStringLiteral("list"))), QStringList{QStringLiteral("one")});
        QCOMPARE(track(QStringLiteral("removed")).json().toArray().size(), 2);
        QCOMPARE(titles(track(QStringLiteral("bring-back|two"))), QStringList{QStringLiteral("two")});
        QCOMPARE(track(QStringLiteral("show|two")).json(), before);
        QCOMPARE(track(QStringLiteral("bring-back|two")).exitCode, 2);
        // Imported anew, a file is a song already.
        QCOMPARE(track(QStringLiteral("import|") + m_cli->path(QStringLiteral("in"))).exitCode, 0);
        QCOMPARE(track(QStringLiteral("bring-back|three")).exitCode, 3);
    }

    void largeFilesNeedTheFlag()
    {
        const QString path = m_cli->path(QStringLiteral("large.wav"));
        QVERIFY(QFile::copy(m_cli->path(QStringLiteral("in/two.wav")), path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 header = 44;
        const auto dataBytes = qToLittleEndian(quint32(100'000'000));
        QVERIFY(file.resize(100'000'000 + header) && file.seek(header - 4));
        QCOMPARE(file.write(reinterpret_cast<const char *>(&dataBytes), 4), qint64(4));
        file.close();
        const QString import = QStringLiteral("import|") + path;
        QCOMPARE(track(import).exitCode, 4);
        QCOMPARE(track(import + QStringLiteral("|--allow-large")).exitCode, 0);
    }
};

SC_TEST(TestCliTracks)
#include "tst_cli_tracks.moc"
