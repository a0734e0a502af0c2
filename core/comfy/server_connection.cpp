// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_client_private.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>
#include <QtCore/QVersionNumber>

namespace sc::comfy {

namespace {

constexpr std::chrono::milliseconds kHealthy{30'000}; // online for so long: the next failure begins at the first wait again
constexpr qint64 kStatsLimit = 4 * 1024 * 1024;
constexpr int kMaxFailedLooks = 2;

// Servers since September 2025 stop only the prompt that is named.
bool stopsOnlyTheNamed(const QString &version)
{
    return QVersionNumber::fromString(version) >= QVersionNumber(0, 3, 60);
}

} // namespace

ServerClient::Private::Private(ServerClient *client, const ServerAddress &address, QString id, ClientTimes clientTimes)
    : q(client),
      clientId(std::move(id)),
      times(clientTimes),
      http(address),
      socket(address, clientId, {.open = times.socketOpen, .ping = times.ping, .closeWait = times.socketClose}),
      backOff(times.backOffFirst, times.backOffMost)
{
    retry.setSingleShot(true);
    statusDue.setSingleShot(true);
    silence.setSingleShot(true);
    QObject::connect(&retry, &QTimer::timeout, q, [this] { attempt(); });
    QObject::connect(&healthTimer, &QTimer::timeout, q, [this] { health(); });
    QObject::connect(&silence, &QTimer::timeout, q, [this] { checkSilence(); });
    QObject::connect(&statusDue, &QTimer::timeout, q, [this] {
        recycle(Problem(ProblemCode::Timeout,
                        QCoreApplication::translate("sc::comfy", "%1 no longer tells its events.").arg(shownHost(http.address().url))));
    });
    QObject::connect(&socket, &ServerSocket::opened, q, [this] { online(); });
    QObject::connect(&socket, &ServerSocket::lost, q, [this](const Problem &why) { socketLost(why); });
    QObject::connect(&socket, &ServerSocket::text, q, [this](const QByteArray &message) { heardText(message); });
    QObject::connect(&socket, &ServerSocket::binary, q, [this](const QByteArray &message) { heardBinary(message); });
    QObject::connect(&socket, &ServerSocket::heard, q, [this] { sinceHeard.start(); });
    QObject::connect(&http, &ServerHttp::heard, q, [this] { sinceHeard.start(); });
    QObject::connect(&pacer, &EventPacer::event, q, &ServerClient::event);
    QObject::connect(&pacer, &EventPacer::preview, q, &ServerClient::preview);
}

void ServerClient::Private::open()
{
    if (wanted)
        return;
    wanted = true;
    backOff.reset();
    lastHealthWall = QDateTime::currentMSecsSinceEpoch();
    healthTimer.start(times.health);
    attempt();
}

void ServerClient::Private::close()
{
    wanted = false;
    ++epoch;
    attempting = false;
    looking = false;
    retry.stop();
    healthTimer.stop();
    silence.stop();
    statusDue.stop();
    socket.close();
    http.cancelAll();
    for (const QPointer<ServerDownload> &download : std::as_const(downloads))
        if (download)
            download->cancel();
    for (const auto &sending : std::as_const(sendings))
        sending->cancelled = true;
    setState(State::Offline, std::nullopt);
}

void ServerClient::Private::setState(State newState, std::optional<Problem> newProblem)
{
    if (state == newState && problem == newProblem)
        return;
    state = newState;
    problem = std::move(newProblem);
    Q_EMIT q->stateChanged(state);
}

void ServerClient::Private::attempt()
{
    if (!wanted || attempting || state == State::Online)
        return;
    attempting = true;
    retry.stop();
    setState(State::Connecting, problem);
    look([this](const Result<> &looked) {
        if (!looked) {
            failed(looked.error());
            return;
        }
        askFeatures();
        socket.open(path(QStringLiteral("/ws")));
    });
}

void ServerClient::Private::look(std::function<void(Result<>)> then)
{
    looking = true;
    auto clock = std::make_shared<QElapsedTimer>();
    clock->start();
    HttpRequest request = HttpRequest::get(path(QStringLiteral("/system_stats")));
    request.limit = times.systemStats;
    request.answerLimit = kStatsLimit;
    http.send(request, [this, then = std::move(then), clock, began = epoch](const Result<HttpAnswer> &answer) {
        if (began != epoch)
            return;
        if (answer && answer->status == 404 && !prefix.isEmpty()) { // old servers and some proxies know only the bare paths
            prefix.clear();
            look(then);
            return;
        }
        looking = false;
        const auto good = goodAnswer(answer);
        auto stats = good ? readSystemStats(good->body) : Result<SystemStats>(std::unexpected(good.error()));
        if (!stats) {
            prefix = QStringLiteral("/api");
            then(std::unexpected(good ? notComfy(http.address().url, good->body) : stats.error()));
            return;
        }
        failedLooks = 0;
        facts.latency = static_cast<int>(clock->elapsed());
        facts.maxUpload = facts.maxUpload > 0 ? facts.maxUpload : stats->maxUpload;
        facts.targetedInterrupt = stopsOnlyTheNamed(stats->version);
        facts.stats = *std::move(stats);
        Q_EMIT q->factsChanged();
        then({});
    });
}

void ServerClient::Private::askFeatures()
{
    HttpRequest request = HttpRequest::get(path(QStringLiteral("/features")));
    request.limit = times.systemStats;
    request.answerLimit = kStatsLimit;
    http.send(request, [this](const Result<HttpAnswer> &answer) {
        if (!answer || answer->status != 200) // servers before July 2025 have none
            return;
        const QByteArray event = R"({"type":"feature_flags","data":)" + answer->body + '}';
        if (const auto read = readEvent(event))
            judge(*read);
    });
}

void ServerClient::Private::failed(const Problem &why)
{
    attempting = false;
    silence.stop();
    statusDue.stop();
    setState(State::Offline, why);
    // Several programs must not knock in step.
    const auto wait = backOff.next();
    retry.start(wait - std::chrono::milliseconds(QRandomGenerator::global()->bounded(static_cast<int>(wait.count() / 5) + 1)));
}

void ServerClient::Private::online()
{
    attempting = false;
    failedLooks = 0;
    sinceOnline.start();
    sinceHeard.start();
    silence.start(times.silence);
    setState(State::Online, std::nullopt);
    Q_EMIT q->cameBack();
}

void ServerClient::Private::socketLost(const Problem &why)
{
    silence.stop();
    statusDue.stop();
    if (!wanted)
        return;
    if (state != State::Online) {
        failed(why);
        return;
    }
    if (std::chrono::milliseconds(sinceOnline.elapsed()) > kHealthy)
        backOff.reset();
    attempting = false;
    setState(State::Connecting, why);
    attempt();
}

void ServerClient::Private::recycle(const Problem &why)
{
    if (state != State::Online)
        return;
    silence.stop();
    statusDue.stop();
    attempting = true;
    setState(State::Connecting, why);
    socket.open(path(QStringLiteral("/ws")));
}

void ServerClient::Private::health()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool slept = now - lastHealthWall > 3 * times.health.count() + 30'000;
    lastHealthWall = now;
    if (slept) { // no connection survives it, whatever the socket believes
        backOff.reset();
        if (state == State::Online)
            recycle(Problem(ProblemCode::ServerOffline,
                            QCoreApplication::translate("sc::comfy", "This machine was asleep; the connection is made anew.")));
        else
            q->checkNow();
        return;
    }
    if (state != State::Online || looking)
        return;
    look([this](const Result<> &looked) {
        if (looked || state != State::Online)
            return;
        // While a server reads its model folders it answers nobody; the socket shows whether it lives.
        const bool quiet = std::chrono::milliseconds(sinceHeard.elapsed()) > 2 * times.health;
        if (++failedLooks < kMaxFailedLooks && !quiet)
            return;
        socket.close();
        failed(looked.error());
    });
}

} // namespace sc::comfy
