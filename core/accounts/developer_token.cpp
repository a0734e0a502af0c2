// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/developer_token.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

namespace sc::accounts {

namespace {

constexpr QByteArray::Base64Options kUrl = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::accounts", text);
}

std::unexpected<Problem> noToken(const QString &detail)
{
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("This is not a developer token for Apple Music.")).withDetail(detail));
}

Result<QJsonObject> partOf(const QByteArray &part)
{
    const auto decoded = QByteArray::fromBase64Encoding(part, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return noToken(tr("It does not have the three parts of a token."));
    const auto json = parseJsonObject(*decoded, tr("the token"));
    if (!json)
        return noToken(tr("It does not have the three parts of a token."));
    return *json;
}

} // namespace

Result<QString> checkedAppleId(const QString &typed, const QString &field)
{
    static const QRegularExpression form(QStringLiteral("^[A-Z0-9]{10}$"));
    const QString id = typed.trimmed().toUpper();
    if (form.match(id).hasMatch())
        return id;
    return std::unexpected(
        Problem(ProblemCode::ValidationError, tr("The %1 has ten letters and digits, for example 4F8KX2M9QZ.").arg(field))
            .withEntity(QStringLiteral("field"), field));
}

QString keyIdOfFile(const QString &path)
{
    static const QRegularExpression form(QStringLiteral("^AuthKey_([A-Z0-9]{10})\\.p8$"));
    return form.match(QFileInfo(path).fileName()).captured(1);
}

Result<DeveloperToken> signDeveloperToken(const SigningKey &key, const QString &keyId, const QString &teamId, const QDateTime &now,
                                          std::chrono::seconds life)
{
    const qint64 seconds = now.toSecsSinceEpoch();
    const qint64 expires = seconds + std::min(life, kLongestToken).count();
    const QByteArray head = toCompactJson(QJsonObject{{QStringLiteral("alg"), QStringLiteral("ES256")}, {QStringLiteral("kid"), keyId}});
    const QByteArray body = toCompactJson(
        QJsonObject{{QStringLiteral("iss"), teamId}, {QStringLiteral("iat"), seconds - 60}, {QStringLiteral("exp"), expires}});
    const QByteArray signedPart = head.toBase64(kUrl) + '.' + body.toBase64(kUrl);
    SC_TRY_ASSIGN(signature, key.sign(signedPart));
    return DeveloperToken{signedPart + '.' + signature.toBase64(kUrl), keyId, teamId, QDateTime::fromSecsSinceEpoch(expires, Qt::UTC)};
}

Result<DeveloperToken> readDeveloperToken(const QByteArray &pasted, const QDateTime &now)
{
    const QByteArray text = pasted.simplified().replace(' ', "");
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() != 3 || text.size() > 4096)
        return noToken(tr("It does not have the three parts of a token."));
    SC_TRY_ASSIGN(head, partOf(parts[0]));
    SC_TRY_ASSIGN(body, partOf(parts[1]));
    if (head.value(QStringLiteral("alg")).toString() != QLatin1String("ES256"))
        return noToken(
            tr("It is signed with %1; Apple takes ES256 alone.").arg(head.value(QStringLiteral("alg")).toString(QStringLiteral("?"))));
    const QJsonValue expires = body.value(QStringLiteral("exp"));
    if (!expires.isDouble() || body.value(QStringLiteral("iss")).toString().isEmpty())
        return noToken(tr("It does not say which team it is of and until when it is good."));
    const DeveloperToken token{text, head.value(QStringLiteral("kid")).toString(), body.value(QStringLiteral("iss")).toString(),
                               QDateTime::fromSecsSinceEpoch(expires.toInteger(), Qt::UTC)};
    if (!token.isValid(now))
        return std::unexpected(Problem(
            ProblemCode::TokenExpired,
            tr("This developer token ran out on %1.").arg(token.expires.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm")))));
    return token;
}

} // namespace sc::accounts
