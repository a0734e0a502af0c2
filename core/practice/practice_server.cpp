// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_server.h"

#include "core/base/json.h"
#include "core/practice/practice_server_private.h"

#include <QtCore/QUuid>
#include <QtCore/QtEndian>

namespace sc::practice {

namespace {

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

} // namespace

PracticeServer::Private::Private(PracticeServer *server, PracticeOptions startOptions)
    : q(server),
      options(std::move(startOptions)),
      store(options.folder),
      http([this](const Exchange &exchange) { answer(exchange); }),
      models(filesOfFamilies(options.families)),
      random(options.dice)
{
    http.setMaxBody(options.maxUpload);
    http.setSocketRule([this](const HttpMessage &request) { return refusal(request); });
    QObject::connect(&http, &HttpServer::socketOpened, q, [this](QWebSocket *socket, const HttpMessage &request) {
        takeSocket(socket, request.value(QStringLiteral("clientId")));
    });
    comeBack.setSingleShot(true);
    QObject::connect(&comeBack, &QTimer::timeout, q, [this] {
        if (!options.faults.offline)
            (void)listen();
        Q_EMIT q->changed();
    });
}

Result<> PracticeServer::Private::listen()
{
    if (!store.isGood())
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, tr("The practice server cannot write to \"%1\".").arg(options.folder)));
    if (!http.listen(QHostAddress::LocalHost, port != 0 ? port : options.port))
        return std::unexpected(
            Problem(ProblemCode::Conflict, tr("Port %1 is taken by another program.").arg(options.port)).withDetail(http.errorString()));
    port = http.port();
    return {};
}

void PracticeServer::Private::takeSocket(QWebSocket *socket, const QString &clientId)
{
    const QString id = clientId.isEmpty() ? QUuid::createUuid().toString(QUuid::Id128) : clientId;
    socket->setParent(q);
    clients.insert(id, Client{.socket = socket});
    QObject::connect(socket, &QWebSocket::disconnected, q, [this, id, socket] {
        // ComfyUI forgets the id even when a newer connection has it by now; practising that bug would teach nothing.
        if (clients.contains(id) && clients.value(id).socket == socket)
            clients.remove(id);
        socket->deleteLater();
    });
    QObject::connect(socket, &QWebSocket::textMessageReceived, q, [this, id](const QString &text) {
        Client &client = clients[id];
        const QJsonObject message = parseJsonObject(text.toUtf8(), QStringLiteral("message")).value_or(QJsonObject());
        if (!client.spoken && message.value(QStringLiteral("type")).toString() == u"feature_flags") {
            client.metadata = message.value(QStringLiteral("data")).toObject().value(QStringLiteral("supports_preview_metadata")).toBool();
            send(id, QStringLiteral("feature_flags"), features());
        }
        client.spoken = true;
    });
    send(id, QStringLiteral("status"),
         {{QStringLiteral("status"),
           QJsonObject{{QStringLiteral("exec_info"), QJsonObject{{QStringLiteral("queue_remaining"), remaining()}}}}},
          {QStringLiteral("sid"), id}});
    if (runner && runner->prompt().clientId == id && !runner->currentNode().isEmpty())
        send(id, QStringLiteral("executing"),
             {{QStringLiteral("node"), runner->currentNode()}}); // without the prompt's id, as ComfyUI does
}

void PracticeServer::Private::send(const QString &clientId, const QString &type, const QJsonObject &data)
{
    if (options.faults.deaf)
        return;
    const QString text = QString::fromUtf8(toCompactJson(QJsonObject{{QStringLiteral("type"), type}, {QStringLiteral("data"), data}}));
    for (auto it = clients.begin(); it != clients.end(); ++it)
        if ((clientId.isEmpty() || it.key() == clientId) && it->socket)
            it->socket->sendTextMessage(text);
}

void PracticeServer::Private::sendPreview(const QString &clientId, const QString &promptId, const QString &node, const QByteArray &jpeg)
{
    const auto client = clients.find(clientId);
    if (options.faults.deaf || client == clients.end() || !client->socket)
        return;
    if (!client->metadata) {
        client->socket->sendBinaryMessage(bigEndian(1) + bigEndian(1) + jpeg);
        return;
    }
    const QByteArray about = toCompactJson(QJsonObject{{QStringLiteral("node_id"), node},
                                                       {QStringLiteral("prompt_id"), promptId},
                                                       {QStringLiteral("display_node_id"), node},
                                                       {QStringLiteral("parent_node_id"), QJsonValue()},
                                                       {QStringLiteral("real_node_id"), node},
                                                       {QStringLiteral("image_type"), QStringLiteral("image/jpeg")}});
    client->socket->sendBinaryMessage(bigEndian(4) + bigEndian(static_cast<quint32>(about.size())) + about + jpeg);
}

void PracticeServer::Private::tellStatus()
{
    send({}, QStringLiteral("status"),
         {{QStringLiteral("status"),
           QJsonObject{{QStringLiteral("exec_info"), QJsonObject{{QStringLiteral("queue_remaining"), remaining()}}}}}});
    Q_EMIT q->changed();
}

