// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/json_shape.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

namespace sc::openai {

namespace {

QString typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("boolean");
    case QJsonValue::Double:
        return QStringLiteral("number");
    case QJsonValue::String:
        return QStringLiteral("string");
    case QJsonValue::Array:
        return QStringLiteral("array");
    case QJsonValue::Object:
        return QStringLiteral("object");
    }
    return {};
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("integer"))
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    return typeOf(value) == type;
}

QString place(const QString &path)
{
    return path.isEmpty() ? QStringLiteral("the answer") : path;
}

QString faultIn(const QJsonValue &value, const QJsonObject &schema, const QString &path);

QString faultInObject(const QJsonObject &object, const QJsonObject &schema, const QString &path)
{
    const QJsonObject properties = schema.value(QStringLiteral("properties")).toObject();
    for (const QJsonValue &name : schema.value(QStringLiteral("required")).toArray())
        if (!object.contains(name.toString()))
            return QStringLiteral("%1 has no \"%2\"").arg(place(path), name.toString());
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!properties.contains(it.key())) {
            if (schema.value(QStringLiteral("additionalProperties")) == QJsonValue(false))
                return QStringLiteral("%1 has \"%2\", which nobody asked for").arg(place(path), it.key().left(80));
            continue;
        }
        const QString below = path.isEmpty() ? it.key() : path + u'.' + it.key();
        if (const QString fault = faultIn(it.value(), properties.value(it.key()).toObject(), below); !fault.isEmpty())
            return fault;
    }
    return {};
}

QString faultInArray(const QJsonArray &array, const QJsonObject &schema, const QString &path)
{
    if (schema.contains(QStringLiteral("maxItems")) && array.size() > schema.value(QStringLiteral("maxItems")).toInt())
        return QStringLiteral("%1 has more than %2 items").arg(place(path)).arg(schema.value(QStringLiteral("maxItems")).toInt());
    if (schema.contains(QStringLiteral("minItems")) && array.size() < schema.value(QStringLiteral("minItems")).toInt())
        return QStringLiteral("%1 has fewer than %2 items").arg(place(path)).arg(schema.value(QStringLiteral("minItems")).toInt());
    const QJsonObject items = schema.value(QStringLiteral("items")).toObject();
    for (qsizetype i = 0; i < array.size(); ++i)
        if (const QString fault = faultIn(array.at(i), items, QStringLiteral("%1[%2]").arg(path).arg(i)); !fault.isEmpty())
            return fault;
    return {};
}

QString faultIn(const QJsonValue &value, const QJsonObject &schema, const QString &path)
{
    const QJsonValue type = schema.value(QStringLiteral("type"));
    const QJsonArray types = type.isArray() ? type.toArray() : type.isString() ? QJsonArray{type} : QJsonArray();
    const bool fits = types.isEmpty() || std::ranges::any_of(types, [&](const QJsonValue &one) { return isOfType(value, one.toString()); });
    if (!fits)
        return QStringLiteral("%1 is of type %2").arg(place(path), typeOf(value));
    if (value.isString()) {
        const qsizetype length = value.toString().size();
        if (schema.contains(QStringLiteral("maxLength")) && length > schema.value(QStringLiteral("maxLength")).toInt())
            return QStringLiteral("%1 is longer than %2 characters")
                .arg(place(path))
                .arg(schema.value(QStringLiteral("maxLength")).toInt());
        if (length < schema.value(QStringLiteral("minLength")).toInt())
            return QStringLiteral("%1 is too short").arg(place(path));
    }
    if (schema.contains(QStringLiteral("enum")) && !schema.value(QStringLiteral("enum")).toArray().contains(value))
        return QStringLiteral("%1 is not one of the allowed values").arg(place(path));
    if (value.isObject())
        return faultInObject(value.toObject(), schema, path);
    if (value.isArray())
        return faultInArray(value.toArray(), schema, path);
    return {};
}

// The end of the object that begins at `from`: braces counted outside of strings; -1 when it never ends.
qsizetype endOfObject(const QString &text, qsizetype from)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (inString) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                inString = false;
            continue;
        }
        if (c == u'"')
            inString = true;
        else if (c == u'{')
            ++depth;
        else if (c == u'}' && --depth == 0)
            return i + 1;
    }
    return -1;
}

} // namespace

QString withoutThinking(const QString &text)
{
    static const QRegularExpression thought(QStringLiteral("<think(?:ing)?>.*?</think(?:ing)?>"),
                                            QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    QString rest = text;
    rest.remove(thought);
    // Some templates begin inside the thought: only its end is there.
    static const QRegularExpression tail(QStringLiteral("^.*?</think(?:ing)?>"),
                                         QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    rest.remove(tail);
    return rest.trimmed();
}

std::optional<QJsonObject> firstObjectIn(const QString &text)
{
    const QString rest = withoutThinking(text);
    // Text before the answer may hold braces of its own: the first that is JSON counts. A few tries, not one for every brace.
    constexpr int kTries = 50;
    qsizetype from = rest.indexOf(u'{');
    for (int tries = 0; from >= 0 && tries < kTries; ++tries) {
        const qsizetype end = endOfObject(rest, from);
        if (end < 0)
            return {};
        const QJsonDocument json = QJsonDocument::fromJson(rest.mid(from, end - from).toUtf8());
        if (json.isObject())
            return json.object();
        from = rest.indexOf(u'{', from + 1);
    }
    return {};
}

Result<> requireShape(const QJsonObject &value, const QJsonObject &schema)
{
    const QString fault = faultIn(value, schema, {});
    if (fault.isEmpty())
        return {};
    return std::unexpected(Problem(ProblemCode::ResultInvalid,
                                   QCoreApplication::translate("sc::openai", "The answer does not have the form that was asked for."))
                               .withDetail(fault));
}

} // namespace sc::openai
