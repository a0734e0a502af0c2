// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"
#include "core/practice/http_server.h"
#include "core/practice/practice_nodes.h"
#include "core/practice/practice_runner.h"
#include "core/practice/practice_server.h"
#include "core/practice/practice_store.h"

#include <QtCore/QPointer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtWebSockets/QWebSocket>

namespace sc::practice {

// practice_server.cpp: life and queue; practice_routes.cpp: what is answered; practice_prompt.cpp: what is taken.
class PracticeServer::Private
{
public:
    using Exchange = HttpServer::Exchange;
    struct Client
    {
        QPointer<QWebSocket> socket;
        bool metadata = false; // previews may say of which prompt they are
        bool spoken = false;   // only the first text is listened to
    };

    Private(PracticeServer *server, PracticeOptions startOptions);

    [[nodiscard]] Result<> listen();
    void answer(const Exchange &exchange);
    [[nodiscard]] std::optional<HttpReply> refusal(const HttpMessage &request) const; // key, web page
    [[nodiscard]] HttpReply replyTo(const HttpMessage &request);
    [[nodiscard]] HttpReply postQueue(const HttpMessage &request);
    [[nodiscard]] HttpReply history(const HttpMessage &request, const QString &id);
    [[nodiscard]] HttpReply postPractice(const HttpMessage &request);
    [[nodiscard]] QJsonObject systemStats() const;
    [[nodiscard]] QJsonObject features() const;
    [[nodiscard]] QJsonObject queueJson() const;
    [[nodiscard]] QJsonObject objectInfo();
    [[nodiscard]] const comfy::ObjectInfo &nodes();
    [[nodiscard]] HttpReply postPrompt(const HttpMessage &request);
    void answerPrompt(const Exchange &exchange);

    void takeSocket(QWebSocket *socket, const QString &clientId);
    void send(const QString &clientId, const QString &type, const QJsonObject &data); // no client: everybody
    void sendPreview(const QString &clientId, const QString &promptId, const QString &node, const QByteArray &jpeg);
    void tellStatus();
    void startNext();
    void ended(const QJsonObject &entry, const QString &lastEvent, const QJsonObject &lastData);
    void die();
    void interrupt(const QString &promptId);
    [[nodiscard]] double dice() { return random.generateDouble(); }
    [[nodiscard]] int remaining() const { return static_cast<int>(queue.size()) + (runner ? 1 : 0); }

    PracticeServer *q;
    PracticeOptions options;
    PracticeStore store;
    HttpServer http;
    ModelFolders models;
    std::optional<comfy::ObjectInfo> knownNodes;
    QMap<QString, Client> clients; // by client id
    std::vector<Prompt> queue;     // sorted by number and id, the next one first
    std::unique_ptr<PracticeRunner> runner;
    RunnerMemory memory;
    QMap<QString, QJsonObject> entries; // the history
    QStringList entryOrder;
    double counter = 0;
    QRandomGenerator random;
    QTimer comeBack;
    quint16 port = 0;
    bool secure = false;
    bool wasOffline = false;
    int succeeded = 0;
    int failed = 0;
    QStringList takenIds;
};

} // namespace sc::practice
