// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/keychain.h"
#include "core/accounts/sealed_file.h"
#include "core/base/paths.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

// Where a profile keeps keys and tokens: in the system's keychain, or in a file sealed with a passphrase where there is none; never
// in plain text. Everything else holds only a reference, "keychain:NAME".
namespace sc::accounts {

enum class SecretPlace {
    Keychain,
    SealedFile,
    Nowhere, // no keychain answers and no sealed file was made
};

struct SecretState
{
    SecretPlace place = SecretPlace::Nowhere;
    bool isOpen = false; // secrets can be read now
    QString sentence;    // translated: what is in use and why
    QString detail;      // the service's own words
};

// Which secrets there are stands in the profile (names, no values), because a locked keyring says "not found" just as an empty one
// does. Values that were read or written are kept in memory until forget(). Main thread; every call answers exactly once, later.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    template<class T = void> using Done = std::function<void(Result<T>)>;

    explicit SecretStore(ProfilePaths profile, QObject *parent = nullptr);
    ~SecretStore() override;

    [[nodiscard]] QStringList names() const; // stored ones, sorted
    [[nodiscard]] bool holds(const QString &name) const { return names().contains(name); }
    [[nodiscard]] bool isSealed() const { return m_file.exists(); }
    [[nodiscard]] bool isOpen() const { return !isSealed() || m_file.isOpen(); }

    // Tries the keychain by writing and deleting an entry; a service may ask the person to unlock.
    void examine(const std::function<void(const SecretState &)> &done);

    // RESOURCE_NOT_FOUND, PROFILE_LOCKED (locked or closed), EXTERNAL_SERVICE_ERROR (no keychain), TIMEOUT.
    void read(const QString &name, const Done<QByteArray> &done);
    // Read back before it counts as stored. VALIDATION_ERROR: a name not of a-z, digits and "/._-", a value that is empty, longer
    // than 2048 bytes (a limit of Windows) or holds a zero character.
    void write(const QString &name, const QByteArray &value, const Done<> &done);
    void remove(const QString &name, const Done<> &done);

    // From now on in a sealed file; what the keychain gives is moved. The names of secrets that it did not give are lost and
    // returned. An open sealed file gets another passphrase.
    void seal(const QString &passphrase, const Done<QStringList> &done);
    [[nodiscard]] Result<> open(const QString &passphrase);
    void forget(); // values in memory; closes the sealed file

Q_SIGNALS:
    void changed(); // names, place or openness

private:
    struct Index
    {
        QString profile;
        QStringList names;
    };
    [[nodiscard]] Result<Index> index() const;
    [[nodiscard]] Result<> keepIndex(const Index &index) const;
    [[nodiscard]] QString keyOf(const Index &index, const QString &name) const;
    void later(std::function<void()> call);
    void tellWhyNotFound(const QString &name, const Done<QByteArray> &done);
    void writeToKeychain(Index index, const QString &name, const QString &value, const Done<> &done);
    void moveNext(const QString &passphrase, QStringList waiting, SecretValues moved, QStringList lost, const Done<QStringList> &done);

    ProfilePaths m_profile;
    Keychain m_keychain;
    SealedFile m_file;
    QHash<QString, QByteArray> m_known;
};

// Waits for an answer while the event loop runs on without the person's clicks and keys: for the command line, and for the reader
// of keys that a connection asks in the middle of its work.
[[nodiscard]] Result<QByteArray> readNow(SecretStore &store, const QString &name);
[[nodiscard]] Result<> writeNow(SecretStore &store, const QString &name, const QByteArray &value);
[[nodiscard]] Result<> removeNow(SecretStore &store, const QString &name);
[[nodiscard]] Result<QStringList> sealNow(SecretStore &store, const QString &passphrase);
[[nodiscard]] SecretState examineNow(SecretStore &store);

// The name in "keychain:NAME"; empty for another reference or a name that breaks the rule.
[[nodiscard]] QString secretNameOf(const QString &reference);
[[nodiscard]] QString secretReference(const QString &name);

} // namespace sc::accounts
