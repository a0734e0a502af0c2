// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/server_access.h"

#include "app/cli/queue_access.h"
#include "app/cli/secret_access.h"
#include "core/generation/comfy_worker.h"
#include "core/generation/profile_secrets.h"

namespace sc::cli {

std::vector<OptionSpec> serverAccessOptions()
{
    return {{QStringLiteral("key"), QStringLiteral("KEY"), QCoreApplication::translate("sc::cli", "sent as \"Authorization: Bearer KEY\"")},
            {QStringLiteral("header"), QStringLiteral("NAME=VALUE"),
             QCoreApplication::translate("sc::cli", "what a proxy wants; may be given several times")},
            {QStringLiteral("fingerprint"), QStringLiteral("SHA256"),
             QCoreApplication::translate("sc::cli", "trust exactly the certificate with this fingerprint")}};
}

Result<comfy::ServerAddress> serverAddress(const Invocation &invocation)
{
    // A server that was added is meant by its name, with all that is kept of it; anything else is an address.
    const QString word = invocation.word(0);
    Result<comfy::ServerAddress> found = std::unexpected(Problem());
    if (!word.contains(QStringLiteral("://"))) {
        SC_TRY_ASSIGN(queue, openQueue(invocation));
        if (const auto server = findServer(*queue, word)) {
            if (server->kind == generation::ServerKind::RunPod)
                return std::unexpected(Problem(ProblemCode::InvalidParameter,
                                               QCoreApplication::translate("sc::cli", "A serverless endpoint does not tell that.")));
            SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
            found = generation::addressOf(*server, generation::profileSecrets(*secrets));
            if (!found)
                return found;
        }
    }
    if (!found)
        found = comfy::normalisedAddress(word);
    SC_TRY_ASSIGN(address, found);
    if (invocation.arguments.has(QStringLiteral("key")))
        address.headers.insert("Authorization", "Bearer " + invocation.arguments.value(QStringLiteral("key")).toUtf8());
    for (const QString &header : invocation.arguments.values(QStringLiteral("header"))) {
        const qsizetype at = header.indexOf(u'=');
        if (at <= 0)
            return std::unexpected(Problem(ProblemCode::ValidationError,
                                           QCoreApplication::translate("sc::cli", "--header is written NAME=VALUE, like X-API-Key=abc.")));
        address.headers.insert(header.left(at).toUtf8(), header.mid(at + 1).toUtf8());
    }
    if (invocation.arguments.has(QStringLiteral("fingerprint"))) {
        address.fingerprint = comfy::readFingerprint(invocation.arguments.value(QStringLiteral("fingerprint")));
        address.trust = comfy::TlsTrust::Pinned;
        if (address.fingerprint.isEmpty())
            return std::unexpected(
                Problem(ProblemCode::ValidationError,
                        QCoreApplication::translate("sc::cli", "--fingerprint wants the 64 hexadecimal digits of SHA-256.")));
    }
    return address;
}

} // namespace sc::cli
