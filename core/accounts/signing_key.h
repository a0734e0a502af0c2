// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>

#include <memory>

using EVP_PKEY = struct evp_pkey_st;

namespace sc::accounts {

// A private key on the curve P-256: what Apple hands out as AuthKey_XXXXXXXXXX.p8. Value; copies share the key.
class SigningKey
{
public:
    // PEM (PKCS#8 or SEC1, also with its line breaks lost) or DER, at most 64 KiB. INVALID_FILE_TYPE telling which check failed: no
    // key at all, a public key or certificate, protected by a password, RSA, another curve, cut.
    [[nodiscard]] static Result<SigningKey> read(const QByteArray &file);

    // ES256 (RFC 7518, 3.4): R and S as 64 bytes.
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &message) const;
    // PKCS#8 without a password, for the store of secrets. Wipe it after use.
    [[nodiscard]] QByteArray toPem() const;

private:
    explicit SigningKey(EVP_PKEY *key);
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace sc::accounts
