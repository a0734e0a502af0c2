// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/comfy/client_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

using namespace sc;
using namespace sc::comfy;
using namespace sc::test;
using Reply = HostileServer::Reply;
using Exchange = HostileServer::Exchange;

namespace {

QJsonObject bodyOf(const practice::HttpMessage &message)
{
    return QJsonDocument::fromJson(message.body).object();
}

const QJsonObject kGraph{{QStringLiteral("1"), QJsonObject{{QStringLiteral("class_type"), QStringLiteral("EmptyImage")},
                                                           {QStringLiteral("inputs"), QJsonObject()}}}};

} // namespace

// The calls of a ServerClient against a server on the loopback address.
class TestServerCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAtTheMachine();
    void sendsNoOriginAndItsHeaders();
    void fallsBackToBarePaths();
    void keepsThePathPrefix();

    void submitsUnderItsOwnId();
    void refusesIdsThatServersRefuse();
    void neverSendsAPromptTwice();
    void tellsWhyAPromptWasRefused();
    void withdrawsAPromptOfWhichOnlyAPartRuns();
    void adoptsTheIdOfAVeryOldServer();
    void findsAPromptWhosePostTimedOut();

    void readsTheQueueInItsOrder();
    void removesWaitingPrompts();
    void interruptsOnlyItsOwn();
    void waitsForTheHistory();
    void locatesWhatMoves();
    void toleratesNotANumber();
    void readsObjectInfoWithNotANumber();
};

void TestServerCalls::looksAtTheMachine()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    const auto stats = answerOf<SystemStats>([&](auto done) { meeting.client.systemStats(done); });
    SC_VERIFY_OK(stats);
    QCOMPARE(stats->version, QStringLiteral("0.3.64"));
    QCOMPARE(stats->devices.size(), 1u);
    QCOMPARE(stats->devices.front().memoryFree, 7'000'000'000);
    QVERIFY(meeting.client.facts().targetedInterrupt);
}

void TestServerCalls::sendsNoOriginAndItsHeaders()
{
    HostileServer server;
    ServerAddress address = addressOf(server);
    address.headers.insert("Authorization", "Bearer secret");
    address.headers.insert("CF-Access-Client-Id", "me");
    std::optional<practice::HttpMessage> upgrade;
    server.setSocketRule([&upgrade](const practice::HttpMessage &request) {
        upgrade = request;
        return std::optional<Reply>();
    });
    Meeting meeting(address);
    QVERIFY(meeting.becomesOnline());
    QVERIFY(upgrade.has_value());
    QList<practice::HttpMessage> all = server.seen();
    all.append(*upgrade);
    QVERIFY(all.size() >= 2);
    for (const practice::HttpMessage &request : std::as_const(all)) {
        QVERIFY2(!request.headers.contains("origin"), request.path.toUtf8());
        QCOMPARE(request.header("authorization"), QByteArray("Bearer secret"));
        QCOMPARE(request.header("cf-access-client-id"), QByteArray("me"));
    }
    QCOMPARE(upgrade->value(QStringLiteral("clientId")), kClient);
    QTRY_COMPARE(server.heard().size(), 1);
    QVERIFY(server.heard().first().contains(QStringLiteral("supports_preview_metadata")));
}

void TestServerCalls::fallsBackToBarePaths()
{
    HostileServer server;
    server.withoutApi = true;
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    SC_VERIFY_OK(answerOf<RemoteQueue>([&](auto done) { meeting.client.queue(done); }));
    QCOMPARE(server.seen().last().path, QStringLiteral("/queue"));
}

void TestServerCalls::keepsThePathPrefix()
{
    HostileServer server;
    server.everywhere(Reply::json({{QStringLiteral("queue_running"), QJsonArray()}, {QStringLiteral("queue_pending"), QJsonArray()}}));
    Meeting meeting(addressOf(server, QStringLiteral("/comfy/one")));
    SC_VERIFY_OK(answerOf<RemoteQueue>([&](auto done) { meeting.client.queue(done); }));
    QCOMPARE(server.seen().last().path, QStringLiteral("/comfy/one/api/queue"));
}

void TestServerCalls::submitsUnderItsOwnId()
{
    HostileServer server;
    server.on(QStringLiteral("/prompt"), [&server](const Exchange &exchange) {
        server.sendStatus(1);
        exchange.reply(Reply::json(
            {{QStringLiteral("prompt_id"), kPrompt}, {QStringLiteral("number"), 3}, {QStringLiteral("node_errors"), QJsonObject()}}));
    });
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    const QJsonObject extra{{QStringLiteral("studio"), QJsonObject{{QStringLiteral("job"), QStringLiteral("j1")}}}};
    const auto submission = answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, extra, done); });
    SC_VERIFY_OK(submission);
    QVERIFY(submission->taken);
    QVERIFY(!submission->refusal);
    const QJsonObject body = bodyOf(server.last(QStringLiteral("/prompt")));
    QCOMPARE(body.value(QStringLiteral("prompt_id")).toString(), kPrompt);
    QCOMPARE(body.value(QStringLiteral("client_id")).toString(), kClient);
    QCOMPARE(body.value(QStringLiteral("prompt")).toObject(), kGraph);
    QCOMPARE(body.value(QStringLiteral("extra_data")).toObject(), extra);
    QVERIFY(!body.contains(QStringLiteral("number"))); // explicit numbers with a repeated id kill the server's worker
}

