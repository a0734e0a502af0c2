// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/accounts/secret_store.h"

// The keys of a profile for commands that need them.
namespace sc::cli {

using SecretsPtr = std::unique_ptr<accounts::SecretStore>;

// Sealed ones are opened with the passphrase in the environment variable STORYCANVAS_PASSPHRASE; without it they stay closed.
// PROFILE_LOCKED when it is wrong.
[[nodiscard]] Result<SecretsPtr> openSecrets(const ProfilePaths &profile);

// A key from standard input, never from the command line, where every program of the machine could read it: what stands there
// without the white space around it. VALIDATION_ERROR when there is nothing.
[[nodiscard]] Result<QByteArray> readSecretInput();

} // namespace sc::cli
