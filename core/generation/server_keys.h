// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/server.h"

// The keys of servers: what is stored with a server is only where its key stands.
namespace sc::generation {

// "env:NAME" or "keychain:NAME".
[[nodiscard]] bool isSecretReference(const QString &text);

// A fresh name among the profile's stored keys, readable and this server's alone: "server/studio-<id>-<number>". Another key of
// the same server gets another name, so that whoever uses the server notices. The server has its id.
[[nodiscard]] QString freshKeyName(const Server &server);
// The name of the stored key that this server alone uses; empty: it has none, or one that the person named.
[[nodiscard]] QString ownKeyName(const Server &server);

} // namespace sc::generation