void TestServerCalls::refusesIdsThatServersRefuse()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    for (const QString &id : {QString(), QStringLiteral("7"), kPrompt.toUpper()})
        SC_COMPARE_PROBLEM(answerOf<Submission>([&](auto done) { meeting.client.submit(id, kGraph, {}, done); }),
                           ProblemCode::ValidationError);
    QCOMPARE(server.count(QStringLiteral("/prompt")), 0);
}

void TestServerCalls::neverSendsAPromptTwice()
{
    HostileServer server;
    server.on(QStringLiteral("/prompt"), [](const Exchange &exchange) { exchange.drop(); });
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline()); // its connections are open and may be used again
    for (int i = 0; i < 3; ++i)
        SC_COMPARE_PROBLEM(answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, {}, done); }),
                           ProblemCode::ServerOffline);
    QCOMPARE(server.count(QStringLiteral("/prompt")), 3);
}

void TestServerCalls::tellsWhyAPromptWasRefused()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    const auto refusal = [&](const QByteArray &json) {
        Reply reply = Reply::json({}, 400);
        reply.body = json;
        server.on(QStringLiteral("/prompt"), reply);
        return answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, {}, done); });
    };
    const auto node =
        refusal(R"({"error":{"type":"missing_node_type","message":"m","details":"","extra_info":{"class_type":"Odd"}},"node_errors":{}})");
    SC_VERIFY_OK(node);
    QVERIFY(!node->taken);
    QCOMPARE(node->refusal->code(), ProblemCode::NodeMissing);
    const auto model = refusal(
        R"({"error":{"type":"prompt_outputs_failed_validation","details":""},"node_errors":{"4":{"class_type":"UNETLoader","dependent_outputs":["9"],
           "errors":[{"type":"value_not_in_list","message":"Value not in list","details":"d","extra_info":{"input_name":"unet_name","received_value":"gone.safetensors"}}]}}})");
    SC_VERIFY_OK(model);
    QCOMPARE(model->refusal->code(), ProblemCode::ModelMissing);
    QVERIFY(model->refusal->text().contains(QStringLiteral("gone.safetensors")));
    server.on(QStringLiteral("/prompt"), Reply::text(500, "500 Internal Server Error"));
    SC_COMPARE_PROBLEM(answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, {}, done); }),
                       ProblemCode::ExternalServiceError);
}

void TestServerCalls::withdrawsAPromptOfWhichOnlyAPartRuns()
{
    HostileServer server;
    Reply partly = Reply::json({});
    partly.body =
        R"({"prompt_id":")" + kPrompt.toLatin1() +
        R"(","number":1,"node_errors":{"9":{"class_type":"SaveImage","errors":[{"type":"required_input_missing","message":"m","details":"images","extra_info":{"input_name":"images"}}]}}})";
    server.on(QStringLiteral("/prompt"), partly);
    QStringList removed;
    server.on(QStringLiteral("/queue"), [&removed](const Exchange &exchange) {
        for (const QJsonValue &id : bodyOf(exchange.message()).value(QStringLiteral("delete")).toArray())
            removed += id.toString();
        exchange.reply(Reply::json({{QStringLiteral("queue_running"), QJsonArray()}, {QStringLiteral("queue_pending"), QJsonArray()}}));
    });
    Meeting meeting(addressOf(server));
    const auto submission = answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, {}, done); });
    SC_VERIFY_OK(submission);
    QVERIFY(!submission->taken);
    QCOMPARE(submission->refusal->code(), ProblemCode::InvalidParameter);
    QCOMPARE(removed, QStringList{kPrompt});
}

void TestServerCalls::adoptsTheIdOfAVeryOldServer()
{
    HostileServer server;
    server.on(QStringLiteral("/prompt"), [&server](const Exchange &exchange) {
        // Its events are faster than its answer.
        server.send(R"({"type":"execution_start","data":{"prompt_id":"server-made"}})");
        server.send(R"({"type":"executing","data":{"node":"3","prompt_id":"somebody-else"}})");
        QTimer::singleShot(100, &server, [exchange] {
            exchange.reply(Reply::json({{QStringLiteral("prompt_id"), QStringLiteral("server-made")}, {QStringLiteral("number"), 1}}));
        });
    });
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    const auto submission = answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, {}, done); });
    SC_VERIFY_OK(submission);
    QCOMPARE(submission->promptId, QStringLiteral("server-made"));
    QTRY_COMPARE(meeting.count<StartedEvent>(), 1);
    QCOMPARE(meeting.count<ExecutingEvent>(), 0);
}

