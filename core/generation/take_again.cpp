// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/take_again.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QSet>

namespace sc::generation {

namespace {

const QLatin1String kLocal("media:");
constexpr int kNameDigits = 16; // of the content's hash

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

Problem unknownMaking()
{
    return Problem(ProblemCode::ValidationError, Text::tr("How this take was made is not known: it cannot be made again."))
        .withDetail(Text::tr("Takes that were brought along, or come from elsewhere, carry no request."));
}

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

// All texts of a JSON value.
void collectLocal(const QJsonValue &value, QStringList &files)
{
    if (value.isString() && value.toString().startsWith(kLocal))
        files.append(value.toString().mid(kLocal.size()));
    for (const QJsonValue &item : value.toArray())
        collectLocal(item, files);
    const QJsonObject object = value.toObject();
    for (const QJsonValue &item : object)
        collectLocal(item, files);
}

// Names under which pictures were uploaded become the local pictures again.
QJsonValue withLocalNames(const QJsonValue &value, const QMap<QString, QString> &localOf)
{
    if (value.isString()) {
        const QString local = localOf.value(value.toString());
        return local.isEmpty() ? value : QJsonValue(local);
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(withLocalNames(item, localOf));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto item = object.begin(); item != object.end(); ++item)
            item.value() = withLocalNames(item.value(), localOf);
        return object;
    }
    return value;
}

Result<QString> graphWithLocalNames(const timeline::TakeRecipe &recipe, const QJsonObject &params)
{
    SC_TRY_ASSIGN(graph, parseJsonObject(recipe.request.toUtf8(), Text::tr("The stored graph")));
    // What is sent is written the same way each time: sorted keys, no spaces.
    if (toCompactJson(graph) != recipe.request.toUtf8())
        return std::unexpected(
            Problem(ProblemCode::FileDamaged, Text::tr("The stored graph of this take cannot be sent again as it was.")));
    QStringList files;
    collectLocal(params, files);
    QMap<QString, QString> localOf;
    for (const QString &file : std::as_const(files)) {
        SC_TRY_ASSIGN(name, uploadNameOf(file));
        if (!recipe.request.contains(name))
            return std::unexpected(
                Problem(ProblemCode::MediaMissing,
                        Text::tr("The picture \"%1\" has changed since this take was made from it.").arg(QFileInfo(file).fileName()))
                    .withDetail(file));
        localOf.insert(name, kLocal + file);
    }
    return QString::fromUtf8(toCompactJson(withLocalNames(graph, localOf).toObject()));
}

FrozenRequest frozen(const timeline::Take &take, const timeline::TakeRecipe &recipe)
{
    FrozenRequest request;
    request.kind = take.kind;
    request.clip = take.clip;
    request.prompt = recipe.prompt;
    request.negative = recipe.negativePrompt;
    request.promptParts = recipe.promptParts;
    request.family = take.family;
    request.modelName = take.modelName;
    request.params = recipe.params;
    request.serverId = take.serverId;
    return request;
}

QString shown(const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return Text::tr("none");
    if (value.isString())
        return value.toString().left(60);
    if (value.isDouble())
        return value.toVariant().toString();
    const QByteArray json = value.isArray()    ? toCompactJson(value.toArray())
                            : value.isObject() ? toCompactJson(value.toObject())
                                               : QByteArray();
    return json.isEmpty() ? (value.toBool() ? QStringLiteral("true") : QStringLiteral("false")) : QString::fromUtf8(json).left(60);
}

Problem unchanged(const QString &name)
{
    return Problem(ProblemCode::NothingToUpdate, Text::tr("The take was made with that %1 already.").arg(name));
}

Result<> changeWords(FrozenRequest &request, const Change &change)
{
    const bool isNegative = change.name == u"negative_prompt";
    QString &words = isNegative ? request.negative : request.prompt;
    const QString next = change.value.toString();
    if (!change.value.isString() || (!isNegative && next.trimmed().isEmpty()))
        return std::unexpected(Problem(ProblemCode::InvalidParameter, Text::tr("The words of a request are a text.")));
    if (next == words)
        return std::unexpected(unchanged(Text::tr("text")));
    request.change = QStringLiteral("%1: %2 -> %3").arg(change.name, shown(words), shown(next));
    words = next;
    if (!isNegative)
        request.promptParts = {{QStringLiteral("clip"), next}};
    return {};
}

// Which keys the change may touch.
QStringList keysOf(const Change &change)
{
    return change.name == u"size" ? QStringList{QStringLiteral("width"), QStringLiteral("height")} : QStringList{change.name};
}

Result<QJsonObject> withChange(QJsonObject params, const Change &change)
{
    if (change.name == u"size") {
        const QJsonArray size = change.value.toArray();
        if (size.size() != 2)
            return std::unexpected(Problem(ProblemCode::InvalidParameter, Text::tr("A size is a width and a height: 832x480.")));
        params.insert(QStringLiteral("width"), size.first());
        params.insert(QStringLiteral("height"), size.last());
    } else if (change.name == u"seed" && change.value.isNull()) {
        params.insert(change.name, comfy::freshSeed());
    } else if (change.value.isNull()) {
        params.remove(change.name);
    } else {
        params.insert(change.name, change.value);
    }
    return params;
}

QSet<QString> differingKeys(const QJsonObject &a, const QJsonObject &b)
{
    QSet<QString> keys;
    for (const QString &key : a.keys() + b.keys()) {
        if (a.value(key) != b.value(key))
            keys.insert(key);
    }
    return keys;
}

Result<> changeParams(FrozenRequest &request, const QJsonObject &params, const Change &change)
{
    if (change.name == u"family" || change.name == u"preset")
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter,
                    Text::tr("Another %1 changes many values at once: that is a new request, no variation.").arg(change.name)));
    SC_TRY_ASSIGN(changed, withChange(params, change));
    // Both through the reader: ranges are checked, spellings of the same value are equal.
    SC_TRY_ASSIGN(before, comfy::paramsFromJson(params));
    SC_TRY_ASSIGN(after, comfy::paramsFromJson(changed));
    const QJsonObject beforeJson = comfy::toJson(before);
    const QJsonObject afterJson = comfy::toJson(after);
    const QSet<QString> differing = differingKeys(beforeJson, afterJson);
    if (differing.isEmpty())
        return std::unexpected(unchanged(change.name));
    const QStringList allowed = keysOf(change);
    for (const QString &key : differing) {
        if (!allowed.contains(key))
            return std::unexpected(
                Problem(ProblemCode::InvalidParameter, Text::tr("Changing %1 would also change %2.").arg(change.name, key)));
    }
    QStringList told;
    for (const QString &key : allowed) {
        if (differing.contains(key))
            told.append(QStringLiteral("%1: %2 -> %3").arg(key, shown(beforeJson.value(key)), shown(afterJson.value(key))));
    }
    request.change = told.join(QStringLiteral(", "));
    request.params = QString::fromUtf8(toCompactJson(afterJson));
    if (change.name == u"model")
        request.modelName = after.model;
    return {};
}

} // namespace

