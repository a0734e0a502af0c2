// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/key_bindings.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace sc {

namespace {

constexpr int kVersion = 1;
constexpr int kMaxActions = 5000;
constexpr int kMaxText = 100;

Problem badKeys(const QString &why)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc", "These are no shortcuts that can be read: %1").arg(why));
}

Result<QStringList> sequencesIn(const QString &id, const QJsonValue &value)
{
    const QJsonArray list = value.toArray();
    if (!value.isArray() || list.size() > kMaxKeysPerAction)
        return std::unexpected(badKeys(QCoreApplication::translate("sc", "“%1” needs a list of at most two sequences.").arg(id.left(60))));
    QStringList sequences;
    for (const QJsonValue &sequence : list) {
        const QString text = sequence.toString().trimmed();
        if (text.isEmpty() || text.size() > kMaxText)
            return std::unexpected(badKeys(QCoreApplication::translate("sc", "“%1” has a sequence that is no text.").arg(id.left(60))));
        sequences.append(text);
    }
    return sequences;
}

} // namespace

QByteArray toText(const KeyBindings &bindings)
{
    QJsonObject keys;
    for (auto it = bindings.keys.cbegin(); it != bindings.keys.cend(); ++it)
        keys.insert(it.key(), QJsonArray::fromStringList(it.value()));
    return toCompactJson(QJsonObject{{QStringLiteral("storycanvas_keys"), kVersion}, {QStringLiteral("keys"), keys}});
}

Result<KeyBindings> keyBindingsFromText(const QByteArray &text)
{
    SC_TRY_ASSIGN(json, parseJsonObject(text, QCoreApplication::translate("sc", "The shortcuts")));
    const int version = json[u"storycanvas_keys"].toInt();
    if (version > kVersion)
        return std::unexpected(
            Problem(ProblemCode::NewerVersion, QCoreApplication::translate("sc", "These shortcuts are from a newer StoryCanvas.")));
    if (version != kVersion || !json[u"keys"].isObject())
        return std::unexpected(badKeys(QCoreApplication::translate("sc", "the file says nothing of shortcuts.")));
    const QJsonObject keys = json[u"keys"].toObject();
    if (keys.size() > kMaxActions)
        return std::unexpected(badKeys(QCoreApplication::translate("sc", "there are too many.")));
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_.-]{1,80}$"));
    KeyBindings bindings;
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        if (!form.match(it.key()).hasMatch())
            return std::unexpected(badKeys(QCoreApplication::translate("sc", "“%1” is no action.").arg(it.key().left(60))));
        SC_TRY_ASSIGN(sequences, sequencesIn(it.key(), it.value()));
        bindings.keys.insert(it.key(), sequences);
    }
    return bindings;
}

} // namespace sc
