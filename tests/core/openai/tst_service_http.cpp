// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/service_http.h"

#include "tests/core/openai/model_server.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::openai;
using namespace sc::test;

namespace {

const QString kModels = QStringLiteral("/v1/models");
const QByteArray kKey = "sk-marker-0123456789";

struct Asked
{
    std::optional<Result<ServiceAnswer>> answer;
};

} // namespace

class TestServiceHttp : public QObject
{
    Q_OBJECT

    static HostileServer::Reply good() { return HostileServer::Reply::json({{QStringLiteral("data"), QJsonArray()}}); }

    Result<ServiceAnswer> ask(ServiceHttp &http, const ServiceRequest &request)
    {
        const auto asked = std::make_shared<Asked>();
        http.send(request, [asked](const Result<ServiceAnswer> &answer) { asked->answer = answer; });
        if (!QTest::qWaitFor([&] { return asked->answer.has_value(); }, 20'000))
            return std::unexpected(Problem(ProblemCode::InternalError, QStringLiteral("no answer")));
        return *asked->answer;
    }
    Result<ServiceAnswer> get(ServiceHttp &http)
    {
        ServiceRequest request;
        request.path = QStringLiteral("/models");
        return ask(http, request);
    }
    static QUrl baseOf(const HostileServer &server) { return server.url(QStringLiteral("/v1")); }

private Q_SLOTS:
    void theKeyGoesAlongAndNoCookies()
    {
        HostileServer server;
        server.on(kModels, good());
        ServiceHttp http(baseOf(server), kKey, quickServiceTimes());
        SC_VERIFY_OK(get(http));
        QCOMPARE(server.last(kModels).header("authorization"), "Bearer " + kKey);
        QVERIFY(server.last(kModels).header("cookie").isEmpty());
        ServiceHttp keyless(baseOf(server), {}, quickServiceTimes());
        SC_VERIFY_OK(get(keyless));
        QVERIFY(server.last(kModels).header("authorization").isEmpty());
    }

    void refusalsOfEveryShapeAreUnderstood_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, int status, const QByteArray &body, ProblemCode code, const char *detail) {
            QTest::newRow(name) << status << body << static_cast<int>(code) << QString::fromUtf8(detail);
        };
        row("object", 400, R"({"error":{"message":"bad","type":"invalid_request_error","param":"x","code":"y"}})",
            ProblemCode::ValidationError, "bad");
        row("text", 400, R"({"error":"plain words"})", ProblemCode::ValidationError, "plain words");
        row("number for a code", 404, R"({"error":{"message":"gone","code":404}})", ProblemCode::ResourceNotFound, "gone");
        row("key in the words", 401, "{\"error\":{\"message\":\"Incorrect API key provided: " + kKey + "\"}}", ProblemCode::NotAuthorised,
            "Incorrect API key provided: ***");
        row("page", 403, "<!doctype html><title>Forbidden</title>", ProblemCode::ServerRefused, "HTTP 403");
        row("empty", 500, "", ProblemCode::ExternalServiceError, "HTTP 500");
        row("no credit", 429, R"({"error":{"message":"You exceeded your quota","code":"insufficient_quota"}})", ProblemCode::RateLimited,
            "You exceeded your quota");
    }
    void refusalsOfEveryShapeAreUnderstood()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const int, code);
        QFETCH(const QString, detail);
        HostileServer server;
        HostileServer::Reply reply = HostileServer::Reply::text(status, body);
        server.on(kModels, reply);
        ServiceHttp http(baseOf(server), kKey, quickServiceTimes());
        const auto answer = get(http);
        SC_COMPARE_PROBLEM(answer, static_cast<ProblemCode>(code));
        QCOMPARE(answer.error().detail(), detail);
        QVERIFY(!answer.error().toLogLine().contains(QString::fromLatin1(kKey)));
        QCOMPARE(server.count(kModels), status == 500 ? 3 : 1); // only trouble of its own is asked about again
    }

    void itWaitsAsItIsTold_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("waited"); // ms; -1: not tried again
        QTest::newRow("milliseconds") << 429 << QByteArray("Retry-After-Ms") << QByteArray("30") << 30;
        QTest::newRow("seconds") << 429 << QByteArray("Retry-After") << QByteArray("0.04") << 40;
        QTest::newRow("a date that passed") << 503 << QByteArray("Retry-After") << QByteArray("Mon, 02 Jan 2023 10:00:00 GMT") << 0;
        QTest::newRow("too long") << 429 << QByteArray("Retry-After") << QByteArray("300") << -1;
        QTest::newRow("it should") << 400 << QByteArray("X-Should-Retry") << QByteArray("true") << 0;
        QTest::newRow("it should not") << 503 << QByteArray("X-Should-Retry") << QByteArray("false") << -1;
    }
    void itWaitsAsItIsTold()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, value);
        QFETCH(const int, waited);
        HostileServer server;
        server.on(kModels, [&](const HostileServer::Exchange &exchange) {
            HostileServer::Reply reply = good();
            if (server.count(kModels) == 1) {
                reply = failure(status, QStringLiteral("later"));
                reply.headers.insert(name, value);
            }
            exchange.reply(reply);
        });
        ServiceHttp http(baseOf(server), {}, quickServiceTimes());
        QSignalSpy waiting(&http, &ServiceHttp::waiting);
        QCOMPARE(get(http).has_value(), waited >= 0);
        QCOMPARE(waiting.size(), waited >= 0 ? 1 : 0);
        if (waited > 0)
            QCOMPARE(waiting.first().first().toInt(), waited);
    }

    void twoTroublesAreOutlived()
    {
        HostileServer server;
        server.on(kModels, [&server](const HostileServer::Exchange &exchange) {
            if (server.count(kModels) < 3)
                exchange.drop();
            else
                exchange.reply(good());
        });
        ServiceHttp http(baseOf(server), {}, quickServiceTimes());
        SC_VERIFY_OK(get(http));
    }

    void whatCostsMoneyIsSentOnce()
    {
        HostileServer server;
        server.on(QStringLiteral("/v1/videos"), failure(503, QStringLiteral("busy")));
        ServiceHttp http(baseOf(server), {}, quickServiceTimes());
        ServiceRequest request;
        request.verb = "POST";
        request.path = QStringLiteral("/videos");
        request.body = {{QStringLiteral("prompt"), QStringLiteral("x")}};
        request.mayRepeat = false;
        SC_COMPARE_PROBLEM(ask(http, request), ProblemCode::ExternalServiceError);
        QCOMPARE(server.count(QStringLiteral("/v1/videos")), 1);
    }

    void aRedirectElsewhereIsFollowedWithoutTheKey()
    {
        HostileServer elsewhere;
        elsewhere.on(QStringLiteral("/file"), good());
        HostileServer server;
        HostileServer::Reply there = HostileServer::Reply::nothing(302);
        there.headers.insert("Location", elsewhere.url(QStringLiteral("/file")).toEncoded());
        server.on(kModels, there);
        ServiceHttp http(baseOf(server), kKey, quickServiceTimes());
        SC_VERIFY_OK(get(http));
        QCOMPARE(elsewhere.count(QStringLiteral("/file")), 1);
        QVERIFY(elsewhere.last(QStringLiteral("/file")).header("authorization").isEmpty());
        // What carries something does not follow.
        server.on(kChat, there);
        ServiceRequest request;
        request.verb = "POST";
        request.path = QStringLiteral("/chat/completions");
        request.body = {{QStringLiteral("model"), QStringLiteral("m")}};
        SC_COMPARE_PROBLEM(ask(http, request), ProblemCode::ServerRefused);
        QCOMPARE(elsewhere.count(QStringLiteral("/file")), 1);
        // Nor does anybody run in circles.
        there.headers.insert("Location", server.url(kModels).toEncoded());
        server.on(kModels, there);
        SC_COMPARE_PROBLEM(get(http), ProblemCode::ServerRefused);
    }

    void aServerThatIsNotThereIsNamed()
    {
        HostileServer server;
        const QUrl base = baseOf(server);
        server.stop();
        ServiceHttp http(base, {}, quickServiceTimes());
        QSignalSpy waiting(&http, &ServiceHttp::waiting);
        const auto answer = get(http);
        SC_COMPARE_PROBLEM(answer, ProblemCode::ServerOffline);
        QVERIFY(answer.error().text().contains(QStringLiteral("Start the program")));
        QCOMPARE(waiting.size(), 0); // no storm of tries
    }

    void silenceEnds()
    {
        HostileServer server;
        server.on(kModels, [](const HostileServer::Exchange &) {});
        ServiceTimes times = quickServiceTimes();
        times.idleAtHome = std::chrono::milliseconds(100);
        times.tries = 1;
        ServiceHttp http(baseOf(server), {}, times);
        SC_COMPARE_PROBLEM(get(http), ProblemCode::Timeout);
    }

    void anEndlessAnswerIsCut()
    {
        HostileServer server;
        server.on(kModels, [](const HostileServer::Exchange &exchange) {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2000000000\r\n\r\n");
            for (int i = 0; i < 20; ++i)
                exchange.raw(QByteArray(1 << 20, ' '));
        });
        ServiceHttp http(baseOf(server), {}, quickServiceTimes());
        SC_COMPARE_PROBLEM(get(http), ProblemCode::ResultInvalid);
    }

    void aKeyIsNotSentInTheClear()
    {
        ServiceHttp http(QUrl(QStringLiteral("http://192.168.0.9/v1")), kKey, quickServiceTimes());
        SC_COMPARE_PROBLEM(get(http), ProblemCode::ValidationError);
    }

    void overTlsWithACertificateThatIsTrustedOrNot()
    {
        const auto self = makeSelfSigned(QStringLiteral("IP:127.0.0.1"));
        if (!self)
            QSKIP("no openssl to make a certificate with");
        HostileServer server(false);
        server.withTls(self->tls);
        QVERIFY(server.listen());
        server.on(kModels, good());
        ServiceHttp stranger(baseOf(server), kKey, quickServiceTimes());
        SC_COMPARE_PROBLEM(get(stranger), ProblemCode::ExternalServiceError);
        QCOMPARE(server.count(kModels), 0);
        ServiceHttp http(baseOf(server), kKey, quickServiceTimes());
        http.trust({self->tls.localCertificate()});
        SC_VERIFY_OK(get(http));
    }

    void aCallThatIsGivenUpIsNeverAnswered()
    {
        HostileServer server;
        bool isAnswered = false;
        {
            ServiceHttp http(baseOf(server), {}, quickServiceTimes());
            server.on(kModels, [](const HostileServer::Exchange &) {});
            ServiceRequest request;
            request.path = QStringLiteral("/models");
            ServiceCall *call = http.send(request, [&](const auto &) { isAnswered = true; });
            QTRY_COMPARE(server.count(kModels), 1);
            delete call;
            http.send(request, [&](const auto &) { isAnswered = true; });
            QTRY_COMPARE(server.count(kModels), 2);
        }
        QVERIFY(!isAnswered);
    }
};

SC_TEST(TestServiceHttp)
#include "tst_service_http.moc"
