// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/secret_store.h"

#include "core/base/id.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>

#include <optional>

namespace sc::accounts {

namespace {

constexpr qsizetype kMostBytes = 2048;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::accounts", text);
}

Problem notStored(const QString &name)
{
    return Problem(ProblemCode::ResourceNotFound, tr("No key \"%1\" is stored.").arg(name)).withEntity(QStringLiteral("secret"), name);
}

Problem closedFile()
{
    return Problem(ProblemCode::ProfileLocked, tr("The keys are sealed. Their passphrase opens them."))
        .withAction(QStringLiteral("secret.open"), tr("Enter the passphrase"));
}

Problem problemOf(const KeychainReply &reply)
{
    switch (reply.outcome) {
    case KeychainOutcome::Denied:
        return Problem(ProblemCode::ProfileLocked, tr("The system's keychain is locked or does not let StoryCanvas in."))
            .withDetail(reply.detail)
            .withAction(QStringLiteral("keychain.unlock"), tr("Unlock the keychain and try again"));
    case KeychainOutcome::NoAnswer:
        return Problem(ProblemCode::Timeout, tr("The system's keychain does not answer. It may be waiting for you to unlock it."));
    case KeychainOutcome::Done:
    case KeychainOutcome::NotFound:
    case KeychainOutcome::Unavailable:
        break;
    }
    return Problem(ProblemCode::ExternalServiceError,
                   tr("This system offers no keychain. Keys can be kept in a file that a passphrase seals."))
        .withDetail(reply.detail)
        .withAction(QStringLiteral("secret.seal"), tr("Seal with a passphrase"));
}

Result<> checkedSecret(const QString &name, const QByteArray &value)
{
    if (secretNameOf(secretReference(name)).isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       tr("The name of a key has up to 100 letters, digits and / . _ -, for example server/studio.")));
    if (value.isEmpty() || value.size() > kMostBytes || value.contains('\0'))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("A key has 1 to 2048 bytes of text.")));
    return {};
}

template<class T> Result<T> waitFor(const std::function<void(std::function<void(Result<T>)>)> &start)
{
    QEventLoop loop;
    std::optional<Result<T>> answer;
    start([&](Result<T> result) {
        answer = std::move(result);
        loop.quit();
    });
    if (!answer)
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    return *answer;
}

} // namespace

QString secretNameOf(const QString &reference)
{
    static const QRegularExpression form(QStringLiteral("^keychain:([A-Za-z0-9][A-Za-z0-9/._-]{0,99})$"));
    return form.match(reference).captured(1);
}

QString secretReference(const QString &name)
{
    return QStringLiteral("keychain:") + name;
}

SecretStore::SecretStore(ProfilePaths profile, QObject *parent)
    : QObject(parent), m_profile(std::move(profile)), m_file(m_profile.root + QStringLiteral("/secrets.sealed"))
{
}

SecretStore::~SecretStore()
{
    for (QByteArray &value : m_known)
        value.fill('\0');
}

Result<SecretStore::Index> SecretStore::index() const
{
    QFile file(m_profile.root + QStringLiteral("/secrets.json"));
    if (!file.exists())
        return Index{newUuidV7(), {}};
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, tr("The list of stored keys may not be read.")).withDetail(file.errorString()));
    const Result<QJsonObject> json = parseJsonObject(file.readAll(), tr("the list of stored keys"));
    if (!json || !isUuid(json->value(QStringLiteral("profile")).toString()))
        return std::unexpected(Problem(ProblemCode::FileDamaged, tr("The list of stored keys is damaged."))
                                   .withEntity(QStringLiteral("file"), file.fileName()));
    Index found{json->value(QStringLiteral("profile")).toString(), {}};
    for (const QJsonValue &name : json->value(QStringLiteral("names")).toArray())
        found.names.append(name.toString());
    return found;
}

Result<> SecretStore::keepIndex(const Index &index) const
{
    SC_TRY(ensureFolder(m_profile.root));
    QSaveFile file(m_profile.root + QStringLiteral("/secrets.json"));
    const QByteArray bytes = toCompactJson(
        QJsonObject{{QStringLiteral("profile"), index.profile}, {QStringLiteral("names"), QJsonArray::fromStringList(index.names)}});
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return std::unexpected(
        Problem(ProblemCode::PermissionDenied, tr("The list of stored keys cannot be written.")).withDetail(file.errorString()));
}

