// SPDX-License-Identifier: GPL-3.0-or-later
// The sign-in page under attack: other programs, other pages, other names of this address.
#include "core/accounts/loopback_sign_in.h"

#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QEventLoop>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::accounts;

namespace {

const QByteArray kToken = "listener-token-0123456789-0123456789==";

QByteArray json(const QByteArray &state, const char *name, const QByteArray &value)
{
    return "{\"state\":\"" + state + "\",\"" + name + "\":\"" + value + "\"}";
}

struct Answer
{
    int status = 0; // 0: the connection ended without one
    QByteArray head;
    QByteArray body;
};

} // namespace

class TestLoopbackSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_verdict = Result<>();
        m_holdVerdict = nullptr;
        m_seen.clear();
        m_signIn = std::make_unique<LoopbackSignIn>([this](const QByteArray &token, const LoopbackSignIn::Verdict &verdict) {
            m_seen.append(token);
            if (m_holds)
                m_holdVerdict = verdict;
            else
                verdict(m_verdict);
        });
        m_holds = false;
        m_ended = std::make_unique<QSignalSpy>(m_signIn.get(), &LoopbackSignIn::ended);
        const auto address = m_signIn->start("dev.eloper.token", 0);
        SC_VERIFY_OK(address);
        m_address = *address;
        m_host = "127.0.0.1:" + QByteArray::number(m_address.port());
    }

    void itListensOnTheLoopbackAddressAlone()
    {
        QCOMPARE(m_signIn->address(), QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(m_address.host(), QStringLiteral("127.0.0.1"));
        QVERIFY(m_address.path().size() > 40);
    }

    void theAddressOpensOnce()
    {
        const Answer first = get(m_address.path().toLatin1(), {});
        QCOMPARE(first.status, 303);
        QVERIFY(first.head.contains("Set-Cookie: sc="));
        QVERIFY(first.head.contains("HttpOnly; SameSite=Strict; Path=/\r\n"));
        QVERIFY(first.head.contains("Location: /connect\r\n"));
        QCOMPARE(get(m_address.path().toLatin1(), {}).status, 410);
    }

    void thePageNeedsItsCookieAndHasItsHeaders()
    {
        QCOMPARE(get("/connect", {}).status, 403);
        QCOMPARE(get("/connect", "sc=guess").status, 403);
        open();
        const Answer page = get("/connect", m_cookie);
        QCOMPARE(page.status, 200);
        const QRegularExpression nonce(QStringLiteral("nonce-([A-Za-z0-9_-]{43})'"));
        const QByteArray policy = signInPolicy(nonce.match(QString::fromLatin1(page.head)).captured(1).toLatin1());
        QCOMPARE(page.head.mid(page.head.indexOf("Content-Security-Policy: ") + 25).split('\r').first(), policy);
        QVERIFY(policy.startsWith("default-src 'none'; script-src 'nonce-"));
        for (const char *line : {"Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n", "X-Frame-Options: DENY\r\n",
                                 "Referrer-Policy: strict-origin-when-cross-origin\r\n", "Content-Type: text/html; charset=utf-8\r\n"})
            QVERIFY2(page.head.contains(line), line);
        QVERIFY(!page.head.toLower().contains("cross-origin-opener-policy"));
        QVERIFY(!page.head.toLower().contains("access-control"));
        QVERIFY(page.body.contains("https://js-cdn.music.apple.com/musickit/v3/musickit.js"));
        QVERIFY(page.body.contains("dev.eloper.token"));
        QVERIFY(!page.body.contains('@' + QByteArray("NONCE")) && !page.body.contains("@CONFIG"));
        // Read again (a reload, a second tab) it is the same attempt.
        QCOMPARE(stateOf(get("/connect", m_cookie)), stateOf(page));
    }

    void aTokenIsTakenOnceAndTheDoorCloses()
    {
        open();
        const Answer taken = post(token(kToken));
        QCOMPARE(taken.status, 200);
        QCOMPARE(QJsonDocument::fromJson(taken.body).object().value(QStringLiteral("good")).toBool(), true);
        QCOMPARE(m_seen, QList<QByteArray>{kToken});
        QCOMPARE(m_ended->size(), 1);
        QVERIFY(qvariant_cast<Result<>>(m_ended->first().first()).has_value());
        QVERIFY(!m_signIn->isRunning());
        QCOMPARE(post(token(kToken)).status, 0); // nobody listens
    }

    void everyAttackIsRefusedAndTheRightOneStillWorks_data()
    {
        QTest::addColumn<QByteArray>("head"); // replaces lines of a good request
        QTest::addColumn<QByteArray>("body"); // empty: a good one
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &head, int status, const QByteArray &body = {}) {
            QTest::newRow(name) << head << body << status;
        };
        row("foreign host", "Host: evil.test:@PORT@", 421);
        row("localhost by name", "Host: localhost:@PORT@", 421);
        row("host without port", "Host: 127.0.0.1", 421);
        row("foreign origin", "Origin: https://evil.test", 403);
        row("no origin", "Origin:", 403);
        row("null origin", "Origin: null", 403);
        row("origin by name", "Origin: http://localhost:@PORT@", 403);
        row("cross-site", "Sec-Fetch-Site: cross-site", 403);
        row("same-site", "Sec-Fetch-Site: same-site", 403);
        row("opened by hand", "Sec-Fetch-Site: none", 403);
        row("text/plain", "Content-Type: text/plain", 415);
        row("a form", "Content-Type: application/x-www-form-urlencoded", 415);
        row("no cookie", "Cookie:", 403);
        row("wrong cookie", "Cookie: sc=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 403);
        row("wrong state", {}, 403,
            json("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "token", "0123456789012345678901234567890123456789"));
        row("no state", {}, 403, "{\"token\":\"0123456789012345678901234567890123456789\"}");
        row("no JSON", {}, 400, "state=1");
        row("a list", {}, 400, "[]");
        row("chunks", "Transfer-Encoding: chunked", 400);
        row("a length that is none", "Content-Length: ten", 400);
        row("a negative length", "Content-Length: -1", 400);
        row("a mebibyte", "Content-Length: 1048576", 413);
        row("a large head", "X-Large: " + QByteArray(9'000, 'x'), 431);
    }

    void everyAttackIsRefusedAndTheRightOneStillWorks()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        open();
        head.replace("@PORT@", QByteArray::number(m_address.port()));
        const Answer refused = post(body.isEmpty() ? token(kToken) : body, head);
        QCOMPARE(refused.status, status);
        QVERIFY(refused.body.isEmpty());
        QVERIFY(m_seen.isEmpty());
        QVERIFY(m_signIn->isRunning());
        QCOMPARE(post(token(kToken)).status, 200);
        QCOMPARE(m_seen.size(), 1);
    }

    void otherPathsAndMethodsAreNotThere()
    {
        open();
        for (const char *path : {"/", "/favicon.ico", "/connect/", "/../connect", "/token/x"})
            QCOMPARE(get(path, m_cookie).status, 404);
        QCOMPARE(get("/token", m_cookie).status, 405);
        QCOMPARE(exchange("DELETE /token HTTP/1.1\r\nHost: " + m_host + "\r\n\r\n").status, 405);
        QCOMPARE(exchange("POST /connect HTTP/1.1\r\nHost: " + m_host + "\r\n\r\n").status, 405);
        QCOMPARE(exchange("nonsense\r\n\r\n").status, 400);
        QCOMPARE(exchange("GET /connect HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").status, 400);
        QCOMPARE(exchange("GET https://evil.test/connect HTTP/1.1\r\n\r\n").status, 400);
    }

    void whatIsNoTokenIsNotOne()
    {
        open();
        QSignalSpy troubled(m_signIn.get(), &LoopbackSignIn::troubled);
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("short"), QByteArray(5'000, 'x'), QByteArray("with spaces in it and long enough to be one"),
              QByteArray("ümlauts-ümlauts-ümlauts-ümlauts-ümlauts")}) {
            const Answer answer = post(token(bad));
            QCOMPARE(answer.status, 200);
            QCOMPARE(QJsonDocument::fromJson(answer.body).object().value(QStringLiteral("good")).toBool(true), false);
        }
        QCOMPARE(troubled.size(), 5);
        QVERIFY(m_seen.isEmpty());
        QVERIFY(m_signIn->isRunning());
    }

    void aRefusedTokenLeavesTheAttemptOpen()
    {
        open();
        m_verdict = std::unexpected(Problem(ProblemCode::NotAuthorised, QStringLiteral("Apple says no.")));
        const Answer refused = post(token(kToken));
        QCOMPARE(refused.status, 200);
        QCOMPARE(QJsonDocument::fromJson(refused.body).object().value(QStringLiteral("text")).toString(), QStringLiteral("Apple says no."));
        QVERIFY(m_signIn->isRunning());
        m_verdict = {};
        QCOMPARE(post(token(kToken)).status, 200);
        QVERIFY(!m_signIn->isRunning());
    }

    void aSecondTokenWhileOneIsCheckedIsRefused()
    {
        open();
        m_holds = true;
        QTcpSocket socket;
        connectTo(socket, request(token(kToken)));
        QTRY_COMPARE(m_seen.size(), 1);
        QCOMPARE(post(token(kToken)).status, 409);
        m_holdVerdict({});
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.readAll().contains("\"good\":true"));
        QCOMPARE(m_ended->size(), 1);
    }

    void thePageMayCancel()
    {
        open();
        QCOMPARE(post(json(m_state, "error", "CANCELLED")).status, 200);
        QCOMPARE(m_ended->size(), 1);
        SC_COMPARE_PROBLEM(qvariant_cast<Result<>>(m_ended->first().first()), ProblemCode::Cancelled);
    }

    void failuresInThePageAreTold()
    {
        open();
        QSignalSpy troubled(m_signIn.get(), &LoopbackSignIn::troubled);
        QCOMPARE(post(json(m_state, "error", "ACCESS_DENIED: decline")).status, 200);
        QCOMPARE(troubled.size(), 1);
        QCOMPARE(qvariant_cast<Problem>(troubled.first().first()).detail(), QStringLiteral("ACCESS_DENIED: decline"));
        QVERIFY(m_signIn->isRunning());
    }

    void nobodyComesBack()
    {
        LoopbackSignIn signIn([](const QByteArray &, const LoopbackSignIn::Verdict &) {});
        QSignalSpy ended(&signIn, &LoopbackSignIn::ended);
        SC_VERIFY_OK(signIn.start("t", 0, std::chrono::milliseconds(50)));
        QTRY_COMPARE(ended.size(), 1);
        SC_COMPARE_PROBLEM(qvariant_cast<Result<>>(ended.first().first()), ProblemCode::Timeout);
        QVERIFY(!signIn.isRunning());
    }

    void manySlowConnectionsDoNotFillIt()
    {
        open();
        std::vector<std::unique_ptr<QTcpSocket>> slow;
        for (int i = 0; i < 20; ++i) {
            slow.push_back(std::make_unique<QTcpSocket>());
            connectTo(*slow.back(), "POST /token HTTP/1.1\r\nHost: ");
        }
        // Those above the limit are dropped at once.
        QTRY_VERIFY(
            std::count_if(slow.begin(), slow.end(), [](const auto &it) { return it->state() == QAbstractSocket::UnconnectedState; }) >= 12);
        slow.clear();
        QVERIFY(QTest::qWaitFor([this] { return post(token(kToken)).status == 200; }, 30'000));
    }

    void twoAttemptsAreApart()
    {
        open();
        LoopbackSignIn other([](const QByteArray &, const LoopbackSignIn::Verdict &) {});
        const auto address = other.start("t", m_address.port()); // taken: another one
        SC_VERIFY_OK(address);
        QVERIFY(address->port() != m_address.port());
        QVERIFY(address->path() != m_address.path());
    }

private:
    static QByteArray stateOf(const Answer &page)
    {
        static const QRegularExpression form(QStringLiteral("\"state\":\"([A-Za-z0-9_-]+)\""));
        return form.match(QString::fromUtf8(page.body)).captured(1).toLatin1();
    }

    void open()
    {
        const Answer first = get(m_address.path().toLatin1(), {});
        QCOMPARE(first.status, 303);
        m_cookie = first.head.mid(first.head.indexOf("Set-Cookie: ") + 12).split(';').first();
        m_state = stateOf(get("/connect", m_cookie));
        QVERIFY(m_state.size() > 40);
    }

    [[nodiscard]] QByteArray token(const QByteArray &text) const { return json(m_state, "token", text); }

    // A good POST with one line of its head replaced; a line without a value is left out.
    [[nodiscard]] QByteArray request(const QByteArray &body, const QByteArray &replaced = {}) const
    {
        QList<QByteArray> lines{"Host: " + m_host,
                                "Origin: http://" + m_host,
                                "Sec-Fetch-Site: same-origin",
                                "Content-Type: application/json",
                                "Content-Length: " + QByteArray::number(body.size()),
                                "Cookie: other=1; " + m_cookie};
        const QByteArray name = replaced.left(replaced.indexOf(':') + 1);
        lines.removeIf([&](const QByteArray &line) { return !name.isEmpty() && line.startsWith(name); });
        if (!replaced.isEmpty() && !replaced.endsWith(':'))
            lines.append(replaced);
        return "POST /token HTTP/1.1\r\n" + lines.join("\r\n") + "\r\n\r\n" + body;
    }

    Answer post(const QByteArray &body, const QByteArray &replaced = {}) { return exchange(request(body, replaced)); }
    Answer get(const QByteArray &path, const QByteArray &cookie)
    {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: " + m_host + "\r\n" +
                        (cookie.isEmpty() ? QByteArray() : "Cookie: " + cookie + "\r\n") + "\r\n");
    }

    void connectTo(QTcpSocket &socket, const QByteArray &bytes) const
    {
        connect(&socket, &QTcpSocket::connected, &socket, [&socket, bytes] { socket.write(bytes); });
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_address.port()));
    }

    Answer exchange(const QByteArray &bytes) const
    {
        QTcpSocket socket;
        QEventLoop loop;
        connect(&socket, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
        connect(&socket, &QTcpSocket::errorOccurred, &loop, &QEventLoop::quit);
        QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
        connectTo(socket, bytes);
        loop.exec();
        const QByteArray all = socket.readAll();
        const qsizetype end = all.indexOf("\r\n\r\n");
        return {all.mid(9, 3).toInt(), all.left(end + 2), end < 0 ? QByteArray() : all.mid(end + 4)};
    }

    std::unique_ptr<LoopbackSignIn> m_signIn;
    std::unique_ptr<QSignalSpy> m_ended;
    QUrl m_address;
    QByteArray m_host;
    QByteArray m_cookie;
    QByteArray m_state;
    Result<> m_verdict;
    bool m_holds = false;
    LoopbackSignIn::Verdict m_holdVerdict;
    QList<QByteArray> m_seen;
};

SC_TEST(TestLoopbackSignIn)
#include "tst_loopback_sign_in.moc"
