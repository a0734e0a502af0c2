// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/track_output.h"
#include "core/base/key_bindings.h"
#include "core/base/settings.h"
#include "core/base/text.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QSaveFile>
#include <QtGui/QKeySequence>

namespace sc::cli {

namespace {

QString valueOf(const library::Library &library, const SettingSpec &spec)
{
    return checkedSetting(spec, library.setting(storedKeyOf(spec), spec.standard)).value_or(spec.standard);
}

QJsonObject settingJson(const library::Library &library, const SettingSpec &spec)
{
    const QString value = valueOf(library, spec);
    QJsonObject json{{QStringLiteral("key"), spec.key},
                     {QStringLiteral("name"), spec.name},
                     {QStringLiteral("value"), value},
                     {QStringLiteral("standard"), spec.standard},
                     {QStringLiteral("changed"), value != spec.standard},
                     {QStringLiteral("rule"), ruleOf(spec)}};
    return json;
}

QString settingLine(const library::Library &library, const SettingSpec &spec)
{
    const QString value = valueOf(library, spec);
    return QStringLiteral("%1 %2 = %3   (%4)\n").arg(value == spec.standard ? u' ' : u'*').arg(spec.key.leftJustified(24), value, ruleOf(spec));
}

Result<const SettingSpec *> named(const QString &key)
{
    if (const SettingSpec *spec = findSetting(key))
        return spec;
    QStringList all;
    for (const SettingSpec &spec : settingSpecs())
        all.append(spec.key);
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "There is no setting \"%1\".").arg(key)).withDetail(all.join(QStringLiteral(", "))));
}

Result<Output> listSettings(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    Output output;
    QJsonArray all;
    for (const SettingSpec &spec : settingSpecs()) {
        all.append(settingJson(*library, spec));
        output.text += settingLine(*library, spec);
    }
    output.json = all;
    return output;
}

Result<Output> getSetting(Invocation &invocation)
{
    SC_TRY_ASSIGN(spec, named(invocation.word(0)));
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    return Output{valueOf(*library, *spec), settingJson(*library, *spec)};
}

Result<Output> setSetting(Invocation &invocation)
{
    SC_TRY_ASSIGN(spec, named(invocation.word(0)));
    SC_TRY_ASSIGN(value, checkedSetting(*spec, invocation.word(1)));
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY(library->setSetting(storedKeyOf(*spec), value));
    return Output{value, settingJson(*library, *spec)};
}

// One, or every one.
Result<Output> resetSettings(Invocation &invocation)
{
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    QJsonArray all;
    QString text;
    const bool every = invocation.arguments.positional().isEmpty();
    if (!every)
        SC_TRY(named(invocation.word(0)));
    for (const SettingSpec &spec : settingSpecs()) {
        if (!every && spec.key != invocation.word(0))
            continue;
        SC_TRY(library->setSetting(storedKeyOf(spec), spec.standard));
        all.append(settingJson(*library, spec));
        text += settingLine(*library, spec);
    }
    return Output{text, all};
}

Output keysOutput(const KeyBindings &bindings)
{
    Output output;
    QJsonObject json;
    for (auto it = bindings.keys.cbegin(); it != bindings.keys.cend(); ++it) {
        json.insert(it.key(), QJsonArray::fromStringList(it.value()));
        output.text += QStringLiteral("%1 %2\n").arg(it.key().leftJustified(32), it.value().isEmpty() ? QStringLiteral("-") : it.value().join(QStringLiteral("  or  ")));
    }
    if (output.text.isEmpty())
        output.text = QCoreApplication::translate("sc::cli", "Every action has the keys it was delivered with.");
    output.json = json;
    return output;
}

