// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/sealed_file.h"

#include "core/base/json.h"
#include "core/base/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDataStream>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <sodium.h>

#include <array>
#include <cstring>

namespace sc::accounts {

namespace {

// "SCSEAL1\n", operations u32, KiB u32 (little endian), salt, nonce, then the sealed JSON.
constexpr QByteArrayView kMagic("SCSEAL1\n");
constexpr quint32 kOperations = 3;
constexpr quint32 kKibibytes = 128 * 1024;
constexpr quint32 kMostOperations = 16; // a file that asks for more is no file of ours
constexpr quint32 kMostKibibytes = 1024 * 1024;
constexpr qsizetype kSaltAt = 16;
constexpr qsizetype kNonceAt = kSaltAt + crypto_pwhash_SALTBYTES;
constexpr qsizetype kContentAt = kNonceAt + crypto_secretbox_NONCEBYTES;
constexpr qint64 kMostBytes = 4 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::accounts", text);
}

Problem damaged(const QString &path, const QString &detail)
{
    return Problem(ProblemCode::FileDamaged, tr("The sealed file of keys is damaged."))
        .withDetail(detail)
        .withEntity(QStringLiteral("file"), path);
}

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

struct Cost
{
    quint32 operations = 0;
    quint32 kibibytes = 0;
};

Cost costIn(const QByteArray &head)
{
    Cost cost;
    QDataStream in(head);
    in.setByteOrder(QDataStream::LittleEndian);
    in.skipRawData(int(kMagic.size()));
    in >> cost.operations >> cost.kibibytes;
    return cost;
}

// Up to the nonce, with a new salt.
QByteArray headOf(quint32 operations, quint32 kibibytes)
{
    std::array<char, crypto_pwhash_SALTBYTES> salt;
    randombytes_buf(salt.data(), salt.size());
    QByteArray head;
    QDataStream out(&head, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData(kMagic.data(), int(kMagic.size()));
    out << operations << kibibytes;
    out.writeRawData(salt.data(), int(salt.size()));
    return head;
}

QByteArray passphraseBytes(const QString &passphrase)
{
    return passphrase.normalized(QString::NormalizationForm_C).toUtf8();
}

} // namespace

// In memory that is not swapped and is wiped when it goes.
struct SealedFile::Key
{
    QByteArray head; // what the file begins with, up to the nonce
    std::array<unsigned char, crypto_secretbox_KEYBYTES> bytes{};

    Key() { sodium_mlock(bytes.data(), bytes.size()); }
    ~Key() { sodium_munlock(bytes.data(), bytes.size()); }
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;

    // False when there is not enough memory.
    [[nodiscard]] bool derive(const QString &passphrase)
    {
        QByteArray secret = passphraseBytes(passphrase);
        const auto [operations, kibibytes] = costIn(head);
        const bool made = crypto_pwhash(bytes.data(), bytes.size(), secret.constData(), static_cast<unsigned long long>(secret.size()),
                                        bytesOf(head) + kSaltAt, operations, size_t{kibibytes} * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0;
        sodium_memzero(secret.data(), static_cast<size_t>(secret.size()));
        return made;
    }
};

Result<> checkedPassphrase(const QString &passphrase)
{
    const qsizetype length = passphrase.toUcs4().size();
    if (length >= 8 && length <= 200)
        return {};
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("A passphrase has 8 to 200 characters, for example four words.")));
}

SealedFile::SealedFile(QString path) : m_path(std::move(path))
{
    if (sodium_init() < 0)
        qFatal("the system gives no random numbers");
}

SealedFile::~SealedFile() = default;

bool SealedFile::exists() const
{
    return QFileInfo::exists(m_path);
}

void SealedFile::close()
{
    m_key.reset();
    for (QString &value : m_values)
        value.fill(QChar(0));
    m_values.clear();
}

