// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_problems.h"
#include "core/comfy/server_tls.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkAccessManager>

#include <functional>

class QHttpMultiPart;

namespace sc::comfy {

struct HttpRequest
{
    enum class Verb { Get, Head, Post };
    Verb verb = Verb::Get;
    QString path; // behind the address, begins with a slash
    QUrlQuery query;
    QByteArray body;                         // JSON, of a Post
    qint64 answerLimit = 16 * 1024 * 1024;   // bytes; more ends the call
    std::chrono::milliseconds limit{60'000}; // for the whole call; 0: only the address's idle time-out
    bool onceOnly = false;                   // never sent a second time by the network library
    static HttpRequest get(const QString &path, const QUrlQuery &query = {});
    static HttpRequest post(const QString &path, const QByteArray &body);
};

struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray contentType;
    QByteArray serverSoftware;
    QByteArray tag;     // ETag
    qint64 length = -1; // Content-Length
    QUrl url;
    QUrl redirect;
};

// Every HTTP request to one server: its headers, its certificate, limits of time and size, no Origin, no following of
// redirects. Main thread.
class ServerHttp : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<HttpAnswer>)>;

    explicit ServerHttp(ServerAddress address, QObject *parent = nullptr);
    ~ServerHttp() override;

    [[nodiscard]] const ServerAddress &address() const { return m_address; }

    // Answers exactly once, later; every HTTP status is an answer, a missing one a Problem. The number is for cancel().
    quint64 send(const HttpRequest &request, Done done);
    quint64 sendForm(const QString &path, std::unique_ptr<QHttpMultiPart> form, Done done,
                     const std::function<void(qint64, qint64)> &progress = {});
    // A reply to be read by the caller, who owns it. Headers go along only where `url` is on this server.
    [[nodiscard]] QNetworkReply *stream(const QUrl &url, const QMap<QByteArray, QByteArray> &more);

    void cancel(quint64 call); // it answers CANCELLED; unknown and finished ones are left
    void cancelAll();

    // The certificate that the last refused connection showed.
    [[nodiscard]] const TlsVerdict &lastVerdict() const { return m_verdict; }

Q_SIGNALS:
    void heard(); // bytes of an answer came

private:
    class Call;
    [[nodiscard]] QNetworkRequest requestFor(const QUrl &url) const;
    void guardTls(QNetworkReply *reply);
    quint64 follow(QNetworkReply *reply, qint64 answerLimit, std::chrono::milliseconds limit, Done done);

    ServerAddress m_address;
    QNetworkAccessManager m_network;
    TlsVerdict m_verdict;
    QHash<quint64, QPointer<Call>> m_calls;
    quint64 m_lastCall = 0;
};

// The answer as it is when its status is 2xx and it is no web page, else the Problem.
[[nodiscard]] Result<HttpAnswer> goodAnswer(const Result<HttpAnswer> &answer);

} // namespace sc::comfy
