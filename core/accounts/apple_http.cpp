// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_http.h"

#include "core/accounts/apple_problems.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>

namespace sc::accounts {

namespace {

constexpr qint64 kMostBytes = 16 * 1024 * 1024;
constexpr int kTries = 2;
constexpr int kPatientTries = 8;
constexpr int kServerTries = 3; // of 5xx

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// QUrlQuery leaves '+' alone, which servers read as a space.
QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value, ","));
}

QUrl urlOf(const QUrl &api, const AppleRequest &request)
{
    QStringList query;
    for (const auto &[name, value] : request.query)
        query.append(encoded(name) + u'=' + encoded(value));
    QString text = api.toString(QUrl::StripTrailingSlash) + request.path;
    if (!query.isEmpty())
        text += (request.path.contains(u'?') ? u'&' : u'?') + query.join(u'&');
    return QUrl(text, QUrl::StrictMode);
}

bool tellsMore(ProblemCode code)
{
    return code == ProblemCode::NotAuthorised || code == ProblemCode::Cancelled;
}

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::accounts", "The request to Apple Music was cancelled."));
}

} // namespace

struct AppleHttp::Call
{
    AppleRequest request;
    Done done;
    int tries = 0;
    bool isResigned = false; // a new developer token was tried
    bool isCancelled = false;
};

Result<AppleEndpoints> testEndpoints(const QString &address)
{
    const QUrl url(address);
    const QHostAddress host(url.host());
    if (url.isValid() && (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https")) && host.isLoopback())
        return AppleEndpoints{url, {}};
    return std::unexpected(
        Problem(ProblemCode::ValidationError,
                QCoreApplication::translate("sc::accounts", "A test endpoint is on this machine, for example http://127.0.0.1:8080.")));
}

AppleHttp::AppleHttp(AppleEndpoints endpoints, DeveloperTokens tokens, AppleTimes times, QObject *parent)
    : QObject(parent), m_endpoints(std::move(endpoints)), m_tokens(std::move(tokens)), m_times(times)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

AppleHttp::~AppleHttp() = default;

bool AppleHttp::isOurs(const QUrl &api, const QString &next)
{
    const QUrl url = api.resolved(QUrl(next, QUrl::StrictMode));
    return url.isValid() && url.scheme() == api.scheme() && url.host() == api.host() && url.port() == api.port() &&
           url.path().startsWith(QLatin1String("/v1/")) && url.userInfo().isEmpty();
}

void AppleHttp::send(const AppleRequest &request, Done done)
{
    auto call = std::make_shared<Call>();
    call->request = request;
    call->done = std::move(done);
    m_waiting.push_back(call);
    QMetaObject::invokeMethod(this, &AppleHttp::next, Qt::QueuedConnection);
}

void AppleHttp::next()
{
    if (m_current || m_waiting.empty())
        return;
    m_current = m_waiting.front();
    m_waiting.pop_front();
    const auto due = std::chrono::milliseconds(m_lastStartMs - nowMs()) + m_times.interval;
    QTimer::singleShot(std::max(due, std::chrono::milliseconds(0)), this, [this, call = m_current] { start(call, false); });
}

void AppleHttp::start(const CallPtr &call, bool anew)
{
    if (call->isCancelled) {
        finish(call, std::unexpected(cancelled()));
        return;
    }
    if (call->request.asListener && m_userToken.isEmpty()) {
        finish(call, std::unexpected(notSignedIn()));
        return;
    }
    m_tokens(anew, [this, call](const Result<QByteArray> &token) {
        if (call->isCancelled)
            finish(call, std::unexpected(cancelled()));
        else if (!token)
            finish(call, std::unexpected(token.error()));
        else
            transmit(call, *token);
    });
}

void AppleHttp::transmit(const CallPtr &call, const QByteArray &developerToken)
{
    ++call->tries;
    m_lastStartMs = nowMs();
    QNetworkRequest request(urlOf(m_endpoints.api, call->request));
    request.setRawHeader("Authorization", "Bearer " + developerToken);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "StoryCanvas");
    if (call->request.asListener)
        request.setRawHeader("Music-User-Token", m_userToken);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(static_cast<int>(m_times.idle.count()));
    if (!m_endpoints.authorities.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(m_endpoints.authorities);
        request.setSslConfiguration(tls);
    }
    QByteArray body;
    if (!call->request.body.isEmpty()) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        body = toCompactJson(call->request.body);
    }
    m_reply = m_network.sendCustomRequest(request, call->request.verb, body);
    QNetworkReply *reply = m_reply;
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > kMostBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, call, reply] {
        m_reply = nullptr;
        reply->deleteLater();
        take(call, reply);
    });
}

