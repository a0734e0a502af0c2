// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/worker.h"

namespace sc::accounts {
class SecretStore;
}

namespace sc::generation {

// Reads "keychain:NAME" from the profile's store of keys, "env:NAME" from the environment. The store must live as long as the
// reader. Waits for the keychain the first time a key is wanted; main thread.
[[nodiscard]] SecretReader profileSecrets(accounts::SecretStore &store);

} // namespace sc::generation
