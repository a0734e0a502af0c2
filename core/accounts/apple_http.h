// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslCertificate>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

// Requests to Apple Music as its rules want them: one at a time, a few a second, slower when told so.
namespace sc::accounts {

struct AppleEndpoints
{
    QUrl api{QStringLiteral("https://api.music.apple.com")};
    QList<QSslCertificate> authorities; // trusted beside the system's; for tests against a fake
};
// For tests alone: an address on this machine by number, never a name. VALIDATION_ERROR.
[[nodiscard]] Result<AppleEndpoints> testEndpoints(const QString &address);

struct AppleTimes
{
    std::chrono::milliseconds interval{250};    // between the starts of two requests
    std::chrono::milliseconds idle{30'000};     // without a byte
    std::chrono::milliseconds firstWait{1'000}; // before a second try; doubles
    std::chrono::milliseconds longestWait{64'000};
};

struct AppleRequest
{
    QByteArray verb = "GET";
    QString path; // "/v1/catalog/se/search"
    std::vector<std::pair<QString, QString>> query;
    QJsonObject body;
    bool asListener = false; // with the Music-User-Token
    bool isPatient = false;  // up to 8 tries instead of 2
};

struct AppleAnswer
{
    int status = 0;
    QJsonObject json; // empty when there was no body
};

// The developer token; `anew` when Apple refused the last one.
using DeveloperTokens = std::function<void(bool anew, std::function<void(Result<QByteArray>)>)>;

// Main thread. Every call answers exactly once, later.
class AppleHttp : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<AppleAnswer>)>;

    AppleHttp(AppleEndpoints endpoints, DeveloperTokens tokens, AppleTimes times = {}, QObject *parent = nullptr);
    ~AppleHttp() override;

    void setUserToken(const QByteArray &token) { m_userToken = token; }
    [[nodiscard]] bool hasUserToken() const { return !m_userToken.isEmpty(); }
    [[nodiscard]] const AppleEndpoints &endpoints() const { return m_endpoints; }

    // 2xx is an answer, everything else a Problem: NOT_AUTHORISED, TOKEN_EXPIRED, RATE_LIMITED, RESOURCE_NOT_FOUND, SERVER_OFFLINE,
    // SERVER_REFUSED, TIMEOUT, EXTERNAL_SERVICE_ERROR. What changes something is sent once.
    void send(const AppleRequest &request, Done done);
    void cancelAll(); // they answer CANCELLED

    // The path and query of "next" when it is on the same server below /v1/; nothing otherwise.
    [[nodiscard]] static bool isOurs(const QUrl &api, const QString &next);

Q_SIGNALS:
    void slowedDown(int seconds); // Apple asked to wait

private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;
    void next();
    void start(const CallPtr &call, bool anew);
    void transmit(const CallPtr &call, const QByteArray &developerToken);
    void take(const CallPtr &call, QNetworkReply *reply);
    void again(const CallPtr &call, std::chrono::milliseconds wait);
    void finish(const CallPtr &call, Result<AppleAnswer> answer);
    void probeDeveloperToken(const CallPtr &call, const Problem &otherwise);

    AppleEndpoints m_endpoints;
    DeveloperTokens m_tokens;
    AppleTimes m_times;
    QNetworkAccessManager m_network;
    QByteArray m_userToken;
    std::deque<CallPtr> m_waiting;
    CallPtr m_current;
    QNetworkReply *m_reply = nullptr;
    qint64 m_lastStartMs = 0;
};

} // namespace sc::accounts
