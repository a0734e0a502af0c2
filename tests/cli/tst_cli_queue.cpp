// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_server.h"
#include "tests/cli/cli_runner.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::test;

namespace {

QString idOf(const CliResult &result)
{
    return result.json().toObject().value(QStringLiteral("id")).toString();
}

QStringList idsOf(const CliResult &result)
{
    QStringList ids;
    for (const QJsonValue &job : result.json().toArray())
        ids.append(job.toObject().value(QStringLiteral("id")).toString());
    return ids;
}

QString statusOf(const Cli &cli, const QString &id)
{
    return cli.runJson({QStringLiteral("queue"), QStringLiteral("show"), id}).json().toObject().value(QStringLiteral("status")).toString();
}

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(u' ');
}

} // namespace

class TstCliQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serversAreAddedListedEditedAndRemoved();
    void badServersAreRefusedWithTheReason_data();
    void badServersAreRefusedWithTheReason();
    void jobsAreOrderedPausedCancelledAndRetried();
    void badJobsAreRefusedWithTheReason_data();
    void badJobsAreRefusedWithTheReason();
    void aBatchIsGeneratedAndKept();
    void aPreflightSaysWhatWouldBeMade();
};

void TstCliQueue::serversAreAddedListedEditedAndRemoved()
{
    const Cli cli;
    QCOMPARE(cli.run(words("server add Box http://127.0.0.1:8188/ --weight 2")).exitCode, 0);
    const CliResult pod = cli.runJson(words("server add Pod https://api.runpod.ai/v2/abc --key env:POD_KEY"));
    QCOMPARE(pod.exitCode, 0);
    QCOMPARE(pod.json().toObject().value(QStringLiteral("kind")).toString(), QStringLiteral("runpod"));
    QCOMPARE(pod.json().toObject().value(QStringLiteral("endpoint_id")).toString(), QStringLiteral("abc"));
    QCOMPARE(cli.run(words("server edit box --weight 3 --inactive")).exitCode, 0);
    const QJsonArray all = cli.runJson(words("server list")).json().toArray();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(0).toObject().value(QStringLiteral("weight")).toDouble(), 3.0);
    QVERIFY(!all.at(0).toObject().value(QStringLiteral("active")).toBool());
    const QString job =
        idOf(cli.runJson({QStringLiteral("queue"), QStringLiteral("add"), QStringLiteral("a cat"), QStringLiteral("--family"),
                          QStringLiteral("sdxl"), QStringLiteral("--server"), QStringLiteral("Box")}));
    QVERIFY(!job.isEmpty());
    QCOMPARE(cli.run(words("server remove Box")).exitCode, 3);
    QCOMPARE(cli.run(words("server remove Box --release")).exitCode, 0);
    QCOMPARE(cli.runJson(words("server list")).json().toArray().size(), 1);
}

void TstCliQueue::badServersAreRefusedWithTheReason_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no scheme") << QStringLiteral("server add A 127.0.0.1:8188") << 1 << QStringLiteral("http://127.0.0.1:8188");
    QTest::newRow("the same address") << QStringLiteral("server add A http://localhost:9000") << 3 << QStringLiteral("Box");
    QTest::newRow("a key in the open") << QStringLiteral("server add A https://api.runpod.ai/v2/x --key sk-1") << 1
                                       << QStringLiteral("env:NAME");
    QTest::newRow("RunPod without key") << QStringLiteral("server add A https://api.runpod.ai/v2/x") << 1 << QStringLiteral("key");
    QTest::newRow("weight") << QStringLiteral("server edit Box --weight 99") << 1 << QStringLiteral("0.1");
    QTest::newRow("nothing") << QStringLiteral("server edit Box --weight 1") << 1 << QStringLiteral("NOTHING_TO_UPDATE");
    QTest::newRow("unknown") << QStringLiteral("server edit Bux --weight 1") << 2 << QStringLiteral("Box");
}

void TstCliQueue::badServersAreRefusedWithTheReason()
{
    QFETCH(QString, line);
    QFETCH(int, exitCode);
    QFETCH(QString, reason);
    const Cli cli;
    QCOMPARE(cli.run(words("server add Box http://127.0.0.1:9000")).exitCode, 0);
    const CliResult result = cli.run(line.split(u' '));
    QCOMPARE(result.exitCode, exitCode);
    QVERIFY2(QString::fromUtf8(result.err).contains(reason), result.err.constData());
}

