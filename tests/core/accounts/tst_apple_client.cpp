// SPDX-License-Identifier: GPL-3.0-or-later
// Every call against a fake Apple that checks headers, signatures, limits and the names in a query.
#include "core/accounts/apple_client.h"

#include "tests/core/accounts/apple_fixture.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_main.h"

#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::accounts;
using namespace sc::test;

class TestAppleClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_apple = std::make_unique<FakeApple>();
        m_key = SigningKey::read(m_apple->addKey(kKeyId, kTeamId)).value();
        m_signed = 0;
        m_client = std::make_unique<AppleClient>(testEndpoints(m_apple->address()).value(), tokens(), quickTimes());
        m_client->setUserToken(*m_apple->listeners.begin());
        m_client->setStorefront(QStringLiteral("se"));
    }

    void cleanup() { QCOMPARE(m_apple->complaints(), QStringList()); }

    void bothTokensAreChecked()
    {
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); }));
        const auto storefront = answerOf<AppleStorefront>([&](const auto &done) { m_client->readStorefront(done); });
        SC_VERIFY_OK(storefront);
        QCOMPARE(storefront->id, QStringLiteral("se"));
        QCOMPARE(storefront->languages, (QStringList{QStringLiteral("sv"), QStringLiteral("en-GB")}));
    }

    void searchTermsArriveAsTyped_data()
    {
        QTest::addColumn<QString>("term");
        for (const char *term : {"neon", "R&B + soul = 100%", "söder/ÅÄÖ #1?", "ليل", "🎸 \"quoted\"", "a,b;c"})
            QTest::newRow(term) << QString::fromUtf8(term);
    }

    void searchTermsArriveAsTyped()
    {
        QFETCH(QString, term);
        const auto found = answerOf<AppleSearch>([&](const auto &done) { m_client->search(QStringLiteral("  ") + term, 100, 0, done); });
        SC_VERIFY_OK(found);
        QCOMPARE(found->songs.size(), 25U); // the limit, and one without an id left out
        QCOMPARE(found->songs.front().name, term);
        QCOMPARE(found->songs.front().durationMs, 211'000);
        QCOMPARE(found->songs.front().genres, QStringList{QStringLiteral("Electronic")});
        QVERIFY(found->hasMore);
        QCOMPARE(artworkAddress(found->songs.front().artwork, 96), QStringLiteral("https://is1-ssl.mzstatic.com/image/a/96x96bb.jpg"));
        const auto more = answerOf<AppleSearch>([&](const auto &done) { m_client->search(term, 25, 25, done); });
        QCOMPARE(more->songs.front().id, QStringLiteral("1025"));
    }

    void anEmptySearchIsRefusedHere()
    {
        SC_COMPARE_PROBLEM(answerOf<AppleSearch>([&](const auto &done) { m_client->search(QStringLiteral("  "), 5, 0, done); }),
                           ProblemCode::ValidationError);
        m_client->setStorefront({});
        SC_COMPARE_PROBLEM(answerOf<AppleSearch>([&](const auto &done) { m_client->search(QStringLiteral("x"), 5, 0, done); }),
                           ProblemCode::NotAuthorised);
        QCOMPARE(m_apple->seen().size(), 0);
    }

    void isrcsAreAskedInPortionsAndMayMeanSeveralSongs()
    {
        QStringList isrcs{QStringLiteral("se-rc1-24-00000"), QStringLiteral("nonsense"), QStringLiteral("US-RC1-24-00001")};
        for (int i = 0; i < 60; ++i)
            isrcs.append(QStringLiteral("SERC124%1").arg(i, 5, 10, QLatin1Char('0')));
        const auto songs = answerOf<std::vector<AppleSong>>([&](const auto &done) { m_client->songsByIsrc(isrcs, done); });
        SC_VERIFY_OK(songs);
        QCOMPARE(songs->size(), 120U);
        QCOMPARE(songs->front().isrc, QStringLiteral("SERC12400000"));
        QCOMPARE(m_apple->count(QStringLiteral("/songs")), 3);
    }

    void librarySongsLearnTheirIsrc()
    {
        std::vector<AppleSong> songs;
        for (int i = 0; i < 700; ++i)
            songs.push_back({.id = QStringLiteral("i.%1").arg(i),
                             .type = QStringLiteral("library-songs"),
                             .catalogId = i % 2 ? QString::number(i) : QString()});
        const auto known = answerOf<std::vector<AppleSong>>([&](const auto &done) { m_client->withIsrcs(songs, done); });
        SC_VERIFY_OK(known);
        QCOMPARE(known->size(), 700U);
        QCOMPARE(known->at(699).isrc, QStringLiteral("SERC10000699"));
        QVERIFY(known->at(698).isrc.isEmpty()); // uploaded by the listener
        QCOMPARE(m_apple->count(QStringLiteral("/songs")), 2);
    }

    void chartsAndRecommendationsAreShelves()
    {
        const auto charts = answerOf<std::vector<AppleShelf>>([&](const auto &done) { m_client->charts(done, QStringLiteral("20"), 200); });
        SC_VERIFY_OK(charts);
        QCOMPARE(charts->size(), 1U);
        QCOMPARE(charts->front().songs.size(), 1U);
        const auto shelves = answerOf<std::vector<AppleShelf>>([&](const auto &done) { m_client->recommendations(done); });
        SC_VERIFY_OK(shelves);
        QCOMPARE(shelves->size(), 1U); // the one without contents is none
        QCOMPARE(shelves->front().title, QStringLiteral("Made for you"));
    }

    void longListsComeWholeAndInOrder()
    {
        m_apple->librarySongs = 10'000;
        m_apple->pageCut = 37;
        int counted = 0;
        const auto songs = answerOf<std::vector<AppleSong>>(
            [&](const auto &done) {
                m_client->librarySongs(
                    {}, [&](int n) { counted = n; }, done);
            },
            std::chrono::minutes(3));
        SC_VERIFY_OK(songs);
        QCOMPARE(songs->size(), 10'000U);
        QCOMPARE(songs->at(9'999).name, QStringLiteral("Song 9999"));
        QCOMPARE(counted, 10'000);
        QCOMPARE(m_apple->count(QStringLiteral("/songs")), 101); // one page was cut
    }

    void emptyListsAreEmpty()
    {
        const auto songs = answerOf<std::vector<AppleSong>>([&](const auto &done) { m_client->librarySongs({}, {}, done); });
        SC_VERIFY_OK(songs);
        QVERIFY(songs->empty());
    }

    void aPageThatStaysAwayFailsTheList()
    {
        m_apple->librarySongs = 300;
        const auto list = [&] { return answerOf<std::vector<AppleSong>>([&](const auto &done) { m_client->librarySongs({}, {}, done); }); };
        // Another host, another path, round and round.
        for (const char *next :
             {"https://evil.test/v1/me/library/songs?offset=1", "//evil.test/v1/x", "/other", "/v1/me/library/songs?offset=100"}) {
            const QJsonObject page{{QStringLiteral("data"), QJsonArray()}, {QStringLiteral("next"), QString::fromLatin1(next)}};
            m_apple->script(QStringLiteral("/library/songs"), FakeApple::Reply::json(page), QByteArray(next).startsWith("/v1") ? 3 : 1);
            SC_COMPARE_PROBLEM(list(), ProblemCode::ExternalServiceError);
            QVERIFY(m_apple->seen().last().path.startsWith(QStringLiteral("/v1/me/library/songs")));
            init();
            m_apple->librarySongs = 300;
        }
        m_apple->script(QStringLiteral("/library/songs"),
                        FakeApple::Reply::json({{QStringLiteral("data"), QJsonArray()},
                                                {QStringLiteral("next"), QStringLiteral("/v1/me/library/songs?offset=100")}}));
        m_apple->script(QStringLiteral("/library/songs"), FakeApple::Reply::json({}), 5);
        SC_COMPARE_PROBLEM(list(), ProblemCode::ExternalServiceError);
        QCOMPARE(m_apple->count(QStringLiteral("/songs")), 5); // one and four tries
    }

    void aListIsCancelledBetweenItsPages()
    {
        m_apple->librarySongs = 1'000;
        const CancelToken cancel;
        SC_COMPARE_PROBLEM(answerOf<std::vector<AppleSong>>([&](const auto &done) {
                               m_client->librarySongs(
                                   cancel, [&](int) { cancel.cancel(); }, done);
                           }),
                           ProblemCode::Cancelled);
        QCOMPARE(m_apple->count(QStringLiteral("/songs")), 1);
        // All that waits answers at once.
        Result<std::vector<AppleAlbum>> albums;
        Result<> check;
        int answers = 0;
        m_client->libraryAlbums({}, {}, [&](const auto &result) {
            albums = result;
            ++answers;
        });
        m_client->checkDeveloperToken([&](const auto &result) {
            check = result;
            ++answers;
        });
        m_client->http().cancelAll();
        QTRY_COMPARE(answers, 2);
        SC_COMPARE_PROBLEM(albums, ProblemCode::Cancelled);
        SC_COMPARE_PROBLEM(check, ProblemCode::Cancelled);
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); }));
    }

    void playlistsAreReadMadeAndFilled()
    {
        const auto before = answerOf<std::vector<ApplePlaylist>>([&](const auto &done) { m_client->playlists({}, {}, done); });
        SC_VERIFY_OK(before);
        QCOMPARE(before->size(), 1U);
        QCOMPARE(before->front().description, QStringLiteral("for the cut"));
        std::vector<AppleSong> songs;
        for (int i = 0; i < 250; ++i)
            songs.push_back({.id = QString::number(i), .type = QStringLiteral("songs")});
        const auto made = answerOf<ApplePlaylist>(
            [&](const auto &done) { m_client->createPlaylist(QStringLiteral(" Cutting "), QStringLiteral("rain"), songs, done); });
        SC_VERIFY_OK(made);
        QCOMPARE(m_apple->playlists.size(), 2U);
        QCOMPARE(m_apple->playlists[1].name, QStringLiteral("Cutting"));
        QCOMPARE(m_apple->playlists[1].songs.size(), 250);
        QCOMPARE(m_apple->playlists[1].songs.last(), QStringLiteral("249"));
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) {
            m_client->addSongs(made->id, {{.id = QStringLiteral("i.9"), .type = QStringLiteral("library-songs")}}, done);
        }));
        const auto tracks = answerOf<std::vector<AppleSong>>([&](const auto &done) { m_client->playlistSongs(*made, {}, {}, done); });
        SC_VERIFY_OK(tracks);
        QCOMPARE(tracks->size(), 251U);
        QCOMPARE(tracks->back().type, QStringLiteral("library-songs"));
        const auto listed = answerOf<std::vector<AppleSong>>([&](const auto &done) {
            m_client->playlistSongs({.id = QStringLiteral("pl.1"), .type = QStringLiteral("playlists")}, {}, {}, done);
        });
        SC_VERIFY_OK(listed);
        QCOMPARE(listed->size(), 2U);
        SC_COMPARE_PROBLEM(answerOf<ApplePlaylist>([&](const auto &done) { m_client->createPlaylist({}, {}, {}, done); }),
                           ProblemCode::ValidationError);
    }

    void aWriteIsNeverSentTwice()
    {
        m_apple->script(QStringLiteral("/playlists"), FakeApple::error(503, {}));
        SC_COMPARE_PROBLEM(answerOf<ApplePlaylist>([&](const auto &done) { m_client->createPlaylist(QStringLiteral("A"), {}, {}, done); }),
                           ProblemCode::ExternalServiceError);
        QCOMPARE(m_apple->count(QStringLiteral("/playlists")), 1);
    }

    void readsAreTriedAgain()
    {
        m_apple->script(QStringLiteral("/us"), FakeApple::error(500, {}));
        m_apple->script(QStringLiteral("/us"), FakeApple::Reply::text(504, "<html>gateway</html>"));
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); }));
        m_apple->script(QStringLiteral("/us"), FakeApple::error(500, {}), 9);
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); }),
                           ProblemCode::ExternalServiceError);
        QCOMPARE(m_apple->count(QStringLiteral("/us")), 6);
    }

    void slowingDownIsHonoured()
    {
        QSignalSpy slowed(&m_client->http(), &AppleHttp::slowedDown);
        auto busy = FakeApple::error(429, {});
        m_apple->script(QStringLiteral("/us"), busy);
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); }));
        QCOMPARE(slowed.size(), 1);
        // A person waits for two tries, a long list for eight.
        m_apple->script(QStringLiteral("/us"), busy, 2);
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); }), ProblemCode::RateLimited);
        m_apple->script(QStringLiteral("/library/albums"), busy, 7);
        SC_VERIFY_OK(answerOf<std::vector<AppleAlbum>>([&](const auto &done) { m_client->libraryAlbums({}, {}, done); }));
        // Longer than we wait for anything: told at once, with the time.
        busy.headers.insert("Retry-After", "3600");
        m_apple->script(QStringLiteral("/us"), busy);
        const auto told = answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); });
        SC_COMPARE_PROBLEM(told, ProblemCode::RateLimited);
        QVERIFY(told.error().text().contains(QDateTime::currentDateTime().addSecs(3600).toString(QStringLiteral("hh:"))));
    }

    void aRefusedDeveloperTokenIsSignedAnewOnce()
    {
        m_apple->script(QStringLiteral("/us"), FakeApple::Reply::nothing(401));
        SC_VERIFY_OK(answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); }));
        QCOMPARE(m_signed, 2);
        m_apple->removeKey(kKeyId);
        const auto refused = answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); });
        SC_COMPARE_PROBLEM(refused, ProblemCode::NotAuthorised);
        QCOMPARE(refused.error().actions().first().id, QStringLiteral("apple.setup"));
        QCOMPARE(m_apple->count(QStringLiteral("/us")), 4);
    }

    void aClockThatIsWrongIsNamed()
    {
        auto late = FakeApple::Reply::nothing(401);
        late.headers.insert(
            "Date",
            QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(-600), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss")).toLatin1() +
                " GMT");
        m_apple->script(QStringLiteral("/us"), late, 2);
        const auto refused = answerOf<void>([&](const auto &done) { m_client->checkDeveloperToken(done); });
        SC_COMPARE_PROBLEM(refused, ProblemCode::NotAuthorised);
        QVERIFY2(refused.error().text().contains(QStringLiteral("10 min fast")) ||
                     refused.error().text().contains(QStringLiteral("11 min fast")),
                 qPrintable(refused.error().text()));
    }

    void aRefusedListenerIsToldApartFromARefusedKey()
    {
        // 401 for the listener while the developer token is good: the sign-in ran out.
        m_apple->script(QStringLiteral("/me/storefront"), FakeApple::Reply::nothing(401), 2);
        SC_COMPARE_PROBLEM(answerOf<AppleStorefront>([&](const auto &done) { m_client->readStorefront(done); }), ProblemCode::TokenExpired);
        // 40300 again and again: told each time, asked once each time.
        m_apple->listeners.clear();
        for (int i = 1; i <= 3; ++i) {
            const auto refused = answerOf<AppleStorefront>([&](const auto &done) { m_client->readStorefront(done); });
            SC_COMPARE_PROBLEM(refused, ProblemCode::NotAuthorised);
            QVERIFY(refused.error().detail().contains(QStringLiteral("40300")));
            QCOMPARE(refused.error().actions().first().id, QStringLiteral("apple.authorize"));
            QCOMPARE(m_apple->count(QStringLiteral("/me/storefront")), 2 + i);
        }
        // Both: the key comes first.
        m_apple->removeKey(kKeyId);
        const auto both = answerOf<AppleStorefront>([&](const auto &done) { m_client->readStorefront(done); });
        SC_COMPARE_PROBLEM(both, ProblemCode::NotAuthorised);
        QCOMPARE(both.error().actions().first().id, QStringLiteral("apple.setup"));
    }

    void aTokenThatRunsOutInTheMiddleOfAListIsReplaced()
    {
        m_apple->librarySongs = 300;
        int counted = 0;
        const auto songs = answerOf<std::vector<AppleSong>>([&](const auto &done) {
            m_client->librarySongs(
                {},
                [&](int n) {
                    if (std::exchange(counted, n) == 0)
                        m_apple->script(QStringLiteral("/library/songs"), FakeApple::Reply::nothing(401));
                },
                done);
        });
        SC_VERIFY_OK(songs);
        QCOMPARE(songs->size(), 300U);
        QCOMPARE(m_signed, 2);
    }

    void strangeAnswersAreProblems_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("a web page") << 200 << QByteArray("<html>login</html>") << static_cast<int>(ProblemCode::ExternalServiceError);
        QTest::newRow("cut") << 200 << QByteArray(R"({"data":[{"id":)") << static_cast<int>(ProblemCode::ExternalServiceError);
        QTest::newRow("nothing in it") << 200 << QByteArray("{}") << static_cast<int>(ProblemCode::ExternalServiceError);
        QTest::newRow("odd country") << 200 << QByteArray(R"({"data":[{"id":"../x"}]})")
                                     << static_cast<int>(ProblemCode::ExternalServiceError);
        QTest::newRow("tier") << 400 << QByteArray(R"({"errors":[{"code":"40015","title":"Insufficient Privileges"}]})")
                              << static_cast<int>(ProblemCode::ServerRefused);
        QTest::newRow("number as code") << 400 << QByteArray(R"({"errors":[{"code":40005}]})")
                                        << static_cast<int>(ProblemCode::ServerRefused);
        QTest::newRow("moved") << 302 << QByteArray() << static_cast<int>(ProblemCode::ServerRefused);
        QTest::newRow("not there") << 404 << QByteArray("<html>") << static_cast<int>(ProblemCode::ResourceNotFound);
    }

    void strangeAnswersAreProblems()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        auto reply = FakeApple::Reply::text(status, body);
        if (status == 302)
            reply.headers.insert("Location", "http://127.0.0.1:1/");
        m_apple->script(QStringLiteral("/me/storefront"), reply, 3);
        SC_COMPARE_PROBLEM(answerOf<AppleStorefront>([&](const auto &done) { m_client->readStorefront(done); }),
                           static_cast<ProblemCode>(code));
    }

    void withoutANetworkItSaysSo()
    {
        AppleClient away(testEndpoints(QStringLiteral("http://127.0.0.1:1")).value(), tokens(), quickTimes());
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { away.checkDeveloperToken(done); }), ProblemCode::ServerOffline);
    }

    void aForeignCertificateEndsTheConnection()
    {
        const auto tls = makeSelfSigned();
        QVERIFY2(tls, "needs the openssl program");
        FakeApple secure(&tls->tls);
        AppleClient client(testEndpoints(QStringLiteral("https://127.0.0.1:%1").arg(secure.port())).value(), tokens(), quickTimes());
        SC_COMPARE_PROBLEM(answerOf<void>([&](const auto &done) { client.checkDeveloperToken(done); }), ProblemCode::ServerRefused);
        QVERIFY(secure.seen().isEmpty()); // no token went there
    }

    void onlyThisMachineIsATestEndpoint()
    {
        for (const char *address :
             {"https://api.music.apple.com", "http://localhost:80", "http://192.168.1.1", "http://evil.test", "ftp://127.0.0.1", ""})
            SC_COMPARE_PROBLEM(testEndpoints(QString::fromLatin1(address)), ProblemCode::ValidationError);
        QCOMPARE(AppleEndpoints().api, QUrl(QStringLiteral("https://api.music.apple.com")));
    }

private:
    DeveloperTokens tokens()
    {
        return [this](bool anew, const std::function<void(Result<QByteArray>)> &give) {
            if (anew || m_signed == 0) {
                ++m_signed;
                m_token = signDeveloperToken(*m_key, kKeyId, kTeamId, QDateTime::currentDateTimeUtc())->text;
            }
            give(m_token);
        };
    }

    std::unique_ptr<FakeApple> m_apple;
    std::optional<SigningKey> m_key;
    QByteArray m_token;
    int m_signed = 0;
    std::unique_ptr<AppleClient> m_client;
};

SC_TEST(TestAppleClient)
#include "tst_apple_client.moc"
