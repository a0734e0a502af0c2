// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/secret_access.h"
#include "app/cli/server_access.h"
#include "core/accounts/apple_account.h"
#include "core/accounts/apple_lists.h"

// What every music command does first.
namespace sc::cli {

struct MusicCall
{
    Invocation &invocation;
    SecretsPtr secrets;
    std::unique_ptr<accounts::AppleAccount> account;
    accounts::AppleLists lists;

    // Ready for the listener's own lists.
    [[nodiscard]] Result<> prepare();
};

// --test-endpoint is for tests: it takes an address on this machine alone and says so on every call.
[[nodiscard]] OptionSpec testEndpointOption();
[[nodiscard]] Result<MusicCall> openMusic(Invocation &invocation);

struct MusicList
{
    QJsonArray items;
    QString age; // empty: fresh from Apple
};
// Asks Apple; without a network the list of the last day with its age. Keeps what it gets.
[[nodiscard]] Result<MusicList> listOrKept(MusicCall &call, const QString &name, const std::function<Result<QJsonArray>()> &ask);
[[nodiscard]] QJsonObject statusJson(const accounts::AppleStatus &status);

} // namespace sc::cli
