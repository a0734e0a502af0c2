// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_address.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QHostAddress>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

Problem noAddress(const QString &typed)
{
    return Problem(ProblemCode::ValidationError,
                   tr("\"%1\" is no address of a server. Write it like http://192.168.1.20:8188.").arg(typed));
}

QString withScheme(QString text)
{
    if (text.contains(u"://"))
        return text;
    // An IPv6 address of its own has several colons and no brackets.
    const bool bareV6 = text.count(u':') > 1 && !text.contains(u'[') && QHostAddress(text).protocol() == QAbstractSocket::IPv6Protocol;
    return QStringLiteral("http://") + (bareV6 ? u'[' + text + u']' : text);
}

// What people copy out of a browser or a log behind the address proper, and the ends that the client adds by itself.
QString withoutTails(QString path)
{
    static const QStringList tails = {QStringLiteral("/api"),          QStringLiteral("/ws"),          QStringLiteral("/prompt"),
                                      QStringLiteral("/system_stats"), QStringLiteral("/object_info"), QStringLiteral("/queue"),
                                      QStringLiteral("/history")};
    for (bool again = true; again;) {
        again = false;
        while (path.endsWith(u'/'))
            path.chop(1);
        for (const QString &tail : tails) {
            if (path.endsWith(tail, Qt::CaseInsensitive)) {
                path.chop(tail.size());
                again = true;
            }
        }
    }
    return path;
}

} // namespace

Result<ServerAddress> normalisedAddress(const QString &typed)
{
    const QString text = typed.trimmed();
    QUrl url(withScheme(text), QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    if (text.isEmpty() || text.size() > 2000 || !url.isValid() || url.host().isEmpty() ||
        (scheme != u"http" && scheme != u"https" && scheme != u"ws" && scheme != u"wss") || url.port() == 0)
        return std::unexpected(noAddress(typed.left(200)));
    url.setScheme(scheme == u"ws" ? QStringLiteral("http") : scheme == u"wss" ? QStringLiteral("https") : scheme);
    ServerAddress address;
    if (!url.userInfo().isEmpty()) {
        const QByteArray login = (url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded)).toUtf8();
        address.headers.insert("Authorization", "Basic " + login.toBase64());
        url.setUserInfo(QString());
    }
    if (url.host() == u"0.0.0.0")
        url.setHost(QStringLiteral("127.0.0.1"));
    if (url.port() == (url.scheme() == u"https" ? 443 : 80))
        url.setPort(-1);
    url.setFragment(QString());
    url.setQuery(QString());
    url.setPath(withoutTails(url.path(QUrl::FullyEncoded)), QUrl::TolerantMode);
    address.url = url;
    return address;
}

QUrl httpUrl(const ServerAddress &address, const QString &path, const QUrlQuery &query)
{
    // Joined, never resolved: an absolute path would leave the prefix.
    QUrl url = address.url;
    url.setPath(address.url.path(QUrl::FullyEncoded) + path, QUrl::TolerantMode);
    if (!query.isEmpty())
        url.setQuery(query);
    return url;
}

QUrl socketUrl(const ServerAddress &address, const QString &path, const QString &clientId)
{
    QUrl url = httpUrl(address, path, QUrlQuery{{QStringLiteral("clientId"), clientId}});
    url.setScheme(address.url.scheme() == u"https" ? QStringLiteral("wss") : QStringLiteral("ws"));
    return url;
}

QString shownHost(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.port() > 0 ? QStringLiteral("%1:%2").arg(host).arg(url.port()) : host;
}

bool isThisMachine(const QUrl &url)
{
    return url.host() == u"localhost" || QHostAddress(url.host()).isLoopback();
}

QString shownFingerprint(const QByteArray &hex)
{
    return QString::fromLatin1(QByteArray::fromHex(hex).toHex(':').toUpper());
}

QByteArray readFingerprint(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[\\s:]"));
    static const QRegularExpression digits(QStringLiteral("^[0-9a-f]{64}$"));
    const QString plain = QString(text).remove(between).toLower();
    return digits.match(plain).hasMatch() ? plain.toLatin1() : QByteArray();
}

} // namespace sc::comfy
