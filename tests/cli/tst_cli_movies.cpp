// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace sc::test;

// Movies, animatics, image sequences, presets and history from the command line.
class TestCliMovies : public QObject
{
    Q_OBJECT

    Cli m_cli;
    QString m_bundle;

    [[nodiscard]] CliResult run(const QString &words) const
    {
        QStringList arguments = words.split(u' ', Qt::SkipEmptyParts);
        arguments.replaceInStrings(QStringLiteral("BUNDLE"), m_bundle);
        arguments.replaceInStrings(QStringLiteral("OUT"), m_cli.path(QStringLiteral("out")));
        return m_cli.runJson(arguments);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString song = m_cli.path(QStringLiteral("song.wav"));
        QVERIFY(writeClickSong(song, 120, 8));
        m_bundle = m_cli.path(QStringLiteral("film"));
        const CliResult made = m_cli.run({QStringLiteral("project"), QStringLiteral("new"), m_bundle, QStringLiteral("--song"), song,
                                          QStringLiteral("--size"), QStringLiteral("320x180")});
        QVERIFY2(made.exitCode == 0, made.err.constData());
        const CliResult planned = m_cli.run({QStringLiteral("plan"), QStringLiteral("apply"), m_bundle});
        QVERIFY2(planned.exitCode == 0, planned.err.constData());
        QVERIFY(QDir().mkpath(m_cli.path(QStringLiteral("out"))));
    }

    void aMovieWithASoundOfItsTarget()
    {
        const CliResult made =
            run(QStringLiteral("export video BUNDLE --out OUT/loud.mp4 --height 120 --loudness -18 --peak -1.5 --burn timecode --to 6"));
        QVERIFY2(made.exitCode == 0, made.err.constData());
        const QJsonObject json = made.json().toObject();
        QCOMPARE(json[QStringLiteral("frames")].toInt(), 144);
        const QJsonObject loudness = json[QStringLiteral("loudness")].toObject();
        QVERIFY2(std::abs(loudness[QStringLiteral("lufs")].toDouble() + 18) <= 0.5, made.out.constData());
        QVERIFY(loudness[QStringLiteral("true_peak_dbtp")].toDouble() <= -1.5);
    }

    void theEndingAndThePresetDecideWhatItIs()
    {
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/small.webm --to 2")).exitCode, 0);
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/master --preset master --to 2")).exitCode, 0);
        QVERIFY(QFileInfo::exists(m_cli.path(QStringLiteral("out/master.mov"))));
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/scene.mp4 --per-scene")).exitCode, 0);
        QVERIFY(!QDir(m_cli.path(QStringLiteral("out"))).entryList({QStringLiteral("scene - 01*.mp4")}).isEmpty());
        QCOMPARE(run(QStringLiteral("export animatic BUNDLE --out OUT/animatic.mp4 --to 2")).exitCode, 0);
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/x.mp4 --preset nothing")).exitCode, 2);
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/x.mp4 --codec betamax")).exitCode, 1);
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/x.mp4 --codec prores --sound opus")).exitCode, 1);
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/x.mp4 --encoder h264_elsewhere")).exitCode, 1);
        QVERIFY(!QFileInfo::exists(m_cli.path(QStringLiteral("out/x.mp4"))));
    }

    void picturesInAFolder()
    {
        const CliResult made = run(QStringLiteral("export images BUNDLE --out OUT/frames --to 1 --format jpg --first-number 100"));
        QVERIFY2(made.exitCode == 0, made.err.constData());
        QCOMPARE(QDir(m_cli.path(QStringLiteral("out/frames"))).entryList({QStringLiteral("*.jpg")}).size(), 24);
        QVERIFY(QFileInfo::exists(m_cli.path(QStringLiteral("out/frames/frames.000100.jpg"))));
        QCOMPARE(run(QStringLiteral("export images BUNDLE --out OUT/frames --to 1")).exitCode, 3); // never replaced unasked
    }

    void aPresetAsItStandsAndAFormerExportAgain()
    {
        const CliResult list = run(QStringLiteral("export run BUNDLE --preset edl --out OUT/run"));
        QVERIFY2(list.exitCode == 0, list.err.constData());
        QVERIFY(list.json().toObject()[QStringLiteral("clips")].toInt() > 0);
        QVERIFY(QFileInfo::exists(m_cli.path(QStringLiteral("out/run.edl"))));

        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/once.mp4 --height 120 --quality 40 --to 1")).exitCode, 0);
        QCOMPARE(run(QStringLiteral("export run BUNDLE --again 1")).exitCode, 3); // never replaced unasked
        QCOMPARE(run(QStringLiteral("export run BUNDLE --again 1 --force")).exitCode, 0);
        const CliResult again = run(QStringLiteral("export run BUNDLE --again 1 --out OUT/twice"));
        QVERIFY2(again.exitCode == 0, again.err.constData());
        QCOMPARE(again.json().toObject()[QStringLiteral("frames")].toInt(), 24);
        QVERIFY(QFileInfo::exists(m_cli.path(QStringLiteral("out/twice.mp4"))));
        const QJsonArray history = run(QStringLiteral("export history BUNDLE")).json().toArray();
        QCOMPARE(history.at(0).toObject()[QStringLiteral("options")], history.at(1).toObject()[QStringLiteral("options")]);
        QCOMPARE(history.at(0).toObject()[QStringLiteral("options")].toObject()[QStringLiteral("height")].toInt(), 120);

        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/parts.mp4 --height 90 --per-scene")).exitCode, 0);
        QCOMPARE(run(QStringLiteral("export run BUNDLE --again 1")).exitCode, 3); // the movies of the scenes are there
        QCOMPARE(run(QStringLiteral("export run BUNDLE --again 1 --force")).exitCode, 0);
        QCOMPARE(QDir(m_cli.path(QStringLiteral("out"))).entryList({QStringLiteral("parts*")}).size(),
                 run(QStringLiteral("project show BUNDLE --tree")).json().toObject()[QStringLiteral("scenes")].toArray().size());

        QCOMPARE(run(QStringLiteral("export run BUNDLE --again 190")).exitCode, 2);
        QCOMPARE(run(QStringLiteral("export run BUNDLE --preset nothing --out OUT/x")).exitCode, 2);
        QCOMPARE(run(QStringLiteral("export run BUNDLE --out OUT/x")).exitCode, 1);
        QCOMPARE(run(QStringLiteral("export run BUNDLE --preset edl --again 1 --out OUT/x")).exitCode, 1);
    }

    void whatThereIsAndWhatWas()
    {
        QVERIFY(run(QStringLiteral("export presets")).json().toArray().size() > 10);
        QCOMPARE(run(QStringLiteral("export encoders")).json().toArray().size(), 6);
        QCOMPARE(run(QStringLiteral("export video BUNDLE --out OUT/history.mp4 --to 1")).exitCode, 0);
        const QJsonObject latest = run(QStringLiteral("export history BUNDLE")).json().toArray().first().toObject();
        QCOMPARE(latest[QStringLiteral("result")].toString(), QStringLiteral("done"));
        QVERIFY(latest[QStringLiteral("file")].toString().endsWith(QStringLiteral("history.mp4")));
        QCOMPARE(latest[QStringLiteral("to_s")].toDouble(), 1.0);
    }
};

SC_TEST(TestCliMovies)
#include "tst_cli_movies.moc"
