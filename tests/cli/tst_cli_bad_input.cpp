// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtTest/QTest>

using namespace sc::test;

namespace {

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QString codeOf(const CliResult &result)
{
    return result.json().toObject()[u"problem"].toObject()[u"code"].toString();
}

} // namespace

class TestCliBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_song = m_cli.path(QStringLiteral("song.wav"));
        QVERIFY(writeClickSong(m_song, 128, 12));
        m_bundle = m_cli.path(QStringLiteral("bundle"));
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), m_bundle, QStringLiteral("--song"), m_song}).exitCode, 0);
    }

    void misspeltCommandsGetASuggestion()
    {
        const CliResult noun = m_cli.run({QStringLiteral("projcet"), QStringLiteral("show")});
        QCOMPARE(noun.exitCode, 1);
        QVERIFY2(noun.err.contains("Did you mean \"project\""), noun.err.constData());
        const CliResult option = m_cli.run({QStringLiteral("project"), QStringLiteral("new"), m_bundle, QStringLiteral("--frps"), QStringLiteral("24")});
        QVERIFY2(option.err.contains("Did you mean --fps"), option.err.constData());
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("show")}).exitCode, 1);
    }

    void wrongSongsLeaveNoBundle_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("text called .mp3") << QByteArray("These are words, not music.\n").repeated(40) << QStringLiteral("INVALID_FILE_TYPE") << 1;
        QTest::newRow("empty") << QByteArray() << QStringLiteral("FILE_DAMAGED") << 1;
        QTest::newRow("header only") << QByteArray("RIFF\x24\x00\x00\x00WAVEfmt ", 16) << QStringLiteral("FILE_DAMAGED") << 1;
    }

    void wrongSongsLeaveNoBundle()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        QFETCH(int, exitCode);
        const QString song = m_cli.path(QStringLiteral("wrong.mp3"));
        writeFile(song, content);
        const QString bundle = m_cli.path(QStringLiteral("never"));
        const CliResult result = m_cli.runJson({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--song"), song});
        QCOMPARE(codeOf(result), code);
        QCOMPARE(result.exitCode, exitCode);
        QVERIFY(!QFileInfo::exists(bundle));
    }

    void missingThingsAreTwo()
    {
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("show"), m_cli.path(QStringLiteral("nowhere"))}).exitCode, 2);
        QCOMPARE(m_cli.run({QStringLiteral("analyze"), QStringLiteral("run"), m_cli.path(QStringLiteral("nothing.wav"))}).exitCode, 2);
        QCOMPARE(m_cli.run({QStringLiteral("clip"), QStringLiteral("delete"), m_bundle, QStringLiteral("No such clip")}).exitCode, 2);
        QCOMPARE(m_cli.run({QStringLiteral("track"), QStringLiteral("show"), QStringLiteral("none")}).exitCode, 2);
    }

    void valuesOutOfRangeAreOne()
    {
        const QString other = m_cli.path(QStringLiteral("other"));
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), other, QStringLiteral("--fps"), QStringLiteral("23")}).exitCode, 1);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), other, QStringLiteral("--size"), QStringLiteral("big")}).exitCode, 1);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), other, QStringLiteral("--size"), QStringLiteral("63x64")}).exitCode, 1);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), other, QStringLiteral("--name"), QString(300, u'x')}).exitCode, 1);
        QVERIFY(!QFileInfo::exists(other));
        QCOMPARE(m_cli.run({QStringLiteral("plan"), QStringLiteral("apply"), m_bundle, QStringLiteral("--rule"), QStringLiteral("chorus=7bananas")}).exitCode, 1);
        QCOMPARE(m_cli.run({QStringLiteral("clip"), QStringLiteral("add"), m_bundle, QStringLiteral("--start"), QStringLiteral("20000")}).exitCode, 1);
    }

    void aSecondProjectInOnePlaceIsAConflict()
    {
        const CliResult result = m_cli.runJson({QStringLiteral("project"), QStringLiteral("new"), m_bundle});
        QCOMPARE(codeOf(result), QStringLiteral("DUPLICATE_RESOURCE"));
        QCOMPARE(result.exitCode, 3);
    }

    void placesThatCannotBeWrittenAreSix()
    {
        // Below a regular file nobody can write, not even root.
        const QString below = m_song + QStringLiteral("/bundle");
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("new"), below}).exitCode, 6);
        QCOMPARE(m_cli.run({QStringLiteral("plan"), QStringLiteral("apply"), m_bundle}).exitCode, 0);
        QCOMPARE(m_cli.run({QStringLiteral("export"), QStringLiteral("video"), m_bundle, QStringLiteral("--out"), m_song + QStringLiteral("/a.mp4")}).exitCode, 6);
        QCOMPARE(m_cli.run({QStringLiteral("export"), QStringLiteral("fcpxml"), m_bundle, QStringLiteral("--out"), m_song + QStringLiteral("/a.fcpxml")}).exitCode, 6);
    }

    void strangeFileNamesAreShownFaithfully()
    {
        const QString odd = m_cli.path(QStringLiteral("🎵 a\nb 'c\" ü.wav"));
        QVERIFY(QFile::copy(m_song, odd));
        const CliResult imported = m_cli.runJson({QStringLiteral("track"), QStringLiteral("import"), odd});
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
        const CliResult listed = m_cli.runJson({QStringLiteral("track"), QStringLiteral("list")});
        QCOMPARE(listed.json()[0][u"file"].toString(), odd);
    }

    void damagedDatabasesAreRestored()
    {
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("backup"), m_bundle}).exitCode, 0);
        writeFile(m_bundle + QStringLiteral("/project.db"), "this was a database");
        const CliResult show = m_cli.runJson({QStringLiteral("project"), QStringLiteral("show"), m_bundle});
        QCOMPARE(codeOf(show), QStringLiteral("DATABASE_ERROR"));
        QCOMPARE(show.exitCode, 6);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("restore"), m_bundle}).exitCode, 0);
        QCOMPARE(m_cli.run({QStringLiteral("project"), QStringLiteral("show"), m_bundle}).exitCode, 0);
    }

private:
    Cli m_cli;
    QString m_song;
    QString m_bundle;
};

SC_TEST(TestCliBadInput)
#include "tst_cli_bad_input.moc"
