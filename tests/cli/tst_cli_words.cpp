// SPDX-License-Identifier: GPL-3.0-or-later
// Help with words on the command line, against a language model's server of the test; afterwards its key stands nowhere.
#include "tests/cli/cli_runner.h"
#include "tests/core/openai/model_server.h"
#include "tests/support/test_main.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::test;

namespace {

const QByteArray kPassphrase = "four plain words";
const QByteArray kKey = "sk-marker-do-not-write-me-down-4711";
constexpr int kLimitMs = 120'000;

} // namespace

class TestCliWords : public QObject
{
    Q_OBJECT

    Cli m_cli;
    HostileServer m_server;
    QByteArray m_printed; // everything that was ever printed

    // The server lives in this program: it needs the event loop while the command runs.
    CliResult run(const QStringList &words, const QByteArray &input = {})
    {
        const auto process = m_cli.start(QStringList{QStringLiteral("--json")} + words);
        process->write(input);
        process->closeWriteChannel();
        CliResult result;
        if (!QTest::qWaitFor([&] { return process->state() == QProcess::NotRunning; }, kLimitMs))
            return result;
        result.exitCode = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
        result.out = process->readAllStandardOutput();
        result.err = process->readAllStandardError();
        m_printed += result.out + result.err;
        return result;
    }
    CliResult words(const QString &line, const QByteArray &input = {})
    {
        QStringList list = (QStringLiteral("words ") + line).split(u' ');
        list.replaceInStrings(QStringLiteral("BUNDLE"), m_cli.path(QStringLiteral("cut")));
        list.replaceInStrings(QStringLiteral("SERVER"), m_server.url(QStringLiteral("/v1")).toString());
        return run(list, input);
    }
    void answer(const QString &text)
    {
        m_server.on(kChat,
                    [text](const HostileServer::Exchange &exchange) { stream(exchange, said(text) + stopped() + "data: [DONE]\n\n"); });
    }
    QString promptOf(const QString &clip)
    {
        return run({QStringLiteral("clip"), QStringLiteral("show"), m_cli.path(QStringLiteral("cut")), clip})
            .json()[u"image_prompt"]
            .toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_LINUX
        QSKIP("elsewhere the machine's keychain cannot be kept out");
#endif
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("DISPLAY");
        qputenv("STORYCANVAS_PASSPHRASE", kPassphrase);
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("seal")}, kPassphrase).exitCode, 0);
        const QString bundle = m_cli.path(QStringLiteral("cut"));
        QCOMPARE(run({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--name"), QStringLiteral("P")}).exitCode,
                 0);
        for (const char *name : {"one", "two"})
            QCOMPARE(run({QStringLiteral("clip"), QStringLiteral("add"), bundle, QStringLiteral("--name"), QLatin1String(name),
                          QStringLiteral("--prompt"), QStringLiteral("a girl on a roof")})
                         .exitCode,
                     0);
        m_server.on(QStringLiteral("/v1/models"),
                    HostileServer::Reply::json(
                        {{QStringLiteral("data"), QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("small")}},
                                                             QJsonObject{{QStringLiteral("id"), QStringLiteral("large")}}}}}));
    }

    void offUntilItIsSetUp()
    {
        QCOMPARE(words(QStringLiteral("status")).json()[u"set_up"].toBool(true), false);
        QCOMPARE(words(QStringLiteral("prompt BUNDLE one")).exitCode, 5);
        QCOMPARE(m_server.seen().size(), 0);
        // Rules need nobody.
        const CliResult own = words(QStringLiteral("prompt BUNDLE one --built-in"));
        QCOMPARE(own.exitCode, 0);
        QVERIFY(own.json()[u"built_in"].toBool());
        QVERIFY(own.json()[u"prompt"].toString().startsWith(QStringLiteral("a girl on a roof")));
        QCOMPARE(promptOf(QStringLiteral("one")), QStringLiteral("a girl on a roof")); // only suggested
        const CliResult dry = words(QStringLiteral("prompt BUNDLE one --dry-run"));
        QVERIFY(dry.json()[u"user"].toString().contains(QStringLiteral("a girl on a roof")));
        QCOMPARE(m_server.seen().size(), 0);
    }

    void setupAsksTheServerFirst()
    {
        QCOMPARE(words(QStringLiteral("setup ftp://x --model small")).exitCode, 1);
        QCOMPARE(words(QStringLiteral("setup SERVER --model small --key sk-in-the-open")).exitCode, 1);
        QCOMPARE(words(QStringLiteral("setup SERVER")).exitCode, 1); // two models: one has to be chosen
        const CliResult missing = words(QStringLiteral("setup SERVER --model medium"));
        QCOMPARE(missing.exitCode, 2);
        QVERIFY(missing.err.contains("large"));
        QCOMPARE(words(QStringLiteral("status")).json()[u"set_up"].toBool(true), false);
        QCOMPARE(words(QStringLiteral("models SERVER")).json().toArray().size(), 2);
        const CliResult good = words(QStringLiteral("setup SERVER --model small --key -"), " " + kKey + "\n");
        QCOMPARE(good.exitCode, 0);
        QCOMPARE(good.json()[u"key"].toString(), QStringLiteral("keychain:openai/words"));
        QVERIFY(good.json()[u"allowed"].toBool()); // this machine: nothing leaves it
        QCOMPARE(m_server.last(QStringLiteral("/v1/models")).header("authorization"), "Bearer " + kKey);
    }

    void aPromptIsSuggestedAndTakenOverAsOneStep()
    {
        answer(QStringLiteral(
            "{\"prompt\":\"a girl in a red coat on a tin roof\",\"negative_prompt\":\"text\",\"camera\":null,\"lighting\":\"dusk\","
            "\"notes\":null,\"alternatives\":[\"a roof at noon\"]}"));
        const CliResult suggested = words(QStringLiteral("prompt BUNDLE one"));
        QCOMPARE(suggested.exitCode, 0);
        QCOMPARE(suggested.json()[u"prompt"].toString(), QStringLiteral("a girl in a red coat on a tin roof"));
        QCOMPARE(suggested.json()[u"alternatives"].toArray().size(), 1);
        QCOMPARE(promptOf(QStringLiteral("one")), QStringLiteral("a girl on a roof"));
        QCOMPARE(m_server.last(kChat).header("authorization"), "Bearer " + kKey);
        QCOMPARE(bodyOf(m_server.last(kChat)).value(QStringLiteral("model")).toString(), QStringLiteral("small"));
        QCOMPARE(words(QStringLiteral("prompt BUNDLE one --apply")).exitCode, 0);
        QCOMPARE(promptOf(QStringLiteral("one")), QStringLiteral("a girl in a red coat on a tin roof"));
        QCOMPARE(run({QStringLiteral("project"), QStringLiteral("undo"), m_cli.path(QStringLiteral("cut"))}).exitCode, 0);
        QCOMPARE(promptOf(QStringLiteral("one")), QStringLiteral("a girl on a roof"));
    }

    void aSceneGetsItsPrompts()
    {
        answer(QStringLiteral("{\"shots\":[{\"number\":1,\"prompt\":\"she climbs\"},{\"number\":2,\"prompt\":\"she jumps\"}]}"));
        const CliResult shots = words(QStringLiteral("scene BUNDLE #1 --apply"));
        QVERIFY2(shots.exitCode == 0, shots.err.constData());
        QCOMPARE(shots.json().toArray().size(), 2);
        QCOMPARE(promptOf(QStringLiteral("one")), QStringLiteral("she climbs"));
        QCOMPARE(promptOf(QStringLiteral("two")), QStringLiteral("she jumps"));
    }

    void refusalsAreSaid()
    {
        m_server.on(kChat, failure(401, QJsonObject{{QStringLiteral("message"),
                                                     QStringLiteral("Incorrect API key provided: ") + QString::fromLatin1(kKey)}}));
        const CliResult refused = words(QStringLiteral("prompt BUNDLE one"));
        QCOMPARE(refused.exitCode, 5);
        QVERIFY(refused.err.contains("NOT_AUTHORISED") || refused.out.contains("NOT_AUTHORISED"));
    }

    void afterwardsTheKeyStandsNowhere()
    {
        QCOMPARE(words(QStringLiteral("off")).json()[u"set_up"].toBool(true), false);
        QCOMPARE(run({QStringLiteral("secret"), QStringLiteral("list")}).json().toArray().size(), 0);
        QVERIFY(!m_printed.contains(kKey));
        int files = 0;
        QDirIterator all(m_cli.path({}), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            QVERIFY2(!file.readAll().contains(kKey), qPrintable(file.fileName()));
        }
        QVERIFY(files > 3);
    }
};

SC_TEST(TestCliWords)
#include "tst_cli_words.moc"
