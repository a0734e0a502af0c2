// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_socket.h"

#include "core/comfy/server_problems.h"
#include "core/comfy/server_tls.h"

#include <QtCore/QRegularExpression>
#include <QtNetwork/QNetworkProxy>
#include <QtWebSockets/QWebSocket>

namespace sc::comfy {

namespace {

constexpr quint64 kMaxMessage = 64 * 1024 * 1024; // a preview is at most a few hundred kilobytes
constexpr int kMaxUnanswered = 2;

// The status of a refused upgrade stands only in the text.
int statusIn(const QString &errorText)
{
    static const QRegularExpression code(QStringLiteral("\\b([1-5]\\d\\d)\\b"));
    return code.match(errorText).captured(1).toInt();
}

QNetworkReply::NetworkError asNetworkError(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return QNetworkReply::HostNotFoundError;
    case QAbstractSocket::ConnectionRefusedError:
        return QNetworkReply::ConnectionRefusedError;
    case QAbstractSocket::RemoteHostClosedError:
        return QNetworkReply::RemoteHostClosedError;
    case QAbstractSocket::SslHandshakeFailedError:
        return QNetworkReply::SslHandshakeFailedError;
    case QAbstractSocket::SocketTimeoutError:
        return QNetworkReply::TimeoutError;
    default:
        return QNetworkReply::UnknownNetworkError;
    }
}

} // namespace

ServerSocket::ServerSocket(ServerAddress address, QString clientId, Times times, QObject *parent)
    : QObject(parent), m_address(std::move(address)), m_clientId(std::move(clientId)), m_times(times)
{
    m_openLimit.setSingleShot(true);
    m_openLimit.setInterval(m_times.open);
    connect(&m_openLimit, &QTimer::timeout, this, [this] {
        fail(Problem(ProblemCode::Timeout,
                     tr("%1 answers, but its event connection (WebSocket) does not open.").arg(shownHost(m_address.url))));
    });
    m_ping.setInterval(m_times.ping);
    connect(&m_ping, &QTimer::timeout, this, [this] { beat(); });
    m_farewell.setSingleShot(true);
    m_farewell.setInterval(m_times.closeWait);
    connect(&m_farewell, &QTimer::timeout, this, [this] {
        m_leaving.reset();
        connectNow();
    });
    connect(this, &ServerSocket::heard, this, [this] { m_unanswered = 0; });
}

// Sockets say goodbye when they are destroyed; the timers that would hear it are gone by then.
ServerSocket::~ServerSocket()
{
    for (QWebSocket *socket : {m_socket.get(), m_leaving.get()}) {
        if (socket)
            socket->disconnect();
    }
}

void ServerSocket::open(const QString &path)
{
    m_path = path;
    close();
    if (m_leaving) {
        m_farewell.start();
        connect(m_leaving.get(), &QWebSocket::disconnected, &m_farewell, [this] { m_farewell.start(0); });
    } else {
        connectNow();
    }
}

void ServerSocket::close()
{
    m_openLimit.stop();
    m_ping.stop();
    m_farewell.stop();
    m_open = false;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (m_socket->state() == QAbstractSocket::ConnectedState) {
        m_leaving = std::move(m_socket);
        m_leaving->close();
    }
    m_socket.reset();
}

void ServerSocket::connectNow()
{
    m_unanswered = 0;
    m_seenFingerprint.clear();
    // No origin: ComfyUI compares one with its own name and refuses.
    m_socket = std::make_unique<QWebSocket>(QString());
    m_socket->setMaxAllowedIncomingFrameSize(kMaxMessage);
    m_socket->setMaxAllowedIncomingMessageSize(kMaxMessage);
    if (isThisMachine(m_address.url))
        m_socket->setProxy(QNetworkProxy::NoProxy);
    QWebSocket *socket = m_socket.get();
    connect(socket, &QWebSocket::connected, this, [this] {
        m_openLimit.stop();
        m_open = true;
        m_ping.start();
        // Must be the first text of a connection, or it is not listened to.
        m_socket->sendTextMessage(QStringLiteral(R"({"type":"feature_flags","data":{"supports_preview_metadata":true}})"));
        Q_EMIT opened();
    });
    connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &message) {
        Q_EMIT heard();
        Q_EMIT text(message.toUtf8());
    });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &message) {
        Q_EMIT heard();
        Q_EMIT binary(message);
    });
    connect(socket, &QWebSocket::pong, this, [this] { Q_EMIT heard(); });
    connect(socket, &QWebSocket::sslErrors, this, [this, socket](const QList<QSslError> &errors) {
        QSslCertificate shown = socket->sslConfiguration().peerCertificate();
        for (const QSslError &error : errors)
            if (shown.isNull())
                shown = error.certificate();
        const TlsVerdict verdict = judge(m_address, errors, shown);
        m_seenFingerprint = verdict.seen;
        m_tlsFault = verdict.fault;
        if (verdict.trusted)
            socket->ignoreSslErrors();
    });
    const auto gone = [this, socket] {
        HttpOutcome outcome;
        outcome.url = m_address.url;
        outcome.error = asNetworkError(socket->error());
        outcome.errorText = socket->errorString();
        outcome.status = m_open ? 0 : statusIn(outcome.errorText);
        if (outcome.status == 101 || outcome.status == 200 || outcome.status == 404)
            outcome.status = 0;
        outcome.fingerprint = m_seenFingerprint;
        outcome.pinned = m_address.fingerprint;
        outcome.certificateFault = m_tlsFault;
        const bool refusedUpgrade = !m_open && outcome.status == 0 && outcome.error == QNetworkReply::UnknownNetworkError;
        fail(m_open ? Problem(ProblemCode::ServerOffline, tr("The event connection to %1 was closed.").arg(shownHost(m_address.url)))
                          .withDetail(outcome.errorText)
             : refusedUpgrade
                 ? Problem(ProblemCode::ServerRefused,
                           tr("%1 answers, but does not open its event connection. A proxy in front of it must let WebSockets through.")
                               .arg(shownHost(m_address.url)))
                       .withDetail(outcome.errorText)
                 : problemOf(outcome));
    };
    connect(socket, &QWebSocket::disconnected, this, gone);
    connect(socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this, gone);
    QNetworkRequest request(socketUrl(m_address, m_path, m_clientId));
    request.setRawHeader("User-Agent", "StoryCanvas");
    request.setRawHeader("ngrok-skip-browser-warning", "1");
    request.setRawHeader("skip_zrok_interstitial", "1");
    for (auto it = m_address.headers.begin(); it != m_address.headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    m_socket->setSslConfiguration(tlsOf(m_address));
    m_openLimit.start();
    m_socket->open(request);
}

void ServerSocket::fail(const Problem &problem)
{
    m_openLimit.stop();
    m_ping.stop();
    m_open = false;
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater(); // we may be inside one of its signals
    }
    Q_EMIT lost(problem);
}

void ServerSocket::beat()
{
    if (m_unanswered >= kMaxUnanswered) {
        fail(Problem(ProblemCode::Timeout, tr("%1 gives no sign of life.").arg(shownHost(m_address.url))));
        return;
    }
    ++m_unanswered;
    m_socket->ping();
}

} // namespace sc::comfy
