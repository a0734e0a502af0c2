// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

#include <chrono>

namespace sc::comfy {

enum class TlsTrust {
    System, // a certificate that the system's authorities vouch for
    Pinned, // exactly the one with the given fingerprint, whoever signed it and whatever name it bears
};

// How one server is reached. Value. `url` is what normalisedAddress() gives; the headers (keys, passwords, what proxies
// want) are secrets: they go with every request to this host, on HTTP and on the WebSocket, and to no other host.
struct ServerAddress
{
    QUrl url; // http or https, host, perhaps a path in front ("https://host/comfy"); no slash at the end
    QMap<QByteArray, QByteArray> headers;
    TlsTrust trust = TlsTrust::System;
    QByteArray fingerprint;                         // SHA-256 of the certificate as 64 lower-case hex digits, for Pinned
    std::chrono::milliseconds idleTimeout{120'000}; // an up- or download without a byte for so long has failed
};

// What a person typed or pasted, made an address: "http" where no scheme is given, no slashes, "/api", "/ws" or "#..." at
// the end, 127.0.0.1 for 0.0.0.0, IPv6 in brackets, name and password moved into an Authorization header.
// VALIDATION_ERROR with an example for everything else.
[[nodiscard]] Result<ServerAddress> normalisedAddress(const QString &typed);

// `path` begins with a slash and is put behind the address's own path.
[[nodiscard]] QUrl httpUrl(const ServerAddress &address, const QString &path, const QUrlQuery &query = {});
[[nodiscard]] QUrl socketUrl(const ServerAddress &address, const QString &path, const QString &clientId);

// "host:8188", with the port only where it is not the scheme's own: what problems name.
[[nodiscard]] QString shownHost(const QUrl &url);

// Whether proxies of the system must be kept out of the way.
[[nodiscard]] bool isThisMachine(const QUrl &url);

// "AB:CD:..." as certificates are shown everywhere.
[[nodiscard]] QString shownFingerprint(const QByteArray &hex);
// 64 hex digits with or without colons, spaces and upper case; empty for anything else.
[[nodiscard]] QByteArray readFingerprint(const QString &text);

} // namespace sc::comfy
