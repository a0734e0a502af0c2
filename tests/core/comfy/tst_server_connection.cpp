// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/back_off.h"
#include "core/comfy/prompt_tracker.h"
#include "core/comfy/server_address.h"
#include "core/comfy/server_problems.h"
#include "tests/core/comfy/client_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace sc;
using namespace sc::comfy;
using namespace sc::test;
using Reply = HostileServer::Reply;
using Exchange = HostileServer::Exchange;
using State = ServerClient::State;

namespace {

const QJsonObject kGraph{{QStringLiteral("1"), QJsonObject{{QStringLiteral("class_type"), QStringLiteral("EmptyImage")},
                                                           {QStringLiteral("inputs"), QJsonObject()}}}};

Result<SystemStats> statsOf(const HostileServer &server)
{
    Meeting meeting(addressOf(server));
    return answerOf<SystemStats>([&](auto done) { meeting.client.systemStats(done); });
}

// A wire between a client and a server that can be cut without either of them being told: bytes stop, connections stay.
class CutWire : public QTcpServer
{
public:
    explicit CutWire(quint16 to)
    {
        connect(this, &QTcpServer::newConnection, this, [this, to] {
            QTcpSocket *near = nextPendingConnection();
            auto *far = new QTcpSocket(near);
            far->connectToHost(QHostAddress::LocalHost, to);
            pass(near, far);
            pass(far, near);
        });
        (void)listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
    void cut() { m_isCut = true; }
    void mend() { m_isCut = false; }

private:
    void pass(QTcpSocket *from, QTcpSocket *to)
    {
        connect(from, &QTcpSocket::readyRead, to, [this, from, to] {
            const QByteArray bytes = from->readAll();
            if (!m_isCut)
                to->write(bytes);
        });
        connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
    }

    bool m_isCut = false;
};

} // namespace

// How a ServerClient comes and stays online, and what it says when it does not.
class TestServerConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAddressesOfWhatPeopleType_data();
    void makesAddressesOfWhatPeopleType();
    void refusesWhatIsNoAddress();

    void namesThatAreUnknown();
    void portsThatNobodyListensAt();
    void serversThatDoNotAnswer();
    void answersThatAreNotComfy_data();
    void answersThatAreNotComfy();
    void answersThatNeverEnd();
    void answersThatBreakOff();
    void proxiesThatHoldBackWebSockets();

    void aServerThatStartsLater();
    void waitsLongerEachTime();
    void checkNowDoesNotWait();
    void aServerThatRestarts();
    void comesBackWithItsIdAndFlags();
    void stopsWhenClosed();
    void answersEverythingWhenClosed();

    void aDeafSocketAfterASubmission();
    void aDeafSocketDuringAJob();
    void pongsKeepAQuietLineAlive();
    void aDeadLineIsNoticedByPings();
};

void TestServerConnection::makesAddressesOfWhatPeopleType_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("socket");
    QTest::newRow("plain") << "192.168.1.20:8188"
                           << "http://192.168.1.20:8188"
                           << "ws://192.168.1.20:8188/api/ws?clientId=c";
    QTest::newRow("slash and spaces") << "  http://host:8188/ "
                                      << "http://host:8188"
                                      << "ws://host:8188/api/ws?clientId=c";
    QTest::newRow("api tail") << "http://host:8188/api/"
                              << "http://host:8188"
                              << "ws://host:8188/api/ws?clientId=c";
    QTest::newRow("socket tail") << "ws://host:8188/ws?clientId=1"
                                 << "http://host:8188"
                                 << "ws://host:8188/api/ws?clientId=c";
    QTest::newRow("fragment") << "https://host/#/graph"
                              << "https://host"
                              << "wss://host/api/ws?clientId=c";
    QTest::newRow("prefix") << "https://host/comfy/"
                            << "https://host/comfy"
                            << "wss://host/comfy/api/ws?clientId=c";
    QTest::newRow("any address") << "0.0.0.0:8188"
                                 << "http://127.0.0.1:8188"
                                 << "ws://127.0.0.1:8188/api/ws?clientId=c";
    QTest::newRow("IPv6") << "[::1]:8188"
                          << "http://[::1]:8188"
                          << "ws://[::1]:8188/api/ws?clientId=c";
    QTest::newRow("bare IPv6") << "fe80::1"
                               << "http://[fe80::1]"
                               << "ws://[fe80::1]/api/ws?clientId=c";
    QTest::newRow("http in the name") << "https://my-http-host.example"
                                      << "https://my-http-host.example"
                                      << "wss://my-http-host.example/api/ws?clientId=c";
    QTest::newRow("own port") << "https://host:443"
                              << "https://host"
                              << "wss://host/api/ws?clientId=c";
}

