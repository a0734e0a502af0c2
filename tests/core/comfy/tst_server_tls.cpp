// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_address.h"
#include "tests/core/comfy/client_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::comfy;
using namespace sc::test;
using State = ServerClient::State;

// Certificates: pinned, unknown, changed.
class TestServerTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPinnedCertificateIsTrusted();
    void anUnknownCertificateIsRefusedWithItsFingerprint();
    void aChangedCertificateStopsWithBothFingerprints();
    void anotherCertificateAfterATrustedOneIsToldNothing();
    void fingerprintsAreReadHoweverWritten();
};

void TestServerTls::aPinnedCertificateIsTrusted()
{
    const auto made = makeSelfSigned();
    if (!made)
        QSKIP("openssl is not installed");
    HostileServer server(false);
    server.withTls(made->tls);
    QVERIFY(server.listen());
    ServerAddress address = addressOf(server);
    address.trust = TlsTrust::Pinned;
    address.fingerprint = made->fingerprint;
    address.headers.insert("Authorization", "Bearer secret");
    Meeting meeting(address);
    QVERIFY(meeting.becomesOnline()); // HTTP and WebSocket, under a name that is not the certificate's
    QCOMPARE(server.last(QStringLiteral("/system_stats")).header("authorization"), QByteArray("Bearer secret"));
}

void TestServerTls::anUnknownCertificateIsRefusedWithItsFingerprint()
{
    const auto made = makeSelfSigned();
    if (!made)
        QSKIP("openssl is not installed");
    HostileServer server(false);
    server.withTls(made->tls);
    QVERIFY(server.listen());
    ServerAddress address = addressOf(server);
    address.headers.insert("Authorization", "Bearer secret");
    Meeting meeting(address);
    meeting.client.open();
    QTRY_COMPARE(meeting.client.state(), State::Offline);
    const Problem problem = *meeting.client.lastProblem();
    QCOMPARE(problem.code(), ProblemCode::ServerRefused);
    QVERIFY2(problem.detail().contains(shownFingerprint(made->fingerprint)), qPrintable(problem.detail()));
    QCOMPARE(problem.entity(), QString::fromLatin1(made->fingerprint));
    QCOMPARE(meeting.client.shownFingerprint(), made->fingerprint);
    QCOMPARE(problem.actions().first().id, QStringLiteral("server.pin"));
    QVERIFY(server.seen().isEmpty()); // the key was not told to a stranger
}

void TestServerTls::aChangedCertificateStopsWithBothFingerprints()
{
    const auto made = makeSelfSigned();
    const auto before = makeSelfSigned();
    if (!made || !before)
        QSKIP("openssl is not installed");
    HostileServer server(false);
    server.withTls(made->tls);
    QVERIFY(server.listen());
    ServerAddress address = addressOf(server);
    address.trust = TlsTrust::Pinned;
    address.fingerprint = before->fingerprint;
    Meeting meeting(address);
    meeting.client.open();
    QTRY_COMPARE(meeting.client.state(), State::Offline);
    const Problem problem = *meeting.client.lastProblem();
    QCOMPARE(problem.code(), ProblemCode::ServerRefused);
    QVERIFY(problem.text().contains(QStringLiteral("changed")));
    QVERIFY(problem.detail().contains(shownFingerprint(made->fingerprint)));
    QVERIFY(problem.detail().contains(shownFingerprint(before->fingerprint)));
    QVERIFY(server.seen().isEmpty());
}

void TestServerTls::anotherCertificateAfterATrustedOneIsToldNothing()
{
    const auto first = makeSelfSigned();
    const auto second = makeSelfSigned();
    if (!first || !second)
        QSKIP("openssl is not installed");
    auto server = std::make_unique<HostileServer>(false);
    server->withTls(first->tls);
    QVERIFY(server->listen());
    const quint16 port = server->port();
    ServerAddress address = addressOf(*server);
    address.trust = TlsTrust::Pinned;
    address.fingerprint = first->fingerprint;
    address.headers.insert("Authorization", "Bearer secret");
    Meeting meeting(address);
    QVERIFY(meeting.becomesOnline());
    server = std::make_unique<HostileServer>(false);
    server->withTls(second->tls);
    QVERIFY(server->listen(port));
    QTRY_VERIFY(meeting.client.lastProblem() && meeting.client.lastProblem()->entityKind() == QStringLiteral("certificate"));
    QCOMPARE(meeting.client.shownFingerprint(), second->fingerprint);
    // The same client, which has connected to this address before.
    const auto stats = answerOf<SystemStats>([&](auto done) { meeting.client.systemStats(done); });
    QVERIFY(!stats);
    QVERIFY(server->seen().isEmpty());
}

void TestServerTls::fingerprintsAreReadHoweverWritten()
{
    const QByteArray hex(64, 'a');
    QCOMPARE(readFingerprint(shownFingerprint(hex)), hex);
    QCOMPARE(readFingerprint(QStringLiteral(" AA ") + QString(62, u'A')), hex);
    QVERIFY(readFingerprint(QStringLiteral("abc")).isEmpty());
    QVERIFY(readFingerprint(QString(64, u'g')).isEmpty());
}

SC_TEST(TestServerTls)
#include "tst_server_tls.moc"
