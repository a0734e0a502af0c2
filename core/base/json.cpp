// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>

namespace sc {

namespace {

Result<QJsonDocument> parse(const QByteArray &bytes, const QString &what)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error == QJsonParseError::NoError)
        return document;
    return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::json", "%1 is not valid JSON.").arg(what))
                               .withDetail(QCoreApplication::translate("sc::json", "At byte %1: %2").arg(error.offset).arg(error.errorString())));
}

Problem wrongShape(const QString &what)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::json", "%1 has another shape than expected.").arg(what));
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &bytes, const QString &what)
{
    SC_TRY_ASSIGN(document, parse(bytes, what));
    if (!document.isObject())
        return std::unexpected(wrongShape(what));
    return document.object();
}

Result<QJsonArray> parseJsonArray(const QByteArray &bytes, const QString &what)
{
    SC_TRY_ASSIGN(document, parse(bytes, what));
    if (!document.isArray())
        return std::unexpected(wrongShape(what));
    return document.array();
}

QByteArray toCompactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray toCompactJson(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace sc
