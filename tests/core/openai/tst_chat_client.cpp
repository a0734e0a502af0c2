// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/chat_client.h"

#include "tests/core/openai/model_server.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::openai;
using namespace sc::test;

namespace {

QJsonObject schema()
{
    return QJsonDocument::fromJson(R"({"type":"object","properties":{"prompt":{"type":"string","maxLength":40}},
        "required":["prompt"],"additionalProperties":false})")
        .object();
}

const QString kGood = QStringLiteral("{\"prompt\":\"a red car\"}");

} // namespace

class TestChatClient : public QObject
{
    Q_OBJECT

    struct Told
    {
        std::optional<Result<ChatAnswer>> answer;
        QStringList written;
        QStringList thoughts;
    };
    std::unique_ptr<HostileServer> m_server;
    std::unique_ptr<ChatClient> m_client;

    std::shared_ptr<Told> start(const QJsonObject &shape = {})
    {
        auto told = std::make_shared<Told>();
        ChatRequest request;
        request.model = QStringLiteral("model-a");
        request.system = QStringLiteral("You write.");
        request.user = QStringLiteral("Write.");
        request.schema = shape;
        ChatTalk *talk = m_client->ask(request, [told](const Result<ChatAnswer> &answer) { told->answer = answer; });
        connect(talk, &ChatTalk::written, this, [told](const QString &text) { told->written.append(text); });
        connect(talk, &ChatTalk::thinking, this, [told](const QString &text) { told->thoughts.append(text); });
        return told;
    }
    Result<ChatAnswer> ask(const QJsonObject &shape = {})
    {
        const auto told = start(shape);
        if (!QTest::qWaitFor([&] { return told->answer.has_value(); }, 20'000))
            return std::unexpected(Problem(ProblemCode::InternalError, QStringLiteral("no answer")));
        return *told->answer;
    }
    void serve(const QByteArray &events)
    {
        m_server->on(kChat, [events](const HostileServer::Exchange &exchange) { stream(exchange, events); });
    }
    QJsonObject asked() const { return bodyOf(m_server->last(kChat)); }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<HostileServer>();
        m_client = std::make_unique<ChatClient>(m_server->url(QStringLiteral("/v1")), "key", quickServiceTimes());
    }
    void cleanup()
    {
        m_client.reset();
        m_server.reset();
    }

    void theAnswerIsWrittenAsItComes()
    {
        serve(": hello\n\n" +
              delta({{QStringLiteral("role"), QStringLiteral("assistant")}, {QStringLiteral("content"), QJsonValue::Null}}) +
              said(QStringLiteral("Über ")) + said(QStringLiteral("the ")) + said(QStringLiteral("sea")) + stopped() + usage(11, 3) +
              "data: [DONE]\n\n");
        const auto told = start();
        QTRY_VERIFY(told->answer);
        SC_VERIFY_OK(*told->answer);
        QCOMPARE((*told->answer)->text, QStringLiteral("Über the sea"));
        QCOMPARE((*told->answer)->promptTokens, 11);
        QCOMPARE((*told->answer)->answerTokens, 3);
        QCOMPARE(told->written.last(), QStringLiteral("Über the sea"));
        QCOMPARE(told->written.size(), 3);
        QCOMPARE(asked().value(QStringLiteral("stream")).toBool(), true);
        QCOMPARE(asked().value(QStringLiteral("max_tokens")).toInt(), 1500); // a limit is always sent
    }

    void lettersCutBetweenWritesStayWhole()
    {
        const QByteArray events = said(QStringLiteral("ä♫🎬")) + stopped() + "data: [DONE]\n\n";
        m_server->on(kChat, [events](const HostileServer::Exchange &exchange) {
            exchange.raw(kStreamHead);
            for (const char byte : events)
                exchange.raw(chunked(QByteArray(1, byte)));
            exchange.raw(kLastChunk);
        });
        const auto answer = ask();
        SC_VERIFY_OK(answer);
        QCOMPARE(answer->text, QStringLiteral("ä♫🎬"));
    }

    void aServerThatDoesNotStreamIsUnderstood()
    {
        m_server->on(
            kChat,
            HostileServer::Reply::json(
                {{QStringLiteral("choices"),
                  QJsonArray{
                      QJsonObject{{QStringLiteral("message"), QJsonObject{{QStringLiteral("content"), QStringLiteral("all at once")}}},
                                  {QStringLiteral("finish_reason"), QStringLiteral("stop")}}}},
                 {QStringLiteral("usage"), QJsonObject{{QStringLiteral("prompt_tokens"), 2}, {QStringLiteral("completion_tokens"), 4}}}}));
        const auto answer = ask();
        SC_VERIFY_OK(answer);
        QCOMPARE(answer->text, QStringLiteral("all at once"));
        QCOMPARE(answer->answerTokens, 4);
    }

    void thoughtsAreShownAndNeverTheResult_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("Ollama") << QStringLiteral("reasoning");
        QTest::newRow("llama.cpp") << QStringLiteral("reasoning_content");
    }
    void thoughtsAreShownAndNeverTheResult()
    {
        QFETCH(const QString, field);
        serve(delta({{field, QStringLiteral("Hm, ")}}) + delta({{field, QStringLiteral("so.")}}) +
              said(QStringLiteral("<think>or not</think>\nYes.")) + stopped() + "data: [DONE]\n\n");
        const auto told = start();
        QTRY_VERIFY(told->answer);
        SC_VERIFY_OK(*told->answer);
        QCOMPARE((*told->answer)->text, QStringLiteral("Yes."));
        QCOMPARE(told->thoughts.last(), QStringLiteral("Hm, so."));
    }

