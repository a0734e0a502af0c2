// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_problems.h"

#include "core/base/text.h"

#include <QtCore/QCoreApplication>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

Problem withEdit(const Problem &problem)
{
    return problem.withAction(QStringLiteral("server.edit"), tr("Edit server"));
}

Problem withCheck(const Problem &problem)
{
    return problem.withAction(QStringLiteral("server.check"), tr("Check now"));
}

Problem offline(const QString &text, const QString &detail)
{
    return withCheck(Problem(ProblemCode::ServerOffline, text).withDetail(detail));
}

QString beginning(const QByteArray &body)
{
    return QString::fromUtf8(body.left(200)).simplified();
}

Problem ofRedirect(const HttpOutcome &outcome)
{
    const QUrl to = outcome.url.resolved(outcome.redirect);
    if (to.host() == outcome.url.host() && outcome.url.scheme() == u"http" && to.scheme() == u"https")
        return withEdit(Problem(ProblemCode::ServerRefused,
                                tr("%1 wants https. Change the address to https://%2.").arg(shownHost(outcome.url), shownHost(to))));
    return withEdit(Problem(ProblemCode::ServerRefused,
                            tr("%1 sends on to another page, most likely a login. Enter its key or password.").arg(shownHost(outcome.url)))
                        .withDetail(to.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
}

Problem ofStatus(const HttpOutcome &outcome)
{
    const QString host = shownHost(outcome.url);
    const QString detail = QStringLiteral("HTTP %1 %2").arg(outcome.status).arg(beginning(outcome.body)).trimmed();
    switch (outcome.status) {
    case 401:
        return withEdit(
            Problem(ProblemCode::ServerRefused, tr("%1 refused the key or password, or wants one.").arg(host)).withDetail(detail));
    case 402:
        return withEdit(
            Problem(ProblemCode::ServerRefused, tr("%1 wants payment: there are no credits left.").arg(host)).withDetail(detail));
    case 403:
        if (outcome.body.isEmpty())
            return withEdit(
                Problem(ProblemCode::ServerRefused,
                        tr("%1 lets this program in nowhere: a proxy in front of it or its rule about origins forbids it.").arg(host))
                    .withDetail(detail));
        return withEdit(Problem(ProblemCode::ServerRefused, tr("%1 forbids it. The key may lack the right.").arg(host)).withDetail(detail));
    case 404:
    case 405:
        return notComfy(outcome.url, outcome.body).withDetail(detail);
    case 413:
        if (isWebPage(outcome))
            return Problem(ProblemCode::FileTooLarge,
                           tr("The proxy in front of %1 takes no file of this size, whatever ComfyUI allows.").arg(host))
                .withDetail((QString::fromLatin1(outcome.serverSoftware) + u' ' + detail).trimmed());
        return Problem(ProblemCode::FileTooLarge,
                       tr("The file is larger than %1 takes. Start ComfyUI with a larger --max-upload-size.").arg(host))
            .withDetail(detail);
    case 429:
        return Problem(ProblemCode::RateLimited, tr("%1 takes no more requests at the moment.").arg(host)).withDetail(detail);
    case 502:
    case 503:
    case 504:
    case 521:
    case 522:
    case 523:
    case 524:
    case 530:
        return offline(tr("The proxy of %1 answers, ComfyUI behind it does not. It may still be starting.").arg(host), detail);
    default:
        break;
    }
    if (outcome.status >= 500)
        return Problem(ProblemCode::ExternalServiceError, tr("%1 failed inside while answering.").arg(host)).withDetail(detail);
    return Problem(ProblemCode::ExternalServiceError, tr("%1 refused the request.").arg(host)).withDetail(detail);
}

Problem ofTransport(const HttpOutcome &outcome)
{
    const QString host = shownHost(outcome.url);
    switch (outcome.error) {
    case QNetworkReply::HostNotFoundError:
        return withEdit(offline(tr("No machine with the name \"%1\" was found.").arg(outcome.url.host()), outcome.errorText));
    case QNetworkReply::ConnectionRefusedError:
        return offline(tr("Nothing answers at %1. Is ComfyUI started, with --listen when it runs on another machine?").arg(host),
                       outcome.errorText);
    case QNetworkReply::SslHandshakeFailedError:
        return certificateProblem(outcome.url, outcome.fingerprint, outcome.pinned,
                                  outcome.certificateFault.isEmpty() ? outcome.errorText : outcome.certificateFault);
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return offline(
            tr("%1 closed the connection before it answered. When this repeats, it has most likely run out of memory and stopped.")
                .arg(host),
            outcome.errorText);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return offline(tr("The network proxy of this machine does not let through to %1.").arg(host), outcome.errorText);
    case QNetworkReply::TimeoutError:
        return Problem(ProblemCode::Timeout, tr("%1 did not answer in time.").arg(host)).withDetail(outcome.errorText);
    default:
        return offline(tr("%1 cannot be reached.").arg(host), outcome.errorText);
    }
}

} // namespace

bool isWebPage(const HttpOutcome &outcome)
{
    const QByteArray start = outcome.body.left(512).trimmed().toLower();
    return outcome.contentType.toLower().startsWith("text/html") || start.startsWith("<!doctype html") || start.startsWith("<html");
}

Problem notComfy(const QUrl &url, const QByteArray &body)
{
    return withEdit(Problem(ProblemCode::ExternalServiceError,
                            tr("What answers at %1 is not a ComfyUI server. Check the port and the path.").arg(shownHost(url)))
                        .withDetail(beginning(body)));
}

Problem certificateProblem(const QUrl &url, const QByteArray &seen, const QByteArray &pinned, const QString &fault)
{
    const QString host = shownHost(url);
    if (seen.isEmpty())
        return withEdit(Problem(ProblemCode::ServerRefused, tr("No secure connection to %1 could be made.").arg(host)).withDetail(fault));
    if (!pinned.isEmpty() && seen != pinned)
        return withEdit(Problem(ProblemCode::ServerRefused, tr("The certificate of %1 has changed; the connection was stopped.").arg(host))
                            .withDetail(tr("Trusted: %1\nShown now: %2").arg(shownFingerprint(pinned), shownFingerprint(seen)))
                            .withEntity(QStringLiteral("certificate"), QString::fromLatin1(seen)))
            .withAction(QStringLiteral("server.pin"), tr("Trust the new certificate"));
    return Problem(ProblemCode::ServerRefused,
                   tr("The certificate of %1 is not vouched for by anyone this system trusts. Is it your own server's?").arg(host))
        .withDetail(tr("%1\nFingerprint (SHA-256): %2").arg(fault, shownFingerprint(seen)))
        .withEntity(QStringLiteral("certificate"), QString::fromLatin1(seen))
        .withAction(QStringLiteral("server.pin"), tr("Trust this certificate"));
}

Problem problemOf(const HttpOutcome &outcome)
{
    const QString host = shownHost(outcome.url);
    if (outcome.tooLarge > 0)
        return Problem(ProblemCode::ExternalServiceError,
                       tr("%1 sent more than %2 where a short answer was expected.").arg(host, humanSize(outcome.tooLarge)));
    if (outcome.timedOut)
        return withCheck(
            Problem(ProblemCode::Timeout,
                    tr("%1 did not answer within %2 seconds.").arg(host).arg(std::max<qint64>(1, outcome.limit.count() / 1000)))
                .withDetail(outcome.errorText));
    if (outcome.status >= 300 && outcome.status < 400)
        return ofRedirect(outcome);
    if (outcome.status >= 400)
        return ofStatus(outcome);
    if (outcome.error != QNetworkReply::NoError)
        return ofTransport(outcome);
    if (isWebPage(outcome))
        return withEdit(
            Problem(ProblemCode::ExternalServiceError,
                    tr("%1 sent a web page where ComfyUI would answer: a login or a notice stands in front, or it is another server.")
                        .arg(host))
                .withDetail(beginning(outcome.body)));
    return notComfy(outcome.url, outcome.body);
}

} // namespace sc::comfy
