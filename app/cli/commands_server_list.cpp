// SPDX-License-Identifier: GPL-3.0-or-later
// server add, list, edit, remove: the servers that the queue may use.
#include "app/cli/queue_access.h"
#include "app/cli/secret_access.h"

#include "core/base/id.h"
#include "core/generation/server_keys.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

Result<double> numberOption(const Invocation &invocation, const QString &option, double present)
{
    if (!invocation.arguments.has(option))
        return present;
    bool ok = false;
    const double value = invocation.arguments.value(option).toDouble(&ok);
    if (ok)
        return value;
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("--%1 is a number, for example 1.5.").arg(option)));
}

// A key is never written down with the server: what is stored there is where it stands. "-" keeps the one on standard input.
Result<QString> keyReference(const Invocation &invocation, const Server &server)
{
    const QString text = invocation.arguments.value(QStringLiteral("key"));
    if (text != QLatin1String("-"))
        return text; // checked with the server
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    SC_TRY_ASSIGN(key, readSecretInput());
    const QString name = freshKeyName(server);
    SC_TRY(writeNow(*secrets, name, key));
    return accounts::secretReference(name);
}

Result<> readHeaders(const Invocation &invocation, Server &server)
{
    for (const QString &header : invocation.arguments.values(QStringLiteral("header"))) {
        const QString name = header.section(u'=', 0, 0);
        if (!header.contains(u'='))
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("A header is written NAME=env:VARIABLE; NAME= removes it.")));
        const QString value = header.section(u'=', 1);
        if (value.isEmpty()) {
            server.headers.remove(name);
            continue;
        }
        server.headers.insert(name, value);
    }
    return {};
}

