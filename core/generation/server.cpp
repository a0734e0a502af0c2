// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/server.h"

#include "core/base/enum_names.h"
#include "core/base/text.h"
#include "core/comfy/server_address.h"
#include "core/generation/server_keys.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

#include <cmath>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 2> kKinds = {"standard", "runpod"};
constexpr std::array<const char *, 2> kTrusts = {"system", "pinned"};

constexpr int kMaxName = 200;
constexpr int kMaxGroup = 200;
constexpr int kMaxConcurrent = 16;
constexpr double kMinWeight = 0.1;
constexpr double kMaxWeight = 10;
constexpr int kMaxSeconds = 7 * 24 * 3600;
constexpr int kMaxHeaders = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Problem wrong(const QString &text, const QString &field)
{
    return Problem(ProblemCode::ValidationError, text).withEntity(QStringLiteral("field"), field);
}

Result<> inRange(double value, double least, double most, const QString &field, const QString &what)
{
    if (std::isfinite(value) && value >= least && value <= most)
        return {};
    return std::unexpected(wrong(tr("%1 is from %2 to %3, for example %2.").arg(what).arg(least).arg(most), field));
}

// Never says what was typed: it may be the key itself.
Problem notAReference(const QString &field)
{
    return wrong(tr("A key is not kept with the server, only where it stands: env:NAME for a variable of the environment, keychain:NAME "
                    "for one of the stored keys."),
                 field);
}

Result<> checkHeaders(const QMap<QString, QString> &headers)
{
    static const QRegularExpression token(QStringLiteral("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$"));
    static const QStringList ours = {
        QStringLiteral("host"),   QStringLiteral("content-length"), QStringLiteral("connection"),       QStringLiteral("upgrade"),
        QStringLiteral("origin"), QStringLiteral("content-type"),   QStringLiteral("transfer-encoding")};
    if (headers.size() > kMaxHeaders)
        return std::unexpected(wrong(tr("A server takes up to %1 headers.").arg(kMaxHeaders), QStringLiteral("headers")));
    for (auto it = headers.cbegin(); it != headers.cend(); ++it) {
        if (!token.match(it.key()).hasMatch()) {
            return std::unexpected(
                wrong(tr("\"%1\" is not the name of a header. It holds letters, digits and '-', for example X-Api-Key.").arg(it.key()),
                      QStringLiteral("headers")));
        }
        if (ours.contains(it.key().toLower()))
            return std::unexpected(wrong(tr("The header %1 is set by the program itself.").arg(it.key()), QStringLiteral("headers")));
        if (it.value().isEmpty())
            return std::unexpected(wrong(tr("The header %1 has no value.").arg(it.key()), QStringLiteral("headers")));
        if (!isSecretReference(it.value()))
            return std::unexpected(notAReference(QStringLiteral("headers")));
    }
    return {};
}

Result<> checkTrust(Server &server)
{
    static const QRegularExpression hex(QStringLiteral("^[0-9a-f]{64}$"));
    server.fingerprint = server.fingerprint.toLower().remove(u':').trimmed();
    if (server.fingerprint.isEmpty() || hex.match(server.fingerprint).hasMatch())
        return {};
    return std::unexpected(
        wrong(tr("A certificate's fingerprint is SHA-256: 64 digits 0-9 and a-f, with or without colons."), QStringLiteral("fingerprint")));
}

} // namespace

QString serverKindName(ServerKind kind)
{
    return nameIn(kKinds, kind);
}

QString tlsTrustName(TlsTrust trust)
{
    return nameIn(kTrusts, trust);
}

std::optional<ServerKind> serverKindFromName(const QString &name)
{
    return valueIn<ServerKind>(kKinds, name);
}

std::optional<TlsTrust> tlsTrustFromName(const QString &name)
{
    return valueIn<TlsTrust>(kTrusts, name);
}

