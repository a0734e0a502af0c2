// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/service_address.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QHostAddress>

namespace sc::openai {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::openai", text);
}

Problem notAnAddress(const QString &typed)
{
    return Problem(ProblemCode::ValidationError, tr("This is not the address of a server."))
        .withDetail(typed.left(200))
        .withEntity(QStringLiteral("field"), QStringLiteral("address"));
}

bool isLocalName(const QString &host)
{
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost"));
}

// Names without a dot are of the house network, as .local and .lan are.
bool isHouseName(const QString &host)
{
    return !host.contains(u'.') || host.endsWith(QLatin1String(".local")) || host.endsWith(QLatin1String(".lan")) ||
           host.endsWith(QLatin1String(".home.arpa"));
}

} // namespace

bool isThisMachine(const QUrl &url)
{
    const QHostAddress address(url.host());
    return address.isNull() ? isLocalName(url.host().toLower()) : address.isLoopback();
}

bool isPrivate(const QUrl &url)
{
    if (isThisMachine(url))
        return true;
    const QHostAddress address(url.host());
    if (address.isNull())
        return isHouseName(url.host().toLower());
    // RFC 1918, RFC 4193
    static const QList<std::pair<QHostAddress, int>> networks{
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")), QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")), QHostAddress::parseSubnet(QStringLiteral("fc00::/7"))};
    return address.isLinkLocal() || std::ranges::any_of(networks, [&](const auto &network) { return address.isInSubnet(network); });
}

bool isOpenAi(const QUrl &url)
{
    return url.host().compare(QLatin1String("api.openai.com"), Qt::CaseInsensitive) == 0;
}

QString originOf(const QUrl &url)
{
    const int standard = url.scheme() == QLatin1String("https") ? 443 : 80;
    const int port = url.port(standard);
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.scheme() + QStringLiteral("://") + host.toLower() + (port == standard ? QString() : u':' + QString::number(port));
}

Result<QUrl> serviceBase(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty() || text.size() > 2048)
        return std::unexpected(notAnAddress(typed));
    if (!text.contains(QLatin1String("://"))) {
        const QUrl guess(QStringLiteral("http://") + text, QUrl::StrictMode);
        text.prepend(guess.isValid() && isPrivate(guess) ? QStringLiteral("http://") : QStringLiteral("https://"));
    }
    QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return std::unexpected(notAnAddress(typed));
    QStringList segments = url.path().split(u'/', Qt::SkipEmptyParts);
    // What was copied out of an example: the call itself.
    for (const char *call : {"completions", "chat", "models", "videos"})
        if (!segments.isEmpty() && segments.last() == QLatin1String(call))
            segments.removeLast();
    if (segments.isEmpty())
        segments.append(QStringLiteral("v1"));
    url.setPath(u'/' + segments.join(u'/'));
    return url;
}

QUrl endpoint(const QUrl &base, const QString &path)
{
    QUrl url(base);
    const qsizetype query = path.indexOf(u'?');
    url.setPath(base.path() + path.left(query));
    if (query >= 0)
        url.setQuery(path.mid(query + 1), QUrl::StrictMode);
    return url;
}

Result<> requireSafe(const QUrl &base, bool withKey)
{
    if (base.scheme() == QLatin1String("https") || isThisMachine(base))
        return {};
    if (!isPrivate(base))
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    tr("%1 is reached without encryption. Use https for a server outside your network.").arg(base.host())));
    if (withKey)
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    tr("A key is not sent to %1 without encryption. Use https, or leave the key out.").arg(base.host())));
    return {};
}

} // namespace sc::openai
