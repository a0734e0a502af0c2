// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/templates.h"

#include "core/base/text.h"
#include "core/comfy/family.h"
#include "core/generation/item_head.h"
#include "core/generation/item_json.h"
#include "core/timeline/clip_edits.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

// Family, model and LoRAs are fields of their own.
QJsonObject withoutFields(QJsonObject params)
{
    for (const char *key : {"family", "model", "loras"})
        params.remove(QLatin1String(key));
    return params;
}

bool isLocked(const timeline::Timeline &timeline, const timeline::Clip &clip)
{
    const timeline::Scene *scene = timeline::findScene(timeline, clip.scene);
    return clip.locked || (scene && scene->locked);
}

} // namespace

const QStringList &styleCategories()
{
    static const QStringList categories = {QStringLiteral("custom"),    QStringLiteral("cinematic"), QStringLiteral("anime"),
                                           QStringLiteral("realistic"), QStringLiteral("artistic"),  QStringLiteral("abstract")};
    return categories;
}

QString categoryTitle(const QString &category)
{
    if (category == u"custom")
        return tr("Custom");
    if (category == u"cinematic")
        return tr("Cinematic");
    if (category == u"anime")
        return tr("Anime");
    if (category == u"realistic")
        return tr("Realistic");
    if (category == u"artistic")
        return tr("Artistic");
    if (category == u"abstract")
        return tr("Abstract");
    return category;
}

QJsonObject toJson(const StyleTemplate &style)
{
    QJsonObject json;
    put(json, "description", style.description);
    put(json, "category", style.category);
    put(json, "prefix", style.prefix);
    put(json, "suffix", style.suffix);
    put(json, "negative", style.negative);
    put(json, "family", style.family);
    put(json, "model", style.model);
    if (!style.loras.empty())
        json.insert(QStringLiteral("loras"), toJson(style.loras));
    if (!style.params.isEmpty())
        json.insert(QStringLiteral("params"), style.params);
    if (style.isFavourite)
        json.insert(QStringLiteral("favourite"), true);
    return json;
}

QJsonObject toJson(const PromptTemplate &prompt)
{
    QJsonObject json;
    put(json, "image_prompt", prompt.imagePrompt);
    put(json, "video_prompt", prompt.videoPrompt);
    return json;
}

StyleTemplate styleTemplateFrom(const StudioItem &item, Scope scope)
{
    const QJsonObject &json = item.content;
    auto style = withHead<StyleTemplate>(item, scope);
    style.description = json[u"description"].toString();
    style.category = json[u"category"].toString(QStringLiteral("custom"));
    style.prefix = json[u"prefix"].toString();
    style.suffix = json[u"suffix"].toString();
    style.negative = json[u"negative"].toString();
    style.family = json[u"family"].toString();
    style.model = json[u"model"].toString();
    style.loras = lorasFromJson(json[u"loras"]);
    style.params = json[u"params"].toObject();
    style.isFavourite = json[u"favourite"].toBool();
    return style;
}

PromptTemplate promptTemplateFrom(const StudioItem &item, Scope scope)
{
    auto prompt = withHead<PromptTemplate>(item, scope);
    prompt.imagePrompt = item.content[u"image_prompt"].toString();
    prompt.videoPrompt = item.content[u"video_prompt"].toString();
    return prompt;
}

StudioItem itemOf(const StyleTemplate &style)
{
    return itemWith(style, kStyleTemplateKind);
}

StudioItem itemOf(const PromptTemplate &prompt)
{
    return itemWith(prompt, kPromptTemplateKind);
}

Result<StyleTemplate> checkedTemplate(const StyleTemplate &style)
{
    StyleTemplate checked = style;
    const auto set = [](QString &field, TextKind kind, int least, int most, const QString &name) -> Result<> {
        SC_TRY_ASSIGN(text, cleanText(field, kind, least, most, name));
        field = text;
        return {};
    };
    SC_TRY(set(checked.name, TextKind::SingleLine, 1, timeline::kMaxNameLength, tr("The name")));
    SC_TRY(set(checked.description, TextKind::MultiLine, 0, timeline::kMaxDescriptionLength, tr("The description")));
    SC_TRY(set(checked.category, TextKind::SingleLine, 0, kMaxCategoryLength, tr("The category")));
    SC_TRY(set(checked.prefix, TextKind::MultiLine, 0, kMaxTemplateTextLength, tr("The text before the prompt")));
    SC_TRY(set(checked.suffix, TextKind::MultiLine, 0, kMaxTemplateTextLength, tr("The text after the prompt")));
    SC_TRY(set(checked.negative, TextKind::MultiLine, 0, timeline::kMaxNegativeLength, tr("The negative prompt")));
    SC_TRY(set(checked.family, TextKind::SingleLine, 0, timeline::kMaxRoleLength, tr("The family")));
    SC_TRY(set(checked.model, TextKind::SingleLine, 0, kMaxLoraNameLength, tr("The model")));
    if (checked.category.isEmpty())
        checked.category = styleCategories().front();
    if (!checked.family.isEmpty())
        SC_TRY(comfy::FamilyTable::builtIn().family(checked.family));
    SC_TRY_ASSIGN(loras, checkedLoras(checked.loras));
    checked.loras = loras;
    checked.params = withoutFields(checked.params);
    SC_TRY(comfy::paramsFromJson(checked.params));
    return checked;
}

