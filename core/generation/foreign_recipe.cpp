// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/foreign_recipe.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/comfy/family_detect.h"
#include "core/comfy/graph.h"
#include "core/comfy/object_info.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sc::generation {

namespace {

constexpr int kMaxWords = 50'000; // characters of a prompt
constexpr int kMaxSteps = 64;     // links followed from one node

QString hashOf(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QJsonObject inputsOf(const QJsonObject &graph, const QString &node)
{
    return graph.value(node).toObject().value(QStringLiteral("inputs")).toObject();
}

QString linkedNode(const QJsonValue &value)
{
    return comfy::isLink(value) ? value.toArray().first().toString() : QString();
}

// A value of one of these names, at the node or at those it is linked to by one of the other names.
QJsonValue follow(const QJsonObject &graph, QString node, const QStringList &names, const QStringList &along)
{
    for (int step = 0; step < kMaxSteps && !node.isEmpty(); ++step) {
        const QJsonObject inputs = inputsOf(graph, node);
        for (const QString &name : names) {
            QJsonValue value = inputs.value(name);
            if (!value.isUndefined() && !comfy::isLink(value))
                return value;
        }
        QString next;
        for (const QString &name : along) {
            if (next.isEmpty())
                next = linkedNode(inputs.value(name));
        }
        node = next;
    }
    return QJsonValue(QJsonValue::Undefined);
}

const QStringList &wordNames()
{
    static const QStringList names = {QStringLiteral("text"), QStringLiteral("text_g"), QStringLiteral("t5xxl"), QStringLiteral("clip_l"),
                                      QStringLiteral("prompt")};
    return names;
}

QString wordsAt(const QJsonObject &graph, const QJsonValue &link)
{
    static const QStringList along = {QStringLiteral("conditioning"), QStringLiteral("positive"), QStringLiteral("conditioning_to"),
                                      QStringLiteral("text"), QStringLiteral("string")};
    return follow(graph, linkedNode(link), wordNames(), along).toString().left(kMaxWords);
}

// Nodes in the order of their ids: 2 before 10.
QStringList nodesOf(const QJsonObject &graph)
{
    QStringList ids = graph.keys();
    std::ranges::sort(ids, [](const QString &a, const QString &b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    return ids;
}

bool isSampler(const QJsonObject &inputs)
{
    return inputs.contains(QStringLiteral("latent_image")) &&
           (inputs.contains(QStringLiteral("positive")) || inputs.contains(QStringLiteral("guider")));
}

// The guider of a taken-apart sampler holds words and CFG; else the sampler itself.
QString wordHolder(const QString &sampler, const QJsonObject &inputs)
{
    const QString guider = linkedNode(inputs.value(QStringLiteral("guider")));
    return guider.isEmpty() ? sampler : guider;
}

void putIn(QJsonObject &params, const char *key, const QJsonValue &value)
{
    const bool isWorth = value.isDouble() || value.isBool() || !value.toString().isEmpty();
    if (isWorth)
        params.insert(QLatin1String(key), value);
}

void fillFamily(FoundRecipe &found, QJsonObject &params)
{
    if (found.modelName.isEmpty())
        return;
    const comfy::FamilyGuess guess = comfy::guessFamily(found.modelName);
    found.family = guess.guessed ? QString() : guess.family;
    params.insert(QStringLiteral("model"), found.modelName);
    putIn(params, "family", found.family);
}

std::optional<qint64> seedOf(const QJsonValue &value)
{
    const qint64 seed = value.toInteger(-1);
    return seed >= 0 ? std::optional(seed) : std::nullopt;
}

// "Steps: 20, Sampler: Euler a, Lora hashes: "a: b, c: d"": pairs apart by commas, but for those in quotes.
QMap<QString, QString> pairsOf(const QString &line)
{
    static const QRegularExpression pair(QStringLiteral(R"(\s*([^:,"]+):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$))"));
    QMap<QString, QString> pairs;
    for (auto match = pair.globalMatch(line); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        QString value = found.captured(2).trimmed();
        if (value.size() > 1 && value.startsWith(u'"') && value.endsWith(u'"'))
            value = value.mid(1, value.size() - 2);
        pairs.insert(found.captured(1).trimmed(), value);
    }
    return pairs;
}

void putNumber(QJsonObject &params, const char *key, const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(number))
        params.insert(QLatin1String(key), number);
}

} // namespace