void TestServerConnection::makesAddressesOfWhatPeopleType()
{
    QFETCH(QString, typed);
    const auto address = normalisedAddress(typed);
    SC_VERIFY_OK(address);
    QTEST(address->url.toString(), "url");
    QTEST(socketUrl(*address, QStringLiteral("/api/ws"), QStringLiteral("c")).toString(), "socket");
    const auto login = normalisedAddress(QStringLiteral("http://me:pass%3Aword@host"));
    SC_VERIFY_OK(login);
    QCOMPARE(login->url.toString(), QStringLiteral("http://host"));
    QCOMPARE(login->headers.value("Authorization"), "Basic " + QByteArray("me:pass:word").toBase64());
}

void TestServerConnection::refusesWhatIsNoAddress()
{
    for (const char *typed : {"", "   ", "ftp://host", "http://", "host:0", "host:99999", "a b c", "http://[::1", "file:///etc/passwd"})
        SC_COMPARE_PROBLEM(normalisedAddress(QString::fromLatin1(typed)), ProblemCode::ValidationError);
}

void TestServerConnection::namesThatAreUnknown()
{
    ServerAddress address;
    address.url = QUrl(QStringLiteral("http://no-such-machine.invalid:8188"));
    ClientTimes times = quickTimes();
    times.systemStats = std::chrono::milliseconds(15'000);
    Meeting meeting(address, times);
    const auto stats = answerOf<SystemStats>([&](auto done) { meeting.client.systemStats(done); });
    SC_COMPARE_PROBLEM(stats, ProblemCode::ServerOffline);
    QVERIFY2(stats.error().text().contains(QStringLiteral("no-such-machine.invalid")), qPrintable(stats.error().text()));
}

void TestServerConnection::portsThatNobodyListensAt()
{
    HostileServer server;
    server.stop();
    const auto stats = statsOf(server);
    SC_COMPARE_PROBLEM(stats, ProblemCode::ServerOffline);
    QVERIFY2(stats.error().text().contains(QStringLiteral("--listen")), qPrintable(stats.error().text()));
}

void TestServerConnection::serversThatDoNotAnswer()
{
    HostileServer server;
    server.on(QStringLiteral("/system_stats"), [](const Exchange &) {});
    ClientTimes times = quickTimes();
    times.systemStats = std::chrono::milliseconds(200);
    Meeting meeting(addressOf(server), times);
    SC_COMPARE_PROBLEM(answerOf<SystemStats>([&](auto done) { meeting.client.systemStats(done); }), ProblemCode::Timeout);
    QCOMPARE(ClientTimes().systemStats.count(), 5000);
}

void TestServerConnection::answersThatAreNotComfy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const QByteArray html("text/html");
    const QByteArray json("application/json");
    const auto row = [](const char *name, int status, const QByteArray &type, const QByteArray &body, ProblemCode code, const char *says) {
        QTest::newRow(name) << status << type << body << static_cast<int>(code) << QString::fromLatin1(says);
    };
    row("wrong key", 401, html, "<html>401</html>", ProblemCode::ServerRefused, "key");
    row("origin rule", 403, "", "", ProblemCode::ServerRefused, "proxy");
    row("forbidden", 403, html, "<html>no</html>", ProblemCode::ServerRefused, "forbids");
    row("another server", 404, html, "<html>nginx</html>", ProblemCode::ExternalServiceError, "not a ComfyUI server");
    row("login page", 200, html, "<!DOCTYPE html><title>Log in</title>", ProblemCode::ExternalServiceError, "web page");
    row("page without a type", 200, "", "  <html><body>", ProblemCode::ExternalServiceError, "web page");
    row("other JSON", 200, json, R"({"hello":"world"})", ProblemCode::ExternalServiceError, "not a ComfyUI server");
    row("no JSON", 200, json, "OK", ProblemCode::ExternalServiceError, "not a ComfyUI server");
    row("nothing", 200, json, "", ProblemCode::ExternalServiceError, "not a ComfyUI server");
    row("paid out", 402, json, "{}", ProblemCode::ServerRefused, "credits");
    row("too many", 429, json, "{}", ProblemCode::RateLimited, "requests");
    row("inside", 500, "text/plain", "500 Internal Server Error", ProblemCode::ExternalServiceError, "failed inside");
    row("bad gateway", 502, html, "<html>502</html>", ProblemCode::ServerOffline, "behind it");
    row("starting", 503, html, "<html>503</html>", ProblemCode::ServerOffline, "behind it");
    row("Cloudflare", 524, html, "<html>524</html>", ProblemCode::ServerOffline, "behind it");
    row("login by redirect", 302, html, "", ProblemCode::ServerRefused, "login");
}

