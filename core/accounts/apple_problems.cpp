// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_problems.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace sc::accounts {

namespace {

constexpr qint64 kClockSlackS = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::accounts", text);
}

QDateTime httpDate(const QByteArray &text)
{
    return QLocale::c().toDateTime(QString::fromLatin1(text.simplified()).remove(QStringLiteral(" GMT")),
                                   QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
}

QString detailOf(const AppleFailure &failure)
{
    QStringList parts{QStringLiteral("HTTP %1").arg(failure.status)};
    if (!failure.code.isEmpty())
        parts.append(failure.code);
    if (!failure.title.isEmpty())
        parts.append(failure.title);
    if (!failure.parameter.isEmpty())
        parts.append(failure.parameter);
    return parts.join(QStringLiteral(", "));
}

Problem developerRefused(const AppleFailure &failure)
{
    if (qAbs(failure.clockOffS) > kClockSlackS) {
        const qint64 minutes = (qAbs(failure.clockOffS) + 59) / 60;
        return Problem(ProblemCode::NotAuthorised,
                       failure.clockOffS > 0
                           ? tr("Apple refused the developer token: this computer's clock is %1 min fast. Set it right.").arg(minutes)
                           : tr("Apple refused the developer token: this computer's clock is %1 min slow. Set it right.").arg(minutes))
            .withDetail(detailOf(failure))
            .withAction(QStringLiteral("apple.setup"), tr("Try again"));
    }
    return Problem(ProblemCode::NotAuthorised, tr("Apple refused the developer token. Check that the key id belongs to this key file, that "
                                                  "the team id is that of the key's owner, "
                                                  "and that the key is made for MusicKit and not revoked."))
        .withDetail(detailOf(failure))
        .withAction(QStringLiteral("apple.setup"), tr("Set up the key"));
}

} // namespace

AppleFailure readFailure(int status, const QByteArray &body, const QByteArray &retryAfter, const QByteArray &date, const QDateTime &now)
{
    AppleFailure failure{.status = status};
    if (const auto json = parseJsonObject(body, QStringLiteral("error"))) {
        const QJsonObject error = json->value(QStringLiteral("errors")).toArray().at(0).toObject();
        failure.code = error.value(QStringLiteral("code")).toVariant().toString().left(20);
        const QString detail = error.value(QStringLiteral("detail")).toString();
        failure.title = (detail.isEmpty() ? error.value(QStringLiteral("title")).toString() : detail).simplified().left(300);
        failure.parameter = error.value(QStringLiteral("source")).toObject().value(QStringLiteral("parameter")).toString().left(60);
    }
    bool isNumber = false;
    const double seconds = retryAfter.toDouble(&isNumber);
    if (isNumber && seconds >= 0 && seconds < 1e6)
        failure.retryAfter = std::chrono::milliseconds(static_cast<qint64>(seconds * 1000));
    else if (QDateTime until = httpDate(retryAfter); until.isValid()) {
        until.setTimeSpec(Qt::UTC);
        failure.retryAfter = std::chrono::milliseconds(std::max<qint64>(0, now.msecsTo(until)));
    }
    if (QDateTime theirs = httpDate(date); theirs.isValid()) {
        theirs.setTimeSpec(Qt::UTC);
        failure.clockOffS = theirs.secsTo(now);
    }
    return failure;
}

Problem problemOf(const AppleFailure &failure, bool asListener)
{
    const QString detail = detailOf(failure);
    if (failure.code == QLatin1String("40015"))
        return Problem(ProblemCode::ServerRefused, tr("This Apple Music subscription does not allow that.")).withDetail(detail);
    switch (failure.status) {
    case 401:
        return developerRefused(failure);
    case 403:
        if (asListener)
            return Problem(ProblemCode::NotAuthorised, tr("Apple does not accept the sign-in. Sign in again; if it stays so, open Apple's "
                                                          "Music app once and accept its terms, and "
                                                          "check that the subscription is paid and the password was not changed."))
                .withDetail(detail)
                .withAction(QStringLiteral("apple.authorize"), tr("Sign in again"));
        return developerRefused(failure);
    case 404:
        return Problem(ProblemCode::ResourceNotFound, tr("Apple Music has nothing there, or not in your country's store."))
            .withDetail(detail);
    case 429: {
        const auto wait = failure.retryAfter.value_or(std::chrono::minutes(1));
        const QString until = QDateTime::currentDateTime().addMSecs(wait.count()).toString(QStringLiteral("hh:mm:ss"));
        return Problem(ProblemCode::RateLimited, tr("Apple asked us to slow down. Try again after %1.").arg(until)).withDetail(detail);
    }
    default:
        break;
    }
    if (failure.status >= 500)
        return Problem(ProblemCode::ExternalServiceError, tr("Apple Music has trouble of its own. Try again later.")).withDetail(detail);
    return Problem(ProblemCode::ServerRefused, tr("Apple Music refused the request.")).withDetail(detail);
}

Problem connectionProblem(QNetworkReply::NetworkError error, const QString &words, bool isRead)
{
    const QString unknown =
        isRead ? QString() : u' ' + tr("Whether it was done is not known: look at your playlists before you try again.");
    if (error == QNetworkReply::SslHandshakeFailedError)
        return Problem(ProblemCode::ServerRefused, tr("The connection to Apple Music is not safe: its certificate is not Apple's."))
            .withDetail(words);
    if (error == QNetworkReply::TimeoutError || error == QNetworkReply::OperationCanceledError)
        return Problem(ProblemCode::Timeout, tr("Apple Music does not answer.") + unknown).withDetail(words);
    return Problem(ProblemCode::ServerOffline, tr("Apple Music cannot be reached. Is this computer online?") + unknown).withDetail(words);
}

Problem strangeAnswer(int status, const QString &detail)
{
    return Problem(ProblemCode::ExternalServiceError, tr("Apple Music gave an answer that cannot be read."))
        .withDetail(QStringLiteral("HTTP %1, %2").arg(status).arg(detail));
}

Problem notSignedIn()
{
    return Problem(ProblemCode::NotAuthorised, tr("Nobody is signed in to Apple Music."))
        .withAction(QStringLiteral("apple.authorize"), tr("Sign in"));
}

Problem signInAgain()
{
    return Problem(ProblemCode::TokenExpired, tr("The sign-in to Apple Music has run out, or there is no subscription any more."))
        .withAction(QStringLiteral("apple.authorize"), tr("Sign in again"));
}

} // namespace sc::accounts
