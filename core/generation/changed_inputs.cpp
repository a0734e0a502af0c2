// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a take is still what its shot says.
#include "core/base/json.h"
#include "core/generation/item_json.h"
#include "core/generation/shot_request.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sc::generation {

namespace {

// A LoRA that a server's preset adds by itself; with it steps and CFG are its own as well.
bool isAccelerator(const comfy::LoraRef &lora)
{
    return lora.name.contains(u"lightx2v", Qt::CaseInsensitive) || lora.name.contains(u"4steps", Qt::CaseInsensitive);
}

// The beginning of the content's hash where the name tells it, else the name.
QString contentOf(const QString &name, const ShotRequest &present)
{
    static const QRegularExpression stored(QStringLiteral("storycanvas_([0-9a-f]{16})"));
    if (name.startsWith(u"media:")) {
        const QString hash = present.media.value(name.mid(6));
        return hash.isEmpty() ? name : hash.left(16);
    }
    const QRegularExpressionMatch match = stored.match(name);
    return match.hasMatch() ? match.captured(1) : name;
}

QJsonValue byContent(const QJsonValue &value, const ShotRequest &present)
{
    if (value.isString())
        return contentOf(value.toString(), present);
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &one : value.toArray())
            array.append(byContent(one, present));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (const QString &key : object.keys())
            object.insert(key, byContent(object[key], present));
        return object;
    }
    return value;
}

QString textOf(const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (value.isString())
        return value.toString();
    const QByteArray text = toCompactJson(QJsonArray{value});
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

QJsonArray withoutAccelerators(const QJsonValue &loras)
{
    std::vector<comfy::LoraRef> list = lorasFromJson(loras);
    std::erase_if(list, isAccelerator);
    std::ranges::sort(list, {}, &comfy::LoraRef::name);
    return toJson(list);
}

} // namespace

std::vector<InputChange> changedInputs(const timeline::TakeRecipe &made, const ShotRequest &present, const comfy::FamilyTable &families)
{
    std::vector<InputChange> changes;
    const auto compare = [&](const QString &key, const QString &before, const QString &now) {
        if (before != now)
            changes.push_back({key, before, now});
    };
    compare(QStringLiteral("prompt"), made.prompt, present.prompt.text);
    const comfy::ModelFamily *family = families.find(present.params.family);
    const QString &negative = present.prompt.negative;
    if (!(negative.isEmpty() && family && made.negativePrompt == family->negative))
        compare(QStringLiteral("negative_prompt"), made.negativePrompt, negative);
    const auto parsed = parseJsonObject(made.params.toUtf8(), QStringLiteral("params"));
    if (!parsed)
        return changes; // imported, or made elsewhere: only the words can be compared
    QJsonObject before = *parsed;
    comfy::GenerationParams wanted = present.params;
    QJsonObject now = comfy::toJson(wanted);
    if (family) {
        if (const auto full = wanted.completed(*family, present.kind))
            now = comfy::toJson(*full);
    }
    QStringList ignored = {QStringLiteral("batch_size")};
    if (present.seedIsFree)
        ignored.append(QStringLiteral("seed"));
    if (present.framesAreFree)
        ignored.append(QStringLiteral("frames")); // trimming a shot does not ask for another movie
    for (const auto &[key, value] :
         {std::pair(QStringLiteral("model"), present.params.model), {QStringLiteral("model_low"), present.params.modelLow}}) {
        if (value.isEmpty())
            ignored.append(key);
    }
    if (present.startFrame || !present.waitsFor.isEmpty())
        ignored.append(QStringLiteral("init_image")); // a frame that was cut out has a name of its own
    const std::vector<comfy::LoraRef> used = lorasFromJson(before[u"loras"]);
    if (std::ranges::any_of(used, isAccelerator)) {
        for (const char *key : {"steps", "cfg"}) {
            const bool isAsked = QLatin1String(key) == u"steps" ? present.params.steps.has_value() : present.params.cfg.has_value();
            if (!isAsked)
                ignored.append(QLatin1String(key));
        }
    }
    before.insert(QStringLiteral("loras"), withoutAccelerators(before[u"loras"]));
    now.insert(QStringLiteral("loras"), withoutAccelerators(now[u"loras"]));
    QStringList keys = now.keys();
    for (const QString &key : before.keys()) {
        if (!keys.contains(key))
            keys.append(key);
    }
    keys.sort();
    for (const QString &key : keys) {
        if (!ignored.contains(key))
            compare(key, textOf(byContent(before[key], present)), textOf(byContent(now[key], present)));
    }
    return changes;
}

bool isStale(const timeline::TakeRecipe &made, const ShotRequest &present, const comfy::FamilyTable &families)
{
    static const QStringList figures = {
        QStringLiteral("family"),    QStringLiteral("preset"),        QStringLiteral("model"),   QStringLiteral("model_low"),
        QStringLiteral("width"),     QStringLiteral("height"),        QStringLiteral("steps"),   QStringLiteral("cfg"),
        QStringLiteral("sampler"),   QStringLiteral("scheduler"),     QStringLiteral("fps"),     QStringLiteral("clip_skip"),
        QStringLiteral("pag_scale"), QStringLiteral("motion_bucket"), QStringLiteral("upscale"), QStringLiteral("refiner"),
        QStringLiteral("denoise"),   QStringLiteral("motion_family"), QStringLiteral("seed"),    QStringLiteral("interpolate_fps")};
    const bool wasOrdered =
        std::ranges::any_of(made.promptParts, [](const timeline::PromptPart &part) { return part.origin == QLatin1String(kFromOrder); });
    const auto counts = [&](const InputChange &change) {
        if (change.key == u"prompt")
            return !wasOrdered && !made.prompt.isEmpty();
        if (change.key == u"negative_prompt")
            return !wasOrdered && !made.negativePrompt.isEmpty();
        return !figures.contains(change.key) || present.asked.contains(change.key);
    };
    return std::ranges::any_of(changedInputs(made, present, families), counts);
}

} // namespace sc::generation
