// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/generation/ids.h"

#include <QtCore/QMap>
#include <QtCore/QVariant>

#include <optional>

// A machine that generates: an address with everything a person may set about it. What is known of it while it runs
// (online, memory, models) is not part of it.
namespace sc::generation {

enum class ServerKind {
    Standard, // ComfyUI over HTTP and WebSocket
    RunPod,   // a serverless endpoint
};
enum class TlsTrust { System, Pinned };

struct Server
{
    ServerId id;
    QString name; // 1..200
    QString url;  // http or https, no user, no trailing slash; unique
    ServerKind kind = ServerKind::Standard;
    QString endpointId; // of a RunPod address
    QString keyRef;     // reference into the secret store; required for RunPod
    bool active = true;
    int maxConcurrent = 1;          // 1..16 jobs handed over at a time
    QString exclusiveGroup;         // servers of one group share a device and never run together; empty: none
    double weight = 1;              // 0.1..10, preference
    QMap<QString, QString> headers; // header name to reference into the secret store
    TlsTrust tlsTrust = TlsTrust::System;
    QString fingerprint;    // SHA-256 of the pinned certificate, hex; empty: taken at the first connection
    int idleTimeoutS = 120; // without any sign of life
    int imageLimitS = 600;  // a whole picture
    int videoLimitS = 7200;
    QString createdAt; // UTC, ISO 8601 with milliseconds
    QString updatedAt;
    bool operator==(const Server &) const = default;
};

[[nodiscard]] QString serverKindName(ServerKind kind); // "standard", "runpod"
[[nodiscard]] QString tlsTrustName(TlsTrust trust);    // "system", "pinned"
[[nodiscard]] std::optional<ServerKind> serverKindFromName(const QString &name);
[[nodiscard]] std::optional<TlsTrust> tlsTrustFromName(const QString &name);

// An address as it is stored: trimmed, the scheme and host in lower case, tails like /api, /ws, /prompt and '#...' that
// people paste taken off, 0.0.0.0 as 127.0.0.1, no trailing slash. VALIDATION_ERROR: no scheme (http:// is suggested), another
// scheme, no host, a user name or password inside.
[[nodiscard]] Result<QString> normalisedUrl(const QString &typed);
// The id in "https://api.runpod.ai/v2/ID"; empty for other addresses.
[[nodiscard]] QString runPodEndpointOf(const QString &url);

// The server as it may be stored: address normalised, kind and endpoint set by it, an empty name taken from the host.
// VALIDATION_ERROR naming the first field that breaks its rule. Whether it is unique is for the table to say.
[[nodiscard]] Result<Server> checkedServer(Server server);

// Columns of the table, found by argument-dependent look-up.
[[nodiscard]] QVariant encode(ServerKind value);
[[nodiscard]] QVariant encode(TlsTrust value);
[[nodiscard]] bool decode(const QVariant &stored, ServerKind &value);
[[nodiscard]] bool decode(const QVariant &stored, TlsTrust &value);

} // namespace sc::generation
