// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace sc::test;

// Kills the program as a power button would, at moments that no code chose.
class TestCliCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedEditsLoseNothingThatWasAcknowledged()
    {
        const Cli cli;
        const QString song = cli.path(QStringLiteral("song.wav"));
        QVERIFY(writeClickSong(song, 120, 16));
        const QString bundle = cli.path(QStringLiteral("bundle"));
        QCOMPARE(cli.run({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--song"), song}).exitCode, 0);
        QRandomGenerator random(5);
        QStringList acknowledged;
        for (int round = 0; round < 25; ++round) {
            const QString name = QStringLiteral("marker %1").arg(round);
            const auto process = cli.start({QStringLiteral("marker"), QStringLiteral("add"), bundle, QStringLiteral("--name"), name});
            QVERIFY(process->waitForStarted());
            if (!process->waitForFinished(static_cast<int>(random.bounded(5, 160))))
                process->kill();
            process->waitForFinished();
            if (process->exitStatus() == QProcess::NormalExit && process->exitCode() == 0)
                acknowledged.append(name);
            const CliResult check = cli.runJson({QStringLiteral("project"), QStringLiteral("check"), bundle});
            QVERIFY2(check.exitCode == 0, check.err.constData());
            QCOMPARE(check.json()[u"integrity"].toString(), QStringLiteral("ok"));
        }
        QStringList stored;
        for (const QJsonValue &marker : cli.runJson({QStringLiteral("marker"), QStringLiteral("list"), bundle}).json().toArray())
            stored.append(marker[u"name"].toString());
        for (const QString &name : acknowledged)
            QVERIFY2(stored.contains(name), qPrintable(name));
    }

    void killedImportsLeaveAWholeLibrary()
    {
        const Cli cli;
        const QString folder = cli.path(QStringLiteral("songs"));
        QVERIFY(QDir().mkpath(folder));
        for (int i = 0; i < 40; ++i)
            QVERIFY(writeClickSong(folder + QStringLiteral("/song %1.wav").arg(i), 100 + i, 2));
        QRandomGenerator random(6);
        qsizetype known = 0;
        for (int round = 0; round < 25; ++round) {
            const auto process = cli.start({QStringLiteral("track"), QStringLiteral("import"), folder});
            QVERIFY(process->waitForStarted());
            if (!process->waitForFinished(static_cast<int>(random.bounded(5, 250))))
                process->kill();
            process->waitForFinished();
            const CliResult list = cli.runJson({QStringLiteral("track"), QStringLiteral("list")});
            QVERIFY2(list.exitCode == 0, list.err.constData());
            const qsizetype now = list.json().toArray().size();
            QVERIFY(now >= known);
            known = now;
        }
        QCOMPARE(cli.run({QStringLiteral("track"), QStringLiteral("import"), folder}).exitCode, 0);
        QCOMPARE(cli.runJson({QStringLiteral("track"), QStringLiteral("list")}).json().toArray().size(), 40);
    }
};

SC_TEST(TestCliCrash)
#include "tst_cli_crash.moc"
