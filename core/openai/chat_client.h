// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/openai/service_http.h"

#include <QtCore/QDate>
#include <QtCore/QHash>

#include <memory>
#include <vector>

// Chat completions, the call that OpenAI, Ollama, LM Studio, llama.cpp and vLLM all serve.
namespace sc::openai {

struct ServiceModel
{
    QString id;
    QDate shutsDown; // when the server says so
};

struct ChatRequest
{
    QString model;
    QString system;
    QString user;
    QJsonObject schema; // of the answer; empty: plain text
    QString schemaName = QStringLiteral("answer");
    int mostTokens = 1500; // of the answer; a limit is always sent
};

struct ChatAnswer
{
    QString text;
    QJsonObject json; // fits the schema; empty when none was asked for or the model gave none even when told what was wrong
    int promptTokens = 0;
    int answerTokens = 0;
};

// One question and everything that it takes: another spelling of a parameter, a lower rung of structure, one repair. Destroying it
// takes the question back.
class ChatTalk : public QObject
{
    Q_OBJECT

public:
    ~ChatTalk() override;

Q_SIGNALS:
    void written(const QString &text);  // all of the answer so far; begins anew with a repair
    void thinking(const QString &text); // what the model thinks aloud: shown as such, never a result

private:
    friend class ChatClient;
    struct State;
    explicit ChatTalk(QObject *parent);
    std::unique_ptr<State> m;
};

// Main thread. Remembers for each model what its server did not take, so that it is asked only once.
class ChatClient : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<ChatAnswer>)>;

    ChatClient(QUrl base, QByteArray key, ServiceTimes times = {}, QObject *parent = nullptr);
    ~ChatClient() override;

    [[nodiscard]] ServiceHttp &http() { return m_http; }

    // GET /models, which also tells whether address and key are good.
    ServiceCall *readModels(const std::function<void(Result<std::vector<ServiceModel>>)> &done);

    // The answer is written as it comes (ChatTalk::written). Problems beside those of ServiceHttp: SERVER_REFUSED (the model declines),
    // RESULT_INVALID (cut off at the limit, or nothing in it), EXTERNAL_SERVICE_ERROR (broke off: what was written so far was shown).
    ChatTalk *ask(const ChatRequest &request, const Done &done);

private:
    enum class Rung { Schema, Object, Plain };
    struct Habits
    {
        Rung rung = Rung::Schema;
        QString limitName; // of the parameter; empty: none is taken
        bool withUsage = true;
    };

    void transmit(ChatTalk *talk);
    [[nodiscard]] QJsonObject bodyOf(const ChatTalk &talk, const Habits &habits) const;
    [[nodiscard]] bool takePiece(ChatTalk *talk, const QByteArray &bytes, const ServiceAnswer &head);
    void takeChunk(ChatTalk *talk, const QByteArray &data);
    void takeMessage(ChatTalk *talk, const QJsonObject &message);
    void takeEnd(ChatTalk *talk, const Result<ServiceAnswer> &answer);
    [[nodiscard]] bool adapt(Habits &habits, const ServiceFailure &failure, const ChatRequest &request) const;
    void judge(ChatTalk *talk);
    void finish(ChatTalk *talk, const Result<ChatAnswer> &answer);
    [[nodiscard]] Habits &habitsOf(const QString &model);

    ServiceHttp m_http;
    QHash<QString, Habits> m_habits;
};

} // namespace sc::openai
