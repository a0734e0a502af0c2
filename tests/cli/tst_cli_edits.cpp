// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace sc::test;

// The verbs of "clip" and "scene" on a bundle with four clips of two seconds, at 120 BPM.
class TestCliEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_song = m_cli.path(QStringLiteral("song.wav"));
        QVERIFY(writeClickSong(m_song, 120, 30));
    }

    void init()
    {
        m_bundle = m_cli.path(QStringLiteral("edits%1").arg(++m_count));
        QCOMPARE(run(QStringLiteral("project new BUNDLE --song %1 --fps 24 --size 320x180").arg(m_song)), 0);
        QCOMPARE(run(QStringLiteral("scene add BUNDLE --start 0 --name S")), 0);
        for (int clip = 0; clip < 4; ++clip)
            QCOMPARE(run(QStringLiteral("clip add BUNDLE --start %1 --length 2 --name c%2").arg(2 * clip).arg(clip + 1)), 0);
    }

    void everyVerbMakesItsEdit_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("cuts");
        QTest::newRow("roll") << QStringLiteral("clip roll BUNDLE c2 --to 2.5") << QStringLiteral("0-2.5 2.5-4 4-6 6-8");
        QTest::newRow("roll the end") << QStringLiteral("clip roll BUNDLE c2 --edge out --to 5") << QStringLiteral("0-2 2-5 5-6 6-8");
        QTest::newRow("slide") << QStringLiteral("clip slide BUNDLE c2 --by 12f") << QStringLiteral("0-2.5 2.5-4.5 4.5-6 6-8");
        QTest::newRow("join") << QStringLiteral("clip join BUNDLE c2 c3") << QStringLiteral("0-2 2-6 6-8");
        QTest::newRow("beats") << QStringLiteral("clip beats BUNDLE c4 --length 8") << QStringLiteral("0-2 2-4 4-6 6-10");
        QTest::newRow("beats with ripple") << QStringLiteral("clip beats BUNDLE c1 --length 2 --ripple")
                                           << QStringLiteral("0-1 1-3 3-5 5-7");
        QTest::newRow("nudge") << QStringLiteral("clip nudge BUNDLE c4 --by 0.5") << QStringLiteral("0-2 2-4 4-6 6.5-8.5");
        QTest::newRow("copy") << QStringLiteral("clip copy BUNDLE c1 c2 --to 10") << QStringLiteral("0-2 2-4 4-6 6-8 10-12 12-14");
        QTest::newRow("promote") << QStringLiteral("clip alternate BUNDLE c1 && clip promote BUNDLE #2 --to 20")
                                 << QStringLiteral("0-2 2-4 4-6 6-8 20-22");
        QTest::newRow("swap") << QStringLiteral("clip beats BUNDLE c4 --length 8 && clip move BUNDLE c1 --swap c4")
                              << QStringLiteral("0-4 4-6 6-8 8-10");
        QTest::newRow("into a scene") << QStringLiteral("scene add BUNDLE --start 10 --name T && clip move BUNDLE c1 --scene T --index 1")
                                      << QStringLiteral("0-2 2-4 4-6 8-10");
        QTest::newRow("scene swap")
            << QStringLiteral("scene add BUNDLE --start 10 --name T && clip add BUNDLE --scene T --start 10 --length 1 --name d"
                              " && scene move BUNDLE S --swap T")
            << QStringLiteral("0-1 3-5 5-7 7-9 9-11");
        QTest::newRow("gaps") << QStringLiteral("clip delete BUNDLE c2 && clip gaps BUNDLE --fix ripple") << QStringLiteral("0-2 2-4 4-6");
        QTest::newRow("fill") << QStringLiteral("clip fill BUNDLE --per bar --from 8 --to 12")
                              << QStringLiteral("0-2 2-4 4-6 6-8 8-10 10-12");
        QTest::newRow("speed keeps content") << QStringLiteral("clip speed BUNDLE c4 --to 1/2 --keep content")
                                             << QStringLiteral("0-2 2-4 4-6 6-10");
        QTest::newRow("speed and ripple") << QStringLiteral("clip speed BUNDLE c1 --to 2 --keep content --ripple")
                                          << QStringLiteral("0-1 1-3 3-5 5-7");
        QTest::newRow("stretch") << QStringLiteral("clip stretch BUNDLE c4 --to 9") << QStringLiteral("0-2 2-4 4-6 6-9");
        QTest::newRow("freeze") << QStringLiteral("clip freeze BUNDLE c2 --at 3") << QStringLiteral("0-2 2-3 3-4 4-6 6-8");
        QTest::newRow("freeze the whole") << QStringLiteral("clip freeze BUNDLE c2 --at 3 --whole") << QStringLiteral("0-2 2-4 4-6 6-8");
        QTest::newRow("gaps extended") << QStringLiteral("clip delete BUNDLE c2 && clip gaps BUNDLE") << QStringLiteral("0-4 4-6 6-8");
    }

    void everyVerbMakesItsEdit()
    {
        QFETCH(QString, words);
        QFETCH(QString, cuts);
        for (const QString &command : words.split(QStringLiteral(" && ")))
            QCOMPARE(run(command), 0);
        QCOMPARE(liveCuts(), cuts);
    }

    void transitionsAndSpeedsAreSetAndTakenAway()
    {
        QCOMPARE(run(QStringLiteral("clip transition BUNDLE c2 --edge in --length 12f")), 0);
        QCOMPARE(clipNamed(QStringLiteral("c2"))[u"transition_in"][u"kind"].toString(), QStringLiteral("dissolve"));
        QCOMPARE(run(QStringLiteral("clip transition BUNDLE c2 --edge in --kind fade_black --length 6")), 1); // longer than 5 s
        QCOMPARE(run(QStringLiteral("clip transition BUNDLE c2 --kind swirl")), 1);
        QCOMPARE(run(QStringLiteral("clip transition BUNDLE c2 --edge in --kind cut")), 0);
        QVERIFY(clipNamed(QStringLiteral("c2"))[u"transition_in"][u"kind"].toString(QStringLiteral("cut")) == QStringLiteral("cut"));
        QCOMPARE(run(QStringLiteral("clip speed BUNDLE c1 --to 50%")), 0);
        QCOMPARE(run(QStringLiteral("clip speed BUNDLE c1 --to 50")), 1);
        QCOMPARE(run(QStringLiteral("clip fit BUNDLE c1")), 1);             // a card has no end that could fill it
        QCOMPARE(run(QStringLiteral("clip stretch BUNDLE c1 --to 3")), 3);  // over c2
        QCOMPARE(run(QStringLiteral("clip stretch BUNDLE c1 --to 40")), 1); // slower than 1/8
        QCOMPARE(run(QStringLiteral("clip freeze BUNDLE c1 --at 7")), 1);
    }

    void versionsAreSavedComparedAndRestored()
    {
        QCOMPARE(run(QStringLiteral("clip version save BUNDLE c1")), 0);
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --prompt rain")), 0);
        const CliResult compared = m_cli.runJson({QStringLiteral("clip"), QStringLiteral("version"), QStringLiteral("compare"), m_bundle,
                                                  QStringLiteral("c1"), QStringLiteral("1"), QStringLiteral("now")});
        QCOMPARE(compared.exitCode, 0);
        int differing = 0;
        for (const QJsonValue &field : compared.json().toArray())
            differing += field[u"differs"].toBool() ? 1 : 0;
        QCOMPARE(differing, 1);
        QCOMPARE(run(QStringLiteral("clip version restore BUNDLE c1 1")), 0);
        QVERIFY(clipNamed(QStringLiteral("c1"))[u"image_prompt"].toString().isEmpty());
        QCOMPARE(m_cli.runJson({QStringLiteral("clip"), QStringLiteral("version"), QStringLiteral("list"), m_bundle, QStringLiteral("c1")})
                     .json()
                     .toArray()
                     .size(),
                 2); // restoring makes one
        QCOMPARE(run(QStringLiteral("clip version restore BUNDLE c1 9")), 2);
        QCOMPARE(run(QStringLiteral("clip version forget BUNDLE c1")), 1);
    }

    void missingMediaIsFoundAgainByItsContent()
    {
        const QString picture = m_cli.path(QStringLiteral("picture%1.png").arg(m_count));
        QImage image(64, 36, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        QVERIFY(image.save(picture));
        QCOMPARE(m_cli.run({QStringLiteral("clip"), QStringLiteral("take"), QStringLiteral("add"), m_bundle, QStringLiteral("c1"), picture})
                     .exitCode,
                 0);
        const QString away = m_cli.path(QStringLiteral("away%1").arg(m_count));
        QVERIFY(QDir().mkpath(away));
        const QString media = m_bundle + QStringLiteral("/media/") + QFileInfo(picture).fileName();
        QVERIFY(QFile::rename(media, away + QStringLiteral("/renamed.bin")));
        QVERIFY(QFile::remove(picture));
        QCOMPARE(missing(), 1);
        QCOMPARE(run(QStringLiteral("project relink BUNDLE /nowhere-at-all")), 2);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("relink"), m_bundle, away}).exitCode, 0);
        QVERIFY(QFileInfo(media).isFile());
        QCOMPARE(missing(), 0);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("relink"), m_bundle, away}).exitCode, 1); // nothing is missing
    }

    void settingsKeepTheirRules()
    {
        const auto value = [this](const QString &key) {
            return m_cli.runJson({QStringLiteral("settings"), QStringLiteral("get"), key}).json()[u"value"].toString();
        };
        QCOMPARE(value(QStringLiteral("timeline.snap_half_beat")), QStringLiteral("on"));
        QCOMPARE(
            m_cli.run({QStringLiteral("settings"), QStringLiteral("set"), QStringLiteral("timeline.snap_half_beat"), QStringLiteral("off")})
                .exitCode,
            0);
        QCOMPARE(value(QStringLiteral("timeline.snap_half_beat")), QStringLiteral("off"));
        QCOMPARE(m_cli.run({QStringLiteral("settings"), QStringLiteral("set"), QStringLiteral("analysis.threads"), QStringLiteral("65")})
                     .exitCode,
                 1);
        QCOMPARE(value(QStringLiteral("analysis.threads")), QStringLiteral("0"));
        QCOMPARE(m_cli.run({QStringLiteral("settings"), QStringLiteral("set"), QStringLiteral("no.such"), QStringLiteral("1")}).exitCode,
                 2);
    }

    void theLargestSongIsASetting()
    {
        const QString song = m_cli.path(QStringLiteral("long.wav"));
        QVERIFY(writeClickSong(song, 120, 40)); // 1.7 MB and more
        QVERIFY(QFileInfo(song).size() > 1'000'000);
        QCOMPARE(m_cli.run({QStringLiteral("settings"), QStringLiteral("set"), QStringLiteral("library.largest_mb"), QStringLiteral("1")})
                     .exitCode,
                 0);
        QCOMPARE(m_cli.run({QStringLiteral("track"), QStringLiteral("import"), song}).exitCode, 4);
        QCOMPARE(m_cli.run({QStringLiteral("settings"), QStringLiteral("set"), QStringLiteral("library.largest_mb"), QStringLiteral("100")})
                     .exitCode,
                 0);
        QCOMPARE(m_cli.run({QStringLiteral("track"), QStringLiteral("import"), song}).exitCode, 0);
    }

    void alternatesTakeTurns()
    {
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --prompt car")), 0);
        QCOMPARE(run(QStringLiteral("clip alternate BUNDLE c1 --live")), 0);
        QCOMPARE(liveCuts(), QStringLiteral("0-2 2-4 4-6 6-8"));
        QCOMPARE(liveName(), QStringLiteral("c1 A1"));
        QCOMPARE(run(QStringLiteral("clip live BUNDLE c1")), 0);
        QCOMPARE(liveName(), QStringLiteral("c1"));
        QCOMPARE(run(QStringLiteral("clip live BUNDLE c1 --next")), 0);
        QCOMPARE(liveName(), QStringLiteral("c1 A1"));
        QCOMPARE(run(QStringLiteral("scene alternate BUNDLE S --live")), 0);
        QCOMPARE(liveCuts(), QStringLiteral("0-2 2-4 4-6 6-8"));
    }

    void attributesAreGivenToOthers()
    {
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --prompt car --notes slow")), 0);
        QCOMPARE(run(QStringLiteral("clip attributes BUNDLE c1 c2 c3 --what prompts")), 0);
        const QJsonObject third =
            m_cli.runJson({QStringLiteral("clip"), QStringLiteral("show"), m_bundle, QStringLiteral("c3")}).json().toObject();
        QCOMPARE(third[u"image_prompt"].toString(), QStringLiteral("car"));
        QCOMPARE(third[u"notes"].toString(), QString());
    }

    void lyricsComeInGoIntoClipsAndOutAgain()
    {
        const QString file = m_cli.path(QStringLiteral("words.lrc"));
        QFile lrc(file);
        QVERIFY(lrc.open(QIODevice::WriteOnly));
        lrc.write("[ti:song]\n[00:01.00]one two\n[00:04.50]three\n[00:06.00]\n");
        lrc.close();
        QCOMPARE(run(QStringLiteral("lyrics import BUNDLE ") + file), 0);
        QCOMPARE(run(QStringLiteral("lyrics shift BUNDLE --by 0.25")), 0);
        QCOMPARE(run(QStringLiteral("lyrics shift BUNDLE --by -0.25")), 0);
        QCOMPARE(run(QStringLiteral("lyrics apply BUNDLE --clips")), 0);
        const QJsonObject second =
            m_cli.runJson({QStringLiteral("clip"), QStringLiteral("show"), m_bundle, QStringLiteral("c2")}).json().toObject();
        QCOMPARE(second[u"lyrics"].toString(), QStringLiteral("one two"));
        const QString out = m_cli.path(QStringLiteral("out%1.lrc").arg(m_count));
        QCOMPARE(run(QStringLiteral("export lyrics BUNDLE --out ") + out), 0);
        QCOMPARE(run(QStringLiteral("export lyrics BUNDLE --out ") + out), 3); // never replaced unasked
        QFile written(out);
        QVERIFY(written.open(QIODevice::ReadOnly) && lrc.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), lrc.readAll());
        QCOMPARE(run(QStringLiteral("lyrics delete BUNDLE #2")), 0);
        QCOMPARE(run(QStringLiteral("project undo BUNDLE")), 0);
        QCOMPARE(m_cli.runJson({QStringLiteral("lyrics"), QStringLiteral("list"), m_bundle}).json().toArray().size(), 2);
        QCOMPARE(run(QStringLiteral("lyrics import BUNDLE ") + m_song), 1);
        QCOMPARE(run(QStringLiteral("lyrics edit BUNDLE #9 --text x")), 2);
    }

    void theShotListGoesOutAndItsTextsComeBack()
    {
        const QString file = m_cli.path(QStringLiteral("shots%1.csv").arg(m_count));
        QCOMPARE(run(QStringLiteral("export csv BUNDLE --out ") + file), 0);
        QCOMPARE(run(QStringLiteral("export csv BUNDLE --out ") + file), 3); // never replaced unasked
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QByteArray table = csv.readAll();
        csv.close();
        QCOMPARE(table.count("\r\n"), 5);
        table.replace(",c2,", ",Second shot,");
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write(table + "nobody,x\r\n");
        csv.close();
        const QJsonObject said = m_cli.runJson({QStringLiteral("clip"), QStringLiteral("import"), m_bundle, file}).json().toObject();
        QCOMPARE(said[u"changed"].toInt(), 1);
        QCOMPARE(said[u"notices"].toArray().size(), 1);
        QCOMPARE(run(QStringLiteral("clip show BUNDLE #2")), 0);
        QCOMPARE(clips()[1][u"name"].toString(), QStringLiteral("Second shot"));
        QCOMPARE(run(QStringLiteral("project undo BUNDLE")), 0);
        QCOMPARE(clips()[1][u"name"].toString(), QStringLiteral("c2"));
        QCOMPARE(run(QStringLiteral("clip import BUNDLE ") + m_song), 1);
    }

    void aSceneHasDirectionsAndFigures()
    {
        QCOMPARE(run(QStringLiteral("scene edit BUNDLE S --location Avenue --time-of-day Night")), 0);
        QCOMPARE(run(QStringLiteral("scene edit BUNDLE S --weather Rain --colour 3")), 0);
        QCOMPARE(run(QStringLiteral("clip edit BUNDLE c1 --prompt car")), 0);
        const QJsonObject scene =
            m_cli.runJson({QStringLiteral("scene"), QStringLiteral("show"), m_bundle, QStringLiteral("S")}).json().toObject();
        QCOMPARE(scene[u"direction"][u"location"].toString(), QStringLiteral("Avenue"));
        QCOMPARE(scene[u"direction"][u"weather"].toString(), QStringLiteral("Rain"));
        QCOMPARE(scene[u"figures"][u"shots"].toInt(), 4);
        QCOMPARE(scene[u"figures"][u"average_shot_s"].toDouble(), 2.0);
        QCOMPARE(scene[u"clips"].toArray()[0][u"state"].toString(), QStringLiteral("planned"));
        QCOMPARE(run(QStringLiteral("scene edit BUNDLE S --mood ") + QString(201, u'x')), 1);
        QCOMPARE(run(QStringLiteral("scene edit BUNDLE S --colour 10")), 1);
        QCOMPARE(run(QStringLiteral("scene lock BUNDLE S")), 0);
        QCOMPARE(run(QStringLiteral("scene edit BUNDLE S --location Elsewhere")), 3);
        QCOMPARE(run(QStringLiteral("scene add BUNDLE --start 10 --name T")), 0);
        QCOMPARE(run(QStringLiteral("scene move BUNDLE T --swap S")), 3);
    }

    void whatCannotBeDoneIsSaidWithTheRightCode()
    {
        QCOMPARE(run(QStringLiteral("clip roll BUNDLE c2")), 1);
        QCOMPARE(run(QStringLiteral("clip roll BUNDLE c2 --to 4")), 1);
        QCOMPARE(run(QStringLiteral("clip join BUNDLE c1 c3")), 1);
        QCOMPARE(run(QStringLiteral("clip slide BUNDLE c2 --by 2")), 3);
        QCOMPARE(run(QStringLiteral("clip beats BUNDLE c1 --length 8")), 3);
        QCOMPARE(run(QStringLiteral("clip beats BUNDLE c1 --length soon")), 1);
        QCOMPARE(run(QStringLiteral("clip align BUNDLE")), 1); // nothing lies off a beat
        QCOMPARE(run(QStringLiteral("clip live BUNDLE c1")), 1);
        QCOMPARE(run(QStringLiteral("clip attributes BUNDLE c1 c2 --what colour")), 1);
        QCOMPARE(run(QStringLiteral("clip copy BUNDLE nobody --to 3")), 2);
        QCOMPARE(liveCuts(), QStringLiteral("0-2 2-4 4-6 6-8"));
    }

