// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/music_access.h"

namespace sc::cli {

using namespace accounts;

OptionSpec testEndpointOption()
{
    return {QStringLiteral("test-endpoint"), QStringLiteral("URL"),
            QCoreApplication::translate("sc::cli", "a stand-in for Apple on this machine, for tests")};
}

Result<MusicCall> openMusic(Invocation &invocation)
{
    AppleEndpoints endpoints;
    if (invocation.arguments.has(QStringLiteral("test-endpoint"))) {
        SC_TRY_ASSIGN(test, testEndpoints(invocation.arguments.value(QStringLiteral("test-endpoint"))));
        endpoints = test;
        invocation.console.notice(QCoreApplication::translate("sc::cli", "Test endpoint: this is not Apple Music."));
    }
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    MusicCall call{invocation, std::move(secrets), nullptr, AppleLists(invocation.profile)};
    call.account = std::make_unique<AppleAccount>(invocation.profile, *call.secrets, endpoints);
    return call;
}

Result<> MusicCall::prepare()
{
    return waitFor<void>(invocation, [this](const auto &done) { account->prepare(done); });
}

Result<MusicList> listOrKept(MusicCall &call, const QString &name, const std::function<Result<QJsonArray>()> &ask)
{
    const Result<> ready = call.prepare();
    const Result<QJsonArray> fresh = ready ? ask() : std::unexpected(ready.error());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (fresh) {
        call.lists.keep(name, *fresh, now);
        return MusicList{*fresh, {}};
    }
    const bool isAway = fresh.error().code() == ProblemCode::ServerOffline || fresh.error().code() == ProblemCode::Timeout;
    const auto kept = isAway ? call.lists.find(name, now) : std::nullopt;
    if (!kept)
        return std::unexpected(fresh.error());
    call.invocation.console.notice(
        QCoreApplication::translate("sc::cli", "Apple Music cannot be reached; this list is %1.").arg(ageText(kept->at, now)));
    return MusicList{kept->items, ageText(kept->at, now)};
}

QJsonObject statusJson(const AppleStatus &status)
{
    const auto time = [](const QDateTime &at) { return at.isValid() ? QJsonValue(at.toUTC().toString(Qt::ISODate)) : QJsonValue(); };
    return {{QStringLiteral("state"), appleStateName(status.state)},
            {QStringLiteral("own_key"), status.isOwnKey},
            {QStringLiteral("key_id"), status.keyId},
            {QStringLiteral("team_id"), status.teamId},
            {QStringLiteral("token_expires"), time(status.tokenExpires)},
            {QStringLiteral("storefront"), toJson(status.storefront)},
            {QStringLiteral("signed_in_at"), time(status.signedInAt)},
            {QStringLiteral("sign_in_ends_around"), time(status.signInEndsAround())},
            {QStringLiteral("checked_at"), time(status.checkedAt)},
            {QStringLiteral("problem"), status.problem ? QJsonValue(status.problem->toJson()) : QJsonValue()}};
}

} // namespace sc::cli
