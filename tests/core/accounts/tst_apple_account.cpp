// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_account.h"
#include "core/accounts/apple_lists.h"

#include "tests/core/accounts/apple_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkCookieJar>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::accounts;
using namespace sc::test;

class TestAppleAccount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodKeyIsTriedAndKept()
    {
        AppleFixture fixture;
        QCOMPARE(fixture.account.status().state, AppleState::NotSetUp);
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { fixture.account.validate(done); }), ProblemCode::NotAuthorised);
        SC_VERIFY_OK(fixture.setUp());
        QCOMPARE(fixture.account.status().state, AppleState::Ready);
        QCOMPARE(fixture.secrets.names(), QStringList{QStringLiteral("apple/key")});
        QVERIFY(fixture.account.status().tokenExpires > QDateTime::currentDateTimeUtc().addSecs(11 * 3600));
        // Another start of the program.
        AppleAccount again(fixture.profile, fixture.secrets, testEndpoints(fixture.apple.address()).value(), quickTimes());
        QCOMPARE(again.status().state, AppleState::Ready);
        QCOMPARE(again.status().keyId, kKeyId);
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { again.validate(done); }));
        QCOMPARE(fixture.apple.complaints(), QStringList());
    }

    void badKeysAreNamedAndNotKept()
    {
        AppleFixture fixture;
        const auto use = [&](const QByteArray &pem, const QString &key, const QString &team) {
            return answerOf<void>([&](const auto &done) { fixture.account.useKey(pem, key, team, done); });
        };
        SC_COMPARE_PROBLEM(use("nothing", kKeyId, kTeamId), ProblemCode::InvalidFileType);
        SC_COMPARE_PROBLEM(use(fixture.keyPem, QStringLiteral("short"), kTeamId), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(use(fixture.keyPem, kKeyId, QString()), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(use(fixture.keyPem, QStringLiteral("AAAAAAAAAA"), kTeamId), ProblemCode::NotAuthorised);
        SC_COMPARE_PROBLEM(use(fixture.keyPem, kKeyId, QStringLiteral("AAAAAAAAAA")), ProblemCode::NotAuthorised);
        FakeApple other;
        SC_COMPARE_PROBLEM(use(other.addKey(kKeyId, kTeamId), kKeyId, kTeamId), ProblemCode::NotAuthorised); // a key of somebody else
        QCOMPARE(fixture.account.status().state, AppleState::NotSetUp);
        QCOMPARE(fixture.secrets.names(), QStringList());
    }

    void aPastedTokenWorksUntilItRunsOut()
    {
        AppleFixture fixture;
        const auto token = signDeveloperToken(*SigningKey::read(fixture.keyPem), kKeyId, kTeamId, QDateTime::currentDateTimeUtc());
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { fixture.account.useToken(token->text + "\n", done); }));
        QCOMPARE(fixture.account.status().state, AppleState::Ready);
        QVERIFY(!fixture.account.status().isOwnKey);
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { fixture.account.useToken("x.y.z", done); }),
                           ProblemCode::ValidationError);
        QCOMPARE(fixture.account.status().state, AppleState::Ready);
    }

    void signingInStoresTheTokenAndTheStorefront()
    {
        AppleFixture fixture;
        SC_VERIFY_OK(fixture.setUp());
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { fixture.account.prepare(done); }), ProblemCode::NotAuthorised);
        SC_VERIFY_OK(signIn(fixture, *fixture.apple.listeners.begin()));
        QCOMPARE(fixture.account.status().state, AppleState::Authorised);
        QCOMPARE(fixture.account.status().storefront.id, QStringLiteral("se"));
        QCOMPARE(fixture.secrets.names(), (QStringList{QStringLiteral("apple/key"), QStringLiteral("apple/user")}));
        AppleAccount again(fixture.profile, fixture.secrets, testEndpoints(fixture.apple.address()).value(), quickTimes());
        QCOMPARE(again.status().state, AppleState::Authorised);
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { again.refresh(done); }));
        SC_VERIFY_OK(answerOf<std::vector<ApplePlaylist>>([&](const auto &done) { again.client().playlists({}, {}, done); }));
        QCOMPARE(fixture.apple.complaints(), QStringList());
    }

    void aTokenThatAppleRefusesIsNotStored()
    {
        AppleFixture fixture;
        SC_VERIFY_OK(fixture.setUp());
        QSignalSpy troubled(&fixture.account, &AppleAccount::signInTroubled);
        bool isOver = false;
        start(fixture, "another-listener-0123456789-0123456789", [&](const Result<> &) { isOver = true; });
        QTRY_COMPARE(troubled.size(), 1);
        QVERIFY(!isOver);
        QCOMPARE(fixture.account.status().state, AppleState::Ready);
        QVERIFY(!fixture.secrets.holds(QStringLiteral("apple/user")));
        fixture.account.cancelAuthorization();
        QVERIFY(isOver);
        QVERIFY(!fixture.account.isAuthorizing());
    }

    void aSecondSignInEndsTheFirst()
    {
        AppleFixture fixture;
        SC_VERIFY_OK(fixture.setUp());
        Result<> first;
        int opened = 0;
        const auto opener = [&](const QUrl &) { return ++opened > 0; };
        fixture.account.authorize(
            opener, [&](const Result<> &result) { first = result; }, std::chrono::minutes(1), 0);
        QTRY_COMPARE(opened, 1);
        fixture.account.authorize(
            opener, [](const Result<> &) {}, std::chrono::minutes(1), 0);
        SC_COMPARE_PROBLEM(first, ProblemCode::Cancelled);
        QTRY_COMPARE(opened, 2);
        QVERIFY(fixture.account.signInAddress().isValid());
    }

    void theStateFollowsWhatAppleSays()
    {
        AppleFixture fixture;
        SC_VERIFY_OK(fixture.setUp());
        SC_VERIFY_OK(signIn(fixture, *fixture.apple.listeners.begin()));
        const auto validate = [&] { return answerOf<void>([&](const auto &done) { fixture.account.validate(done); }); };
        fixture.apple.script(QStringLiteral("/me/storefront"), FakeApple::Reply::nothing(401), 2);
        SC_COMPARE_PROBLEM(validate(), ProblemCode::TokenExpired);
        QCOMPARE(fixture.account.status().state, AppleState::Expired);
        fixture.apple.script(QStringLiteral("/me/storefront"), FakeApple::error(403, QStringLiteral("40300")));
        SC_COMPARE_PROBLEM(validate(), ProblemCode::NotAuthorised);
        QCOMPARE(fixture.account.status().state, AppleState::Refused);
        QVERIFY(fixture.account.status().problem);
        fixture.apple.script(QStringLiteral("/me/storefront"), FakeApple::error(500, {}), 9);
        SC_COMPARE_PROBLEM(validate(), ProblemCode::ExternalServiceError);
        QCOMPARE(fixture.account.status().state, AppleState::Refused); // Apple's trouble says nothing new
        AppleAccount away(fixture.profile, fixture.secrets, testEndpoints(QStringLiteral("http://127.0.0.1:1")).value(), quickTimes());
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { away.validate(done); }), ProblemCode::ServerOffline);
        QCOMPARE(away.status().state, AppleState::Offline);
        QCOMPARE(away.status().storefront.id, QStringLiteral("se"));
    }

    void disconnectingForgets()
    {
        AppleFixture fixture;
        SC_VERIFY_OK(fixture.setUp());
        SC_VERIFY_OK(signIn(fixture, *fixture.apple.listeners.begin()));
        const AppleLists lists(fixture.profile);
        lists.keep(QStringLiteral("playlists"), {}, QDateTime::currentDateTimeUtc());
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { fixture.account.disconnect(false, done); }));
        QVERIFY(!lists.find(QStringLiteral("playlists"), QDateTime::currentDateTimeUtc()));
        QCOMPARE(fixture.account.status().state, AppleState::Ready);
        QVERIFY(fixture.account.status().storefront.id.isEmpty());
        QCOMPARE(fixture.secrets.names(), QStringList{QStringLiteral("apple/key")});
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { fixture.account.disconnect(true, done); }));
        QCOMPARE(fixture.account.status().state, AppleState::NotSetUp);
        QCOMPARE(fixture.secrets.names(), QStringList());
        QVERIFY(!readFile(fixture.profile.root + QStringLiteral("/apple_music.json")).contains(kKeyId.toUtf8()));
    }

    void closedSecretsAreToldAndAskedAgain()
    {
        AppleFixture fixture;
        SC_VERIFY_OK(fixture.setUp());
        SC_VERIFY_OK(signIn(fixture, *fixture.apple.listeners.begin()));
        fixture.secrets.forget();
        AppleAccount again(fixture.profile, fixture.secrets, testEndpoints(fixture.apple.address()).value(), quickTimes());
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { again.validate(done); }), ProblemCode::ProfileLocked);
        QCOMPARE(again.status().state, AppleState::Authorised); // nothing was asked of Apple
        SC_VERIFY_OK(fixture.secrets.open(QStringLiteral("four plain words")));
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { again.validate(done); }));
    }

    void noSecretStandsInAFile()
    {
        AppleFixture fixture;
        SC_VERIFY_OK(fixture.setUp());
        const QByteArray user = *fixture.apple.listeners.begin();
        SC_VERIFY_OK(signIn(fixture, user));
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { fixture.account.refresh(done); }));
        const QByteArray key = fixture.keyPem.split('\n').at(1);
        const QByteArray developer = fixture.apple.seen().last().header("authorization").mid(7);
        QVERIFY(developer.count('.') == 2);
        int files = 0;
        QDirIterator all(fixture.profile.root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QByteArray bytes = readFile(all.next());
            ++files;
            for (const QByteArray &secret : {user, key, developer})
                QVERIFY2(!bytes.contains(secret), qPrintable(all.fileName()));
        }
        QVERIFY(files >= 2);
    }