void TestServerCalls::findsAPromptWhosePostTimedOut()
{
    HostileServer server;
    bool taken = false;
    server.on(QStringLiteral("/prompt"), [&taken](const Exchange &) { taken = true; }); // and no answer
    server.on(QStringLiteral("/queue"), [&taken](const Exchange &exchange) {
        const QJsonArray entry{4, kPrompt, QJsonObject(), QJsonObject(), QJsonArray()};
        const QJsonArray other{2, QStringLiteral("another"), QJsonObject(), QJsonObject(), QJsonArray()};
        exchange.reply(Reply::json({{QStringLiteral("queue_running"), QJsonArray{other}},
                                    {QStringLiteral("queue_pending"), taken ? QJsonArray{entry} : QJsonArray()}}));
    });
    ClientTimes times = quickTimes();
    times.answer = std::chrono::milliseconds(1500);
    Meeting meeting(addressOf(server), times);
    SC_COMPARE_PROBLEM(answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, {}, done); }), ProblemCode::Timeout);
    QCOMPARE(server.count(QStringLiteral("/prompt")), 1);
    const auto where = answerOf<Whereabouts>([&](auto done) { meeting.client.locate(kPrompt, done); });
    SC_VERIFY_OK(where);
    QCOMPARE(where->place, Whereabouts::Place::Waiting);
    QCOMPARE(where->ahead, 1);
    QCOMPARE(where->othersPrompts, 1);
}

