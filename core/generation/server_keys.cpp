// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/server_keys.h"

#include "core/accounts/secret_store.h"
#include "core/base/id.h"

#include <QtCore/QRegularExpression>

namespace sc::generation {

namespace {

constexpr int kMostName = 40;
constexpr int kIdTail = 12;
constexpr int kNumber = 8;

QString idPart(const Server &server)
{
    return u'-' + server.id.text().right(kIdTail) + u'-';
}

} // namespace

bool isSecretReference(const QString &text)
{
    static const QRegularExpression variable(QStringLiteral("^env:[A-Za-z_][A-Za-z0-9_]*$"));
    return variable.match(text).hasMatch() || !accounts::secretNameOf(text).isEmpty();
}

QString freshKeyName(const Server &server)
{
    static const QRegularExpression other(QStringLiteral("[^a-z0-9]+"));
    const QString name = server.name.toLower().replace(other, QStringLiteral("-")).left(kMostName);
    return QStringLiteral("server/%1%2%3").arg(name.isEmpty() ? QStringLiteral("key") : name, idPart(server), newUuidV7().right(kNumber));
}

QString ownKeyName(const Server &server)
{
    const QString name = accounts::secretNameOf(server.keyRef);
    return name.startsWith(QLatin1String("server/")) && name.chopped(std::min<qsizetype>(name.size(), kNumber)).endsWith(idPart(server))
               ? name
               : QString();
}

} // namespace sc::generation
