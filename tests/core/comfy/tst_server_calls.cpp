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

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
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

    void uploadsAndChecks();
    void usesTheNameThatTheServerGives();
    void doesNotSendAgainWhatIsThere();
    void noticesALostUpload();
    void refusesLargeUploadsItself();
    void cancelsAnUpload();

    void downloadsAtomically();
    void resumesADownload();
    void startsAgainWhenTheFileChanged();
    void tellsThatAFileIsGone();
    void keepsItsKeysFromOtherHosts();
    void takesNoMoreThanAnnounced();

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

namespace {

// Stores what is uploaded as ComfyUI does, under the name that `rename` makes of the wished one.
void storeUploads(HostileServer &server, QMap<QString, QByteArray> &stored, std::function<QString(const QString &)> rename = {})
{
    server.on(QStringLiteral("/upload"), [&stored, rename](const Exchange &exchange) {
        QString subfolder;
        for (const practice::FormPart &part : practice::formParts(exchange.message()))
            if (part.name == u"subfolder")
                subfolder = QString::fromUtf8(part.content);
        for (const practice::FormPart &part : practice::formParts(exchange.message())) {
            if (part.name != u"image" || !part.fileName)
                continue;
            const QString name = rename ? rename(*part.fileName) : *part.fileName;
            stored.insert(name, part.content);
            exchange.reply(Reply::json({{QStringLiteral("name"), name},
                                        {QStringLiteral("subfolder"), subfolder},
                                        {QStringLiteral("type"), QStringLiteral("input")}}));
            return;
        }
        exchange.reply(Reply::nothing(400));
    });
    server.on(QStringLiteral("/view"), [&stored](const Exchange &exchange) {
        const QString name = exchange.message().value(QStringLiteral("filename"));
        Reply reply = Reply::nothing(stored.contains(name) ? 200 : 404);
        reply.body = stored.value(name);
        exchange.reply(reply);
    });
}

} // namespace

void TestServerCalls::uploadsAndChecks()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored);
    Meeting meeting(addressOf(server));
    QByteArray content("RIFF\r\n--boundary\r\n\0\xFF binary", 27);
    const auto name = answerOf<QString>([&](auto done) {
        meeting.client.upload(
            {.file = {}, .bytes = content, .name = QStringLiteral("still one.png"), .subfolder = QStringLiteral("studio")}, done);
    });
    SC_VERIFY_OK(name);
    QCOMPARE(*name, QStringLiteral("studio/still one.png"));
    QCOMPARE(stored.value(QStringLiteral("still one.png")), content);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("song.flac")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(3'000'000, 's'));
    file.close();
    const auto song =
        answerOf<QString>([&](auto done) { meeting.client.upload({.file = file.fileName(), .name = QStringLiteral("a.flac")}, done); });
    SC_VERIFY_OK(song);
    QCOMPARE(stored.value(QStringLiteral("a.flac")).size(), 3'000'000);
    for (const QString &bad : {QStringLiteral("../up.png"), QStringLiteral("a\"b.png"), QStringLiteral("bild\u00e4.png"), QString()})
        SC_COMPARE_PROBLEM(answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = content, .name = bad}, done); }),
                           ProblemCode::ValidationError);
    SC_COMPARE_PROBLEM(answerOf<QString>([&](auto done) {
                           meeting.client.upload({.file = folder.filePath(QStringLiteral("none")), .name = QStringLiteral("n.png")}, done);
                       }),
                       ProblemCode::MediaMissing);
}

void TestServerCalls::usesTheNameThatTheServerGives()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored, [](const QString &) { return QStringLiteral("still (1).png"); });
    Meeting meeting(addressOf(server));
    const auto name =
        answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = "x", .name = QStringLiteral("still.png")}, done); });
    SC_VERIFY_OK(name);
    QCOMPARE(*name, QStringLiteral("still (1).png"));
    server.on(QStringLiteral("/upload"), Reply::json({{QStringLiteral("name"), QStringLiteral("../../etc/passwd")}}));
    SC_COMPARE_PROBLEM(
        answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = "x", .name = QStringLiteral("still.png")}, done); }),
        ProblemCode::ExternalServiceError);
}

