// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/provenance.h"

#include "core/base/json.h"
#include "core/generation/foreign_recipe.h"

#include <QtCore/QJsonArray>

namespace sc::generation {

namespace {

constexpr int kFormat = 1;

QJsonValue withoutFolders(const QJsonValue &value)
{
    static const QString kLocal = QStringLiteral("media:");
    if (value.isString() && value.toString().startsWith(kLocal))
        return QString(kLocal + value.toString().section(u'/', -1).section(u'\\', -1));
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(withoutFolders(item));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto item = object.begin(); item != object.end(); ++item)
            item.value() = withoutFolders(item.value());
        return object;
    }
    return value;
}

// ASCII, as ComfyUI writes its own: readers take the text of a PNG for Latin-1.
QString escaped(const QString &json)
{
    QString out;
    out.reserve(json.size());
    for (const QChar c : json) {
        if (c.unicode() < 128)
            out += c;
        else
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return out;
}

std::optional<FoundRecipe> ownRecipe(const QString &text)
{
    const Result<QJsonObject> json = parseJsonObject(text.toUtf8(), QString());
    if (!json || json->value(QStringLiteral("storycanvas")).toInt() < 1)
        return std::nullopt;
    const Result<timeline::TakeRecipe> recipe = recipeFromJson(*json);
    if (!recipe)
        return std::nullopt;
    FoundRecipe found{FoundRecipe::Source::StoryCanvas, *recipe, json->value(QStringLiteral("family")).toString(),
                      json->value(QStringLiteral("model")).toString(), std::nullopt};
    if (const QJsonValue seed = json->value(QStringLiteral("seed")); seed.isDouble() && seed.toInteger(-1) >= 0)
        found.seed = seed.toInteger();
    return found;
}

} // namespace

media::EmbeddedTexts provenanceOf(const timeline::Take &take, const timeline::TakeRecipe &recipe)
{
    timeline::TakeRecipe kept = recipe;
    kept.request.clear(); // stands under a key of its own
    kept.queuedAt.clear();
    kept.startedAt.clear();
    kept.finishedAt.clear();
    if (const auto params = parseJsonObject(recipe.params.toUtf8(), QString()))
        kept.params = QString::fromUtf8(toCompactJson(withoutFolders(*params).toObject()));
    QJsonObject json = toJson(kept);
    json.insert(QStringLiteral("storycanvas"), kFormat);
    json.insert(QStringLiteral("kind"), timeline::takeKindName(take.kind));
    json.insert(QStringLiteral("family"), take.family);
    json.insert(QStringLiteral("model"), take.modelName);
    if (take.seed)
        json.insert(QStringLiteral("seed"), *take.seed);
    media::EmbeddedTexts texts;
    texts.insert(QString::fromLatin1(kRecipeKey), escaped(QString::fromUtf8(toCompactJson(json))));
    if (!recipe.request.isEmpty())
        texts.insert(QString::fromLatin1(kGraphKey), escaped(recipe.request));
    return texts;
}

std::optional<FoundRecipe> recipeIn(const media::EmbeddedTexts &texts)
{
    const QString graph = texts.value(QString::fromLatin1(kGraphKey));
    if (auto own = ownRecipe(texts.value(QString::fromLatin1(kRecipeKey)))) {
        if (const auto read = parseJsonObject(graph.toUtf8(), QString()))
            own->recipe.request = QString::fromUtf8(toCompactJson(*read)); // its escapes undone: the bytes that were sent
        return own;
    }
    if (auto comfy = recipeOfComfyGraph(graph))
        return comfy;
    return recipeOfWebUi(texts.value(QStringLiteral("parameters")));
}

} // namespace sc::generation
