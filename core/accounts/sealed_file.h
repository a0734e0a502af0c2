// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QString>

#include <memory>

// Secrets in a file that a passphrase opens: the way where the system has no keychain. Argon2id (RFC 9106) makes the key, XSalsa20
// and Poly1305 (libsodium's secretbox) seal the content. Nothing in it can be read or changed without the passphrase.
namespace sc::accounts {

using SecretValues = QMap<QString, QString>;

// VALIDATION_ERROR with the rule: 8 to 200 characters.
[[nodiscard]] Result<> checkedPassphrase(const QString &passphrase);

class SealedFile
{
public:
    explicit SealedFile(QString path);
    ~SealedFile();
    SealedFile(const SealedFile &) = delete;
    SealedFile &operator=(const SealedFile &) = delete;

    [[nodiscard]] bool exists() const;
    [[nodiscard]] bool isOpen() const { return m_key != nullptr; }
    [[nodiscard]] const SecretValues &values() const { return m_values; }

    // Makes the file anew under this passphrase, or seals an open one again under another. About a third of a second.
    [[nodiscard]] Result<> seal(const QString &passphrase, const SecretValues &values);
    // PROFILE_LOCKED with a wrong passphrase, FILE_DAMAGED, PERMISSION_DENIED.
    [[nodiscard]] Result<> open(const QString &passphrase);
    void close(); // forgets the key and the values
    // Writes these values under the key it was opened with. The old file stays when it fails.
    [[nodiscard]] Result<> store(const SecretValues &values);

private:
    struct Key;
    [[nodiscard]] Result<> write(const Key &key, const SecretValues &values) const;

    QString m_path;
    std::unique_ptr<Key> m_key;
    SecretValues m_values;
};

} // namespace sc::accounts
