// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_tls.h"

#include <QtCore/QCryptographicHash>

namespace sc::comfy {

QSslConfiguration tlsOf(const ServerAddress &address)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (address.trust == TlsTrust::Pinned) {
        tls.setCaCertificates({});
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    return tls;
}

QByteArray fingerprintOf(const QSslCertificate &certificate)
{
    return certificate.isNull() ? QByteArray() : certificate.digest(QCryptographicHash::Sha256).toHex();
}

TlsVerdict judge(const ServerAddress &address, const QList<QSslError> &errors, const QSslCertificate &shown)
{
    TlsVerdict verdict{.trusted = false, .seen = fingerprintOf(shown), .fault = {}};
    QStringList faults;
    for (const QSslError &error : errors)
        if (!faults.contains(error.errorString()))
            faults += error.errorString();
    verdict.fault = faults.join(u'\n');
    verdict.trusted = address.trust == TlsTrust::Pinned && !verdict.seen.isEmpty() && verdict.seen == address.fingerprint;
    return verdict;
}

} // namespace sc::comfy
