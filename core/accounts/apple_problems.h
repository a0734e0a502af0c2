// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QDateTime>
#include <QtNetwork/QNetworkReply>

#include <chrono>
#include <optional>

// What Apple's refusals mean for a person. Bodies may be Apple's error objects, empty, or a web page from its edge.
namespace sc::accounts {

struct AppleFailure
{
    int status = 0;
    QString code;      // "40300", as Apple numbers it
    QString title;     // Apple's words, cut
    QString parameter; // that it names
    std::optional<std::chrono::milliseconds> retryAfter;
    qint64 clockOffS = 0; // this machine's clock ahead of Apple's
};

[[nodiscard]] AppleFailure readFailure(int status, const QByteArray &body, const QByteArray &retryAfter, const QByteArray &date,
                                       const QDateTime &now);
[[nodiscard]] Problem problemOf(const AppleFailure &failure, bool asListener);
// `isRead` false: whether it was done is not known.
[[nodiscard]] Problem connectionProblem(QNetworkReply::NetworkError error, const QString &words, bool isRead);
[[nodiscard]] Problem strangeAnswer(int status, const QString &detail);
[[nodiscard]] Problem notSignedIn(); // nobody did
[[nodiscard]] Problem signInAgain(); // TOKEN_EXPIRED: the listener's token is not good any more

} // namespace sc::accounts