Result<QString> uploadNameOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.exists())
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, Text::tr("The picture \"%1\" that went into it is gone.").arg(QFileInfo(path).fileName()))
                .withDetail(path));
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, Text::tr("The file \"%1\" may not be read.").arg(path)).withDetail(file.errorString()));
    const QString suffix = QFileInfo(path).suffix().toLower();
    return QStringLiteral("storycanvas_%1%2")
        .arg(QString::fromLatin1(hash.result().toHex().left(kNameDigits)), suffix.isEmpty() ? QString() : QLatin1Char('.') + suffix);
}

Result<FrozenRequest> reproduce(const timeline::Take &take, const timeline::TakeRecipe &recipe)
{
    if (recipe.request.isEmpty())
        return std::unexpected(unknownMaking());
    if (!recipe.graphHash.isEmpty() && hashOf(recipe.request.toUtf8()) != recipe.graphHash)
        return std::unexpected(Problem(ProblemCode::FileDamaged, Text::tr("The stored graph of this take is not the one that was sent.")));
    QJsonObject params;
    if (!recipe.params.isEmpty()) {
        SC_TRY_ASSIGN(read, parseJsonObject(recipe.params.toUtf8(), Text::tr("The stored parameters")));
        params = std::move(read);
    }
    FrozenRequest request = frozen(take, recipe);
    SC_TRY_ASSIGN(graph, graphWithLocalNames(recipe, params));
    request.graph = std::move(graph);
    request.graphHash = hashOf(recipe.request.toUtf8());
    return request;
}