Result<> readOptions(const Invocation &invocation, Server &server)
{
    const Arguments &words = invocation.arguments;
    const auto text = [&](const char *option, QString &field) {
        if (words.has(QString::fromLatin1(option)))
            field = words.value(QString::fromLatin1(option));
    };
    text("name", server.name);
    text("url", server.url);
    text("group", server.exclusiveGroup);
    if (words.has(QStringLiteral("key"))) {
        SC_TRY_ASSIGN(ref, keyReference(invocation, server));
        server.keyRef = ref;
    }
    if (words.has(QStringLiteral("active")) && words.has(QStringLiteral("inactive")))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("A server is active or inactive, not both.")));
    server.active = words.has(QStringLiteral("active")) || (server.active && !words.has(QStringLiteral("inactive")));
    SC_TRY_ASSIGN(weight, numberOption(invocation, QStringLiteral("weight"), server.weight));
    server.weight = weight;
    for (const auto &[option, field] : {std::pair{"max-concurrent", &Server::maxConcurrent},
                                        {"idle-timeout", &Server::idleTimeoutS},
                                        {"image-limit", &Server::imageLimitS},
                                        {"video-limit", &Server::videoLimitS}}) {
        SC_TRY_ASSIGN(number, words.integer(QString::fromLatin1(option), 1, 604'800));
        server.*field = number.value_or(server.*field);
    }
    if (words.has(QStringLiteral("fingerprint"))) {
        server.fingerprint = words.value(QStringLiteral("fingerprint"));
        server.tlsTrust = server.fingerprint.isEmpty() ? TlsTrust::System : TlsTrust::Pinned;
    }
    if (words.has(QStringLiteral("pin")))
        server.tlsTrust = TlsTrust::Pinned;
    return readHeaders(invocation, server);
}

// A key that nothing uses any more goes; one that cannot be reached now stays and is named.
void forgetKey(const Invocation &invocation, const QString &name)
{
    if (name.isEmpty())
        return;
    const auto secrets = openSecrets(invocation.profile);
    const Result<> done = secrets ? removeNow(**secrets, name) : std::unexpected(secrets.error());
    if (!done)
        invocation.console.notice(tr("The key %1 is still stored. %2").arg(name, done.error().text()));
}

Output shown(const QString &text, const Server &server)
{
    return {text, serverJson(server)};
}

Result<Output> addServer(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    Server server;
    server.id = ServerId::create();
    server.name = invocation.word(0);
    server.url = invocation.word(1);
    SC_TRY(readOptions(invocation, server));
    SC_TRY_ASSIGN(added, queue->addServer(server));
    return shown(tr("Added %1 at %2.").arg(added.name, added.url), added);
}

Result<Output> listServers(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(all, queue->servers());
    Output output;
    QJsonArray json;
    for (const Server &server : all) {
        json.append(serverJson(server));
        output.text += QStringLiteral("%1  %2  %3%4\n")
                           .arg(server.id.text(), server.name.leftJustified(20), server.url,
                                server.active ? QString() : QStringLiteral("  ") + tr("inactive"));
    }
    if (all.empty())
        output.text = tr("No servers yet. Add one: server add NAME URL");
    output.json = json;
    return output;
}

Result<Output> editServer(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(server, findServer(*queue, invocation.word(0)));
    const QString before = ownKeyName(server);
    SC_TRY(readOptions(invocation, server));
    SC_TRY_ASSIGN(edited, queue->editServer(server));
    if (before != ownKeyName(edited))
        forgetKey(invocation, before);
    return shown(tr("Changed %1.").arg(edited.name), edited);
}

Result<Output> removeServer(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(server, findServer(*queue, invocation.word(0)));
    SC_TRY(queue->removeServer(server.id, invocation.arguments.has(QStringLiteral("release"))));
    forgetKey(invocation, ownKeyName(server));
    return shown(tr("Removed %1.").arg(server.name), server);
}

std::vector<OptionSpec> options()
{
    return {optionOf("key", "env:NAME|keychain:NAME|-",
                     QT_TRANSLATE_NOOP("sc::cli", "where its key stands; - stores the one on standard input")),
            optionOf("header", "NAME=env:NAME", QT_TRANSLATE_NOOP("sc::cli", "header for a proxy; may be given several times")),
            optionOf("max-concurrent", "N", QT_TRANSLATE_NOOP("sc::cli", "jobs at a time, 1 to 16")),
            optionOf("group", "NAME", QT_TRANSLATE_NOOP("sc::cli", "servers of one group never run together")),
            optionOf("weight", "X", QT_TRANSLATE_NOOP("sc::cli", "preference, 0.1 to 10")),
            optionOf("idle-timeout", "SECONDS", QT_TRANSLATE_NOOP("sc::cli", "without any sign of life")),
            optionOf("image-limit", "SECONDS", QT_TRANSLATE_NOOP("sc::cli", "for a whole picture")),
            optionOf("video-limit", "SECONDS", QT_TRANSLATE_NOOP("sc::cli", "for a whole video")),
            optionOf("fingerprint", "HEX", QT_TRANSLATE_NOOP("sc::cli", "trust exactly this certificate (SHA-256)")),
            optionOf("pin", "", QT_TRANSLATE_NOOP("sc::cli", "trust the certificate that it shows first, and no other")),
            optionOf("active", "", QT_TRANSLATE_NOOP("sc::cli", "use it")),
            optionOf("inactive", "", QT_TRANSLATE_NOOP("sc::cli", "keep it, but never use it"))};
}

} // namespace

std::vector<Command> serverListCommands()
{
    std::vector<OptionSpec> edits = options();
    edits.push_back({QStringLiteral("name"), QStringLiteral("NAME"), tr("another name")});
    edits.push_back({QStringLiteral("url"), QStringLiteral("URL"), tr("another address")});
    const QString noun = QStringLiteral("server");
    return {
        {noun, QStringLiteral("add"), QStringLiteral("NAME URL"), tr("a server that the queue may use"), 2, 2, options(), addServer},
        {noun, QStringLiteral("list"), {}, tr("all servers"), 0, 0, {}, listServers},
        {noun, QStringLiteral("edit"), QStringLiteral("SERVER"), tr("change a server"), 1, 1, edits, editServer},
        {noun,
         QStringLiteral("remove"),
         QStringLiteral("SERVER"),
         tr("forget a server and what was learned about it"),
         1,
         1,
         {{QStringLiteral("release"), {}, tr("jobs that wait for it alone may go anywhere")}},
         removeServer},
    };
}

} // namespace sc::cli