void AppleHttp::take(const CallPtr &call, QNetworkReply *reply)
{
    if (call->isCancelled) {
        finish(call, std::unexpected(cancelled()));
        return;
    }
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isRead = call->request.verb == "GET";
    const int most = call->request.isPatient ? kPatientTries : kTries;
    const QByteArray body = reply->readAll();
    const bool broken = status == 0 || (status < 400 && reply->error() != QNetworkReply::NoError);
    const auto wait = std::min(m_times.longestWait, m_times.firstWait * (1 << std::min(call->tries - 1, 10)));
    if (broken && isRead && call->request.isPatient && call->tries < kServerTries) {
        again(call, wait);
        return;
    }
    if (broken) {
        finish(call, std::unexpected(connectionProblem(reply->error(), reply->errorString(), isRead)));
        return;
    }
    if (status >= 200 && status < 300) {
        const Result<QJsonObject> json =
            body.trimmed().isEmpty() ? Result<QJsonObject>(QJsonObject()) : parseJsonObject(body, QStringLiteral("Apple Music"));
        finish(call,
               json ? Result<AppleAnswer>(AppleAnswer{status, *json}) : std::unexpected(strangeAnswer(status, json.error().detail())));
        return;
    }
    const AppleFailure failure =
        readFailure(status, body, reply->rawHeader("Retry-After"), reply->rawHeader("Date"), QDateTime::currentDateTimeUtc());
    if (status == 429) {
        const auto told = failure.retryAfter.value_or(wait);
        if (call->tries < most && told <= m_times.longestWait) {
            Q_EMIT slowedDown(static_cast<int>(std::chrono::ceil<std::chrono::seconds>(told).count()));
            again(call, told);
            return;
        }
    } else if (status >= 500 && isRead && call->tries < std::max(most, kServerTries)) {
        again(call, wait);
        return;
    } else if (status == 401 && !call->isResigned) {
        call->isResigned = true;
        start(call, true);
        return;
    } else if (status == 401 && call->request.asListener) {
        probeDeveloperToken(call, problemOf(failure, call->request.asListener));
        return;
    }
    finish(call, std::unexpected(problemOf(failure, call->request.asListener)));
}

// 401 on the listener's own lists means either token; one request with the developer's alone tells them apart.
void AppleHttp::probeDeveloperToken(const CallPtr &call, const Problem &otherwise)
{
    auto probe = std::make_shared<Call>();
    probe->request.path = QStringLiteral("/v1/storefronts/us");
    probe->isResigned = true;
    probe->done = [this, call, otherwise](const Result<AppleAnswer> &answer) {
        if (answer)
            finish(call, std::unexpected(signInAgain()));
        else
            finish(call, std::unexpected(tellsMore(answer.error().code()) ? answer.error() : otherwise));
    };
    m_waiting.push_front(probe);
    m_current.reset();
    next();
}

void AppleHttp::again(const CallPtr &call, std::chrono::milliseconds wait)
{
    // Up to a quarter more, so that many installations do not come back together.
    const auto jitter = std::chrono::milliseconds(QRandomGenerator::global()->bounded(1 + static_cast<int>(wait.count() / 4)));
    QTimer::singleShot(wait + jitter, this, [this, call] { start(call, false); });
}

void AppleHttp::finish(const CallPtr &call, Result<AppleAnswer> answer)
{
    if (!call->done)
        return;
    const Done done = std::exchange(call->done, nullptr);
    if (m_current == call)
        m_current.reset();
    QMetaObject::invokeMethod(this, &AppleHttp::next, Qt::QueuedConnection);
    // Never from within the caller's own call.
    QMetaObject::invokeMethod(
        this, [done, answer = std::move(answer)] { done(answer); }, Qt::QueuedConnection);
}

void AppleHttp::cancelAll()
{
    for (const CallPtr &call : std::exchange(m_waiting, {})) {
        call->isCancelled = true;
        finish(call, std::unexpected(cancelled()));
    }
    if (!m_current)
        return;
    m_current->isCancelled = true;
    const CallPtr call = m_current;
    if (m_reply)
        m_reply->abort();
    finish(call, std::unexpected(cancelled()));
}

} // namespace sc::accounts