Result<Change> changeFromText(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    Change change{(equals < 0 ? text : text.left(equals)).trimmed(), QJsonValue(QJsonValue::Null)};
    if (change.name.isEmpty() || (equals < 0 && change.name != u"seed"))
        return std::unexpected(Problem(ProblemCode::ValidationError, Text::tr("Say what changes: NAME=VALUE, for example steps=30.")));
    const QString value = text.mid(equals + 1);
    if (equals < 0)
        return change;
    if (change.name == u"prompt" || change.name == u"negative_prompt") {
        change.value = value;
        return change;
    }
    if (change.name == u"size") {
        const QStringList sides = value.split(u'x');
        change.value = QJsonArray{sides.value(0).toInt(), sides.value(1).toInt()};
        return change;
    }
    // A number, true, false, a list or an object as JSON; anything else is a text.
    const Result<QJsonArray> json = parseJsonArray(QByteArray("[") + value.toUtf8() + ']', change.name);
    change.value = json && json->size() == 1 ? json->first() : QJsonValue(value);
    if (change.name == u"seed" && change.value.isString())
        change.value = comfy::seedFromText(value);
    return change;
}

QStringList changeableNames(const timeline::TakeRecipe &recipe)
{
    QStringList names = {QStringLiteral("prompt"), QStringLiteral("negative_prompt"), QStringLiteral("seed"), QStringLiteral("size")};
    if (const auto params = parseJsonObject(recipe.params.toUtf8(), QString())) {
        for (const QString &key : params->keys()) {
            static const QStringList kTogether = {QStringLiteral("width"), QStringLiteral("height"), QStringLiteral("family"),
                                                  QStringLiteral("preset")};
            if (!kTogether.contains(key) && !names.contains(key))
                names.append(key);
        }
    }
    return names;
}

Result<FrozenRequest> vary(const timeline::Take &take, const timeline::TakeRecipe &recipe, const Change &change)
{
    if (recipe.params.isEmpty())
        return std::unexpected(unknownMaking());
    SC_TRY_ASSIGN(params, parseJsonObject(recipe.params.toUtf8(), Text::tr("The stored parameters")));
    if (params.value(QStringLiteral("family")).toString().isEmpty())
        return std::unexpected(unknownMaking());
    FrozenRequest request = frozen(take, recipe);
    const bool isWords = change.name == u"prompt" || change.name == u"negative_prompt";
    SC_TRY(isWords ? changeWords(request, change) : changeParams(request, params, change));
    return request;
}

std::vector<GraphDifference> differencesOf(const QJsonObject &before, const QJsonObject &after)
{
    std::vector<GraphDifference> differences;
    const auto inputsOf = [](const QJsonObject &node) { return node.value(QStringLiteral("inputs")).toObject(); };
    const auto classOf = [](const QJsonObject &node) { return node.value(QStringLiteral("class_type")).toString(); };
    QStringList ids = before.keys() + after.keys();
    ids.removeDuplicates();
    for (const QString &id : std::as_const(ids)) {
        const QJsonObject left = before.value(id).toObject();
        const QJsonObject right = after.value(id).toObject();
        if (classOf(left) != classOf(right)) {
            differences.push_back({id, classOf(right.isEmpty() ? left : right), {}, classOf(left), classOf(right)});
            continue;
        }
        const QSet<QString> keys = differingKeys(inputsOf(left), inputsOf(right));
        QStringList sorted(keys.begin(), keys.end());
        sorted.sort();
        for (const QString &key : std::as_const(sorted))
            differences.push_back({id, classOf(left), key, inputsOf(left).value(key), inputsOf(right).value(key)});
    }
    return differences;
}

} // namespace sc::generation
