// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/words_desk.h"

#include "core/openai/shot_facts.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/edits.h"
#include "tests/core/openai/model_server.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::openai;
using namespace sc::test;

namespace {

const QByteArray kKey = "sk-marker-42";

} // namespace

class TestWordsDesk : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<HostileServer> m_server;
    std::unique_ptr<accounts::SecretStore> m_secrets;
    std::unique_ptr<WordsDesk> m_desk;

    Service ours(const char *model = "small") const
    {
        Service service;
        service.base = m_server->url(QStringLiteral("/v1"));
        service.model = QLatin1String(model);
        return service;
    }
    Result<> setUp(const Service &service, const QByteArray &key = {})
    {
        std::optional<Result<>> done;
        m_desk->setUp(service, key, [&](const Result<> &result) { done = result; });
        (void)QTest::qWaitFor([&] { return done.has_value(); }, 20'000);
        return done.value_or(std::unexpected(Problem(ProblemCode::InternalError, {})));
    }
    Result<ChatAnswer> ask()
    {
        std::optional<Result<ChatAnswer>> done;
        m_desk->ask(
            {.user = QStringLiteral("x")}, [](const QString &, bool) {}, [&](const auto &answer) { done = answer; });
        (void)QTest::qWaitFor([&] { return done.has_value(); }, 20'000);
        return done.value_or(std::unexpected(Problem(ProblemCode::InternalError, {})));
    }

private Q_SLOTS:
    void init()
    {
        const ProfilePaths profile{m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()))};
        m_server = std::make_unique<HostileServer>();
        m_server->on(QStringLiteral("/v1/models"),
                     HostileServer::Reply::json(
                         {{QStringLiteral("data"), QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("small")}}}}}));
        m_server->on(kChat, [](const HostileServer::Exchange &exchange) {
            stream(exchange, said(QStringLiteral("yes")) + stopped() + "data: [DONE]\n\n");
        });
        m_secrets = std::make_unique<accounts::SecretStore>(profile);
        SC_VERIFY_OK(ensureProfile(profile));
        SC_VERIFY_OK(sealNow(*m_secrets, QStringLiteral("four plain words")));
        m_desk = std::make_unique<WordsDesk>(profile, *m_secrets, quickServiceTimes());
    }
    void cleanup()
    {
        m_desk.reset();
        m_secrets.reset();
        m_server.reset();
    }

    void nothingIsAskedBeforeItIsSetUp()
    {
        SC_COMPARE_PROBLEM(ask(), ProblemCode::NotAuthorised);
        QVERIFY(m_server->seen().isEmpty());
    }

    void aKeyThatIsRefusedIsNotKept()
    {
        m_server->on(QStringLiteral("/v1/models"), failure(401, QStringLiteral("no")));
        SC_COMPARE_PROBLEM(setUp(ours(), kKey), ProblemCode::NotAuthorised);
        QVERIFY(m_secrets->names().isEmpty());
        QVERIFY(!m_desk->service().value());
    }

    void theKeyStaysWithItsOrigin()
    {
        SC_VERIFY_OK(setUp(ours(), kKey));
        SC_VERIFY_OK(ask());
        QCOMPARE(m_server->last(kChat).header("authorization"), "Bearer " + kKey);
        SC_VERIFY_OK(setUp(ours())); // set up again without typing it
        QCOMPARE(m_desk->service().value()->keyReference, QStringLiteral("keychain:openai/words"));
        HostileServer other;
        other.on(QStringLiteral("/v1/models"),
                 HostileServer::Reply::json(
                     {{QStringLiteral("data"), QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("small")}}}}}));
        Service elsewhere = ours();
        elsewhere.base = other.url(QStringLiteral("/v1"));
        SC_VERIFY_OK(setUp(elsewhere));
        QVERIFY(other.last(QStringLiteral("/v1/models")).header("authorization").isEmpty());
        QVERIFY(m_desk->service().value()->keyReference.isEmpty());
    }

    void theKeyOfTheEnvironmentIsForOpenAiAlone()
    {
        qputenv("OPENAI_API_KEY", kKey);
        SC_VERIFY_OK(setUp(ours()));
        qunsetenv("OPENAI_API_KEY");
        QVERIFY(m_server->last(QStringLiteral("/v1/models")).header("authorization").isEmpty());
        QVERIFY(m_desk->service().value()->keyReference.isEmpty());
    }

    void nothingGoesToAStrangerBeforeSomebodyAgreed()
    {
        Service stranger;
        stranger.base = QUrl(QStringLiteral("https://models.invalid/v1"));
        stranger.model = QStringLiteral("m");
        const ServiceBook book(ProfilePaths{m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()))});
        SC_VERIFY_OK(book.put(ServiceUse::Words, stranger));
        const auto refused = ask();
        SC_COMPARE_PROBLEM(refused, ProblemCode::NotAuthorised);
        QCOMPARE(refused.error().actions().first().id, QStringLiteral("words.allow"));
        SC_VERIFY_OK(m_desk->allow());
        SC_COMPARE_PROBLEM(ask(), ProblemCode::ServerOffline); // now it went out, to nobody
    }

    void lockedKeysAreSaid()
    {
        SC_VERIFY_OK(setUp(ours(), kKey));
        m_secrets->forget();
        SC_COMPARE_PROBLEM(ask(), ProblemCode::ProfileLocked);
        QCOMPARE(m_server->count(kChat), 0);
    }

    void aQuestionIsTakenBack()
    {
        SC_VERIFY_OK(setUp(ours()));
        std::optional<HostileServer::Exchange> open;
        m_server->on(kChat, [&](const HostileServer::Exchange &exchange) {
            open = exchange;
            exchange.raw(kStreamHead + chunked(said(QStringLiteral("a"))));
        });
        bool isAnswered = false;
        m_desk->ask(
            {}, [&](const QString &, bool) { m_desk->cancel(); }, [&](const auto &) { isAnswered = true; });
        QTRY_VERIFY(open);
        QTRY_VERIFY(!open->isAlive());
        QVERIFY(!isAnswered);
    }

    void removedWithItsKey()
    {
        SC_VERIFY_OK(setUp(ours(), kKey));
        std::optional<Result<>> done;
        m_desk->remove([&](const Result<> &result) { done = result; });
        QTRY_VERIFY(done);
        SC_VERIFY_OK(*done);
        QVERIFY(m_secrets->names().isEmpty());
        SC_COMPARE_PROBLEM(ask(), ProblemCode::NotAuthorised);
    }

    void aShotsWishKnowsWhatIsSungThere()
    {
        timeline::Timeline project;
        project.project.songOffset = Ticks::seconds(1);
        timeline::Song song;
        song.title = QStringLiteral("Neon Drive");
        song.bpm = 120;
        song.map.duration = Ticks::seconds(20);
        song.map.sections = {{Ticks(), Ticks::seconds(4), QStringLiteral("verse"), 0.2, 1, 0},
                             {Ticks::seconds(4), Ticks::seconds(20), QStringLiteral("chorus"), 0.9, 1, 1}};
        song.map.energy.step = Ticks::seconds(1);
        song.map.energy.values = {0.1F, 0.1F, 0.1F, 0.1F, 0.8F, 0.8F, 0.8F, 0.8F};
        project.project.song = song;
        project.lyrics = {{LyricId::create(), Ticks::seconds(1), Ticks::seconds(2), QStringLiteral("early")},
                          {LyricId::create(), Ticks::seconds(5), Ticks::seconds(7), QStringLiteral("here")}};
        timeline::Clip clip;
        clip.start = Ticks::seconds(4); // song time 3 to 7
        clip.length = Ticks::seconds(4);
        clip.imagePrompt = QStringLiteral("a car");
        const PromptWish wish = wishFor(project, clip, true);
        QCOMPARE(wish.prompt, QStringLiteral("a car"));
        QVERIFY(wish.isVideo);
        QCOMPARE(wish.song.section, QStringLiteral("chorus"));
        QCOMPARE(wish.song.lyric, QStringLiteral("here"));
        QVERIFY(*wish.song.energy > 0.6);
        QCOMPARE(*wish.song.bpm, 120.0);
        project.project.song.reset();
        QVERIFY(!wishFor(project, clip, false).song.bpm);
    }
};

SC_TEST(TestWordsDesk)
#include "tst_words_desk.moc"