Result<QStringList> sequencesOf(const QStringList &words)
{
    QStringList sequences;
    for (const QString &word : words) {
        const QKeySequence keys = QKeySequence::fromString(word, QKeySequence::PortableText);
        if (keys.isEmpty() || keys[0].key() == Qt::Key_unknown)
            return std::unexpected(Problem(ProblemCode::ValidationError,
                                           QCoreApplication::translate("sc::cli", "\"%1\" is no sequence of keys: write it like Ctrl+Shift+N.").arg(word)));
        sequences.append(keys.toString(QKeySequence::PortableText));
    }
    return sequences;
}

Result<KeyBindings> bindingsIn(const library::Library &library)
{
    const QString stored = library.setting(QLatin1String(kKeysSetting));
    return stored.isEmpty() ? KeyBindings() : keyBindingsFromText(stored.toUtf8());
}

Result<Output> keysCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(library, openLibrary(invocation));
    SC_TRY_ASSIGN(bindings, bindingsIn(*library));
    const QStringList words = arguments.positional();
    bool changed = false;
    if (arguments.has(QStringLiteral("import"))) {
        QFile file(arguments.value(QStringLiteral("import")));
        if (!file.open(QIODevice::ReadOnly))
            return std::unexpected(Problem(file.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing,
                                           QCoreApplication::translate("sc::cli", "\"%1\" cannot be read.").arg(file.fileName())));
        SC_TRY_ASSIGN(read, keyBindingsFromText(file.read(1'000'000)));
        for (const QStringList &sequences : read.keys)
            SC_TRY(sequencesOf(sequences));
        bindings = std::move(read);
        changed = true;
    }
    if (arguments.has(QStringLiteral("reset"))) {
        words.isEmpty() ? bindings.keys.clear() : (void)bindings.keys.remove(words.first());
        changed = true;
    } else if (!words.isEmpty()) {
        SC_TRY_ASSIGN(sequences, sequencesOf(words.mid(1)));
        bindings.keys.insert(words.first(), sequences);
        SC_TRY(keyBindingsFromText(toText(bindings))); // the id too keeps its rule
        changed = true;
    }
    if (changed)
        SC_TRY(library->setSetting(QLatin1String(kKeysSetting), QString::fromUtf8(toText(bindings))));
    if (arguments.has(QStringLiteral("export"))) {
        QSaveFile file(arguments.value(QStringLiteral("export")));
        const QByteArray text = toText(bindings);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                           QCoreApplication::translate("sc::cli", "\"%1\" cannot be written.").arg(QDir::toNativeSeparators(file.fileName())))
                                       .withDetail(file.errorString()));
    }
    return keysOutput(bindings);
}

} // namespace

std::vector<Command> settingsCommands()
{
    const QString noun = QStringLiteral("settings");
    return {
        {noun, QStringLiteral("list"), {}, QCoreApplication::translate("sc::cli", "every setting with its value; * marks changed ones"), 0, 0, {}, listSettings},
        {noun, QStringLiteral("get"), QStringLiteral("KEY"), QCoreApplication::translate("sc::cli", "one value"), 1, 1, {}, getSetting},
        {noun, QStringLiteral("set"), QStringLiteral("KEY VALUE"), QCoreApplication::translate("sc::cli", "change it"), 2, 2, {}, setSetting},
        {noun, QStringLiteral("reset"), QStringLiteral("[KEY]"), QCoreApplication::translate("sc::cli", "as delivered: one, or all"), 0, 1, {}, resetSettings},
        {noun, QStringLiteral("keys"), QStringLiteral("[ACTION [KEYS [KEYS]]]"),
         QCoreApplication::translate("sc::cli", "shortcuts that were changed; with an action, gives it these (none takes them away)"), 0, 3,
         {{QStringLiteral("reset"), {}, QCoreApplication::translate("sc::cli", "as delivered: the action's, or all")},
          {QStringLiteral("export"), QStringLiteral("FILE"), QCoreApplication::translate("sc::cli", "write them as JSON")},
          {QStringLiteral("import"), QStringLiteral("FILE"), QCoreApplication::translate("sc::cli", "read such a file first")}}, keysCommand},
    };
}

} // namespace sc::cli