QString SecretStore::keyOf(const Index &index, const QString &name) const
{
    return QStringLiteral("StoryCanvas/%1/%2").arg(index.profile, name);
}

QStringList SecretStore::names() const
{
    QStringList all;
    if (isSealed())
        all = m_file.values().keys();
    else if (const Result<Index> found = index())
        all = found->names;
    all.sort();
    return all;
}

void SecretStore::later(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void SecretStore::examine(const std::function<void(const SecretState &)> &done)
{
    if (isSealed()) {
        const bool open = m_file.isOpen();
        later([done, open] {
            done({SecretPlace::SealedFile,
                  open,
                  open ? tr("Keys are in a file sealed with a passphrase.")
                       : tr("Keys are in a file sealed with a passphrase; it is closed."),
                  {}});
        });
        return;
    }
    const QString probe = QStringLiteral("StoryCanvas/probe/") + newUuidV7();
    m_keychain.write(probe, QStringLiteral("probe"), [this, probe, done](const KeychainReply &reply) {
        if (reply.outcome == KeychainOutcome::Done) {
            m_keychain.remove(probe, [done](const KeychainReply &) {
                done({SecretPlace::Keychain, true, tr("Keys are in the system's keychain."), {}});
            });
            return;
        }
        const bool there = reply.outcome == KeychainOutcome::Denied || reply.outcome == KeychainOutcome::NoAnswer;
        done({there ? SecretPlace::Keychain : SecretPlace::Nowhere, false, problemOf(reply).text(), reply.detail});
    });
}

void SecretStore::read(const QString &name, const Done<QByteArray> &done)
{
    if (isSealed()) {
        Result<QByteArray> answer = std::unexpected(closedFile());
        if (m_file.isOpen())
            answer = m_file.values().contains(name) ? Result<QByteArray>(m_file.values().value(name).toUtf8())
                                                    : std::unexpected(notStored(name));
        later([done, answer] { done(answer); });
        return;
    }
    const Result<Index> found = index();
    if (!found || !found->names.contains(name) || m_known.contains(name)) {
        const Result<QByteArray> answer = !found                   ? std::unexpected(found.error())
                                          : m_known.contains(name) ? Result<QByteArray>(m_known.value(name))
                                                                   : std::unexpected(notStored(name));
        later([done, answer] { done(answer); });
        return;
    }
    m_keychain.read(keyOf(*found, name), [this, name, done](const KeychainReply &reply) {
        if (reply.outcome == KeychainOutcome::Done) {
            m_known.insert(name, reply.value.toUtf8());
            done(reply.value.toUtf8());
        } else if (reply.outcome == KeychainOutcome::NotFound) {
            tellWhyNotFound(name, done);
        } else {
            done(std::unexpected(problemOf(reply)));
        }
    });
}

// "Not found" of something that was stored: taken out by hand, or the keyring is locked. Only writing tells.
void SecretStore::tellWhyNotFound(const QString &name, const Done<QByteArray> &done)
{
    examine([name, done](const SecretState &state) {
        if (state.isOpen)
            done(std::unexpected(
                Problem(ProblemCode::ResourceNotFound, tr("The key \"%1\" is not in the keychain any more. Enter it again.").arg(name))
                    .withEntity(QStringLiteral("secret"), name)));
        else
            done(std::unexpected(problemOf({KeychainOutcome::Denied, {}, state.detail})));
    });
}

void SecretStore::write(const QString &name, const QByteArray &value, const Done<> &done)
{
    Result<> checked = checkedSecret(name, value);
    Result<Index> found = index();
    if (checked && isSealed()) {
        SecretValues values = m_file.values();
        values.insert(name, QString::fromUtf8(value));
        checked = m_file.isOpen() ? m_file.store(values) : std::unexpected(closedFile());
    } else if (checked && found) {
        writeToKeychain(*found, name, QString::fromUtf8(value), done);
        return;
    } else if (checked) {
        checked = std::unexpected(found.error());
    }
    later([this, done, checked] {
        if (checked)
            Q_EMIT changed();
        done(checked);
    });
}

void SecretStore::writeToKeychain(Index index, const QString &name, const QString &value, const Done<> &done)
{
    const QString key = keyOf(index, name);
    m_keychain.write(key, value, [this, index, key, name, value, done](const KeychainReply &written) {
        if (written.outcome != KeychainOutcome::Done) {
            done(std::unexpected(problemOf(written)));
            return;
        }
        m_keychain.read(key, [this, index, name, value, done](const KeychainReply &read) mutable {
            if (read.outcome != KeychainOutcome::Done || read.value != value) {
                done(std::unexpected(
                    Problem(ProblemCode::ExternalServiceError, tr("The system's keychain did not keep the key.")).withDetail(read.detail)));
                return;
            }
            if (!index.names.contains(name))
                index.names.append(name);
            const Result<> kept = keepIndex(index);
            if (kept)
                m_known.insert(name, value.toUtf8());
            Q_EMIT changed();
            done(kept);
        });
    });
}

void SecretStore::remove(const QString &name, const Done<> &done)
{
    m_known.remove(name);
    Result<Index> found = index();
    if (isSealed() || !found || !found->names.contains(name)) {
        Result<> answer = found ? Result<>() : std::unexpected(found.error());
        if (isSealed() && !m_file.isOpen()) {
            answer = std::unexpected(closedFile());
        } else if (isSealed()) {
            SecretValues values = m_file.values();
            answer = values.remove(name) > 0 ? m_file.store(values) : Result<>();
        }
        later([this, done, answer] {
            Q_EMIT changed();
            done(answer);
        });
        return;
    }
    m_keychain.remove(keyOf(*found, name), [this, name, done, left = *found](const KeychainReply &reply) mutable {
        if (reply.outcome != KeychainOutcome::Done) {
            done(std::unexpected(problemOf(reply)));
            return;
        }
        left.names.removeAll(name);
        const Result<> kept = keepIndex(left);
        Q_EMIT changed();
        done(kept);
    });
}

void SecretStore::seal(const QString &passphrase, const Done<QStringList> &done)
{
    Result<> checked = checkedPassphrase(passphrase);
    if (checked && isSealed())
        checked = m_file.isOpen() ? m_file.seal(passphrase, m_file.values()) : std::unexpected(closedFile());
    else if (checked) {
        moveNext(passphrase, names(), {}, {}, done);
        return;
    }
    later([done, checked] { done(checked ? Result<QStringList>(QStringList()) : std::unexpected(checked.error())); });
}

void SecretStore::moveNext(const QString &passphrase, QStringList waiting, SecretValues moved, QStringList lost,
                           const Done<QStringList> &done)
{
    if (!waiting.isEmpty()) {
        const QString name = waiting.takeFirst();
        read(name, [this, passphrase, waiting, moved, lost, name, done](const Result<QByteArray> &value) mutable {
            if (value)
                moved.insert(name, QString::fromUtf8(*value));
            else
                lost.append(name);
            moveNext(passphrase, waiting, moved, lost, done);
        });
        return;
    }
    const Result<Index> old = index();
    const Result<> sealed = m_file.seal(passphrase, moved);
    later([this, sealed, old, moved, lost, done] {
        if (!sealed) {
            done(std::unexpected(sealed.error()));
            return;
        }
        for (const QString &name : moved.keys())
            m_keychain.remove(keyOf(*old, name), [](const KeychainReply &) {});
        m_known.clear();
        const Result<> kept = keepIndex({old ? old->profile : newUuidV7(), {}});
        Q_EMIT changed();
        done(kept ? Result<QStringList>(lost) : std::unexpected(kept.error()));
    });
}

Result<> SecretStore::open(const QString &passphrase)
{
    if (!isSealed())
        return {};
    SC_TRY(m_file.open(passphrase));
    Q_EMIT changed();
    return {};
}

void SecretStore::forget()
{
    for (QByteArray &value : m_known)
        value.fill('\0');
    m_known.clear();
    m_file.close();
    Q_EMIT changed();
}

Result<QByteArray> readNow(SecretStore &store, const QString &name)
{
    return waitFor<QByteArray>([&](const auto &done) { store.read(name, done); });
}

Result<> writeNow(SecretStore &store, const QString &name, const QByteArray &value)
{
    return waitFor<void>([&](const auto &done) { store.write(name, value, done); });
}

Result<> removeNow(SecretStore &store, const QString &name)
{
    return waitFor<void>([&](const auto &done) { store.remove(name, done); });
}

Result<QStringList> sealNow(SecretStore &store, const QString &passphrase)
{
    return waitFor<QStringList>([&](const auto &done) { store.seal(passphrase, done); });
}

SecretState examineNow(SecretStore &store)
{
    const Result<SecretState> state =
        waitFor<SecretState>([&](const auto &done) { store.examine([done](const SecretState &it) { done(it); }); });
    return *state;
}

} // namespace sc::accounts