void TestServerCalls::doesNotSendAgainWhatIsThere()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored);
    Meeting meeting(addressOf(server));
    const Upload upload{.bytes = "content", .name = contentName("0123456789abcdef0123", QStringLiteral("PNG")), .nameIsContent = true};
    QCOMPARE(upload.name, QStringLiteral("storycanvas_0123456789abcdef.png"));
    for (int i = 0; i < 3; ++i)
        SC_VERIFY_OK(answerOf<QString>([&](auto done) { meeting.client.upload(upload, done); }));
    QCOMPARE(server.count(QStringLiteral("/upload/image")), 1);
    stored.clear(); // somebody wiped the input folder
    SC_VERIFY_OK(answerOf<QString>([&](auto done) { meeting.client.upload(upload, done); }));
    QCOMPARE(server.count(QStringLiteral("/upload/image")), 2);
}

void TestServerCalls::noticesALostUpload()
{
    HostileServer server;
    QMap<QString, QByteArray> stored;
    storeUploads(server, stored);
    server.on(QStringLiteral("/view"), Reply::nothing(404));
    Meeting meeting(addressOf(server));
    SC_COMPARE_PROBLEM(
        answerOf<QString>([&](auto done) { meeting.client.upload({.bytes = "x", .name = QStringLiteral("still.png")}, done); }),
        ProblemCode::ExternalServiceError);
}

void TestServerCalls::refusesLargeUploadsItself()
{
    HostileServer server;
    server.on(QStringLiteral("/features"), Reply::json({{QStringLiteral("max_upload_size"), 1000}}));
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    QTRY_COMPARE(meeting.client.facts().maxUpload, 1000);
    SC_COMPARE_PROBLEM(answerOf<QString>([&](auto done) {
                           meeting.client.upload({.bytes = QByteArray(1001, 'x'), .name = QStringLiteral("a.png")}, done);
                       }),
                       ProblemCode::FileTooLarge);
    QCOMPARE(server.count(QStringLiteral("/upload/image")), 0);
}

void TestServerCalls::cancelsAnUpload()
{
    HostileServer server;
    server.on(QStringLiteral("/upload"), [](const Exchange &) {}); // never answers
    Meeting meeting(addressOf(server));
    const auto result = answerOf<QString>([&](auto done) {
        const auto call = meeting.client.upload({.bytes = "x", .name = QStringLiteral("a.png")}, done);
        QTimer::singleShot(50, &meeting.client, [&meeting, call] { meeting.client.cancel(call); });
    });
    SC_COMPARE_PROBLEM(result, ProblemCode::Cancelled);
}

void TestServerCalls::downloadsAtomically()
{
    HostileServer server;
    Reply reply = Reply::nothing();
    reply.body = QByteArray(5'000'000, 'v');
    server.on(QStringLiteral("/view"), reply);
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sub/clip.mp4"));
    const RemoteFile file{
        .name = QStringLiteral("../a b+c&d%20.mp4"), .subfolder = QStringLiteral("s/2026"), .type = QStringLiteral("temp")};
    qint64 most = 0;
    SC_VERIFY_OK(
        answerOf<void>([&](auto done) { meeting.client.download(file, path, done, [&most](qint64 now, qint64) { most = now; }); }));
    QCOMPARE(read(path).size(), 5'000'000);
    QCOMPARE(most, 5'000'000);
    QVERIFY(!QFile::exists(path + QStringLiteral(".part")));
    QVERIFY(!QFile::exists(path + QStringLiteral(".part.tag")));
    const practice::HttpMessage request = server.last(QStringLiteral("/view"));
    QCOMPARE(request.value(QStringLiteral("filename")), file.name); // the server's matter: our path is our own
    QCOMPARE(request.value(QStringLiteral("subfolder")), file.subfolder);
    QCOMPARE(request.value(QStringLiteral("type")), QStringLiteral("temp"));
}

namespace {

// Serves `content` with ranges, as aiohttp does; breaks off after `breakAfter` bytes as long as `breaks` lasts.
HostileServer::Handler serving(const QByteArray &content, const QByteArray &tag, int &breaks, qsizetype breakAfter)
{
    return [content, tag, &breaks, breakAfter](const Exchange &exchange) {
        const QByteArray range = exchange.message().header("range");
        const qsizetype from = range.startsWith("bytes=") ? range.mid(6).split('-').first().toLongLong() : 0;
        Reply reply = Reply::nothing(range.isEmpty() ? 200 : 206);
        reply.headers.insert("ETag", tag);
        if (!range.isEmpty())
            reply.headers.insert("Content-Range", "bytes " + QByteArray::number(from) + '-' + QByteArray::number(content.size() - 1) + '/' +
                                                      QByteArray::number(content.size()));
        reply.body = content.mid(from);
        if (breaks > 0) {
            --breaks;
            const QByteArray all = reply.toBytes();
            exchange.raw(all.left(all.size() - reply.body.size() + std::min(breakAfter, reply.body.size())));
            exchange.drop();
            return;
        }
        exchange.reply(reply);
    };
}

QByteArray someBytes(qsizetype size, char salt)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + salt) % 251);
    return bytes;
}

} // namespace

