// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/http_server.h"

#include <QtNetwork/QSslSocket>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>

namespace sc::practice {

// Makes secure sockets where a certificate was given.
class HttpServer::Listener : public QTcpServer
{
public:
    std::optional<QSslConfiguration> tls;

protected:
    void incomingConnection(qintptr handle) override
    {
        QTcpSocket *socket = nullptr;
        if (tls) {
            auto *secure = new QSslSocket(this);
            secure->setSslConfiguration(*tls);
            secure->setSocketDescriptor(handle);
            secure->startServerEncryption();
            socket = secure;
        } else {
            socket = new QTcpSocket(this);
            socket->setSocketDescriptor(handle);
        }
        addPendingConnection(socket);
    }
};

HttpServer::Exchange::Exchange(QTcpSocket *socket, HttpMessage message) : m_socket(socket), m_message(std::move(message)) {}

void HttpServer::Exchange::reply(const HttpReply &reply) const
{
    raw(reply.toBytes(m_message.method != "HEAD"));
}

void HttpServer::Exchange::raw(const QByteArray &bytes) const
{
    if (isAlive())
        m_socket->write(bytes);
}

void HttpServer::Exchange::drop() const
{
    if (m_socket) {
        m_socket->flush();
        m_socket->disconnectFromHost();
    }
}

bool HttpServer::Exchange::isAlive() const
{
    return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

HttpServer::HttpServer(Handler handler, QObject *parent)
    : QObject(parent),
      m_handler(std::move(handler)),
      m_listener(std::make_unique<Listener>()),
      m_sockets(std::make_unique<QWebSocketServer>(QStringLiteral("ComfyUI"), QWebSocketServer::NonSecureMode))
{
    connect(m_listener.get(), &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_listener->nextPendingConnection())
            take(socket);
    });
    connect(m_sockets.get(), &QWebSocketServer::newConnection, this, [this] {
        while (QWebSocket *socket = m_sockets->nextPendingConnection()) {
            HttpMessage request;
            request.path = socket->requestUrl().path();
            request.query = QUrlQuery(socket->requestUrl());
            Q_EMIT socketOpened(socket, request);
        }
    });
}

HttpServer::~HttpServer()
{
    stop();
}

void HttpServer::setTls(const QSslConfiguration &tls)
{
    m_listener->tls = tls;
}

bool HttpServer::listen(const QHostAddress &address, quint16 port)
{
    return m_listener->listen(address, port);
}

void HttpServer::stop()
{
    m_listener->close();
    for (QTcpSocket *socket : m_incoming.keys()) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
    m_incoming.clear();
}

bool HttpServer::isListening() const
{
    return m_listener->isListening();
}

quint16 HttpServer::port() const
{
    return m_listener->serverPort();
}

QString HttpServer::errorString() const
{
    return m_listener->errorString();
}

void HttpServer::take(QTcpSocket *socket)
{
    m_incoming.insert(socket, {});
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        if (m_incoming.remove(socket) > 0)
            socket->deleteLater();
    });
    if (socket->bytesAvailable() > 0)
        read(socket);
}

void HttpServer::read(QTcpSocket *socket)
{
    // An upgrade is only looked at: QWebSocketServer wants to read it itself.
    if (m_incoming.value(socket).isEmpty()) {
        const HttpParse look = parseHttp(socket->peek(64 * 1024), m_maxBody);
        if (look.state == HttpReading::Complete && look.message.wantsSocket()) {
            upgrade(socket, look.message);
            return;
        }
        if (look.state == HttpReading::Incomplete && look.message.method.isEmpty() && socket->bytesAvailable() < 64 * 1024)
            return; // not even the head is there
    }
    QByteArray &bytes = m_incoming[socket];
    bytes += socket->readAll();
    while (m_incoming.contains(socket)) {
        const HttpParse parse = parseHttp(m_incoming.value(socket), m_maxBody);
        if (parse.wantsContinue)
            socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        if (parse.state == HttpReading::Incomplete)
            return;
        const Exchange exchange(socket, parse.message);
        if (parse.state != HttpReading::Complete) {
            const bool large = parse.state == HttpReading::TooLarge;
            exchange.reply(
                HttpReply::text(large ? 413 : 400, large ? "Maximum request body size " + QByteArray::number(m_maxBody) + " exceeded"
                                                         : QByteArray("Bad Request")));
            exchange.drop();
            return;
        }
        m_incoming[socket].remove(0, parse.used);
        m_handler(exchange);
        if (m_incoming.value(socket).isEmpty())
            return;
    }
}

void HttpServer::upgrade(QTcpSocket *socket, const HttpMessage &request)
{
    if (m_socketRule) {
        if (const auto refusal = m_socketRule(request)) {
            socket->readAll();
            Exchange(socket, request).reply(*refusal);
            Exchange(socket, request).drop();
            return;
        }
    }
    socket->disconnect(this);
    m_incoming.remove(socket);
    m_sockets->handleConnection(socket);
}

} // namespace sc::practice