void PracticeServer::Private::startNext()
{
    if (runner || queue.empty() || !http.isListening())
        return;
    Prompt prompt = queue.front();
    queue.erase(queue.begin());
    PracticeFaults &faults = options.faults;
    PromptFate fate{.outOfMemory = faults.draw(&PracticeFaults::outOfMemory, dice()),
                    .nodeError = faults.draw(&PracticeFaults::nodeError, dice()),
                    .empty = faults.draw(&PracticeFaults::empty, dice()),
                    .restart = faults.draw(&PracticeFaults::restart, dice()),
                    .dropSockets = faults.draw(&PracticeFaults::dropSockets, dice())};
    if (faults.draw(&PracticeFaults::undecodable, dice()))
        fate.flaw = ResultFlaw::Undecodable;
    else if (faults.draw(&PracticeFaults::truncated, dice()))
        fate.flaw = ResultFlaw::Truncated;
    const QString client = prompt.clientId;
    const QString id = prompt.id;
    runner = std::make_unique<PracticeRunner>(std::move(prompt), fate, options, &store, &memory);
    QObject::connect(runner.get(), &PracticeRunner::event, q, [this, client](const QString &type, const QJsonObject &data) {
        // Without a client only these are told, and to everybody.
        if (!client.isEmpty() || type.startsWith(u"progress"))
            send(client, type, data);
    });
    QObject::connect(runner.get(), &PracticeRunner::preview, q,
                     [this, client, id](const QString &node, const QByteArray &jpeg) { sendPreview(client, id, node, jpeg); });
    QObject::connect(
        runner.get(), &PracticeRunner::wantsDrop, q, [this] { q->dropSockets(); }, Qt::QueuedConnection);
    QObject::connect(
        runner.get(), &PracticeRunner::wantsRestart, q, [this] { q->restart(); }, Qt::QueuedConnection);
    QObject::connect(
        runner.get(), &PracticeRunner::finished, q,
        [this](const QJsonObject &entry, const QString &lastEvent, const QJsonObject &lastData) { ended(entry, lastEvent, lastData); },
        Qt::QueuedConnection);
    tellStatus();
    runner->start();
}

void PracticeServer::Private::ended(const QJsonObject &entry, const QString &lastEvent, const QJsonObject &lastData)
{
    if (!runner)
        return; // it died in between
    const Prompt prompt = runner->prompt();
    runner.reset();
    const bool success = lastEvent == u"execution_success";
    ++(success ? succeeded : failed);
    if (!prompt.clientId.isEmpty() || lastEvent == u"execution_interrupted")
        send(prompt.clientId, lastEvent, lastData);
    entries.insert(prompt.id, entry);
    entryOrder.removeAll(prompt.id);
    entryOrder += prompt.id;
    if (options.faults.draw(&PracticeFaults::loseHistory, dice()))
        q->loseHistory();
    tellStatus();
    if (!prompt.clientId.isEmpty())
        send(prompt.clientId, QStringLiteral("executing"),
             {{QStringLiteral("node"), QJsonValue()}, {QStringLiteral("prompt_id"), prompt.id}});
    Q_EMIT q->promptEnded(prompt.id, success);
    startNext();
}

void PracticeServer::Private::die()
{
    http.stop();
    q->dropSockets();
    runner.reset();
    queue.clear();
    entries.clear();
    entryOrder.clear();
    memory = {};
    counter = 0;
    store.forgetTemp();
}

void PracticeServer::Private::interrupt(const QString &promptId)
{
    if (runner && (promptId.isEmpty() || runner->prompt().id == promptId))
        runner->interrupt();
}

PracticeServer::PracticeServer(PracticeOptions options, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(options)))
{
}

PracticeServer::~PracticeServer()
{
    stop();
}

Result<> PracticeServer::start()
{
    return d->listen();
}

Result<> PracticeServer::startSecure(const QSslConfiguration &tls)
{
    d->secure = true;
    d->http.setTls(tls);
    return d->listen();
}

void PracticeServer::stop()
{
    d->comeBack.stop();
    d->die();
    d->port = 0;
}

quint16 PracticeServer::port() const
{
    return d->port;
}

QUrl PracticeServer::url() const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2").arg(d->secure ? QStringLiteral("https") : QStringLiteral("http")).arg(d->port));
}

const PracticeOptions &PracticeServer::options() const
{
    return d->options;
}

const PracticeFaults &PracticeServer::faults() const
{
    return d->options.faults;
}

void PracticeServer::setFaults(const PracticeFaults &faults)
{
    const bool goes = faults.offline && !d->options.faults.offline;
    const bool comes = !faults.offline && d->options.faults.offline;
    d->options.faults = faults;
    if (goes) { // the process lives on, the net is gone
        d->http.stop();
        dropSockets();
    }
    if (comes && d->port != 0)
        d->comeBack.start(0);
    Q_EMIT changed();
}

Result<> PracticeServer::change(const QJsonObject &changes)
{
    PracticeFaults faults = d->options.faults;
    SC_TRY(faults.apply(changes));
    setFaults(faults);
    return {};
}

void PracticeServer::restart()
{
    if (d->port == 0)
        return;
    d->die();
    d->comeBack.start(d->options.faults.restartPause);
    Q_EMIT changed();
}

void PracticeServer::dropSockets()
{
    const QMap<QString, Private::Client> all = std::exchange(d->clients, {});
    for (const Private::Client &client : all)
        if (client.socket) {
            client.socket->abort();
            client.socket->deleteLater();
        }
}

void PracticeServer::loseHistory()
{
    d->entries.clear();
    d->entryOrder.clear();
}

int PracticeServer::taken() const
{
    return static_cast<int>(d->takenIds.size());
}

int PracticeServer::succeeded() const
{
    return d->succeeded;
}

int PracticeServer::failed() const
{
    return d->failed;
}

int PracticeServer::waiting() const
{
    return static_cast<int>(d->queue.size());
}

bool PracticeServer::isBusy() const
{
    return d->runner != nullptr;
}

QStringList PracticeServer::takenIds() const
{
    return d->takenIds;
}

} // namespace sc::practice