void TestServerCalls::resumesADownload()
{
    HostileServer server;
    const QByteArray content = someBytes(1'000'000, 1);
    int breaks = 3;
    server.on(QStringLiteral("/view"), serving(content, "\"v1\"", breaks, 200'000));
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("clip.mp4"));
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.mp4")}, path, done); }));
    QCOMPARE(read(path), content);
    QCOMPARE(server.count(QStringLiteral("/view")), 4);
    QCOMPARE(server.last(QStringLiteral("/view")).header("range"), QByteArray("bytes=600000-"));

    // What an earlier run of the program left is gone on with, too.
    QVERIFY(QFile::rename(path, path + QStringLiteral(".part")));
    QVERIFY(QFile::resize(path + QStringLiteral(".part"), 123'456));
    QFile tag(path + QStringLiteral(".part.tag"));
    QVERIFY(tag.open(QIODevice::WriteOnly));
    tag.write("\"v1\"");
    tag.close();
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.mp4")}, path, done); }));
    QCOMPARE(read(path), content);
    QCOMPARE(server.last(QStringLiteral("/view")).header("range"), QByteArray("bytes=123456-"));
}

void TestServerCalls::startsAgainWhenTheFileChanged()
{
    HostileServer server;
    const QByteArray now = someBytes(500'000, 7);
    int breaks = 0;
    server.on(QStringLiteral("/view"), serving(now, "\"v2\"", breaks, 0));
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("clip.mp4"));
    for (const auto &[name, content] :
         {std::pair(QStringLiteral(".part"), someBytes(100'000, 3)), std::pair(QStringLiteral(".part.tag"), QByteArray("\"v1\""))}) {
        QFile file(path + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.mp4")}, path, done); }));
    QCOMPARE(read(path), now);
}

void TestServerCalls::tellsThatAFileIsGone()
{
    HostileServer server;
    server.on(QStringLiteral("/view"), Reply::nothing(404));
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    SC_COMPARE_PROBLEM(answerOf<void>([&](auto done) {
                           meeting.client.download({.name = QStringLiteral("c.png")}, folder.filePath(QStringLiteral("c.png")), done);
                       }),
                       ProblemCode::ResourceNotFound);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("c.png"))));
    Reply page = Reply::nothing();
    page.contentType = "text/html";
    page.body = "<html>Please log in</html>";
    server.on(QStringLiteral("/view"), page);
    SC_COMPARE_PROBLEM(answerOf<void>([&](auto done) {
                           meeting.client.download({.name = QStringLiteral("c.png")}, folder.filePath(QStringLiteral("c.png")), done);
                       }),
                       ProblemCode::ExternalServiceError);
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("c.png"))));
}

void TestServerCalls::keepsItsKeysFromOtherHosts()
{
    HostileServer storage;
    Reply content = Reply::nothing();
    content.body = "picture";
    storage.on(QStringLiteral("/signed"), content);
    HostileServer server;
    Reply redirect = Reply::nothing(302);
    redirect.headers.insert("Location", storage.url(QStringLiteral("/signed?x=1")).toEncoded());
    server.on(QStringLiteral("/view"), redirect);
    ServerAddress address = addressOf(server);
    address.headers.insert("X-API-Key", "secret");
    Meeting meeting(address);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("c.png"));
    SC_VERIFY_OK(answerOf<void>([&](auto done) { meeting.client.download({.name = QStringLiteral("c.png")}, path, done); }));
    QCOMPARE(read(path), QByteArray("picture"));
    QCOMPARE(server.last(QStringLiteral("/view")).header("x-api-key"), QByteArray("secret"));
    QCOMPARE(storage.seen().size(), 1);
    QVERIFY(!storage.seen().first().headers.contains("x-api-key"));
}

void TestServerCalls::takesNoMoreThanAnnounced()
{
    HostileServer server;
    server.on(QStringLiteral("/view"), [](const Exchange &exchange) {
        exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 17179869185\r\n\r\n" + QByteArray(1000, 'x'));
    });
    Meeting meeting(addressOf(server));
    QTemporaryDir folder;
    SC_COMPARE_PROBLEM(answerOf<void>([&](auto done) {
                           meeting.client.download({.name = QStringLiteral("c.mp4")}, folder.filePath(QStringLiteral("c.mp4")), done);
                       }),
                       ProblemCode::FileTooLarge);
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