private:
    // What the browser does, without one: opens the address, takes the cookie, posts a token.
    void start(AppleFixture &fixture, const QByteArray &token, const AppleAccount::Done &done)
    {
        const auto opener = [this, token](const QUrl &address) {
            QNetworkRequest first(address);
            first.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
            QNetworkReply *page = m_browser.get(first);
            connect(page, &QNetworkReply::finished, this, [this, page, token] {
                page->deleteLater();
                static const QRegularExpression form(QStringLiteral("\"state\":\"([A-Za-z0-9_-]+)\""));
                const QString state = form.match(QString::fromUtf8(page->readAll())).captured(1);
                QNetworkRequest post(page->url().resolved(QUrl(QStringLiteral("/token"))));
                post.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
                post.setRawHeader("Origin", page->url().adjusted(QUrl::RemovePath).toEncoded());
                QNetworkReply *reply = m_browser.post(post, R"({"state":")" + state.toLatin1() + R"(","token":")" + token + R"("})");
                connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
            });
            return true;
        };
        fixture.account.authorize(opener, done, std::chrono::minutes(1), 0);
    }

    Result<> signIn(AppleFixture &fixture, const QByteArray &token)
    {
        return answerOf<void>([&](const auto &done) { start(fixture, token, done); });
    }

    QNetworkAccessManager m_browser;
};

SC_TEST(TestAppleAccount)
#include "tst_apple_account.moc"
