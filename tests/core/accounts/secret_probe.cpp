// SPDX-License-Identifier: GPL-3.0-or-later
// Does what its words say with the secrets of a profile and prints one line for each: "ok VALUE" or the code of the problem.
// secret_probe PROFILE examine set:NAME=VALUE get:NAME remove:NAME seal:PASSPHRASE open:PASSPHRASE forget names
#include "core/accounts/secret_store.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

namespace {

using namespace sc;
using namespace sc::accounts;

QString told(const Result<> &result)
{
    return result ? QStringLiteral("ok") : problemCodeName(result.error().code());
}

QString run(SecretStore &store, const QString &word)
{
    const QString verb = word.section(u':', 0, 0);
    const QString rest = word.section(u':', 1);
    if (verb == QLatin1String("examine")) {
        const SecretState state = examineNow(store);
        return QStringLiteral("ok %1 %2").arg(static_cast<int>(state.place)).arg(state.isOpen ? 1 : 0);
    }
    if (verb == QLatin1String("set"))
        return told(writeNow(store, rest.section(u'=', 0, 0), rest.section(u'=', 1).toUtf8()));
    if (verb == QLatin1String("get")) {
        const Result<QByteArray> value = readNow(store, rest);
        return value ? QStringLiteral("ok ") + QString::fromUtf8(*value) : problemCodeName(value.error().code());
    }
    if (verb == QLatin1String("remove"))
        return told(removeNow(store, rest));
    if (verb == QLatin1String("seal")) {
        const Result<QStringList> lost = sealNow(store, rest);
        return lost ? QStringLiteral("ok ") + lost->join(u',') : problemCodeName(lost.error().code());
    }
    if (verb == QLatin1String("open"))
        return told(store.open(rest));
    if (verb == QLatin1String("names"))
        return QStringLiteral("ok ") + store.names().join(u',');
    store.forget();
    return QStringLiteral("ok");
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    SecretStore store(ProfilePaths{words.value(1)});
    for (const QString &word : words.mid(2))
        std::printf("%s\n", run(store, word).toUtf8().constData());
    return 0;
}
