// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/signing_key.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cstring>

namespace sc::accounts {

namespace {

constexpr qsizetype kMostBytes = 64 * 1024;

template<auto free> struct Freer
{
    template<class T> void operator()(T *it) const { free(it); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using BioPtr = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using SignaturePtr = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::accounts", text);
}

std::unexpected<Problem> refused(const QString &detail)
{
    ERR_clear_error();
    return std::unexpected(
        Problem(ProblemCode::InvalidFileType, tr("This is not the private key that Apple gives for MusicKit.")).withDetail(detail));
}

// Without it OpenSSL would ask on the terminal.
int noPassword(char *, int, int, void *)
{
    return 0;
}

// Pasted texts lose their line breaks; the reader of PEM wants them.
QByteArray rewrapped(const QByteArray &text)
{
    static const QRegularExpression form(QStringLiteral("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----"));
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(text));
    if (!match.hasMatch())
        return text;
    QByteArray body = match.captured(2).simplified().remove(u' ').toLatin1();
    QByteArray lines;
    for (qsizetype at = 0; at < body.size(); at += 64)
        lines += body.mid(at, 64) + '\n';
    OPENSSL_cleanse(body.data(), static_cast<size_t>(body.size()));
    const QByteArray label = match.captured(1).toLatin1();
    return "-----BEGIN " + label + "-----\n" + lines + "-----END " + label + "-----\n";
}

KeyPtr keyIn(const QByteArray &file)
{
    QByteArray pem = rewrapped(file);
    const BioPtr bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr));
    if (!key) {
        const auto *bytes = reinterpret_cast<const unsigned char *>(file.constData());
        key.reset(d2i_AutoPrivateKey(nullptr, &bytes, file.size()));
    }
    if (pem.constData() != file.constData())
        OPENSSL_cleanse(pem.data(), static_cast<size_t>(pem.size()));
    return key;
}

QString whyNoKey(const QByteArray &file)
{
    if (file.contains("ENCRYPTED"))
        return tr("The file is protected by a password. Apple's own file has none.");
    if (file.contains("BEGIN PUBLIC KEY") || file.contains("BEGIN CERTIFICATE"))
        return tr("It is a public key or a certificate. The private one is in the file AuthKey_....p8.");
    if (file.contains("PRIVATE KEY-----"))
        return tr("The key in the file is cut or damaged.");
    return tr("There is no key in the file. It is named AuthKey_....p8 and begins with BEGIN PRIVATE KEY.");
}

} // namespace

SigningKey::SigningKey(EVP_PKEY *key) : m_key(key, EVP_PKEY_free) {}

Result<SigningKey> SigningKey::read(const QByteArray &file)
{
    if (file.size() > kMostBytes)
        return refused(tr("The file is too large for a key."));
    KeyPtr key = keyIn(file);
    if (!key)
        return refused(whyNoKey(file));
    if (EVP_PKEY_is_a(key.get(), "EC") != 1)
        return refused(tr("It is a key of the kind %1; Apple's is an elliptic one (P-256).")
                           .arg(QString::fromLatin1(EVP_PKEY_get0_type_name(key.get()))));
    std::array<char, 80> group{};
    size_t length = 0;
    if (EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), &length) != 1 || std::strcmp(group.data(), "prime256v1") != 0)
        return refused(tr("It is a key on the curve %1; Apple's is on P-256.").arg(QString::fromLatin1(group.data())));
    ERR_clear_error();
    return SigningKey(key.release());
}

Result<QByteArray> SigningKey::sign(const QByteArray &message) const
{
    const auto failed = [] {
        ERR_clear_error();
        return std::unexpected(Problem(ProblemCode::InternalError, tr("The key cannot sign.")));
    };
    const DigestPtr context(EVP_MD_CTX_new());
    if (EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, m_key.get(), nullptr) != 1)
        return failed();
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.constData());
    const auto count = static_cast<size_t>(message.size());
    size_t length = 0;
    if (EVP_DigestSign(context.get(), nullptr, &length, bytes, count) != 1)
        return failed();
    std::vector<unsigned char> der(length);
    if (EVP_DigestSign(context.get(), der.data(), &length, bytes, count) != 1)
        return failed();
    const unsigned char *at = der.data();
    const SignaturePtr signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(length)));
    QByteArray raw(64, '\0');
    auto *out = reinterpret_cast<unsigned char *>(raw.data());
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, 32) != 32 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + 32, 32) != 32)
        return failed();
    return raw;
}

QByteArray SigningKey::toPem() const
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<qsizetype>(length)};
}

} // namespace sc::accounts