void TestServerConnection::answersThatAreNotComfy()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    QFETCH(QString, says);
    HostileServer server;
    Reply reply = Reply::nothing(status);
    reply.contentType = type;
    reply.body = body;
    if (status == 302)
        reply.headers.insert("Location", "/login");
    server.everywhere(reply);
    const auto stats = statsOf(server);
    SC_COMPARE_PROBLEM(stats, static_cast<ProblemCode>(code));
    QVERIFY2(stats.error().text().contains(says), qPrintable(stats.error().text()));
    QVERIFY(!stats.error().actions().isEmpty());
}

void TestServerConnection::answersThatNeverEnd()
{
    HostileServer server;
    server.on(QStringLiteral("/system_stats"), [](const Exchange &exchange) {
        exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2147483648\r\n\r\n{");
    });
    auto stats = statsOf(server);
    SC_COMPARE_PROBLEM(stats, ProblemCode::ExternalServiceError);
    QVERIFY(stats.error().text().contains(QStringLiteral("sent more than")));
    // Nothing announced, only sent.
    server.on(QStringLiteral("/system_stats"), [](const Exchange &exchange) {
        exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\"" + QByteArray(6 * 1024 * 1024, 'x'));
    });
    stats = statsOf(server);
    SC_COMPARE_PROBLEM(stats, ProblemCode::ExternalServiceError);
}

void TestServerConnection::answersThatBreakOff()
{
    HostileServer server;
    server.on(QStringLiteral("/system_stats"), [](const Exchange &exchange) {
        exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"system\":");
        exchange.drop();
    });
    SC_COMPARE_PROBLEM(statsOf(server), ProblemCode::ServerOffline);
    server.on(QStringLiteral("/system_stats"), [](const Exchange &exchange) { exchange.drop(); });
    SC_COMPARE_PROBLEM(statsOf(server), ProblemCode::ServerOffline);
}

void TestServerConnection::proxiesThatHoldBackWebSockets()
{
    HostileServer server;
    server.setSocketRule([](const practice::HttpMessage &) { return std::optional(Reply::text(400, "Bad Request")); });
    Meeting meeting(addressOf(server));
    meeting.client.open();
    QTRY_COMPARE(meeting.client.state(), State::Offline);
    QVERIFY(meeting.client.lastProblem().has_value());
    server.setSocketRule([](const practice::HttpMessage &) { return std::optional(Reply::text(401, "Unauthorized")); });
    QTRY_COMPARE(meeting.client.lastProblem()->code(), ProblemCode::ServerRefused);
    server.setSocketRule({});
    QTRY_COMPARE(meeting.client.state(), State::Online);
}

void TestServerConnection::aServerThatStartsLater()
{
    HostileServer server;
    const quint16 port = server.port();
    server.stop();
    Meeting meeting(addressOf(server));
    meeting.client.open();
    QTRY_COMPARE(meeting.client.state(), State::Offline);
    QCOMPARE(meeting.client.lastProblem()->code(), ProblemCode::ServerOffline);
    QVERIFY(server.listen(port));
    QTRY_COMPARE(meeting.client.state(), State::Online);
    QVERIFY(!meeting.client.lastProblem());
}

