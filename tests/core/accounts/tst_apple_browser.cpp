// SPDX-License-Identifier: GPL-3.0-or-later
// The sign-in page as it is, in a real Chromium, against a fake Apple over TLS.
#include "core/accounts/apple_account.h"

#include "tests/core/accounts/apple_fixture.h"
#include "tests/core/accounts/headless_browser.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_main.h"

#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::accounts;
using namespace sc::test;

class TestAppleBrowser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (HeadlessBrowser::program().isEmpty())
            QSKIP("needs Chromium");
        const auto tls = makeSelfSigned();
        QVERIFY2(tls, "needs the openssl program");
        m_web = std::make_unique<FakeApple>(&tls->tls);
        m_browser = std::make_unique<HeadlessBrowser>(m_web->port());
        QVERIFY2(m_browser->isRunning(), "Chromium does not start");
    }

    void init()
    {
        m_fixture = std::make_unique<AppleFixture>();
        m_web->scene = QStringLiteral("success");
        m_web->withoutScript = false;
        m_web->listeners = m_fixture->apple.listeners;
        m_ended.reset();
        m_reports = m_web->reports().size();
        SC_VERIFY_OK(m_fixture->setUp());
    }

    void cleanup() { m_fixture.reset(); }

    void itSignsInAndTheAppKnowsTheStorefront()
    {
        const QString page = start();
        QVERIFY(ready(page));
        m_browser->click(page, QStringLiteral("#connect"));
        QVERIFY2(m_browser->waitForText(page, QStringLiteral("#status"), QStringLiteral("Connected")), qPrintable(said(page)));
        QTRY_VERIFY(m_ended.has_value());
        SC_VERIFY_OK(*m_ended);
        QCOMPARE(m_fixture->account.status().state, AppleState::Authorised);
        QCOMPARE(m_fixture->account.status().storefront.id, QStringLiteral("se"));
        QVERIFY(m_fixture->secrets.holds(QStringLiteral("apple/user")));
        // Apple's window opens only right after a click: the page asked for it while the click counted.
        const QStringList reports = m_web->reports().mid(m_reports);
        QVERIFY2(reports.contains(QStringLiteral("activation true")), qPrintable(reports.join(u';')));
        QVERIFY2(reports.contains(QStringLiteral("configure StoryCanvas true StoryCanvas")), qPrintable(reports.join(u';')));
        // The door is shut.
        QTcpSocket socket;
        QSignalSpy refused(&socket, &QTcpSocket::errorOccurred);
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_address.port()));
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(m_fixture->apple.complaints(), QStringList());
    }

    void failuresAreToldAndMayBeTriedAgain_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QString>("text");
        QTest::newRow("declined") << QStringLiteral("decline") << QStringLiteral("ACCESS_DENIED");
        QTest::newRow("closed") << QStringLiteral("close") << QStringLiteral("close");
        QTest::newRow("unavailable") << QStringLiteral("unavailable") << QStringLiteral("unavailable");
        QTest::newRow("another user") << QStringLiteral("switchUserId") << QStringLiteral("switchUserId");
        QTest::newRow("no token") << QStringLiteral("undefined") << QStringLiteral("without an answer");
    }

    void failuresAreToldAndMayBeTriedAgain()
    {
        QFETCH(QString, scene);
        QFETCH(QString, text);
        m_web->scene = scene;
        QSignalSpy troubled(&m_fixture->account, &AppleAccount::signInTroubled);
        const QString page = start();
        QVERIFY(ready(page));
        m_browser->click(page, QStringLiteral("#connect"));
        QVERIFY2(m_browser->waitForText(page, QStringLiteral("#status"), text), qPrintable(said(page)));
        QTRY_COMPARE(troubled.size(), 1);
        QVERIFY(!m_ended.has_value());
        QVERIFY(!m_fixture->secrets.holds(QStringLiteral("apple/user")));
        QTRY_COMPARE(m_browser->evaluate(page, QStringLiteral("document.querySelector('#connect').disabled")).toBool(true), false);
    }

    void aSignInThatAppleRefusesIsNotKept()
    {
        m_fixture->apple.listeners.clear(); // 403, 40300
        const QString page = start();
        QVERIFY(ready(page));
        m_browser->click(page, QStringLiteral("#connect"));
        QVERIFY2(m_browser->waitForText(page, QStringLiteral("#status"), QStringLiteral("does not accept the sign-in")),
                 qPrintable(said(page)));
        QVERIFY(!m_fixture->secrets.holds(QStringLiteral("apple/user")));
        QVERIFY(!m_ended.has_value());
        QCOMPARE(m_fixture->apple.count(QStringLiteral("/me/storefront")), 1); // no loop
    }

    void aRefusedDeveloperTokenIsSaid()
    {
        m_web->scene = QStringLiteral("configure");
        const QString page = start();
        QVERIFY2(m_browser->waitForText(page, QStringLiteral("#status"), QStringLiteral("refused the developer token")),
                 qPrintable(said(page)));
        QVERIFY(m_browser->evaluate(page, QStringLiteral("document.querySelector('#connect').disabled")).toBool());
    }

    void withoutApplesScriptThePageSaysSo()
    {
        m_web->withoutScript = true;
        const QString page = start();
        QVERIFY2(m_browser->waitForText(page, QStringLiteral("#status"), QStringLiteral("could not be loaded")), qPrintable(said(page)));
        QVERIFY(m_fixture->account.isAuthorizing());
        m_browser->click(page, QStringLiteral("#cancel"));
        QTRY_VERIFY(m_ended.has_value());
        SC_COMPARE_PROBLEM(*m_ended, ProblemCode::Cancelled);
    }

    void theAddressCannotBeOpenedAgain()
    {
        const QString page = start();
        QVERIFY(ready(page));
        const QString second = m_browser->open(m_address);
        QTRY_COMPARE(
            m_browser->evaluate(second, QStringLiteral("document.querySelector('#connect') === null && document.readyState")).toString(),
            QStringLiteral("complete"));
        // Reloading the page itself keeps the attempt.
        m_browser->reload(page);
        QVERIFY(ready(page));
        m_browser->click(page, QStringLiteral("#connect"));
        QVERIFY(m_browser->waitForText(page, QStringLiteral("#status"), QStringLiteral("Connected")));
    }

    void anotherPageReachesTheServerAndIsRefused()
    {
        const QString page = start();
        QVERIFY(ready(page));
        const QString script =
            QStringLiteral("fetch('http://127.0.0.1:%1/token', {method: 'POST', mode: 'no-cors', headers: {'Content-Type': 'text/plain'}, "
                           "credentials: 'include', body: '{}'}).then(() => 'sent', () => 'blocked')")
                .arg(m_address.port());
        const QString foreign = m_browser->open(QUrl(QStringLiteral("https://authorize.music.apple.com/nothing")));
        QVERIFY(!m_browser->evaluate(foreign, script).toString().isEmpty());
        // Another script cannot read the page either.
        const QString read =
            QStringLiteral("fetch('http://127.0.0.1:%1/connect', {credentials: 'include'}).then(() => 'read', () => 'blocked')")
                .arg(m_address.port());
        QCOMPARE(m_browser->evaluate(foreign, read).toString(), QStringLiteral("blocked"));
        QVERIFY(!m_ended.has_value());
        m_browser->click(page, QStringLiteral("#connect"));
        QVERIFY(m_browser->waitForText(page, QStringLiteral("#status"), QStringLiteral("Connected")));
    }

    void cleanupTestCase()
    {
        m_fixture.reset();
        m_browser.reset();
        m_web.reset();
    }

private:
    QString start()
    {
        m_address = {};
        m_fixture->account.authorize(
            [this](const QUrl &address) {
                m_address = address;
                return true;
            },
            [this](const Result<> &result) { m_ended = result; }, std::chrono::minutes(2), 0);
        if (!QTest::qWaitFor([this] { return m_address.isValid(); }, 30'000))
            return {};
        return m_browser->open(m_address);
    }

    bool ready(const QString &page) { return m_browser->waitForText(page, QStringLiteral("#status"), QStringLiteral("Press the button")); }
    QString said(const QString &page) { return m_browser->textOf(page, QStringLiteral("#status")); }

    std::unique_ptr<FakeApple> m_web; // script and window
    std::unique_ptr<HeadlessBrowser> m_browser;
    std::unique_ptr<AppleFixture> m_fixture;
    std::optional<Result<>> m_ended;
    QUrl m_address;
    qsizetype m_reports = 0;
};

SC_TEST(TestAppleBrowser)
#include "tst_apple_browser.moc"