void TstCliQueue::jobsAreOrderedPausedCancelledAndRetried()
{
    const Cli cli;
    QStringList ids;
    for (const char *prompt : {"one", "two", "three"})
        ids.append(idOf(cli.runJson(words("queue add") << QString::fromLatin1(prompt) << words("--family sdxl"))));
    QCOMPARE(idsOf(cli.runJson(words("queue list"))), ids);
    QCOMPARE(cli.run(words("queue move") << ids[2] << words("--to 1")).exitCode, 0);
    QCOMPARE(idsOf(cli.runJson(words("queue list"))), (QStringList{ids[2], ids[0], ids[1]}));
    QCOMPARE(cli.run(words("queue priority 10") << ids[1]).exitCode, 0);
    QCOMPARE(cli.run(words("queue next") << ids[0]).exitCode, 0);
    QCOMPARE(idsOf(cli.runJson(words("queue list"))), (QStringList{ids[0], ids[1], ids[2]}));
    QCOMPARE(cli.run(words("queue pause") << ids[0]).exitCode, 0);
    QCOMPARE(statusOf(cli, ids[0]), QStringLiteral("paused"));
    QCOMPARE(cli.run(words("queue resume") << ids[0]).exitCode, 0);
    QCOMPARE(cli.run(words("queue cancel --waiting")).exitCode, 0);
    QCOMPARE(statusOf(cli, ids[2]), QStringLiteral("cancelled"));
    QCOMPARE(cli.run(words("queue retry") << ids[2]).exitCode, 0);
    QCOMPARE(statusOf(cli, ids[2]), QStringLiteral("queued"));
    const CliResult told = cli.runJson(words("queue explain") << ids[2]);
    QCOMPARE(told.json().toObject().value(QStringLiteral("decisions")).toArray().size(), 2);
    QCOMPARE(cli.run(words("queue pause")).exitCode, 0);
    QCOMPARE(cli.runJson(words("queue status")).json().toObject().value(QStringLiteral("paused")).toString(),
             QStringLiteral("after_current"));
    QCOMPARE(cli.runJson(words("queue report")).json().toObject().value(QStringLiteral("cancelled")).toInt(), 2);
    QCOMPARE(cli.runJson(words("queue clear")).json().toObject().value(QStringLiteral("cleared")).toInt(), 2);
    QCOMPARE(cli.run(words("queue delete") << ids[2]).exitCode, 0);
    QVERIFY(idsOf(cli.runJson(words("queue list"))).isEmpty());
    // Every change can be taken back, one process after the other.
    QCOMPARE(cli.run(words("queue undo")).exitCode, 0);
    QCOMPARE(idsOf(cli.runJson(words("queue list"))), QStringList{ids[2]});
    QCOMPARE(cli.run(words("queue undo")).exitCode, 0);
    QCOMPARE(idsOf(cli.runJson(words("queue list"))).size(), 3);
    QCOMPARE(cli.run(words("queue redo")).exitCode, 0);
    QCOMPARE(idsOf(cli.runJson(words("queue list"))), QStringList{ids[2]});
    QCOMPARE(cli.run(words("queue fair on")).exitCode, 0);
    QVERIFY(cli.runJson(words("queue status")).json().toObject().value(QStringLiteral("fair_share")).toBool());
    QCOMPARE(cli.run(words("queue fair perhaps")).exitCode, 1);
}

void TstCliQueue::badJobsAreRefusedWithTheReason_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("unknown family") << QStringLiteral("queue add x --family nope") << 2;
    QTest::newRow("parameters") << QStringLiteral("queue add x --family sdxl --params [") << 1;
    QTest::newRow("out of range") << QStringLiteral("queue add x --family sdxl --params {\"steps\":999}") << 1;
    QTest::newRow("unknown job") << QStringLiteral("queue cancel nothing") << 2;
    QTest::newRow("no job") << QStringLiteral("queue cancel") << 1;
    QTest::newRow("priority") << QStringLiteral("queue priority high #1") << 1;
    QTest::newRow("state") << QStringLiteral("queue list --status done") << 1;
    QTest::newRow("time") << QStringLiteral("queue report --since yesterday") << 1;
}

void TstCliQueue::badJobsAreRefusedWithTheReason()
{
    QFETCH(QString, line);
    QFETCH(int, exitCode);
    const Cli cli;
    QCOMPARE(cli.run(line.split(u' ')).exitCode, exitCode);
}

namespace {

// A project of a short song with a plan, so that there are shots.
QString plannedProject(const Cli &cli)
{
    const QString song = cli.path(QStringLiteral("song.wav"));
    const QString bundle = cli.path(QStringLiteral("Song.storycanvas"));
    const bool made =
        writeClickSong(song, 120, 8) &&
        cli.run({QStringLiteral("project"), QStringLiteral("new"), bundle, QStringLiteral("--song"), song}).exitCode == 0 &&
        cli.run({QStringLiteral("plan"), QStringLiteral("apply"), bundle, QStringLiteral("--rule"), QStringLiteral("1bar")}).exitCode == 0;
    return made ? bundle : QString();
}

} // namespace