void TestServerCalls::readsTheQueueInItsOrder()
{
    HostileServer server;
    Reply reply = Reply::json({});
    reply.body =
        R"({"queue_running":[[1,"r",{},{},[]]],"queue_pending":[[3,"c",{},{},[]],[5,"e",{},{},[],"six"],[4,"d",{},{},[]],[-2,"front",{},{},[]]]})";
    server.on(QStringLiteral("/queue"), reply);
    Meeting meeting(addressOf(server));
    const auto queue = answerOf<RemoteQueue>([&](auto done) { meeting.client.queue(done); });
    SC_VERIFY_OK(queue);
    QCOMPARE(queue->running, QStringList{QStringLiteral("r")});
    QCOMPARE(queue->waiting, (QStringList{QStringLiteral("front"), QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")}));
}

void TestServerCalls::removesWaitingPrompts()
{
    HostileServer server;
    QStringList waiting{kPrompt, QStringLiteral("other")};
    server.on(QStringLiteral("/queue"), [&waiting](const Exchange &exchange) {
        if (exchange.message().method == "POST") {
            for (const QJsonValue &id : bodyOf(exchange.message()).value(QStringLiteral("delete")).toArray())
                waiting.removeAll(id.toString());
            exchange.reply(Reply::nothing());
            return;
        }
        QJsonArray pending;
        for (const QString &id : std::as_const(waiting))
            pending.append(QJsonArray{pending.size(), id, QJsonObject(), QJsonObject(), QJsonArray()});
        exchange.reply(Reply::json({{QStringLiteral("queue_running"), QJsonArray()}, {QStringLiteral("queue_pending"), pending}}));
    });
    Meeting meeting(addressOf(server));
    const auto rest = answerOf<RemoteQueue>([&](auto done) { meeting.client.removeWaiting({kPrompt}, done); });
    SC_VERIFY_OK(rest);
    QCOMPARE(rest->waiting, QStringList{QStringLiteral("other")});
    QVERIFY(!bodyOf(server.seen().at(0)).contains(QStringLiteral("clear"))); // other people's prompts are not ours to drop
}

void TestServerCalls::interruptsOnlyItsOwn()
{
    HostileServer server;
    QString running = QStringLiteral("somebody-else");
    server.on(QStringLiteral("/queue"), [&running](const Exchange &exchange) {
        exchange.reply(
            Reply::json({{QStringLiteral("queue_running"), QJsonArray{QJsonArray{1, running, QJsonObject(), QJsonObject(), QJsonArray()}}},
                         {QStringLiteral("queue_pending"), QJsonArray()}}));
    });
    server.on(QStringLiteral("/interrupt"), Reply::nothing());
    Meeting meeting(addressOf(server));
    auto told = answerOf<bool>([&](auto done) { meeting.client.interrupt(kPrompt, done); });
    SC_VERIFY_OK(told);
    QVERIFY(!*told);
    QCOMPARE(server.count(QStringLiteral("/interrupt")), 0);
    running = kPrompt;
    told = answerOf<bool>([&](auto done) { meeting.client.interrupt(kPrompt, done); });
    SC_VERIFY_OK(told);
    QVERIFY(*told);
    QCOMPARE(bodyOf(server.last(QStringLiteral("/interrupt"))).value(QStringLiteral("prompt_id")).toString(), kPrompt);
}

void TestServerCalls::waitsForTheHistory()
{
    HostileServer server;
    int asked = 0;
    server.on(QStringLiteral("/history"), [&asked](const Exchange &exchange) {
        if (++asked < 3) {
            exchange.reply(Reply::json({}));
            return;
        }
        Reply reply = Reply::json({});
        reply.body =
            "{\"" + kPrompt.toLatin1() +
            R"(":{"prompt":[1,"x",{"1":{"inputs":{"a":NaN}}},{},[]],"outputs":{"9":{"gifs":[{"filename":"a.mp4","subfolder":"s","type":"output","format":"video/h264-mp4"}]}},"status":{"status_str":"success","completed":true,"messages":[]}}})";
        exchange.reply(reply);
    });
    Meeting meeting(addressOf(server));
    const auto entry = answerOf<std::optional<HistoryEntry>>([&](auto done) { meeting.client.outcome(kPrompt, done); });
    SC_VERIFY_OK(entry);
    QVERIFY(entry->has_value());
    QCOMPARE((*entry)->files.size(), 1u);
    QCOMPARE((*entry)->files.front().kind, RemoteFile::Kind::Video);
    asked = -100;
    const auto nothing = answerOf<std::optional<HistoryEntry>>([&](auto done) { meeting.client.outcome(kPrompt, done); });
    SC_VERIFY_OK(nothing);
    QVERIFY(!nothing->has_value());
}

void TestServerCalls::locatesWhatMoves()
{
    HostileServer server;
    int asked = 0;
    server.on(QStringLiteral("/queue"), [&asked](const Exchange &exchange) {
        // Between the two looks it began to run.
        const QJsonArray entry{4, kPrompt, QJsonObject(), QJsonObject(), QJsonArray()};
        exchange.reply(Reply::json({{QStringLiteral("queue_running"), ++asked == 2 ? QJsonArray{entry} : QJsonArray()},
                                    {QStringLiteral("queue_pending"), QJsonArray()}}));
    });
    Meeting meeting(addressOf(server));
    auto where = answerOf<Whereabouts>([&](auto done) { meeting.client.locate(kPrompt, done); });
    SC_VERIFY_OK(where);
    QCOMPARE(where->place, Whereabouts::Place::Running);
    where = answerOf<Whereabouts>([&](auto done) { meeting.client.locate(kPrompt, done); });
    SC_VERIFY_OK(where);
    QCOMPARE(where->place, Whereabouts::Place::Unknown);
    QVERIFY(where->historyEmpty);
    server.on(QStringLiteral("/history"), [](const Exchange &exchange) {
        const bool all = !exchange.message().path.endsWith(kPrompt);
        exchange.reply(Reply::json(all ? QJsonObject{{QStringLiteral("other"), QJsonObject()}} : QJsonObject()));
    });
    where = answerOf<Whereabouts>([&](auto done) { meeting.client.locate(kPrompt, done); });
    SC_VERIFY_OK(where);
    QVERIFY(!where->historyEmpty); // somebody deleted it: the server was not restarted
}

void TestServerCalls::toleratesNotANumber()
{
    HostileServer server;
    Reply reply = Reply::json({});
    reply.body = R"({"queue_running":[[1,"r",{"1":{"inputs":{"cfg":NaN,"a":-Infinity}}},{},[]]],"queue_pending":[]})";
    server.on(QStringLiteral("/queue"), reply);
    Meeting meeting(addressOf(server));
    const auto queue = answerOf<RemoteQueue>([&](auto done) { meeting.client.queue(done); });
    SC_VERIFY_OK(queue);
    QCOMPARE(queue->running, QStringList{QStringLiteral("r")});
}

void TestServerCalls::readsObjectInfoWithNotANumber()
{
    HostileServer server;
    Reply reply = Reply::json({});
    reply.body = R"({"A":{"input":{"required":{"x":["FLOAT",{"max":Infinity,"default":NaN}]}},"output":["IMAGE"]},"Broken":7})";
    server.on(QStringLiteral("/object_info"), reply);
    Meeting meeting(addressOf(server));
    const auto info = answerOf<ObjectInfo>([&](auto done) { meeting.client.objectInfo(done); });
    SC_VERIFY_OK(info);
    QVERIFY(info->has(QStringLiteral("A")));
    QCOMPARE(info->brokenClasses(), 1);
}

SC_TEST(TestServerCalls)
#include "tst_server_calls.moc"