Result<PromptTemplate> checkedTemplate(const PromptTemplate &prompt)
{
    PromptTemplate checked = prompt;
    SC_TRY_ASSIGN(name, cleanText(prompt.name, TextKind::SingleLine, 1, timeline::kMaxNameLength, tr("The name")));
    SC_TRY_ASSIGN(image, cleanText(prompt.imagePrompt, TextKind::MultiLine, 0, kMaxTemplatePromptLength, tr("The image prompt")));
    SC_TRY_ASSIGN(video, cleanText(prompt.videoPrompt, TextKind::MultiLine, 0, kMaxTemplatePromptLength, tr("The video prompt")));
    checked.name = name;
    checked.imagePrompt = image;
    checked.videoPrompt = video;
    return checked;
}

QJsonObject paramsOf(const StyleTemplate &style)
{
    QJsonObject params = style.params;
    put(params, "family", style.family);
    put(params, "model", style.model);
    if (!style.loras.empty())
        params.insert(QStringLiteral("loras"), toJson(style.loras));
    return params;
}

QJsonObject mergedParams(const QJsonObject &base, const QJsonObject &more)
{
    QJsonObject merged = base;
    for (auto it = more.begin(); it != more.end(); ++it) {
        if (it.key() == u"loras")
            merged.insert(it.key(), toJson(unitedLoras(lorasFromJson(base[u"loras"]), lorasFromJson(it.value()))));
        else
            merged.insert(it.key(), it.value());
    }
    return merged;
}

namespace {

timeline::ClipGeneration withTemplate(timeline::ClipGeneration generation, const StyleTemplate &style, ApplyMode mode)
{
    generation.styleTemplate = style.id;
    const QJsonObject set = paramsOf(style);
    if (mode == ApplyMode::Replace) {
        for (const QString &key : set.keys()) {
            if (key != u"loras")
                generation.params.remove(key);
        }
    }
    // Of one name the template's weight wins: the shot's own entry would hide it.
    std::vector<comfy::LoraRef> own = lorasFromJson(generation.params[u"loras"]);
    std::erase_if(own, [&](const comfy::LoraRef &lora) {
        return std::ranges::find(style.loras, lora.name, &comfy::LoraRef::name) != style.loras.end();
    });
    if (own.empty())
        generation.params.remove(QStringLiteral("loras"));
    else
        generation.params.insert(QStringLiteral("loras"), toJson(own));
    return generation;
}

QString valueText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? tr("on") : tr("off");
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 10);
    if (value.isObject())
        return tr("on");
    return value.toString();
}

// One side of the comparison for one shot.
QMap<QString, QString> valuesOf(const timeline::ClipGeneration &generation, const StyleTemplate *style)
{
    QMap<QString, QString> values;
    if (style) {
        values[QStringLiteral("prefix")] = style->prefix;
        values[QStringLiteral("suffix")] = style->suffix;
        values[QStringLiteral("negative")] = style->negative;
    }
    const QJsonObject params = mergedParams(style ? paramsOf(*style) : QJsonObject(), generation.params);
    for (auto it = params.begin(); it != params.end(); ++it) {
        if (it.key() != u"loras")
            values[it.key()] = valueText(it.value());
    }
    for (const comfy::LoraRef &lora : lorasFromJson(params[u"loras"]))
        values[QStringLiteral("lora:") + lora.name] = QString::number(lora.weight, 'g', 4);
    return values;
}

QString rowName(const QString &key)
{
    if (key == u"prefix")
        return tr("Before");
    if (key == u"suffix")
        return tr("After");
    if (key == u"negative")
        return tr("Negative");
    if (key.startsWith(u"lora:"))
        return key.mid(5);
    QString name = key;
    name.replace(u'_', u' ');
    return name == u"cfg" ? QStringLiteral("CFG") : name.left(1).toUpper() + name.mid(1);
}

} // namespace

