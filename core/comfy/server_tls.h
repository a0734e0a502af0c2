// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_address.h"

#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslError>

namespace sc::comfy {

// With a pinned certificate nobody is trusted by the system's rules, so that every connection is asked about.
[[nodiscard]] QSslConfiguration tlsOf(const ServerAddress &address);

[[nodiscard]] QByteArray fingerprintOf(const QSslCertificate &certificate); // SHA-256, lower-case hex; empty for none

// What a connection found wrong, judged: true when the certificate shown is the pinned one.
struct TlsVerdict
{
    bool trusted = false;
    QByteArray seen;
    QString fault; // the system's words, for a person
};
[[nodiscard]] TlsVerdict judge(const ServerAddress &address, const QList<QSslError> &errors, const QSslCertificate &shown);

} // namespace sc::comfy
