// SPDX-License-Identifier: GPL-3.0-or-later
// music setup, authorize, status, refresh, disconnect: the connection to Apple Music.
#include "app/cli/music_access.h"

#include <QtCore/QFile>
#include <QtGui/QDesktopServices>

namespace sc::cli {

namespace {

using namespace accounts;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QString stateText(const AppleStatus &status)
{
    switch (status.state) {
    case AppleState::NotSetUp:
        return tr("Not set up. It needs a key: music setup --key AuthKey_....p8 --team-id ID");
    case AppleState::Ready:
        return tr("Ready; nobody is signed in: music authorize");
    case AppleState::Authorised:
        return tr("Connected to the store %1.").arg(status.storefront.id.toUpper());
    case AppleState::Expired:
        return tr("The sign-in ran out: music authorize");
    case AppleState::Refused:
        return tr("Apple refused the last check.");
    case AppleState::Offline:
        break;
    }
    return tr("Apple could not be reached at the last check.");
}

Output shownStatus(const AppleAccount &account)
{
    const AppleStatus &status = account.status();
    QString text = stateText(status);
    if (!status.keyId.isEmpty())
        text += u'\n' +
                (status.isOwnKey ? tr("Own key %1 of team %2") : tr("Pasted token, key %1 of team %2")).arg(status.keyId, status.teamId);
    if (status.signedInAt.isValid())
        text += u'\n' + tr("Signed in since %1; sign-ins last about half a year")
                            .arg(status.signedInAt.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm")));
    if (status.problem)
        text += u'\n' + status.problem->text();
    return {text, statusJson(status)};
}

Result<QByteArray> fileContent(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, tr("The key file \"%1\" cannot be read.").arg(path)).withDetail(file.errorString()));
    return file.read(128 * 1024);
}

Result<Output> setup(Invocation &invocation)
{
    const Arguments &words = invocation.arguments;
    if (words.has(QStringLiteral("key")) == words.has(QStringLiteral("token")))
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    tr("Give either --key FILE with --team-id, or --token - with a developer token on standard input.")));
    SC_TRY_ASSIGN(call, openMusic(invocation));
    if (words.has(QStringLiteral("token"))) {
        if (words.value(QStringLiteral("token")) != QLatin1String("-"))
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("The token comes on standard input: --token - < FILE")));
        SC_TRY_ASSIGN(token, readSecretInput());
        SC_TRY(waitFor<void>(invocation, [&](const auto &done) { call.account->useToken(token, done); }));
        return shownStatus(*call.account);
    }
    const QString path = words.value(QStringLiteral("key"));
    SC_TRY_ASSIGN(key, fileContent(path));
    const QString keyId = words.value(QStringLiteral("key-id"), keyIdOfFile(path));
    SC_TRY(waitFor<void>(invocation,
                         [&](const auto &done) { call.account->useKey(key, keyId, words.value(QStringLiteral("team-id")), done); }));
    return shownStatus(*call.account);
}

Result<Output> authorize(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY_ASSIGN(minutes, invocation.arguments.integer(QStringLiteral("minutes"), 1, 60));
    SC_TRY_ASSIGN(port, invocation.arguments.integer(QStringLiteral("port"), 0, 65'535));
    QObject::connect(call.account.get(), &AppleAccount::signInTroubled, call.account.get(),
                     [&invocation](const Problem &problem) { invocation.console.notice(problem.text()); });
    const auto open = [&invocation](const QUrl &address) {
        invocation.console.notice(tr("Sign in there: %1").arg(address.toString()));
        return invocation.arguments.has(QStringLiteral("no-browser")) || QDesktopServices::openUrl(address);
    };
    const auto limit = minutes ? std::chrono::minutes(*minutes) : LoopbackSignIn::kUsualLimit;
    const Result<> signedIn = waitFor<void>(invocation, [&](const auto &done) {
        call.account->authorize(open, done, limit, static_cast<quint16>(port.value_or(LoopbackSignIn::kUsualPort)));
    });
    SC_TRY(signedIn);
    return shownStatus(*call.account);
}

Result<Output> status(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    return shownStatus(*call.account);
}

Result<Output> refresh(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY(waitFor<void>(invocation, [&](const auto &done) { call.account->refresh(done); }));
    return shownStatus(*call.account);
}

Result<Output> disconnect(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openMusic(invocation));
    SC_TRY(waitFor<void>(invocation,
                         [&](const auto &done) { call.account->disconnect(invocation.arguments.has(QStringLiteral("key")), done); }));
    Output output = shownStatus(*call.account);
    output.text = tr("Signed out here. What Apple lets in is listed at account.apple.com.");
    return output;
}

OptionSpec option(const char *name, const char *value, const QString &help)
{
    return {QString::fromLatin1(name), QString::fromLatin1(value), help};
}

} // namespace

std::vector<Command> musicCommands()
{
    const QString noun = QStringLiteral("music");
    const OptionSpec test = testEndpointOption();
    return {
        {noun,
         QStringLiteral("setup"),
         {},
         tr("the key or token that Apple gives to developers"),
         0,
         0,
         {option("key", "FILE", tr("AuthKey_....p8 of Apple; kept in the keychain, the file is not needed afterwards")),
          option("key-id", "ID", tr("ten letters and digits; taken from the file's name")),
          option("team-id", "ID", tr("ten letters and digits of the key's owner")),
          option("token", "-", tr("a ready developer token on standard input")), test},
         setup},
        {noun,
         QStringLiteral("authorize"),
         {},
         tr("sign in to Apple Music in the browser"),
         0,
         0,
         {option("no-browser", "", tr("only show the address")), option("minutes", "N", tr("how long to wait, 1 to 60, otherwise 5")),
          option("port", "N", tr("of the page on this machine; 0: any")), test},
         authorize},
        {noun, QStringLiteral("status"), {}, tr("the connection as it is known here"), 0, 0, {test}, status},
        {noun, QStringLiteral("refresh"), {}, tr("sign a new developer token and ask Apple whether all is good"), 0, 0, {test}, refresh},
        {noun,
         QStringLiteral("disconnect"),
         {},
         tr("forget the sign-in and its lists"),
         0,
         0,
         {option("key", "", tr("and the developer key")), test},
         disconnect},
    };
}

} // namespace sc::cli
