// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkReply>

#include <chrono>
#include <optional>

// What the refusals of OpenAI's protocol mean. Bodies are {"error":{...}}, {"error":"text"}, an error with a number for a code,
// empty, or a proxy's web page.
namespace sc::openai {

struct ServiceFailure
{
    int status = 0;
    QString message; // the server's words, without the key, cut
    QString type;
    QString parameter;
    QString code;
    std::optional<std::chrono::milliseconds> retryAfter;
    std::optional<bool> shouldRetry; // as the server says
};

// `secret` is taken out of what is shown.
[[nodiscard]] ServiceFailure readFailure(QNetworkReply &reply, const QByteArray &body, const QByteArray &secret, const QDateTime &now);
[[nodiscard]] ServiceFailure failureIn(int status, const QByteArray &body, const QByteArray &secret);

// Worth another try when nothing was paid for or shown yet: 408, 409, 429 without a bill behind it, 5xx, unless the server says
// otherwise or wants to be left alone for longer than two minutes.
[[nodiscard]] bool mayTryAgain(const ServiceFailure &failure);

// NOT_AUTHORISED, RATE_LIMITED, RESOURCE_NOT_FOUND, SERVER_REFUSED, VALIDATION_ERROR, EXTERNAL_SERVICE_ERROR.
[[nodiscard]] Problem problemOf(const ServiceFailure &failure, const QUrl &base);
// SERVER_OFFLINE (for this machine: which program to start), TIMEOUT, EXTERNAL_SERVICE_ERROR for certificates.
[[nodiscard]] Problem connectionProblem(QNetworkReply::NetworkError error, const QString &words, const QUrl &base);

} // namespace sc::openai
