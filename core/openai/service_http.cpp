// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/service_http.h"

#include "core/base/json.h"
#include "core/openai/service_address.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtNetwork/QHttpMultiPart>
#include <QtNetwork/QSslConfiguration>

namespace sc::openai {

namespace {

using std::chrono::milliseconds;

constexpr qint64 kMostBytes = 16 * 1024 * 1024;
constexpr int kMostRedirects = 3;

ServiceAnswer headOf(const QNetworkReply &reply)
{
    ServiceAnswer head;
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    head.type = reply.rawHeader("Content-Type").split(';').value(0).trimmed().toLower();
    head.pollAfterMs = reply.rawHeader("openai-poll-after-ms");
    return head;
}

bool isGood(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

struct ServiceHttp::Trial
{
    ServiceRequest request;
    Done done;
    Piece piece;
    QPointer<ServiceCall> call;
    QUrl url;
    QByteArray body; // collected so far
    int tries = 0;
    int redirects = 0;
    bool hasGiven = false;  // a piece went to the owner
    bool isStopped = false; // by the owner
    bool isTooLong = false;
};

ServiceCall::~ServiceCall()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this); // nobody waits for the answer any more
    m_reply->abort();
}

ServiceHttp::ServiceHttp(QUrl base, QByteArray key, ServiceTimes times, QObject *parent)
    : QObject(parent), m_base(std::move(base)), m_key(std::move(key)), m_times(times)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

// The calls go first: an aborted answer must not meet a network that is gone.
ServiceHttp::~ServiceHttp()
{
    qDeleteAll(findChildren<ServiceCall *>(QString(), Qt::FindDirectChildrenOnly));
}

ServiceCall *ServiceHttp::send(const ServiceRequest &request, Done done, Piece piece)
{
    auto trial = std::make_shared<Trial>();
    trial->request = request;
    trial->done = std::move(done);
    trial->piece = std::move(piece);
    trial->call = new ServiceCall(this);
    trial->url = endpoint(m_base, request.path);
    QTimer::singleShot(0, trial->call, [this, trial] {
        if (const Result<> safe = requireSafe(m_base, !m_key.isEmpty()); !safe)
            finish(trial, std::unexpected(safe.error()));
        else
            transmit(trial);
    });
    return trial->call;
}

void ServiceHttp::transmit(const TrialPtr &trial)
{
    ++trial->tries;
    trial->body.clear();
    QNetworkRequest request(trial->url);
    if (!m_key.isEmpty() && originOf(trial->url) == originOf(m_base))
        request.setRawHeader("Authorization", "Bearer " + m_key);
    request.setRawHeader("Accept", trial->request.accept);
    request.setRawHeader("User-Agent", "StoryCanvas");
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(static_cast<int>((isPrivate(m_base) ? m_times.idleAtHome : m_times.idle).count()));
    if (!m_authorities.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(m_authorities);
        request.setSslConfiguration(tls);
    }
    QNetworkReply *reply = nullptr;
    if (trial->request.form) {
        QHttpMultiPart *form = trial->request.form().release();
        reply = m_network.post(request, form);
        form->setParent(reply);
    } else {
        QByteArray body;
        if (!trial->request.body.isEmpty()) {
            request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
            body = toCompactJson(trial->request.body);
        }
        reply = m_network.sendCustomRequest(request, trial->request.verb, body);
    }
    trial->call->m_reply = reply;
    // The call is the context: when its owner gives it up, nothing of this is heard of any more.
    connect(reply, &QNetworkReply::readyRead, trial->call, [this, trial, reply] { takePieces(trial, reply); });
    connect(reply, &QNetworkReply::finished, trial->call, [this, trial, reply] {
        takePieces(trial, reply);
        take(trial, reply);
    });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void ServiceHttp::takePieces(const TrialPtr &trial, QNetworkReply *reply)
{
    if (trial->isStopped || trial->isTooLong || !reply->isOpen())
        return;
    const ServiceAnswer head = headOf(*reply);
    const QByteArray bytes = reply->readAll();
    if (bytes.isEmpty())
        return;
    if (trial->piece && isGood(head.status)) {
        trial->hasGiven = true;
        if (!trial->piece(bytes, head)) {
            trial->isStopped = true;
            reply->abort();
        }
        return;
    }
    trial->body += bytes;
    if (trial->body.size() > kMostBytes) {
        trial->isTooLong = true;
        reply->abort();
    }
}

void ServiceHttp::take(const TrialPtr &trial, QNetworkReply *reply)
{
    if (!trial->done) // abort() inside a piece was the end already
        return;
    ServiceAnswer answer = headOf(*reply);
    if (trial->isTooLong) {
        finish(trial, std::unexpected(
                          Problem(ProblemCode::ResultInvalid, QCoreApplication::translate("sc::openai", "The answer is far too long."))));
        return;
    }
    if (trial->isStopped) {
        finish(trial, std::unexpected(Problem(ProblemCode::Cancelled,
                                              QCoreApplication::translate("sc::openai", "The answer was not wanted any more."))));
        return;
    }
    const bool mayRepeat = trial->request.mayRepeat && !trial->hasGiven && trial->tries < m_times.tries;
    const bool isBroken = answer.status == 0 || (answer.status < 400 && reply->error() != QNetworkReply::NoError);
    if (isBroken) {
        // A refused connection on this machine stays refused; waiting for it would only hide that.
        const bool isHopeless = reply->error() == QNetworkReply::SslHandshakeFailedError ||
                                (reply->error() == QNetworkReply::ConnectionRefusedError && isThisMachine(m_base));
        if (mayRepeat && !isHopeless)
            again(trial, {});
        else
            finish(trial, std::unexpected(connectionProblem(reply->error(), reply->errorString(), m_base)));
        return;
    }
    if (redirected(trial, reply, answer.status))
        return;
    if (isGood(answer.status)) {
        answer.body = trial->body;
        finish(trial, answer);
        return;
    }
    m_lastFailure = readFailure(*reply, trial->body, m_key, QDateTime::currentDateTimeUtc());
    if (mayRepeat && mayTryAgain(m_lastFailure))
        again(trial, m_lastFailure.retryAfter);
    else
        finish(trial, std::unexpected(problemOf(m_lastFailure, m_base)));
}

// Files may lie elsewhere; requests that carry something do not follow anybody.
bool ServiceHttp::redirected(const TrialPtr &trial, QNetworkReply *reply, int status)
{
    if (status < 300 || status >= 400)
        return false;
    const QUrl to = trial->url.resolved(reply->header(QNetworkRequest::LocationHeader).toUrl());
    const bool isSafer = to.scheme() == QLatin1String("https") || to.scheme() == trial->url.scheme();
    if (trial->request.verb != "GET" || trial->request.form || !to.isValid() || to.host().isEmpty() || !isSafer ||
        ++trial->redirects > kMostRedirects) {
        finish(trial,
               std::unexpected(Problem(ProblemCode::ServerRefused,
                                       QCoreApplication::translate("sc::openai", "%1 sends the request somewhere else. Check its address.")
                                           .arg(m_base.host()))
                                   .withDetail(to.toDisplayString(QUrl::RemoveQuery))));
        return true;
    }
    trial->url = to;
    --trial->tries;
    transmit(trial);
    return true;
}

void ServiceHttp::again(const TrialPtr &trial, std::optional<milliseconds> told)
{
    // Up to a quarter less, so that many programs do not come back together.
    const milliseconds doubled = std::min(m_times.longestWait, m_times.firstWait * (1 << std::min(trial->tries - 1, 10)));
    const auto jitter = milliseconds(QRandomGenerator::global()->bounded(1 + static_cast<int>(doubled.count() / 4)));
    const milliseconds wait = told.value_or(doubled - jitter);
    Q_EMIT waiting(static_cast<int>(wait.count()));
    QTimer::singleShot(wait, trial->call, [this, trial] { transmit(trial); });
}

void ServiceHttp::finish(const TrialPtr &trial, const Result<ServiceAnswer> &answer)
{
    const Done done = std::exchange(trial->done, nullptr);
    trial->call->deleteLater();
    done(answer);
}

} // namespace sc::openai
