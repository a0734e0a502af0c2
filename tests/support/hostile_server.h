// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/practice/http_server.h"

#include <QtCore/QPointer>
#include <QtWebSockets/QWebSocket>

namespace sc::test {

// A server that answers what a test tells it to, rightly or wrongly, on the loopback address. Without being told it is a friendly
// ComfyUI with nothing to do.
class HostileServer : public QObject
{
    Q_OBJECT

public:
    using Exchange = practice::HttpServer::Exchange;
    using Reply = practice::HttpReply;
    using Handler = std::function<void(const Exchange &)>;

    explicit HostileServer(bool listening = true);

    [[nodiscard]] bool listen(quint16 port = 0);
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QUrl url(const QString &path = {}) const;

    // The bare route ("/prompt"), also for its twin under /api. The newest rule counts.
    void on(const QString &route, Handler handler) { m_routes.insert(route, std::move(handler)); }
    void on(const QString &route, const Reply &reply);
    void everywhere(const Reply &reply);
    void withTls(const QSslConfiguration &tls);
    void setSocketRule(std::function<std::optional<Reply>(const practice::HttpMessage &)> rule) { m_server.setSocketRule(std::move(rule)); }

    [[nodiscard]] int count(const QString &route) const { return m_counts.value(route); }
    [[nodiscard]] const QList<practice::HttpMessage> &seen() const { return m_seen; } // every request
    [[nodiscard]] practice::HttpMessage last(const QString &route) const;
    [[nodiscard]] QList<QWebSocket *> sockets() const;
    [[nodiscard]] const QStringList &heard() const { return m_heard; } // on all sockets
    void send(const QByteArray &event) const;                          // text, to every socket
    void sendBinary(const QByteArray &frame) const;
    void sendStatus(int remaining) const;

    bool withoutApi = false; // knows only the bare paths
    bool greets = true;      // first status on every socket

Q_SIGNALS:
    void socketOpened();

private:
    void answer(const Exchange &exchange);

    practice::HttpServer m_server;
    QHash<QString, Handler> m_routes;
    std::optional<Reply> m_everywhere;
    QHash<QString, int> m_counts;
    QList<practice::HttpMessage> m_seen;
    QList<QPointer<QWebSocket>> m_sockets;
    QStringList m_heard;
    quint16 m_port = 0;
    bool m_secure = false;
};

// A certificate and its key, made by OpenSSL at the time of the test; nothing where the tool is missing. It is for a host that
// does not exist, unless told ("IP:127.0.0.1").
struct SelfSigned
{
    QSslConfiguration tls;
    QByteArray fingerprint; // SHA-256, lower-case hex
};
[[nodiscard]] std::optional<SelfSigned> makeSelfSigned(const QString &alternativeName = {});

} // namespace sc::test
