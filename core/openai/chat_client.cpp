// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/chat_client.h"

#include "core/base/json.h"
#include "core/openai/event_stream.h"
#include "core/openai/json_shape.h"
#include "core/openai/service_address.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>

namespace sc::openai {

namespace {

const QString kNewLimit = QStringLiteral("max_completion_tokens");
const QString kOldLimit = QStringLiteral("max_tokens");

QJsonObject message(const char *role, const QString &content)
{
    return {{QStringLiteral("role"), QLatin1String(role)}, {QStringLiteral("content"), content}};
}

bool names(const ServiceFailure &failure, const QString &field)
{
    return failure.parameter == field || failure.parameter.startsWith(field + u'.') || failure.message.contains(field);
}

} // namespace

struct ChatTalk::State
{
    ChatRequest request;
    ChatClient::Done done;
    QPointer<ServiceCall> call;

    // Of the answer under way:
    EventStream stream;
    QByteArray plain; // of a server that does not stream
    QString text;
    QString thought;
    QString refusal;
    QString finishReason;
    std::optional<Problem> broken;
    bool isStream = false;
    bool isOver = false; // [DONE]

    ChatAnswer answer;
    QString faulty; // the answer that did not fit, for the one repair
    QString fault;
    int adaptations = 0;

    void begin()
    {
        stream = {};
        plain.clear();
        text.clear();
        thought.clear();
        refusal.clear();
        finishReason.clear();
        broken.reset();
        isStream = false;
        isOver = false;
    }
};

ChatTalk::ChatTalk(QObject *parent) : QObject(parent), m(std::make_unique<State>()) {}

ChatTalk::~ChatTalk()
{
    delete m->call;
}

ChatClient::ChatClient(QUrl base, QByteArray key, ServiceTimes times, QObject *parent)
    : QObject(parent), m_http(std::move(base), std::move(key), times)
{
}

// Talks end before the network that carries them.
ChatClient::~ChatClient()
{
    qDeleteAll(findChildren<ChatTalk *>(QString(), Qt::FindDirectChildrenOnly));
}

ServiceCall *ChatClient::readModels(const std::function<void(Result<std::vector<ServiceModel>>)> &done)
{
    ServiceRequest request;
    request.path = QStringLiteral("/models");
    return m_http.send(request, [this, done](const Result<ServiceAnswer> &answer) {
        if (!answer) {
            done(std::unexpected(answer.error()));
            return;
        }
        const QJsonDocument json = QJsonDocument::fromJson(answer->body);
        const QJsonArray data = json.isArray() ? json.array() : json.object().value(QStringLiteral("data")).toArray();
        std::vector<ServiceModel> models;
        for (const QJsonValue &item : data)
            if (const QString id = item.toObject().value(QStringLiteral("id")).toString(); !id.isEmpty())
                models.push_back({id, QDate::fromString(item.toObject().value(QStringLiteral("shutdown_date")).toString(), Qt::ISODate)});
        if (models.empty()) {
            done(std::unexpected(Problem(ProblemCode::ExternalServiceError,
                                         tr("%1 answers, but names no models. Is the address right?").arg(originOf(m_http.base())))
                                     .withDetail(QString::fromUtf8(answer->body.left(200)))));
            return;
        }
        std::ranges::sort(models, {}, &ServiceModel::id);
        done(models);
    });
}

ChatClient::Habits &ChatClient::habitsOf(const QString &model)
{
    if (!m_habits.contains(model)) {
        Habits habits;
        habits.limitName = isOpenAi(m_http.base()) ? kNewLimit : kOldLimit;
        m_habits.insert(model, habits);
    }
    return m_habits[model];
}

ChatTalk *ChatClient::ask(const ChatRequest &request, const Done &done)
{
    auto *talk = new ChatTalk(this);
    talk->m->request = request;
    talk->m->done = done;
    transmit(talk);
    return talk;
}

QJsonObject ChatClient::bodyOf(const ChatTalk &talk, const Habits &habits) const
{
    const ChatRequest &request = talk.m->request;
    QString user = request.user;
    if (!request.schema.isEmpty() && habits.rung != Rung::Schema)
        user += QStringLiteral("\n\nAnswer with one JSON object of this JSON schema and nothing else:\n") +
                QString::fromUtf8(toCompactJson(request.schema));
    QJsonArray messages{message("system", request.system), message("user", user)};
    if (!talk.m->fault.isEmpty()) {
        messages.append(message("assistant", talk.m->faulty));
        messages.append(
            message("user", QStringLiteral("That is not the JSON object that was asked for: %1. Answer with the corrected JSON object "
                                           "and nothing else.")
                                .arg(talk.m->fault)));
    }
    QJsonObject body{{QStringLiteral("model"), request.model}, {QStringLiteral("messages"), messages}, {QStringLiteral("stream"), true}};
    if (habits.withUsage)
        body.insert(QStringLiteral("stream_options"), QJsonObject{{QStringLiteral("include_usage"), true}});
    if (!habits.limitName.isEmpty())
        body.insert(habits.limitName, request.mostTokens);
    if (!request.schema.isEmpty() && habits.rung == Rung::Schema)
        body.insert(QStringLiteral("response_format"),
                    QJsonObject{{QStringLiteral("type"), QStringLiteral("json_schema")},
                                {QStringLiteral("json_schema"), QJsonObject{{QStringLiteral("name"), request.schemaName},
                                                                            {QStringLiteral("schema"), request.schema},
                                                                            {QStringLiteral("strict"), true}}}});
    if (!request.schema.isEmpty() && habits.rung == Rung::Object)
        body.insert(QStringLiteral("response_format"), QJsonObject{{QStringLiteral("type"), QStringLiteral("json_object")}});
    return body;
}

void ChatClient::transmit(ChatTalk *talk)
{
    talk->m->begin();
    ServiceRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("/chat/completions");
    request.accept = "text/event-stream, application/json";
    request.body = bodyOf(*talk, habitsOf(talk->m->request.model));
    talk->m->call = m_http.send(
        request, [this, talk](const Result<ServiceAnswer> &answer) { takeEnd(talk, answer); },
        [this, talk](const QByteArray &bytes, const ServiceAnswer &head) { return takePiece(talk, bytes, head); });
}

bool ChatClient::takePiece(ChatTalk *talk, const QByteArray &bytes, const ServiceAnswer &head)
{
    auto &m = *talk->m;
    m.isStream = head.type == "text/event-stream";
    if (!m.isStream) {
        m.plain += bytes;
        if (m.plain.size() > EventStream::kMostTotal)
            m.broken = Problem(ProblemCode::ResultInvalid, tr("The answer is far too long."));
        return !m.broken;
    }
    const auto events = m.stream.take(bytes);
    if (!events) {
        m.broken = events.error();
        return false;
    }
    const QPointer<ChatTalk> guard(talk); // whoever is told of the text may give the talk up
    for (const QByteArray &event : *events) {
        takeChunk(talk, event);
        if (!guard)
            return false;
    }
    return !m.broken;
}

void ChatClient::takeChunk(ChatTalk *talk, const QByteArray &data)
{
    auto &m = *talk->m;
    if (m.isOver || m.broken)
        return;
    if (data.trimmed() == "[DONE]") {
        m.isOver = true;
        return;
    }
    const QJsonObject chunk = QJsonDocument::fromJson(data).object();
    if (chunk.value(QStringLiteral("error")).isObject() || chunk.value(QStringLiteral("error")).isString()) {
        m.broken = problemOf(failureIn(500, data, {}), m_http.base());
        return;
    }
    takeMessage(talk, chunk);
}

// A chunk of a stream ("delta") or a whole answer ("message").
void ChatClient::takeMessage(ChatTalk *talk, const QJsonObject &object)
{
    auto &m = *talk->m;
    if (const QJsonObject usage = object.value(QStringLiteral("usage")).toObject(); !usage.isEmpty()) {
        m.answer.promptTokens += usage.value(QStringLiteral("prompt_tokens")).toInt();
        m.answer.answerTokens += usage.value(QStringLiteral("completion_tokens")).toInt();
    }
    const QJsonObject choice = object.value(QStringLiteral("choices")).toArray().at(0).toObject();
    const QJsonObject said = choice.value(QLatin1String(choice.contains(QStringLiteral("delta")) ? "delta" : "message")).toObject();
    if (const QString reason = choice.value(QStringLiteral("finish_reason")).toString(); !reason.isEmpty())
        m.finishReason = reason;
    m.refusal += said.value(QStringLiteral("refusal")).toString();
    QString thought = said.value(QStringLiteral("reasoning")).toString();
    if (thought.isEmpty())
        thought = said.value(QStringLiteral("reasoning_content")).toString();
    m.thought += thought;
    const QString text = said.value(QStringLiteral("content")).toString();
    m.text += text;
    const QString whole = m.text;
    const QPointer<ChatTalk> guard(talk);
    if (!thought.isEmpty())
        Q_EMIT talk->thinking(m.thought);
    if (guard && !text.isEmpty())
        Q_EMIT talk->written(whole);
}

// Whether the request can be put in another way after this refusal.
bool ChatClient::adapt(Habits &habits, const ServiceFailure &failure, const ChatRequest &request) const
{
    if (failure.status != 400 && failure.status != 422)
        return false;
    if (!request.schema.isEmpty() && habits.rung != Rung::Plain &&
        (names(failure, QStringLiteral("response_format")) || names(failure, QStringLiteral("json_schema")))) {
        habits.rung = habits.rung == Rung::Schema ? Rung::Object : Rung::Plain;
        return true;
    }
    if (habits.withUsage && names(failure, QStringLiteral("stream_options"))) {
        habits.withUsage = false;
        return true;
    }
    if (!habits.limitName.isEmpty() && names(failure, habits.limitName)) {
        // The other name once; a server that takes neither is asked without a limit.
        const bool isFirst = habits.limitName == (isOpenAi(m_http.base()) ? kNewLimit : kOldLimit);
        habits.limitName = !isFirst ? QString() : habits.limitName == kNewLimit ? kOldLimit : kNewLimit;
        return true;
    }
    return false;
}

void ChatClient::takeEnd(ChatTalk *talk, const Result<ServiceAnswer> &answer)
{
    auto &m = *talk->m;
    if (!answer && !m.broken) {
        constexpr int kMostAdaptations = 6;
        const bool isRefusal = answer.error().code() == ProblemCode::ValidationError;
        if (isRefusal && ++m.adaptations <= kMostAdaptations && adapt(habitsOf(m.request.model), m_http.lastFailure(), m.request)) {
            transmit(talk);
            return;
        }
        const bool brokeOff =
            !m.text.isEmpty() && (answer.error().code() == ProblemCode::ServerOffline || answer.error().code() == ProblemCode::Timeout);
        finish(talk,
               std::unexpected(brokeOff ? Problem(ProblemCode::ExternalServiceError, tr("The connection ended before the answer did."))
                                              .withDetail(answer.error().detail())
                                        : answer.error()));
        return;
    }
    if (m.isStream) {
        const QPointer<ChatTalk> guard(talk);
        for (const QByteArray &event : m.stream.finish()) {
            takeChunk(talk, event);
            if (!guard)
                return;
        }
    } else if (!m.broken) {
        const QJsonObject whole = QJsonDocument::fromJson(m.plain).object();
        if (!whole.contains(QStringLiteral("choices"))) {
            const ServiceFailure failure = failureIn(answer ? answer->status : 0, m.plain, {});
            m.broken =
                Problem(ProblemCode::ExternalServiceError,
                        tr("%1 answers something else than a language model would. Is the address right?").arg(originOf(m_http.base())))
                    .withDetail(failure.message.left(200));
        } else {
            m.isOver = true;
            const QPointer<ChatTalk> guard(talk);
            takeMessage(talk, whole);
            if (!guard)
                return;
        }
    }
    if (m.broken) {
        finish(talk, std::unexpected(*m.broken));
        return;
    }
    if (!m.isOver && m.finishReason.isEmpty()) {
        finish(talk, std::unexpected(Problem(ProblemCode::ExternalServiceError, tr("The connection ended before the answer did."))));
        return;
    }
    judge(talk);
}

void ChatClient::judge(ChatTalk *talk)
{
    auto &m = *talk->m;
    if (!m.refusal.isEmpty() || m.finishReason == QLatin1String("content_filter")) {
        finish(talk, std::unexpected(
                         Problem(ProblemCode::ServerRefused, tr("The model declines to write this.")).withDetail(m.refusal.left(500))));
        return;
    }
    if (m.finishReason == QLatin1String("length")) {
        finish(talk, std::unexpected(Problem(ProblemCode::ResultInvalid, tr("The answer was cut off at its limit of length."))));
        return;
    }
    // Models that think sometimes leave the answer in the thought.
    const QString source = m.text.trimmed().isEmpty() && !m.request.schema.isEmpty() ? m.thought : m.text;
    m.answer.text = withoutThinking(source);
    if (m.answer.text.isEmpty()) {
        finish(talk, std::unexpected(Problem(ProblemCode::ResultInvalid, tr("The model answered nothing."))));
        return;
    }
    if (m.request.schema.isEmpty()) {
        finish(talk, m.answer);
        return;
    }
    const std::optional<QJsonObject> json = firstObjectIn(source);
    const Result<> shape = json ? requireShape(*json, m.request.schema)
                                : Result<>(std::unexpected(
                                      Problem(ProblemCode::ResultInvalid, {}).withDetail(QStringLiteral("there is no JSON object in it"))));
    if (shape) {
        m.answer.json = *json;
        finish(talk, m.answer);
        return;
    }
    if (!m.fault.isEmpty()) { // told what was wrong, and wrong again: the text is what there is
        finish(talk, m.answer);
        return;
    }
    m.faulty = source;
    m.fault = shape.error().detail();
    transmit(talk);
}

void ChatClient::finish(ChatTalk *talk, const Result<ChatAnswer> &answer)
{
    const Done done = std::exchange(talk->m->done, nullptr);
    talk->deleteLater();
    if (done)
        done(answer);
}

} // namespace sc::openai