void TestServerConnection::waitsLongerEachTime()
{
    BackOff backOff(std::chrono::seconds(1), std::chrono::seconds(60));
    QList<qint64> waits;
    for (int i = 0; i < 8; ++i)
        waits.append(backOff.next().count() / 1000);
    QCOMPARE(waits, (QList<qint64>{1, 2, 4, 8, 16, 32, 60, 60}));
    backOff.reset();
    QCOMPARE(backOff.next().count(), 1000);
    QCOMPARE(ClientTimes().backOffFirst.count(), 1000);
    QCOMPARE(ClientTimes().backOffMost.count(), 60'000);
}

void TestServerConnection::checkNowDoesNotWait()
{
    HostileServer server;
    const quint16 port = server.port();
    server.stop();
    ClientTimes times = quickTimes();
    times.backOffFirst = std::chrono::minutes(10);
    times.backOffMost = std::chrono::minutes(10);
    Meeting meeting(addressOf(server), times);
    meeting.client.open();
    QTRY_COMPARE(meeting.client.state(), State::Offline);
    QVERIFY(server.listen(port));
    meeting.client.checkNow();
    QTRY_COMPARE(meeting.client.state(), State::Online);
}

void TestServerConnection::aServerThatRestarts()
{
    HostileServer server;
    const quint16 port = server.port();
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    QSignalSpy back(&meeting.client, &ServerClient::cameBack);
    server.stop();
    QTRY_VERIFY(meeting.client.state() != State::Online);
    QVERIFY(server.listen(port));
    QTRY_COMPARE(meeting.client.state(), State::Online);
    QCOMPARE(back.count(), 1);
}

void TestServerConnection::comesBackWithItsIdAndFlags()
{
    HostileServer server;
    QStringList ids;
    server.setSocketRule([&ids](const practice::HttpMessage &request) {
        ids += request.value(QStringLiteral("clientId"));
        return std::optional<Reply>();
    });
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    QTRY_COMPARE(server.heard().size(), 1);
    for (QWebSocket *socket : server.sockets())
        socket->abort();
    QTRY_COMPARE(server.heard().size(), 2); // the flags belong to a connection
    QCOMPARE(ids, (QStringList{kClient, kClient}));
}

void TestServerConnection::stopsWhenClosed()
{
    HostileServer server;
    Meeting meeting(addressOf(server));
    QVERIFY(meeting.becomesOnline());
    QSignalSpy states(&meeting.client, &ServerClient::stateChanged);
    meeting.client.close();
    QCOMPARE(meeting.client.state(), State::Offline);
    QVERIFY(!meeting.client.lastProblem());
    QTRY_VERIFY(server.sockets().isEmpty());
    const qsizetype seen = server.seen().size();
    // Another one comes online twice meanwhile: there was time to try again.
    for (int i = 0; i < 2; ++i)
        QVERIFY(Meeting(addressOf(server)).becomesOnline());
    QCOMPARE(states.count(), 1);
    QCOMPARE(meeting.client.state(), State::Offline);
    QVERIFY(server.seen().size() > seen);
    QVERIFY(meeting.becomesOnline()); // and may be opened again
}

void TestServerConnection::answersEverythingWhenClosed()
{
    HostileServer server;
    server.on(QStringLiteral("/queue"), [](const Exchange &) {});
    Meeting meeting(addressOf(server));
    const auto queue = answerOf<RemoteQueue>([&](auto done) {
        meeting.client.queue(done);
        QTimer::singleShot(50, &meeting.client, [&meeting] { meeting.client.close(); });
    });
    SC_COMPARE_PROBLEM(queue, ProblemCode::Cancelled);
    // Destroyed with a call on its way: no answer, no crash.
    bool answered = false;
    {
        Meeting other(addressOf(server));
        const int asked = server.count(QStringLiteral("/queue"));
        other.client.queue([&answered](const Result<RemoteQueue> &) { answered = true; });
        QTRY_COMPARE(server.count(QStringLiteral("/queue")), asked + 1);
    }
    QVERIFY(Meeting(addressOf(server)).becomesOnline());
    QVERIFY(!answered);
}

void TestServerConnection::aDeafSocketAfterASubmission()
{
    HostileServer server; // never tells the status that every change of the queue brings
    server.on(QStringLiteral("/prompt"), Reply::json({{QStringLiteral("prompt_id"), kPrompt}, {QStringLiteral("number"), 1}}));
    server.on(QStringLiteral("/queue"), [](const Exchange &exchange) {
        exchange.reply(Reply::json(
            {{QStringLiteral("queue_running"), QJsonArray()},
             {QStringLiteral("queue_pending"), QJsonArray{QJsonArray{1, kPrompt, QJsonObject(), QJsonObject(), QJsonArray()}}}}));
    });
    ClientTimes times = quickTimes();
    times.statusAfterSubmit = std::chrono::milliseconds(150);
    Meeting meeting(addressOf(server), times);
    QVERIFY(meeting.becomesOnline());
    QTRY_COMPARE(server.heard().size(), 1);
    QSignalSpy back(&meeting.client, &ServerClient::cameBack);
    SC_VERIFY_OK(answerOf<Submission>([&](auto done) { meeting.client.submit(kPrompt, kGraph, {}, done); }));
    QTRY_COMPARE(back.count(), 1);
    QTRY_COMPARE(server.heard().size(), 2);
}

void TestServerConnection::aDeafSocketDuringAJob()
{
    HostileServer server;
    const QJsonArray entry{1, kPrompt, QJsonObject(), QJsonObject(), QJsonArray()};
    QJsonArray running;
    QJsonArray waiting;
    waiting.append(entry);
    server.on(QStringLiteral("/queue"), [&running, &waiting](const Exchange &exchange) {
        exchange.reply(Reply::json({{QStringLiteral("queue_running"), running}, {QStringLiteral("queue_pending"), waiting}}));
    });
    ClientTimes times = quickTimes();
    times.silence = std::chrono::milliseconds(100);
    Meeting meeting(addressOf(server), times);
    meeting.client.follow(kPrompt);
    QVERIFY(meeting.becomesOnline());
    QSignalSpy back(&meeting.client, &ServerClient::cameBack);
    server.send(eventOf("execution_start", kPrompt));
    // Loading a model takes minutes without a word: as long as the queue agrees with what was heard, nothing is done.
    QTRY_COMPARE(meeting.count<StartedEvent>(), 1);
    running.append(entry);
    waiting = {};
    const int before = server.count(QStringLiteral("/queue"));
    QTRY_VERIFY(server.count(QStringLiteral("/queue")) >= before + 2);
    QCOMPARE(back.count(), 0);
    running = {}; // it ended, and we were not told
    QTRY_COMPARE(back.count(), 1);
    QTRY_COMPARE(meeting.client.state(), State::Online);
}

void TestServerConnection::pongsKeepAQuietLineAlive()
{
    HostileServer server;
    ClientTimes times = quickTimes();
    times.ping = std::chrono::milliseconds(20);
    Meeting meeting(addressOf(server), times);
    QVERIFY(meeting.becomesOnline());
    QSignalSpy states(&meeting.client, &ServerClient::stateChanged);
    int pings = 0;
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&pings] { ++pings; });
    beat.start(times.ping);
    QTRY_VERIFY(pings >= 12); // four times as long as it waits for an answer
    QCOMPARE(states.count(), 0);
    QCOMPARE(meeting.client.state(), State::Online);
}

void TestServerConnection::aDeadLineIsNoticedByPings()
{
    HostileServer server;
    CutWire wire(server.port());
    ClientTimes times = quickTimes();
    times.ping = std::chrono::milliseconds(20);
    ServerAddress address;
    address.url = wire.url();
    Meeting meeting(address, times);
    QVERIFY(meeting.becomesOnline());
    QSignalSpy states(&meeting.client, &ServerClient::stateChanged);
    wire.cut();
    QTRY_VERIFY(meeting.client.state() != State::Online);
    QVERIFY(meeting.client.lastProblem().has_value());
    QCOMPARE(meeting.client.lastProblem()->code(), ProblemCode::Timeout);
    wire.mend();
    QTRY_COMPARE_WITH_TIMEOUT(meeting.client.state(), State::Online, 20'000);
}

SC_TEST(TestServerConnection)
#include "tst_server_connection.moc"