private:
    int run(const QString &command)
    {
        QStringList words = command.split(u' ');
        words.replaceInStrings(QStringLiteral("BUNDLE"), m_bundle);
        const CliResult result = m_cli.run(words);
        if (result.exitCode != 0)
            m_said = result.err;
        return result.exitCode;
    }

    QJsonArray clips() const { return m_cli.runJson({QStringLiteral("clip"), QStringLiteral("list"), m_bundle}).json().toArray(); }

    QJsonValue clipNamed(const QString &name) const
    {
        for (const QJsonValue &clip : clips()) {
            if (clip[u"name"].toString() == name)
                return clip;
        }
        return {};
    }

    int missing() const
    {
        const QJsonValue report = m_cli.runJson({QStringLiteral("project"), QStringLiteral("check"), m_bundle}).json();
        return report[u"problems"][u"counts"][u"missing_media"].toInt(-1);
    }

    QString liveCuts() const
    {
        QStringList cuts;
        const QJsonObject tree =
            m_cli.runJson({QStringLiteral("project"), QStringLiteral("show"), m_bundle, QStringLiteral("--tree")}).json().toObject();
        for (const QJsonValue &scene : tree[u"scenes"].toArray()) {
            for (const QJsonValue &clip : scene[u"clips"].toArray()) {
                const double start = clip[u"start"][u"seconds"].toDouble();
                if (scene[u"is_live"].toBool() && clip[u"is_live"].toBool())
                    cuts += QStringLiteral("%1-%2").arg(start).arg(start + clip[u"length"][u"seconds"].toDouble());
            }
        }
        return cuts.join(u' ');
    }

    QString liveName() const
    {
        for (const QJsonValue &clip : clips()) {
            if (clip[u"is_live"].toBool())
                return clip[u"name"].toString();
        }
        return {};
    }

    Cli m_cli;
    QString m_song;
    QString m_bundle;
    QByteArray m_said;
    int m_count = 0;
};

SC_TEST(TestCliEdits)
#include "tst_cli_edits.moc"
