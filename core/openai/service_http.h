// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/openai/service_failure.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslCertificate>

#include <functional>
#include <memory>

class QHttpMultiPart;

namespace sc::openai {

struct ServiceTimes
{
    std::chrono::milliseconds idle{60'000};        // without a byte, from a hosted server
    std::chrono::milliseconds idleAtHome{300'000}; // a server of one's own may load a model first
    std::chrono::milliseconds firstWait{500};      // before a second try; doubles
    std::chrono::milliseconds longestWait{8'000};
    int tries = 3;
};

struct ServiceRequest
{
    QByteArray verb = "GET";
    QString path; // "/models"
    QJsonObject body;
    std::function<std::unique_ptr<QHttpMultiPart>()> form; // instead of a body; made anew for every try
    QByteArray accept = "application/json";
    bool mayRepeat = true; // false: sent once, whatever happens, because it costs money
};

struct ServiceAnswer
{
    int status = 0;
    QByteArray type; // content type, lower case, without its parameters
    QByteArray body;
    QByteArray pollAfterMs; // "openai-poll-after-ms"
};

// One request under way. Destroying it takes the request back: its answer never comes.
class ServiceCall : public QObject
{
    Q_OBJECT

public:
    ~ServiceCall() override;

private:
    friend class ServiceHttp;
    explicit ServiceCall(QObject *parent) : QObject(parent) {}
    QPointer<QNetworkReply> m_reply;
};

// Calls to one server. The key goes to the origin of the base and nowhere else: redirects to another origin are followed for files
// alone, without it. Main thread; every call answers once, later.
class ServiceHttp : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<ServiceAnswer>)>;
    // A piece of an answer that is 2xx; false stops the call, which then answers with what its owner makes of it (CANCELLED).
    using Piece = std::function<bool(const QByteArray &bytes, const ServiceAnswer &head)>;

    ServiceHttp(QUrl base, QByteArray key, ServiceTimes times = {}, QObject *parent = nullptr);
    ~ServiceHttp() override;

    void trust(const QList<QSslCertificate> &authorities) { m_authorities = authorities; } // beside the system's; for tests
    [[nodiscard]] const QUrl &base() const { return m_base; }

    // Without `piece` the body is collected, 16 MiB at most (RESULT_INVALID). With it nothing is tried again once a piece was given.
    // The call is the caller's by its parent, this object; delete it to cancel.
    ServiceCall *send(const ServiceRequest &request, Done done, Piece piece = {});

    // Why the last refusal of this call was, as the server said it; for callers that change the request and try again.
    [[nodiscard]] const ServiceFailure &lastFailure() const { return m_lastFailure; }

Q_SIGNALS:
    void waiting(int milliseconds); // before another try

private:
    struct Trial;
    using TrialPtr = std::shared_ptr<Trial>;
    void transmit(const TrialPtr &trial);
    void takePieces(const TrialPtr &trial, QNetworkReply *reply);
    void take(const TrialPtr &trial, QNetworkReply *reply);
    void again(const TrialPtr &trial, std::optional<std::chrono::milliseconds> told);
    [[nodiscard]] bool redirected(const TrialPtr &trial, QNetworkReply *reply, int status);
    void finish(const TrialPtr &trial, const Result<ServiceAnswer> &answer);

    QUrl m_base;
    QByteArray m_key;
    ServiceTimes m_times;
    QList<QSslCertificate> m_authorities;
    QNetworkAccessManager m_network;
    ServiceFailure m_lastFailure;
};

} // namespace sc::openai
