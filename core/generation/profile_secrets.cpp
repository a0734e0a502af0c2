// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/profile_secrets.h"

#include "core/accounts/secret_store.h"

namespace sc::generation {

SecretReader profileSecrets(accounts::SecretStore &store)
{
    return [&store, environment = environmentSecrets()](const QString &reference) -> Result<QByteArray> {
        const QString name = accounts::secretNameOf(reference);
        return name.isEmpty() ? environment(reference) : accounts::readNow(store, name);
    };
}

} // namespace sc::generation
