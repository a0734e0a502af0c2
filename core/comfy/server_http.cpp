// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_http.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtNetwork/QHttpMultiPart>
#include <QtNetwork/QNetworkProxy>

#include <cstring>

namespace sc::comfy {

namespace {

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::comfy", "The request was cancelled."));
}

// A body that can be read once. When a connection breaks before the answer Qt sends a request again by itself, also a POST;
// a prompt that was taken in spite of it would run twice. It cannot do so with a body that does not go back.
class OnceBody : public QIODevice
{
public:
    OnceBody(QByteArray bytes, QObject *parent) : QIODevice(parent), m_bytes(std::move(bytes)) { open(ReadOnly | Unbuffered); }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool reset() override { return false; }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
        std::memcpy(data, m_bytes.constData() + m_at, static_cast<size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

QUrl redirectOf(const QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
}

} // namespace

HttpRequest HttpRequest::get(const QString &path, const QUrlQuery &query)
{
    HttpRequest request;
    request.path = path;
    request.query = query;
    return request;
}

HttpRequest HttpRequest::post(const QString &path, const QByteArray &body)
{
    HttpRequest request;
    request.verb = Verb::Post;
    request.path = path;
    request.body = body;
    return request;
}

// One request on its way: gathers the answer within its limits and answers once.
class ServerHttp::Call : public QObject
{
public:
    Call(ServerHttp *http, QNetworkReply *reply, qint64 answerLimit, std::chrono::milliseconds limit, Done done)
        : QObject(http), m_http(http), m_reply(reply), m_answerLimit(answerLimit), m_limit(limit), m_done(std::move(done))
    {
        reply->setParent(this);
        connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
            // Told beforehand: not one byte of it is wanted.
            if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_answerLimit &&
                m_reply->operation() != QNetworkAccessManager::HeadOperation)
                tooLarge();
        });
        connect(reply, &QNetworkReply::readyRead, this, [this] { gather(); });
        connect(reply, &QNetworkReply::finished, this, [this] { finish(); });
        if (m_limit.count() > 0)
            QTimer::singleShot(m_limit, this, [this] {
                m_timedOut = true;
                m_reply->abort();
            });
    }

    void cancel()
    {
        m_cancelled = true;
        m_reply->abort();
    }

private:
    void tooLarge()
    {
        m_tooLarge = true;
        m_reply->abort();
    }

    void gather()
    {
        if (m_tooLarge)
            return;
        Q_EMIT m_http->heard();
        m_body += m_reply->read(m_answerLimit + 1 - m_body.size());
        if (m_body.size() > m_answerLimit)
            tooLarge();
    }

    void finish()
    {
        if (!m_done) // aborting from within a slot finishes at once
            return;
        if (!m_cancelled && !m_timedOut && !m_tooLarge && m_reply->isOpen())
            m_body += m_reply->read(m_answerLimit + 1 - m_body.size());
        const Done done = std::exchange(m_done, nullptr);
        // The caller may close or destroy everything, and must not be called from within its own call.
        QMetaObject::invokeMethod(
            m_http, [done, result = result()] { done(result); }, Qt::QueuedConnection);
        deleteLater();
    }

    [[nodiscard]] Result<HttpAnswer> result() const
    {
        if (m_cancelled)
            return std::unexpected(cancelled());
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool broken = m_tooLarge || m_timedOut || status == 0 || brokeOff();
        if (!broken)
            return HttpAnswer{.status = status,
                              .body = m_body,
                              .contentType = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(),
                              .serverSoftware = m_reply->rawHeader("Server").left(200),
                              .tag = m_reply->rawHeader("ETag"),
                              .length = m_reply->hasRawHeader("Content-Length") ? m_reply->rawHeader("Content-Length").toLongLong() : -1,
                              .url = m_reply->url(),
                              .redirect = redirectOf(m_reply)};
        const TlsVerdict &tls = m_http->lastVerdict();
        return std::unexpected(problemOf({.url = m_reply->url(),
                                          .error = m_reply->error(),
                                          .errorText = m_reply->errorString(),
                                          .status = 0,
                                          .contentType = {},
                                          .serverSoftware = {},
                                          .body = {},
                                          .redirect = {},
                                          .timedOut = m_timedOut || m_reply->error() == QNetworkReply::OperationCanceledError,
                                          .limit = m_timedOut ? m_limit : m_http->address().idleTimeout,
                                          .tooLarge = m_tooLarge ? m_answerLimit : 0,
                                          .fingerprint = tls.seen,
                                          .pinned = m_http->address().fingerprint,
                                          .certificateFault = tls.fault}));
    }

    // A status came, the whole answer did not.
    [[nodiscard]] bool brokeOff() const
    {
        switch (m_reply->error()) {
        case QNetworkReply::RemoteHostClosedError:
        case QNetworkReply::OperationCanceledError:
        case QNetworkReply::TimeoutError:
        case QNetworkReply::TemporaryNetworkFailureError:
        case QNetworkReply::NetworkSessionFailedError:
        case QNetworkReply::UnknownNetworkError:
        case QNetworkReply::ProtocolFailure:
        case QNetworkReply::ProtocolUnknownError:
            return true;
        default:
            return false;
        }
    }

    ServerHttp *m_http;
    QNetworkReply *m_reply;
    qint64 m_answerLimit;
    std::chrono::milliseconds m_limit;
    Done m_done;
    QByteArray m_body;
    bool m_tooLarge = false;
    bool m_timedOut = false;
    bool m_cancelled = false;
};