void TstCliQueue::aBatchIsGeneratedAndKept()
{
    const Cli cli;
    practice::PracticeOptions options;
    options.pace = 0;
    practice::PracticeServer server(options);
    QVERIFY(server.start());
    const QString bundle = plannedProject(cli);
    QVERIFY(!bundle.isEmpty());
    QCOMPARE(cli.run({QStringLiteral("server"), QStringLiteral("add"), QStringLiteral("Practice"), server.url().toString()}).exitCode, 0);
    // The server lives in this process: it answers while the command runs.
    const auto process =
        cli.start({QStringLiteral("--json"), QStringLiteral("batch"), QStringLiteral("run"), bundle, QStringLiteral("--family"),
                   QStringLiteral("sdxl"), QStringLiteral("--prompt"), QStringLiteral("neon rain"), QStringLiteral("--params"),
                   QStringLiteral("{\"width\":256,\"height\":256}"), QStringLiteral("--wait")});
    QTRY_VERIFY_WITH_TIMEOUT(process->state() == QProcess::NotRunning, 120'000);
    const QByteArray out = process->readAllStandardOutput();
    QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
    const QJsonObject batch = QJsonDocument::fromJson(out).object();
    QCOMPARE(batch.value(QStringLiteral("status")).toString(), QStringLiteral("completed"));
    const QJsonArray jobs = batch.value(QStringLiteral("jobs")).toArray();
    QVERIFY(jobs.size() > 1);
    for (const QJsonValue &job : jobs) {
        const QString clip = job.toObject().value(QStringLiteral("clip_id")).toString();
        const QJsonArray takes =
            cli.runJson({QStringLiteral("clip"), QStringLiteral("take"), QStringLiteral("list"), bundle, clip}).json().toArray();
        QCOMPARE(takes.size(), 1);
        QCOMPARE(takes.at(0).toObject().value(QStringLiteral("width")).toInt(), 256);
        QVERIFY(takes.at(0).toObject().value(QStringLiteral("chosen")).toBool());
    }
    QCOMPARE(cli.runJson(words("batch list")).json().toArray().size(), 1);
    const QJsonArray groups = cli.runJson(words("pool list") + QStringList{bundle} + words("--group batch")).json().toArray();
    QCOMPARE(groups.size(), 1);
    QCOMPARE(groups.at(0).toObject().value(QStringLiteral("title")), batch.value(QStringLiteral("name")));
    QCOMPARE(groups.at(0).toObject().value(QStringLiteral("takes")).toArray().size(), jobs.size());
    const QString id = batch.value(QStringLiteral("id")).toString();
    QCOMPARE(cli.run({QStringLiteral("batch"), QStringLiteral("pause"), id}).exitCode, 1);
}

void TstCliQueue::aPreflightSaysWhatWouldBeMade()
{
    const Cli cli;
    const QString bundle = plannedProject(cli);
    QVERIFY(!bundle.isEmpty());
    QCOMPARE(
        cli.run({QStringLiteral("server"), QStringLiteral("add"), QStringLiteral("Far"), QStringLiteral("http://127.0.0.1:9")}).exitCode,
        0);
    const auto preflight = [&](const QStringList &more) {
        return cli.runJson(QStringList{QStringLiteral("batch"), QStringLiteral("preflight"), bundle} + more);
    };
    const QStringList prompt = {QStringLiteral("--prompt"), QStringLiteral("rain")};
    const QJsonObject plain = preflight(prompt).json().toObject();
    const int shots = plain.value(QStringLiteral("jobs")).toInt();
    QVERIFY(shots > 1);
    QVERIFY(!plain.value(QStringLiteral("servers")).toArray().at(0).toObject().value(QStringLiteral("known")).toBool());
    const QJsonObject varied = preflight(prompt + words("--axis cfg=3,5 --axis steps=10,20,30")).json().toObject();
    QCOMPARE(varied.value(QStringLiteral("jobs")).toInt(), shots * 6);
    const QJsonObject stills = preflight(prompt + words("--family wan_2_1 --stills-first")).json().toObject();
    QCOMPARE(stills.value(QStringLiteral("jobs")).toInt(), shots * 2);
    QCOMPARE(stills.value(QStringLiteral("stills")).toInt(), shots);
    QCOMPARE(preflight(prompt + words("--axis colour=red")).exitCode, 1);
    QCOMPARE(preflight(prompt + words("--axis cfg=900")).exitCode, 1);
    QCOMPARE(preflight(prompt + words("--server Near")).exitCode, 2);
    QCOMPARE(preflight({QStringLiteral("--prompt"), QString()}).exitCode, 1);
}

SC_TEST(TstCliQueue)
#include "tst_cli_queue.moc"