Result<> SealedFile::seal(const QString &passphrase, const SecretValues &values)
{
    SC_TRY(checkedPassphrase(passphrase));
    auto key = std::make_unique<Key>();
    key->head = headOf(kOperations, kKibibytes);
    if (!key->derive(passphrase))
        return std::unexpected(Problem(ProblemCode::InternalError, tr("There is not enough memory to seal the keys.")));
    SC_TRY(write(*key, values));
    m_key = std::move(key);
    m_values = values;
    return {};
}

Result<> SealedFile::open(const QString &passphrase)
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Problem(ProblemCode::PermissionDenied, tr("The sealed file of keys cannot be read."))
                                   .withDetail(file.errorString())
                                   .withEntity(QStringLiteral("file"), m_path));
    const QByteArray bytes = file.read(kMostBytes);
    if (!bytes.startsWith(kMagic) || bytes.size() < kContentAt + qsizetype{crypto_secretbox_MACBYTES})
        return std::unexpected(damaged(m_path, QStringLiteral("%1 bytes").arg(bytes.size())));
    auto key = std::make_unique<Key>();
    key->head = bytes.left(kNonceAt);
    const auto [operations, kibibytes] = costIn(bytes);
    if (operations < 1 || operations > kMostOperations || kibibytes < 8 || kibibytes > kMostKibibytes)
        return std::unexpected(damaged(m_path, QStringLiteral("%1 rounds, %2 KiB").arg(operations).arg(kibibytes)));
    if (!key->derive(passphrase))
        return std::unexpected(Problem(ProblemCode::InternalError, tr("There is not enough memory to open the keys.")));
    const QByteArray sealed = bytes.mid(kContentAt);
    QByteArray plain(sealed.size() - qsizetype{crypto_secretbox_MACBYTES}, Qt::Uninitialized);
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char *>(plain.data()), bytesOf(sealed),
                                   static_cast<unsigned long long>(sealed.size()), bytesOf(bytes) + kNonceAt, key->bytes.data()) != 0)
        return std::unexpected(Problem(ProblemCode::ProfileLocked, tr("This is not the passphrase of the sealed keys."))
                                   .withDetail(tr("Or the file was changed from outside.")));
    const Result<QJsonObject> json = parseJsonObject(plain, m_path);
    sodium_memzero(plain.data(), static_cast<size_t>(plain.size()));
    if (!json)
        return std::unexpected(damaged(m_path, json.error().detail()));
    m_values.clear();
    for (auto it = json->begin(); it != json->end(); ++it)
        m_values.insert(it.key(), it.value().toString());
    m_key = std::move(key);
    return {};
}

Result<> SealedFile::store(const SecretValues &values)
{
    if (!m_key)
        return std::unexpected(Problem(ProblemCode::ProfileLocked, tr("The sealed file of keys is closed. Its passphrase opens it.")));
    SC_TRY(write(*m_key, values));
    m_values = values;
    return {};
}

Result<> SealedFile::write(const Key &key, const SecretValues &values) const
{
    QJsonObject json;
    for (auto it = values.begin(); it != values.end(); ++it)
        json.insert(it.key(), it.value());
    QByteArray plain = toCompactJson(json);
    QByteArray nonce(crypto_secretbox_NONCEBYTES, Qt::Uninitialized);
    randombytes_buf(nonce.data(), static_cast<size_t>(nonce.size()));
    QByteArray sealed(plain.size() + qsizetype{crypto_secretbox_MACBYTES}, Qt::Uninitialized);
    crypto_secretbox_easy(reinterpret_cast<unsigned char *>(sealed.data()), bytesOf(plain), static_cast<unsigned long long>(plain.size()),
                          bytesOf(nonce), key.bytes.data());
    sodium_memzero(plain.data(), static_cast<size_t>(plain.size()));
    SC_TRY(ensureFolder(QFileInfo(m_path).absolutePath()));
    QSaveFile file(m_path);
    const QByteArray all = key.head + nonce + sealed;
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(all) == all.size() &&
        file.commit())
        return {};
    return std::unexpected(Problem(ProblemCode::PermissionDenied, tr("The sealed file of keys cannot be written."))
                               .withDetail(file.errorString())
                               .withEntity(QStringLiteral("file"), m_path));
}

} // namespace sc::accounts