    void endsThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("events");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &events, ProblemCode code, const char *words) {
            QTest::newRow(name) << events << static_cast<int>(code) << QString::fromLatin1(words);
        };
        row("error inside", said(QStringLiteral("a")) + "data: {\"error\":{\"message\":\"out of memory\"}}\n\n",
            ProblemCode::ExternalServiceError, "out of memory");
        row("breaks off", said(QStringLiteral("a")), ProblemCode::ExternalServiceError, "before the answer did");
        row("limit", said(QStringLiteral("a")) + stopped(QStringLiteral("length")) + "data: [DONE]\n\n", ProblemCode::ResultInvalid,
            "limit of length");
        row("refusal", delta({{QStringLiteral("refusal"), QStringLiteral("I cannot")}}) + stopped() + "data: [DONE]\n\n",
            ProblemCode::ServerRefused, "I cannot");
        row("filter", stopped(QStringLiteral("content_filter")) + "data: [DONE]\n\n", ProblemCode::ServerRefused, "declines");
        row("nothing", stopped() + "data: [DONE]\n\n", ProblemCode::ResultInvalid, "nothing");
        row("endless", QByteArray("data: ") + QByteArray(2 << 20, 'x'), ProblemCode::ResultInvalid, "too long");
    }
    void endsThatAreNone()
    {
        QFETCH(const QByteArray, events);
        QFETCH(const int, code);
        QFETCH(const QString, words);
        serve(events);
        const auto answer = ask();
        SC_COMPARE_PROBLEM(answer, static_cast<ProblemCode>(code));
        QVERIFY2((answer.error().text() + answer.error().detail()).contains(words), qPrintable(answer.error().toLogLine()));
        QCOMPARE(m_server->count(kChat), 1); // never again after something was shown
    }

    void anEndWithoutDoneIsGoodWhenAReasonWasGiven()
    {
        serve(said(QStringLiteral("fine")) + stopped());
        SC_VERIFY_OK(ask());
    }

    void aWebPageIsNoModel()
    {
        m_server->on(kChat, HostileServer::Reply{200, "text/html", "<html>Welcome</html>", {}});
        SC_COMPARE_PROBLEM(ask(), ProblemCode::ExternalServiceError);
    }

    void aStructureIsAskedForAndChecked()
    {
        serve(said(QStringLiteral("```json\n") + kGood + QStringLiteral("\n```")) + stopped() + "data: [DONE]\n\n");
        const auto answer = ask(schema());
        SC_VERIFY_OK(answer);
        QCOMPARE(answer->json.value(QStringLiteral("prompt")).toString(), QStringLiteral("a red car"));
        const QJsonObject format = asked().value(QStringLiteral("response_format")).toObject();
        QCOMPARE(format.value(QStringLiteral("type")).toString(), QStringLiteral("json_schema"));
        QCOMPARE(format.value(QStringLiteral("json_schema")).toObject().value(QStringLiteral("schema")).toObject(), schema());
    }

    // LM Studio knows json_schema and text and answers an error that is a bare text; others know json_object alone, or nothing.
    void theLadderIsClimbedDownOnceForEveryModel()
    {
        m_server->on(kChat, [](const HostileServer::Exchange &exchange) {
            const QString type =
                bodyOf(exchange.message()).value(QStringLiteral("response_format")).toObject().value(QStringLiteral("type")).toString();
            if (!type.isEmpty())
                exchange.reply(failure(400, QStringLiteral("'response_format.type' is unknown: ") + type));
            else
                stream(exchange, said(kGood) + stopped() + "data: [DONE]\n\n");
        });
        SC_VERIFY_OK(ask(schema()));
        QCOMPARE(m_server->count(kChat), 3);
        const QString last =
            asked().value(QStringLiteral("messages")).toArray().last().toObject().value(QStringLiteral("content")).toString();
        QVERIFY(last.contains(QStringLiteral("additionalProperties"))); // the schema in words
        SC_VERIFY_OK(ask(schema()));
        QCOMPARE(m_server->count(kChat), 4); // remembered
    }

    void parametersThatAServerDoesNotTakeAreSpelledOtherwise()
    {
        m_server->on(kChat, [](const HostileServer::Exchange &exchange) {
            const QJsonObject body = bodyOf(exchange.message());
            if (body.contains(QStringLiteral("stream_options")))
                exchange.reply(failure(422, QJsonObject{{QStringLiteral("message"), QStringLiteral("extra fields")},
                                                        {QStringLiteral("param"), QStringLiteral("stream_options")}}));
            else if (body.contains(QStringLiteral("max_tokens")))
                exchange.reply(failure(
                    400, QJsonObject{{QStringLiteral("message"), QStringLiteral("Use 'max_completion_tokens' instead of 'max_tokens'")},
                                     {QStringLiteral("param"), QStringLiteral("max_tokens")}}));
            else
                stream(exchange, said(QStringLiteral("ok")) + stopped() + "data: [DONE]\n\n");
        });
        SC_VERIFY_OK(ask());
        QCOMPARE(asked().value(QStringLiteral("max_completion_tokens")).toInt(), 1500);
        QCOMPARE(m_server->count(kChat), 3);
        SC_VERIFY_OK(ask());
        QCOMPARE(m_server->count(kChat), 4);
    }

    void aRefusalThatIsAboutSomethingElseIsNotRepeated()
    {
        m_server->on(kChat, failure(400, QJsonObject{{QStringLiteral("message"), QStringLiteral("maximum context length exceeded")}}));
        SC_COMPARE_PROBLEM(ask(schema()), ProblemCode::ValidationError);
        QCOMPARE(m_server->count(kChat), 1);
    }

    void aFaultyStructureIsRepairedOnce()
    {
        m_server->on(kChat, [](const HostileServer::Exchange &exchange) {
            const bool isRepair = bodyOf(exchange.message()).value(QStringLiteral("messages")).toArray().size() == 4;
            stream(exchange, said(isRepair ? kGood : QStringLiteral("{\"prompt\":7}")) + stopped() + usage(5, 5) + "data: [DONE]\n\n");
        });
        const auto answer = ask(schema());
        SC_VERIFY_OK(answer);
        QCOMPARE(answer->json.value(QStringLiteral("prompt")).toString(), QStringLiteral("a red car"));
        QCOMPARE(answer->answerTokens, 10); // both were paid for
        const QString told =
            asked().value(QStringLiteral("messages")).toArray().last().toObject().value(QStringLiteral("content")).toString();
        QVERIFY(told.contains(QStringLiteral("prompt is of type number")));
    }

    void aModelThatNeverGivesStructureGivesItsText()
    {
        serve(said(QStringLiteral("A red car.")) + stopped() + "data: [DONE]\n\n");
        const auto answer = ask(schema());
        SC_VERIFY_OK(answer);
        QVERIFY(answer->json.isEmpty());
        QCOMPARE(answer->text, QStringLiteral("A red car."));
        QCOMPARE(m_server->count(kChat), 2);
    }

    void anAnswerLeftInTheThoughtIsFound()
    {
        serve(delta({{QStringLiteral("reasoning_content"), QStringLiteral("So: ") + kGood}}) + stopped() + "data: [DONE]\n\n");
        const auto answer = ask(schema());
        SC_VERIFY_OK(answer);
        QVERIFY(!answer->json.isEmpty());
    }

    void aTalkThatIsGivenUpClosesItsConnection()
    {
        std::optional<HostileServer::Exchange> open;
        m_server->on(kChat, [&](const HostileServer::Exchange &exchange) {
            open = exchange;
            exchange.raw(kStreamHead + chunked(said(QStringLiteral("a"))));
        });
        const auto told = start();
        QTRY_COMPARE(told->written, QStringList{QStringLiteral("a")});
        delete m_client->findChild<ChatTalk *>();
        QTRY_VERIFY(!open->isAlive());
        QVERIFY(!told->answer);
    }

    void modelsAreListedWithTheirLastDay()
    {
        m_server->on(QStringLiteral("/v1/models"),
                     HostileServer::Reply::json(
                         {{QStringLiteral("data"), QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("z")}},
                                                              QJsonObject{{QStringLiteral("id"), QStringLiteral("a")},
                                                                          {QStringLiteral("shutdown_date"), QStringLiteral("2027-01-14")}},
                                                              QJsonObject{{QStringLiteral("name"), QStringLiteral("nobody")}}}}}));
        std::optional<Result<std::vector<ServiceModel>>> models;
        m_client->readModels([&](const auto &read) { models = read; });
        QTRY_VERIFY(models);
        SC_VERIFY_OK(*models);
        QCOMPARE(models->value().size(), 2u);
        QCOMPARE(models->value().front().id, QStringLiteral("a"));
        QCOMPARE(models->value().front().shutsDown, QDate(2027, 1, 14));
        QVERIFY(!models->value().back().shutsDown.isValid());
        m_server->on(QStringLiteral("/v1/models"), HostileServer::Reply{200, "text/html", "<html>hi</html>", {}});
        models.reset();
        m_client->readModels([&](const auto &read) { models = read; });
        QTRY_VERIFY(models);
        SC_COMPARE_PROBLEM(*models, ProblemCode::ExternalServiceError);
    }
};

SC_TEST(TestChatClient)
#include "tst_chat_client.moc"
