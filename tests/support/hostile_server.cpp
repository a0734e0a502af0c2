// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hostile_server.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

namespace sc::test {

namespace {

QJsonObject friendlyStats()
{
    return {{QStringLiteral("system"), QJsonObject{{QStringLiteral("os"), QStringLiteral("posix")},
                                                   {QStringLiteral("comfyui_version"), QStringLiteral("0.3.64")},
                                                   {QStringLiteral("argv"), QJsonArray{QStringLiteral("main.py")}}}},
            {QStringLiteral("devices"), QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("cuda:0 Test")},
                                                               {QStringLiteral("type"), QStringLiteral("cuda")},
                                                               {QStringLiteral("vram_total"), 8'000'000'000.0},
                                                               {QStringLiteral("vram_free"), 7'000'000'000.0}}}}};
}

} // namespace

HostileServer::HostileServer(bool listening) : m_server([this](const Exchange &exchange) { answer(exchange); })
{
    on(QStringLiteral("/system_stats"), Reply::json(friendlyStats()));
    on(QStringLiteral("/features"), Reply::json({{QStringLiteral("supports_preview_metadata"), true}}));
    on(QStringLiteral("/queue"),
       Reply::json({{QStringLiteral("queue_running"), QJsonArray()}, {QStringLiteral("queue_pending"), QJsonArray()}}));
    on(QStringLiteral("/history"), Reply::json({}));
    connect(&m_server, &practice::HttpServer::socketOpened, this, [this](QWebSocket *socket) {
        socket->setParent(this);
        m_sockets.append(socket);
        connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { m_heard.append(text); });
        connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
        if (greets)
            socket->sendTextMessage(QStringLiteral(R"({"type":"status","data":{"status":{"exec_info":{"queue_remaining":0}},"sid":"x"}})"));
        Q_EMIT socketOpened();
    });
    if (listening)
        (void)listen();
}

bool HostileServer::listen(quint16 port)
{
    const bool good = m_server.listen(QHostAddress::LocalHost, port);
    m_port = m_server.port();
    return good;
}

void HostileServer::stop()
{
    m_server.stop();
    for (const QPointer<QWebSocket> &socket : m_sockets)
        if (socket)
            socket->abort();
}

QUrl HostileServer::url(const QString &path) const
{
    return QUrl(
        QStringLiteral("%1://127.0.0.1:%2%3").arg(m_secure ? QStringLiteral("https") : QStringLiteral("http")).arg(m_port).arg(path));
}

void HostileServer::on(const QString &route, const Reply &reply)
{
    on(route, [reply](const Exchange &exchange) { exchange.reply(reply); });
}

void HostileServer::everywhere(const Reply &reply)
{
    m_everywhere = reply;
}

void HostileServer::withTls(const QSslConfiguration &tls)
{
    m_secure = true;
    m_server.setTls(tls);
}

practice::HttpMessage HostileServer::last(const QString &route) const
{
    for (auto it = m_seen.rbegin(); it != m_seen.rend(); ++it)
        if (it->path == route || it->path == QStringLiteral("/api") + route)
            return *it;
    return {};
}

QList<QWebSocket *> HostileServer::sockets() const
{
    QList<QWebSocket *> open;
    for (const QPointer<QWebSocket> &socket : m_sockets)
        if (socket && socket->isValid())
            open.append(socket);
    return open;
}

void HostileServer::send(const QByteArray &event) const
{
    for (QWebSocket *socket : sockets())
        socket->sendTextMessage(QString::fromUtf8(event));
}

void HostileServer::sendBinary(const QByteArray &frame) const
{
    for (QWebSocket *socket : sockets())
        socket->sendBinaryMessage(frame);
}

void HostileServer::sendStatus(int remaining) const
{
    send(R"({"type":"status","data":{"status":{"exec_info":{"queue_remaining":)" + QByteArray::number(remaining) + "}}}}");
}

void HostileServer::answer(const Exchange &exchange)
{
    m_seen.append(exchange.message());
    QString route = exchange.message().path;
    if (m_everywhere) {
        exchange.reply(*m_everywhere);
        return;
    }
    if (route.startsWith(u"/api/") && !withoutApi)
        route = route.mid(4);
    m_counts[route]++;
    const QString parent = route.section(u'/', 0, 1);
    const Handler handler = m_routes.contains(route) ? m_routes.value(route) : m_routes.value(parent);
    if (handler)
        handler(exchange);
    else
        exchange.reply(Reply::text(404, "404: Not Found"));
}

std::optional<SelfSigned> makeSelfSigned(const QString &alternativeName)
{
    QTemporaryDir folder;
    const QString keyPath = folder.filePath(QStringLiteral("key.pem"));
    const QString certificatePath = folder.filePath(QStringLiteral("certificate.pem"));
    QProcess openssl;
    QStringList arguments{QStringLiteral("req"),
                          QStringLiteral("-x509"),
                          QStringLiteral("-newkey"),
                          QStringLiteral("rsa:2048"),
                          QStringLiteral("-nodes"),
                          QStringLiteral("-days"),
                          QStringLiteral("2"),
                          QStringLiteral("-subj"),
                          QStringLiteral("/CN=studio.invalid"),
                          QStringLiteral("-keyout"),
                          keyPath,
                          QStringLiteral("-out"),
                          certificatePath};
    if (!alternativeName.isEmpty())
        arguments << QStringLiteral("-addext") << QStringLiteral("subjectAltName=") + alternativeName;
    openssl.start(QStringLiteral("openssl"), arguments);
    if (!openssl.waitForFinished(60'000) || openssl.exitCode() != 0)
        return std::nullopt;
    QFile keyFile(keyPath);
    QFile certificateFile(certificatePath);
    if (!keyFile.open(QIODevice::ReadOnly) || !certificateFile.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QSslCertificate certificate(&certificateFile);
    const QSslKey key(&keyFile, QSsl::Rsa);
    if (certificate.isNull() || key.isNull())
        return std::nullopt;
    SelfSigned made;
    made.tls = QSslConfiguration::defaultConfiguration();
    made.tls.setLocalCertificate(certificate);
    made.tls.setPrivateKey(key);
    made.tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    made.fingerprint = certificate.digest(QCryptographicHash::Sha256).toHex();
    return made;
}

} // namespace sc::test
