// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/practice/http_server.h"

#include <QtCore/QJsonArray>
#include <QtCore/QMap>
#include <QtCore/QSet>

#include <deque>

namespace sc::test {

// Apple Music on the loopback address, as strict as the real one and stricter: it checks the developer token's signature, who may
// see what, limits and the names in a query, and writes down what it did not expect. Over TLS it is also the host of Apple's script
// and of its window, told apart by the Host header.
class FakeApple : public QObject
{
    Q_OBJECT

public:
    using Exchange = practice::HttpServer::Exchange;
    using Reply = practice::HttpReply;

    explicit FakeApple(const QSslConfiguration *tls = nullptr);

    [[nodiscard]] QString address() const; // of the API when there is no TLS
    [[nodiscard]] quint16 port() const { return m_server.port(); }

    // A key that Apple knows: PEM of the private one.
    [[nodiscard]] QByteArray addKey(const QString &keyId, const QString &teamId);
    void removeKey(const QString &keyId) { m_keys.remove(keyId); }

    // The next requests whose path ends with this are answered so, one after another.
    void shut() { m_server.stop(); } // nobody answers any more
    void script(const QString &pathEnd, const Reply &reply, int times = 1);
    static Reply error(int status, const QString &code, const QString &title = {});

    int librarySongs = 0; // named "Song 0" ...
    int pageCut = -1;     // this page of a list is {} once
    QSet<QByteArray> listeners{"listener-token-0123456789-0123456789=="};
    QString storefront = QStringLiteral("se");

    struct Playlist
    {
        QString id;
        QString name;
        QString description;
        QStringList songs;
    };
    std::vector<Playlist> playlists;

    // What the browser's side does: "success", "decline", "close", "unavailable", "switchUserId", "configure", "undefined".
    QString scene = QStringLiteral("success");
    bool withoutScript = false;

    [[nodiscard]] const QStringList &complaints() const { return m_complaints; } // what it must never see
    [[nodiscard]] const QList<practice::HttpMessage> &seen() const { return m_seen; }
    [[nodiscard]] int count(const QString &pathEnd) const;
    [[nodiscard]] const QStringList &reports() const { return m_reports; } // of the script in the browser

private:
    struct Key
    {
        QString team;
        QByteArray publicPem;
    };
    void answer(const Exchange &exchange);
    void answerScriptHost(const Exchange &exchange);
    void answerWindow(const Exchange &exchange);
    void answerApi(const Exchange &exchange);
    [[nodiscard]] bool isGoodDeveloper(const QByteArray &authorization);
    [[nodiscard]] Reply apiReply(const practice::HttpMessage &request);
    [[nodiscard]] Reply listReply(const practice::HttpMessage &request, int total, const std::function<QJsonObject(int)> &make);
    [[nodiscard]] Reply postReply(const practice::HttpMessage &request);
    void allow(const practice::HttpMessage &request, const QStringList &names);

    practice::HttpServer m_server;
    QMap<QString, Key> m_keys;
    QMap<QString, std::deque<Reply>> m_scripts;
    QStringList m_complaints;
    QStringList m_reports;
    QList<practice::HttpMessage> m_seen;
};

} // namespace sc::test
