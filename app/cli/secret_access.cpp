// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_access.h"

#include "app/cli/terminal.h"

#include <QtCore/QFile>

namespace sc::cli {

Result<SecretsPtr> openSecrets(const ProfilePaths &profile)
{
    auto secrets = std::make_unique<accounts::SecretStore>(profile);
    const QString passphrase = qEnvironmentVariable("STORYCANVAS_PASSPHRASE");
    if (secrets->isSealed() && !passphrase.isEmpty())
        SC_TRY(secrets->open(passphrase));
    return secrets;
}

Result<QByteArray> readSecretInput()
{
    constexpr qint64 kMost = 64 * 1024;
    QFile input;
    QByteArray text;
    if (!isTerminal(stdin) && input.open(stdin, QIODevice::ReadOnly))
        text = input.read(kMost).trimmed();
    if (!text.isEmpty())
        return text;
    return std::unexpected(
        Problem(ProblemCode::ValidationError,
                QCoreApplication::translate("sc::cli", "Give the key on standard input, for example from a file: < key.txt")));
}

} // namespace sc::cli
