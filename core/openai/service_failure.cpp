// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/service_failure.h"

#include "core/openai/service_address.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

namespace sc::openai {

namespace {

using std::chrono::milliseconds;

constexpr qsizetype kMostWords = 2048;
constexpr milliseconds kLongestTold{120'000};

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::openai", text);
}

QString words(const QJsonValue &value)
{
    return value.isString() ? value.toString() : value.isDouble() ? QString::number(value.toDouble(), 'g', 12) : QString();
}

bool isPage(const QByteArray &body)
{
    const QByteArray start = body.trimmed().left(200).toLower();
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.contains("<head");
}

std::optional<milliseconds> waitIn(QNetworkReply &reply, const QDateTime &now)
{
    bool ok = false;
    if (const double ms = reply.rawHeader("retry-after-ms").trimmed().toDouble(&ok); ok && ms >= 0)
        return milliseconds(static_cast<qint64>(std::min(ms, 1e9)));
    const QByteArray told = reply.rawHeader("retry-after").trimmed();
    if (const double seconds = told.toDouble(&ok); ok && seconds >= 0)
        return milliseconds(static_cast<qint64>(std::min(seconds, 1e6) * 1000));
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(told), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date.isValid())
        return {};
    const QDateTime due(date.date(), date.time(), Qt::UTC);
    return milliseconds(std::max<qint64>(0, now.msecsTo(due)));
}

// No money or no allowance left: waiting does not help.
bool isBill(const ServiceFailure &failure)
{
    static const QStringList kBills{QStringLiteral("insufficient_quota"), QStringLiteral("credit_balance_exhausted"),
                                    QStringLiteral("billing_hard_limit_reached"), QStringLiteral("billing_not_active")};
    return kBills.contains(failure.code) || kBills.contains(failure.type);
}

} // namespace

ServiceFailure failureIn(int status, const QByteArray &body, const QByteArray &secret)
{
    ServiceFailure failure;
    failure.status = status;
    const QJsonValue error = QJsonDocument::fromJson(body).object().value(QStringLiteral("error"));
    if (error.isObject()) {
        const QJsonObject object = error.toObject();
        failure.message = object.value(QStringLiteral("message")).toString();
        failure.type = words(object.value(QStringLiteral("type")));
        failure.parameter = words(object.value(QStringLiteral("param")));
        failure.code = words(object.value(QStringLiteral("code")));
    } else if (error.isString()) {
        failure.message = error.toString();
    } else if (!isPage(body)) {
        failure.message = QString::fromUtf8(body.left(kMostWords));
    }
    if (!secret.isEmpty())
        failure.message.replace(QString::fromUtf8(secret), QStringLiteral("***"));
    failure.message = failure.message.simplified().left(kMostWords);
    return failure;
}

ServiceFailure readFailure(QNetworkReply &reply, const QByteArray &body, const QByteArray &secret, const QDateTime &now)
{
    ServiceFailure failure = failureIn(reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), body, secret);
    failure.retryAfter = waitIn(reply, now);
    const QByteArray told = reply.rawHeader("x-should-retry").trimmed().toLower();
    if (told == "true" || told == "false")
        failure.shouldRetry = told == "true";
    return failure;
}

bool mayTryAgain(const ServiceFailure &failure)
{
    if (failure.retryAfter.value_or(milliseconds(0)) > kLongestTold || isBill(failure))
        return false;
    if (failure.shouldRetry)
        return *failure.shouldRetry;
    return failure.status == 408 || failure.status == 409 || failure.status == 429 || failure.status >= 500;
}

Problem problemOf(const ServiceFailure &failure, const QUrl &base)
{
    const QString host = base.host();
    const auto problem = [&](ProblemCode code, const QString &sentence) {
        return Problem(code, sentence).withDetail(failure.message.isEmpty() ? tr("HTTP %1").arg(failure.status) : failure.message);
    };
    if (isBill(failure))
        return problem(ProblemCode::RateLimited, tr("%1 says that the account has no credit left.").arg(host));
    switch (failure.status) {
    case 400:
    case 413:
    case 422:
        return problem(ProblemCode::ValidationError, tr("%1 does not take this request.").arg(host));
    case 401:
        return problem(ProblemCode::NotAuthorised, tr("%1 does not accept the key.").arg(host));
    case 403:
        return problem(ProblemCode::ServerRefused, tr("%1 does not allow this from here, or not with this model.").arg(host));
    case 404:
    case 405:
    case 410:
        return problem(ProblemCode::ResourceNotFound, tr("%1 does not know this address or this model.").arg(host));
    case 408:
        return problem(ProblemCode::Timeout, tr("%1 took too long.").arg(host));
    case 429:
        return problem(ProblemCode::RateLimited,
                       failure.retryAfter
                           ? tr("%1 asks to wait %2 s.").arg(host).arg(QLocale().toString(failure.retryAfter->count() / 1000.0, 'f', 0))
                           : tr("%1 asks to wait.").arg(host));
    default:
        return problem(ProblemCode::ExternalServiceError, tr("%1 has trouble of its own.").arg(host));
    }
}

Problem connectionProblem(QNetworkReply::NetworkError error, const QString &words, const QUrl &base)
{
    const QString where = originOf(base);
    if (error == QNetworkReply::OperationCanceledError || error == QNetworkReply::TimeoutError)
        return Problem(ProblemCode::Timeout, tr("%1 did not answer in time.").arg(where)).withDetail(words);
    if (error == QNetworkReply::SslHandshakeFailedError)
        return Problem(ProblemCode::ExternalServiceError, tr("The certificate of %1 is not to be trusted.").arg(where)).withDetail(words);
    if (error == QNetworkReply::ConnectionRefusedError && isThisMachine(base))
        return Problem(ProblemCode::ServerOffline, tr("Nothing listens at %1. Start the program that serves the model there.").arg(where))
            .withDetail(words);
    return Problem(ProblemCode::ServerOffline, tr("%1 cannot be reached.").arg(where)).withDetail(words);
}

} // namespace sc::openai
