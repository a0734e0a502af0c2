// SPDX-License-Identifier: GPL-3.0-or-later
// secret status, list, set, remove, seal: the keys that a profile keeps. Values are never shown.
#include "app/cli/secret_access.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QString placeName(accounts::SecretPlace place)
{
    switch (place) {
    case accounts::SecretPlace::Keychain:
        return QStringLiteral("keychain");
    case accounts::SecretPlace::SealedFile:
        return QStringLiteral("sealed_file");
    case accounts::SecretPlace::Nowhere:
        break;
    }
    return QStringLiteral("nowhere");
}

Result<Output> status(Invocation &invocation)
{
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    const accounts::SecretState state = examineNow(*secrets);
    Output output{state.sentence, QJsonObject{{QStringLiteral("place"), placeName(state.place)},
                                              {QStringLiteral("open"), state.isOpen},
                                              {QStringLiteral("detail"), state.detail},
                                              {QStringLiteral("names"), QJsonArray::fromStringList(secrets->names())}}};
    if (!state.detail.isEmpty())
        output.text += QStringLiteral("\n  ") + state.detail;
    return output;
}

Result<Output> list(Invocation &invocation)
{
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    if (!secrets->isOpen())
        return std::unexpected(Problem(ProblemCode::ProfileLocked, tr("The keys are sealed. STORYCANVAS_PASSPHRASE opens them.")));
    const QStringList names = secrets->names();
    return Output{names.isEmpty() ? tr("No keys are stored.") : names.join(u'\n'), QJsonArray::fromStringList(names)};
}

Result<Output> set(Invocation &invocation)
{
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    SC_TRY_ASSIGN(value, readSecretInput());
    SC_TRY(writeNow(*secrets, invocation.word(0), value));
    const QString reference = accounts::secretReference(invocation.word(0));
    return Output{tr("Stored. Use it as %1.").arg(reference), QJsonObject{{QStringLiteral("reference"), reference}}};
}

Result<Output> remove(Invocation &invocation)
{
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    if (secrets->isOpen() && !secrets->holds(invocation.word(0)))
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("No key \"%1\" is stored.").arg(invocation.word(0)))
                                   .withDetail(secrets->names().join(QStringLiteral(", "))));
    SC_TRY(removeNow(*secrets, invocation.word(0)));
    return Output{tr("Removed %1.").arg(invocation.word(0)), QJsonObject{{QStringLiteral("removed"), invocation.word(0)}}};
}

Result<Output> seal(Invocation &invocation)
{
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    SC_TRY_ASSIGN(input, readSecretInput());
    SC_TRY_ASSIGN(lost, sealNow(*secrets, QString::fromUtf8(input)));
    QString text = tr("Keys are in a file sealed with this passphrase from now on. STORYCANVAS_PASSPHRASE opens it for a command.");
    if (!lost.isEmpty())
        text += u'\n' + tr("The keychain did not give these keys; enter them again: %1").arg(lost.join(QStringLiteral(", ")));
    return Output{text, QJsonObject{{QStringLiteral("lost"), QJsonArray::fromStringList(lost)}}};
}

} // namespace

std::vector<Command> secretCommands()
{
    const QString noun = QStringLiteral("secret");
    return {
        {noun, QStringLiteral("status"), {}, tr("where keys are kept"), 0, 0, {}, status},
        {noun, QStringLiteral("list"), {}, tr("names of stored keys"), 0, 0, {}, list},
        {noun, QStringLiteral("set"), QStringLiteral("NAME < FILE"), tr("store a key read from standard input"), 1, 1, {}, set},
        {noun, QStringLiteral("remove"), QStringLiteral("NAME"), tr("delete a stored key"), 1, 1, {}, remove},
        {noun,
         QStringLiteral("seal"),
         QStringLiteral("< FILE"),
         tr("keep keys in a file sealed with the passphrase read from standard input"),
         0,
         0,
         {},
         seal},
    };
}

} // namespace sc::cli