std::optional<FoundRecipe> recipeOfComfyGraph(const QString &text)
{
    const Result<QJsonObject> read = parseJsonObject(comfy::withoutNotANumber(text.toUtf8()), QString());
    if (!read)
        return std::nullopt;
    const QJsonObject &graph = *read;
    const QStringList ids = nodesOf(graph);
    const auto sampler = std::ranges::find_if(ids, [&](const QString &id) { return isSampler(inputsOf(graph, id)); });
    if (sampler == ids.end())
        return std::nullopt;
    const QJsonObject inputs = inputsOf(graph, *sampler);
    const QString holder = wordHolder(*sampler, inputs);
    const QJsonObject words = inputsOf(graph, holder);
    FoundRecipe found;
    found.source = FoundRecipe::Source::ComfyUi;
    found.recipe.request = QString::fromUtf8(toCompactJson(graph)); // as we would send it
    found.recipe.graphHash = hashOf(found.recipe.request);
    const QJsonValue positive =
        words.contains(QStringLiteral("positive")) ? words.value(QStringLiteral("positive")) : words.value(QStringLiteral("conditioning"));
    found.recipe.prompt = wordsAt(graph, positive);
    found.recipe.negativePrompt = wordsAt(graph, words.value(QStringLiteral("negative")));
    found.seed = seedOf(follow(graph, *sampler, {QStringLiteral("seed"), QStringLiteral("noise_seed")},
                               {QStringLiteral("noise"), QStringLiteral("seed"), QStringLiteral("noise_seed")}));
    found.modelName = follow(graph, holder, {QStringLiteral("ckpt_name"), QStringLiteral("unet_name"), QStringLiteral("model_name")},
                             {QStringLiteral("model")})
                          .toString();
    QJsonObject params;
    putIn(params, "steps", follow(graph, *sampler, {QStringLiteral("steps")}, {QStringLiteral("sigmas")}));
    putIn(params, "cfg", follow(graph, holder, {QStringLiteral("cfg")}, {}));
    putIn(params, "sampler", follow(graph, *sampler, {QStringLiteral("sampler_name")}, {QStringLiteral("sampler")}));
    putIn(params, "scheduler", follow(graph, *sampler, {QStringLiteral("scheduler")}, {QStringLiteral("sigmas")}));
    putIn(params, "width", follow(graph, *sampler, {QStringLiteral("width")}, {QStringLiteral("latent_image")}));
    putIn(params, "height", follow(graph, *sampler, {QStringLiteral("height")}, {QStringLiteral("latent_image")}));
    if (found.seed)
        params.insert(QStringLiteral("seed"), *found.seed);
    fillFamily(found, params);
    found.recipe.params = QString::fromUtf8(toCompactJson(params));
    return found;
}

std::optional<FoundRecipe> recipeOfWebUi(const QString &text)
{
    static const QRegularExpression facts(QStringLiteral(R"((?:^|\n)(Steps: \d+, [^\n]*))"));
    const QRegularExpressionMatch match = facts.match(text.left(2 * kMaxWords));
    if (!match.hasMatch())
        return std::nullopt;
    const QMap<QString, QString> pairs = pairsOf(match.captured(1));
    const QString words = text.left(match.capturedStart(1));
    const QString kNegative = QStringLiteral("Negative prompt:");
    const qsizetype negative = words.startsWith(kNegative) ? 0 : words.indexOf(QLatin1Char('\n') + kNegative);
    FoundRecipe found;
    found.source = FoundRecipe::Source::WebUi;
    found.recipe.prompt = (negative < 0 ? words : words.left(negative)).trimmed().left(kMaxWords);
    if (negative >= 0)
        found.recipe.negativePrompt = words.mid(words.indexOf(kNegative, negative) + kNegative.size()).trimmed().left(kMaxWords);
    found.modelName = tidyText(pairs.value(QStringLiteral("Model")), 200);
    bool isNumber = false;
    const qint64 seed = pairs.value(QStringLiteral("Seed")).toLongLong(&isNumber);
    if (isNumber && seed >= 0)
        found.seed = seed;
    QJsonObject params;
    putNumber(params, "steps", pairs.value(QStringLiteral("Steps")));
    putNumber(params, "cfg", pairs.value(QStringLiteral("CFG scale")));
    putNumber(params, "clip_skip", pairs.value(QStringLiteral("Clip skip")));
    putIn(params, "sampler", pairs.value(QStringLiteral("Sampler")));
    putIn(params, "scheduler", pairs.value(QStringLiteral("Schedule type")));
    const QStringList size = pairs.value(QStringLiteral("Size")).split(u'x');
    if (size.size() == 2) {
        putNumber(params, "width", size.first());
        putNumber(params, "height", size.last());
    }
    if (found.seed)
        params.insert(QStringLiteral("seed"), *found.seed);
    fillFamily(found, params);
    found.recipe.params = QString::fromUtf8(toCompactJson(params));
    return found;
}

} // namespace sc::generation
