// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace sc::test;

class TestCliServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePracticeServerIsTestedListedAndFreed()
    {
        const auto server =
            m_cli.start({QStringLiteral("server"), QStringLiteral("practice"), QStringLiteral("--pace"), QStringLiteral("0"),
                         QStringLiteral("--family"), QStringLiteral("sdxl"), QStringLiteral("--for"), QStringLiteral("240")});
        while (!server->canReadLine() && server->waitForReadyRead(60'000))
            ;
        const QString url = QString::fromUtf8(server->readLine()).trimmed();
        QVERIFY2(url.startsWith(QStringLiteral("http://127.0.0.1:")), qPrintable(url));

        const auto tested = m_cli.runJson({QStringLiteral("server"), QStringLiteral("test"), url});
        QCOMPARE(tested.exitCode, 0);
        QVERIFY(tested.json().toObject().value(QStringLiteral("online")).toBool());
        const auto info = m_cli.runJson({QStringLiteral("server"), QStringLiteral("info"), url});
        QCOMPARE(info.exitCode, 0);
        QCOMPARE(info.json().toObject().value(QStringLiteral("waiting")).toInt(-1), 0);
        QCOMPARE(info.json().toObject().value(QStringLiteral("devices")).toArray().size(), 1);
        const auto models = m_cli.runJson({QStringLiteral("server"), QStringLiteral("models"), url});
        QCOMPARE(models.exitCode, 0);
        bool hasSdxl = false;
        for (const QJsonValue &model : models.json().toArray())
            hasSdxl = hasSdxl || model.toObject().value(QStringLiteral("family")).toString() == QStringLiteral("sdxl");
        QVERIFY(hasSdxl);
        QCOMPARE(m_cli.run({QStringLiteral("server"), QStringLiteral("free"), url}).exitCode, 0);
        // One that was added is meant by its name.
        QCOMPARE(m_cli.run({QStringLiteral("server"), QStringLiteral("add"), QStringLiteral("attic"), url}).exitCode, 0);
        const auto named = m_cli.runJson({QStringLiteral("server"), QStringLiteral("test"), QStringLiteral("attic")});
        QCOMPARE(named.exitCode, 0);
        QCOMPARE(named.json().toObject().value(QStringLiteral("url")).toString(), url);

        server->terminate();
        QVERIFY(server->waitForFinished(30'000));
        QCOMPARE(server->exitCode(), 0);
        const auto gone = m_cli.runJson({QStringLiteral("server"), QStringLiteral("test"), url});
        QCOMPARE(gone.exitCode, 5);
        QCOMPARE(problemCode(gone), QStringLiteral("SERVER_OFFLINE"));
    }

    void wrongWordsAreNamed()
    {
        for (const QStringList &words :
             {QStringList{QStringLiteral("practice"), QStringLiteral("--fault"), QStringLiteral("nonsense=1")},
              QStringList{QStringLiteral("practice"), QStringLiteral("--pace"), QStringLiteral("fast")},
              QStringList{QStringLiteral("practice"), QStringLiteral("--port"), QStringLiteral("70000")},
              QStringList{QStringLiteral("test"), QStringLiteral("ftp://host")},
              QStringList{QStringLiteral("test"), QStringLiteral("host"), QStringLiteral("--fingerprint"), QStringLiteral("abc")},
              QStringList{QStringLiteral("test"), QStringLiteral("host"), QStringLiteral("--header"), QStringLiteral("abc")}}) {
            const auto wrong = m_cli.runJson(QStringList{QStringLiteral("server")} + words);
            QVERIFY2(wrong.exitCode == 1, qPrintable(words.join(u' ')));
        }
        QCOMPARE(
            m_cli.run({QStringLiteral("server"), QStringLiteral("practice"), QStringLiteral("--family"), QStringLiteral("none")}).exitCode,
            2);
    }

private:
    static QString problemCode(const CliResult &result)
    {
        return result.json().toObject().value(QStringLiteral("problem")).toObject().value(QStringLiteral("code")).toString();
    }

    Cli m_cli;
};

SC_TEST(TestCliServer)
#include "tst_cli_server.moc"