TemplatePreview previewTemplate(const timeline::Timeline &timeline, const std::vector<ClipId> &clips, const StyleTemplate &style,
                                ApplyMode mode, const StyleLookUp &present)
{
    TemplatePreview preview;
    std::vector<QMap<QString, QString>> now;
    std::vector<QMap<QString, QString>> after;
    QStringList keys = {QStringLiteral("prefix"), QStringLiteral("suffix"), QStringLiteral("negative"), QStringLiteral("family"),
                        QStringLiteral("model"),  QStringLiteral("steps"),  QStringLiteral("cfg"),      QStringLiteral("sampler")};
    for (const ClipId &id : clips) {
        const timeline::Clip *clip = timeline::findClip(timeline, id);
        if (!clip)
            continue;
        if (isLocked(timeline, *clip)) {
            preview.locked.push_back(id);
            continue;
        }
        const timeline::ClipGeneration changed = withTemplate(clip->generation, style, mode);
        now.push_back(valuesOf(clip->generation, present(clip->generation.styleTemplate)));
        after.push_back(valuesOf(changed, &style));
        preview.changes += changed != clip->generation ? 1 : 0;
        for (const auto &side : {now.back(), after.back()}) {
            for (const QString &key : side.keys()) {
                if (!keys.contains(key))
                    keys.append(key);
            }
        }
    }
    const auto united = [](const std::vector<QMap<QString, QString>> &side, const QString &key) {
        for (const auto &one : side) {
            if (one.value(key) != side.front().value(key))
                return tr("mixed");
        }
        return side.empty() ? QString() : side.front().value(key);
    };
    for (const QString &key : keys) {
        TemplateRow row{key, rowName(key), united(now, key), united(after, key)};
        for (size_t i = 0; i < now.size(); ++i) {
            row.differs = row.differs || now[i].value(key) != after[i].value(key);
            row.isReplaced = row.isReplaced || (!now[i].value(key).isEmpty() && now[i].value(key) != after[i].value(key));
        }
        if (row.differs || !row.now.isEmpty() || !row.after.isEmpty())
            preview.rows.push_back(row);
    }
    return preview;
}

Result<timeline::Timeline> applyTemplate(const timeline::Timeline &timeline, const std::vector<ClipId> &clips, const StyleTemplate &style,
                                         ApplyMode mode)
{
    timeline::Timeline edited = timeline;
    std::optional<Problem> locked;
    bool any = false;
    for (const ClipId &id : clips) {
        const timeline::Clip *clip = timeline::findClip(edited, id);
        const auto generation = clip ? withTemplate(clip->generation, style, mode) : timeline::ClipGeneration();
        Result<timeline::Timeline> next = timeline::editClip(edited, {.clip = id, .generation = generation});
        if (!next && clip && isLocked(edited, *clip)) {
            locked = next.error();
            continue;
        }
        if (!next)
            return next;
        edited = std::move(*next);
        any = true;
    }
    if (!any && locked)
        return std::unexpected(*locked);
    return edited;
}

std::vector<PromptedClip> previewPrompts(const timeline::Timeline &timeline, const std::vector<ClipId> &clips, const PromptTemplate &prompt,
                                         const CharacterNames &names)
{
    std::vector<PromptedClip> prompted;
    for (const ClipId &id : clips) {
        const timeline::Clip *clip = timeline::findClip(timeline, id);
        if (!clip)
            continue;
        const PromptVariables variables = promptVariables(timeline, *clip, names(*clip));
        const ExpandedPrompt image = expandPrompt(prompt.imagePrompt, variables, wordSeedOf(*clip));
        const ExpandedPrompt video = expandPrompt(prompt.videoPrompt, variables, wordSeedOf(*clip));
        PromptedClip one{id, image.text, video.text, image.unknown};
        one.unknown.insert(one.unknown.end(), video.unknown.begin(), video.unknown.end());
        prompted.push_back(std::move(one));
    }
    return prompted;
}

Result<timeline::Timeline> applyPrompts(const timeline::Timeline &timeline, const std::vector<PromptedClip> &clips, ApplyMode mode)
{
    timeline::Timeline edited = timeline;
    for (const PromptedClip &one : clips) {
        const timeline::Clip *clip = timeline::findClip(edited, one.clip);
        timeline::EditClip edit;
        edit.clip = one.clip;
        const auto takes = [&](const QString &text, const QString &there) {
            return !text.isEmpty() && (mode == ApplyMode::Replace || there.isEmpty());
        };
        if (clip && takes(one.imagePrompt, clip->imagePrompt))
            edit.imagePrompt = one.imagePrompt;
        if (clip && takes(one.videoPrompt, clip->videoPrompt))
            edit.videoPrompt = one.videoPrompt;
        SC_TRY_ASSIGN(next, timeline::editClip(edited, edit));
        edited = std::move(next);
    }
    return edited;
}

} // namespace sc::generation
