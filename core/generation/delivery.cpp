// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/delivery.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace sc::generation {

namespace {

Problem badField(const char *field)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::generation", "A stored result cannot be read."))
        .withDetail(QLatin1String(field));
}

QJsonObject askedJson(const Asked &asked)
{
    return {{QStringLiteral("kind"), timeline::takeKindName(asked.kind)},
            {QStringLiteral("width"), asked.width},
            {QStringLiteral("height"), asked.height},
            {QStringLiteral("frames"), asked.frames}};
}

QJsonObject takeJson(const timeline::Take &take)
{
    QJsonObject json{{QStringLiteral("id"), take.id.text()},
                     {QStringLiteral("family"), take.family},
                     {QStringLiteral("model"), take.modelName},
                     {QStringLiteral("server_id"), take.serverId},
                     {QStringLiteral("server"), take.serverName},
                     {QStringLiteral("provider"), timeline::takeProviderName(take.provider)},
                     {QStringLiteral("original_name"), take.originalName},
                     {QStringLiteral("created_at"), take.createdAt},
                     {QStringLiteral("tags"), QJsonArray::fromStringList(take.tags)}};
    if (take.seed)
        json.insert(QStringLiteral("seed"), *take.seed);
    return json;
}

Result<timeline::Take> takeFromJson(const QJsonObject &json)
{
    timeline::Take take;
    take.id = TakeId(json.value(QStringLiteral("id")).toString());
    take.family = json.value(QStringLiteral("family")).toString();
    take.modelName = json.value(QStringLiteral("model")).toString();
    take.serverId = json.value(QStringLiteral("server_id")).toString();
    take.serverName = json.value(QStringLiteral("server")).toString();
    take.originalName = json.value(QStringLiteral("original_name")).toString();
    take.createdAt = json.value(QStringLiteral("created_at")).toString();
    for (const QJsonValue &tag : json.value(QStringLiteral("tags")).toArray())
        take.tags.append(tag.toString());
    const auto provider = timeline::takeProviderFromName(json.value(QStringLiteral("provider")).toString());
    if (!provider)
        return std::unexpected(badField("take.provider"));
    take.provider = *provider;
    if (const QJsonValue seed = json.value(QStringLiteral("seed")); seed.isDouble())
        take.seed = seed.toInteger();
    return take;
}

} // namespace

QJsonObject toJson(const timeline::TakeRecipe &recipe)
{
    QJsonArray parts;
    for (const timeline::PromptPart &part : recipe.promptParts)
        parts.append(QJsonObject{{QStringLiteral("origin"), part.origin}, {QStringLiteral("text"), part.text}});
    QJsonObject hashes;
    for (auto hash = recipe.modelHashes.begin(); hash != recipe.modelHashes.end(); ++hash)
        hashes.insert(hash.key(), hash.value());
    QJsonObject json;
    const auto put = [&json](const char *key, const QJsonValue &value, bool isWorth) {
        if (isWorth)
            json.insert(QLatin1String(key), value);
    };
    put("prompt", recipe.prompt, !recipe.prompt.isEmpty());
    put("negative_prompt", recipe.negativePrompt, !recipe.negativePrompt.isEmpty());
    put("prompt_parts", parts, !parts.isEmpty());
    put("params", recipe.params, !recipe.params.isEmpty());
    put("graph_hash", recipe.graphHash, !recipe.graphHash.isEmpty());
    put("request", recipe.request, !recipe.request.isEmpty());
    put("model_hashes", hashes, !hashes.isEmpty());
    put("queued_at", recipe.queuedAt, !recipe.queuedAt.isEmpty());
    put("started_at", recipe.startedAt, !recipe.startedAt.isEmpty());
    put("finished_at", recipe.finishedAt, !recipe.finishedAt.isEmpty());
    return json;
}

Result<timeline::TakeRecipe> recipeFromJson(const QJsonObject &json)
{
    timeline::TakeRecipe recipe;
    for (const auto &[key, text] : {std::pair{"prompt", &recipe.prompt},
                                    {"negative_prompt", &recipe.negativePrompt},
                                    {"params", &recipe.params},
                                    {"graph_hash", &recipe.graphHash},
                                    {"request", &recipe.request},
                                    {"queued_at", &recipe.queuedAt},
                                    {"started_at", &recipe.startedAt},
                                    {"finished_at", &recipe.finishedAt}}) {
        const QJsonValue value = json.value(QLatin1String(key));
        if (!value.isUndefined() && !value.isString())
            return std::unexpected(badField(key));
        *text = value.toString();
    }
    for (const QJsonValue &value : json.value(QStringLiteral("prompt_parts")).toArray()) {
        const QJsonObject part = value.toObject();
        recipe.promptParts.push_back({part.value(QStringLiteral("origin")).toString(), part.value(QStringLiteral("text")).toString()});
    }
    const QJsonObject hashes = json.value(QStringLiteral("model_hashes")).toObject();
    for (auto hash = hashes.begin(); hash != hashes.end(); ++hash)
        recipe.modelHashes.insert(hash.key(), hash.value().toString());
    return recipe;
}

QJsonObject toJson(const Delivery &delivery)
{
    return {{QStringLiteral("bundle"), delivery.bundle},       {QStringLiteral("file"), delivery.file},
            {QStringLiteral("clip"), delivery.clip.text()},    {QStringLiteral("asked"), askedJson(delivery.asked)},
            {QStringLiteral("take"), takeJson(delivery.take)}, {QStringLiteral("recipe"), toJson(delivery.recipe)}};
}

Result<Delivery> deliveryFromJson(const QJsonObject &json)
{
    Delivery delivery;
    delivery.bundle = json.value(QStringLiteral("bundle")).toString();
    delivery.file = json.value(QStringLiteral("file")).toString();
    if (delivery.bundle.isEmpty() || delivery.file.isEmpty())
        return std::unexpected(badField(delivery.bundle.isEmpty() ? "bundle" : "file"));
    delivery.clip = ClipId(json.value(QStringLiteral("clip")).toString());
    const QJsonObject asked = json.value(QStringLiteral("asked")).toObject();
    const auto kind = timeline::takeKindFromName(asked.value(QStringLiteral("kind")).toString());
    if (!kind)
        return std::unexpected(badField("asked.kind"));
    delivery.asked = {*kind, asked.value(QStringLiteral("width")).toInt(), asked.value(QStringLiteral("height")).toInt(),
                      asked.value(QStringLiteral("frames")).toInteger()};
    SC_TRY_ASSIGN(take, takeFromJson(json.value(QStringLiteral("take")).toObject()));
    delivery.take = std::move(take);
    SC_TRY_ASSIGN(recipe, recipeFromJson(json.value(QStringLiteral("recipe")).toObject()));
    delivery.recipe = std::move(recipe);
    return delivery;
}

} // namespace sc::generation