Result<QString> normalisedUrl(const QString &typed)
{
    const QString field = QStringLiteral("url");
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return std::unexpected(wrong(tr("A server needs an address, for example http://127.0.0.1:8188."), field));
    const QString withoutFragment = text.section(u'#', 0, 0);
    if (!withoutFragment.contains(QLatin1String("://"))) {
        return std::unexpected(wrong(tr("The address \"%1\" has no scheme. Did you mean http://%1?").arg(text), field)
                                   .withAction(QStringLiteral("add.scheme"), tr("Use http://%1").arg(text)));
    }
    const QUrl url(withoutFragment, QUrl::StrictMode);
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")) {
        return std::unexpected(wrong(
            tr("The address \"%1\" begins with neither http:// nor https://.").arg(url.toDisplayString(QUrl::RemoveUserInfo)), field));
    }
    if (!url.isValid() || url.host().isEmpty())
        return std::unexpected(wrong(tr("The address names no host. An example: http://192.168.1.20:8188."), field));
    if (!url.userInfo().isEmpty()) {
        return std::unexpected(wrong(tr("The address holds a user name or a password. Give it as a header instead, so that it is kept "
                                        "as a secret."),
                                     field));
    }
    const auto address = comfy::normalisedAddress(withoutFragment);
    if (!address)
        return std::unexpected(wrong(address.error().text(), field));
    return address->url.toString(QUrl::FullyEncoded);
}

QString runPodEndpointOf(const QString &url)
{
    static const QRegularExpression form(
        QStringLiteral("^https://api\\.runpod\\.(?:ai|io)/v2/([A-Za-z0-9_-]+)(?:/(?:run|runsync|health))?$"));
    return form.match(url).captured(1);
}

Result<Server> checkedServer(Server server)
{
    SC_TRY_ASSIGN(url, normalisedUrl(server.url));
    server.url = url;
    const QString endpoint = runPodEndpointOf(server.url);
    if (!endpoint.isEmpty()) {
        server.kind = ServerKind::RunPod;
        server.endpointId = endpoint;
        server.url = server.url.left(server.url.indexOf(endpoint) + endpoint.size());
    }
    if (server.kind == ServerKind::RunPod && server.endpointId.isEmpty()) {
        const QUrl address(server.url);
        server.endpointId = address.path().section(u'/', -1);
        if (server.endpointId.isEmpty())
            return std::unexpected(
                wrong(tr("A RunPod address ends with the id of its endpoint: https://api.runpod.ai/v2/ENDPOINT."), QStringLiteral("url")));
    }
    if (server.kind == ServerKind::Standard)
        server.endpointId.clear();
    if (server.name.trimmed().isEmpty())
        server.name = QUrl(server.url).host();
    SC_TRY_ASSIGN(name, cleanText(server.name, TextKind::SingleLine, 1, kMaxName, tr("The name")));
    server.name = name;
    SC_TRY_ASSIGN(group, cleanText(server.exclusiveGroup, TextKind::SingleLine, 0, kMaxGroup, tr("The group")));
    server.exclusiveGroup = group;
    if (server.kind == ServerKind::RunPod && server.keyRef.isEmpty())
        return std::unexpected(wrong(tr("A RunPod endpoint needs a key."), QStringLiteral("key")));
    if (!server.keyRef.isEmpty() && !isSecretReference(server.keyRef))
        return std::unexpected(notAReference(QStringLiteral("key")));
    SC_TRY(inRange(server.maxConcurrent, 1, kMaxConcurrent, QStringLiteral("max_concurrent"), tr("The number of jobs at a time")));
    SC_TRY(inRange(server.weight, kMinWeight, kMaxWeight, QStringLiteral("weight"), tr("The weight")));
    SC_TRY(
        inRange(server.idleTimeoutS, 1, kMaxSeconds, QStringLiteral("idle_timeout_s"), tr("The time without a sign of life, in seconds,")));
    SC_TRY(inRange(server.imageLimitS, 1, kMaxSeconds, QStringLiteral("image_limit_s"), tr("The time for a picture, in seconds,")));
    SC_TRY(inRange(server.videoLimitS, 1, kMaxSeconds, QStringLiteral("video_limit_s"), tr("The time for a video, in seconds,")));
    SC_TRY(checkHeaders(server.headers));
    SC_TRY(checkTrust(server));
    return server;
}

QVariant encode(ServerKind value)
{
    return serverKindName(value);
}

QVariant encode(TlsTrust value)
{
    return tlsTrustName(value);
}

bool decode(const QVariant &stored, ServerKind &value)
{
    return assignFound(serverKindFromName(stored.toString()), value);
}

bool decode(const QVariant &stored, TlsTrust &value)
{
    return assignFound(tlsTrustFromName(stored.toString()), value);
}

} // namespace sc::generation