ServerHttp::ServerHttp(ServerAddress address, QObject *parent) : QObject(parent), m_address(std::move(address))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
    if (isThisMachine(m_address.url))
        m_network.setProxy(QNetworkProxy::NoProxy);
}

ServerHttp::~ServerHttp() = default;

QNetworkRequest ServerHttp::requestFor(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setTransferTimeout(static_cast<int>(m_address.idleTimeout.count()));
    request.setRawHeader("User-Agent", "StoryCanvas");
    const bool ours = url.scheme() == m_address.url.scheme() && url.host() == m_address.url.host() && url.port() == m_address.url.port();
    if (!ours)
        return request;
    request.setSslConfiguration(tlsOf(m_address));
    // Free tunnels put a page of their own in front unless told not to.
    request.setRawHeader("ngrok-skip-browser-warning", "1");
    request.setRawHeader("skip_zrok_interstitial", "1");
    for (auto it = m_address.headers.begin(); it != m_address.headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    return request;
}

void ServerHttp::guardTls(QNetworkReply *reply)
{
    connect(reply, &QNetworkReply::sslErrors, this, [this, reply](const QList<QSslError> &errors) {
        QSslCertificate shown = reply->sslConfiguration().peerCertificate();
        for (const QSslError &error : errors)
            if (shown.isNull())
                shown = error.certificate();
        m_verdict = judge(m_address, errors, shown);
        // Only what this certificate gets wrong: all of it would be remembered for the next connection, whatever that shows.
        if (m_verdict.trusted)
            reply->ignoreSslErrors(errors);
    });
}

quint64 ServerHttp::follow(QNetworkReply *reply, qint64 answerLimit, std::chrono::milliseconds limit, Done done)
{
    guardTls(reply);
    const quint64 number = ++m_lastCall;
    auto *call = new Call(this, reply, answerLimit, limit, std::move(done));
    m_calls.insert(number, call);
    connect(call, &QObject::destroyed, this, [this, number] { m_calls.remove(number); });
    return number;
}

quint64 ServerHttp::send(const HttpRequest &request, Done done)
{
    QNetworkRequest network = requestFor(httpUrl(m_address, request.path, request.query));
    QNetworkReply *reply = nullptr;
    switch (request.verb) {
    case HttpRequest::Verb::Get:
        reply = m_network.get(network);
        break;
    case HttpRequest::Verb::Head:
        reply = m_network.head(network);
        break;
    case HttpRequest::Verb::Post:
        network.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        if (request.onceOnly) {
            network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
            network.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
            auto *body = new OnceBody(request.body, this);
            reply = m_network.post(network, body);
            body->setParent(reply);
        } else {
            reply = m_network.post(network, request.body);
        }
        break;
    }
    return follow(reply, request.answerLimit, request.limit, std::move(done));
}

quint64 ServerHttp::sendForm(const QString &path, std::unique_ptr<QHttpMultiPart> form, Done done,
                             const std::function<void(qint64, qint64)> &progress)
{
    QNetworkReply *reply = m_network.post(requestFor(httpUrl(m_address, path)), form.get());
    form.release()->setParent(reply);
    if (progress)
        connect(reply, &QNetworkReply::uploadProgress, this, progress);
    return follow(reply, 1024 * 1024, std::chrono::milliseconds(0), std::move(done));
}

QNetworkReply *ServerHttp::stream(const QUrl &url, const QMap<QByteArray, QByteArray> &more)
{
    QNetworkRequest request = requestFor(url);
    request.setRawHeader("Accept-Encoding", "identity"); // lengths and ranges are those of the file
    for (auto it = more.begin(); it != more.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    QNetworkReply *reply = m_network.get(request);
    if (url.host() == m_address.url.host())
        guardTls(reply);
    return reply;
}

void ServerHttp::cancel(quint64 call)
{
    if (const QPointer<Call> running = m_calls.value(call))
        running->cancel();
}

void ServerHttp::cancelAll()
{
    for (const quint64 call : m_calls.keys())
        cancel(call);
}

Result<HttpAnswer> goodAnswer(const Result<HttpAnswer> &answer)
{
    if (!answer)
        return answer;
    HttpOutcome outcome;
    outcome.url = answer->url;
    outcome.status = answer->status;
    outcome.contentType = answer->contentType;
    outcome.serverSoftware = answer->serverSoftware;
    outcome.body = answer->body;
    outcome.redirect = answer->redirect;
    if (answer->status < 200 || answer->status >= 300 || isWebPage(outcome))
        return std::unexpected(problemOf(outcome));
    return answer;
}

} // namespace sc::comfy
