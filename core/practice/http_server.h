// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/practice/http_message.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpServer>

#include <functional>
#include <memory>

class QWebSocket;
class QWebSocketServer;

namespace sc::practice {

// HTTP and WebSocket on one port. Small on purpose: connections that stay open, Content-Length bodies, no chunks. A handler may
// answer later, in pieces, wrongly or not at all - which is what a practice server and tests of bad servers need.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    // One request and the way to its answer. May be kept; every use after the connection is gone does nothing.
    class Exchange
    {
    public:
        Exchange(QTcpSocket *socket, HttpMessage message);
        [[nodiscard]] const HttpMessage &message() const { return m_message; }
        void reply(const HttpReply &reply) const;
        void raw(const QByteArray &bytes) const; // as it is
        void drop() const;                       // the connection, at once
        [[nodiscard]] bool isAlive() const;

    private:
        QPointer<QTcpSocket> m_socket;
        HttpMessage m_message;
    };
    using Handler = std::function<void(const Exchange &)>;

    explicit HttpServer(Handler handler, QObject *parent = nullptr);
    ~HttpServer() override;

    void setTls(const QSslConfiguration &tls); // before listen()
    void setMaxBody(qint64 bytes) { m_maxBody = bytes; }
    // May refuse an upgrade: a reply is sent instead of it.
    void setSocketRule(std::function<std::optional<HttpReply>(const HttpMessage &)> rule) { m_socketRule = std::move(rule); }

    [[nodiscard]] bool listen(const QHostAddress &address, quint16 port);
    void stop(); // and drops every connection
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString errorString() const;

Q_SIGNALS:
    // A WebSocket is open; the receiver owns it.
    void socketOpened(QWebSocket *socket, const sc::practice::HttpMessage &request);

private:
    class Listener;
    void take(QTcpSocket *socket);
    void read(QTcpSocket *socket);
    void upgrade(QTcpSocket *socket, const HttpMessage &request);

    Handler m_handler;
    std::function<std::optional<HttpReply>(const HttpMessage &)> m_socketRule;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<QWebSocketServer> m_sockets;
    QHash<QTcpSocket *, QByteArray> m_incoming; // connections and what came of their next request
    qint64 m_maxBody = 100 * 1024 * 1024;
};

} // namespace sc::practice
