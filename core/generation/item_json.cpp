// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/item_json.h"

#include "core/base/text.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

void put(QJsonObject &json, const char *key, const QString &text)
{
    if (!text.isEmpty())
        json.insert(QLatin1String(key), text);
}

Problem brokenRule(const QString &field, const QString &rule)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::generation", "%1 must be %2.").arg(field, rule));
}

QJsonObject toJson(const timeline::MediaRef &media)
{
    return {{QStringLiteral("path"), media.path}, {QStringLiteral("size"), media.size}, {QStringLiteral("hash"), media.hash}};
}

timeline::MediaRef mediaFromJson(const QJsonValue &json)
{
    return {json[u"path"].toString(), json[u"size"].toInteger(), json[u"hash"].toString()};
}

QJsonArray toJson(const std::vector<comfy::LoraRef> &loras)
{
    QJsonArray list;
    for (const comfy::LoraRef &lora : loras) {
        QJsonObject one{{QStringLiteral("name"), lora.name}, {QStringLiteral("weight"), lora.weight}};
        if (lora.clipWeight)
            one.insert(QStringLiteral("clip_weight"), *lora.clipWeight);
        list.append(one);
    }
    return list;
}

std::vector<comfy::LoraRef> lorasFromJson(const QJsonValue &json)
{
    std::vector<comfy::LoraRef> loras;
    for (const QJsonValue &one : json.toArray()) {
        comfy::LoraRef lora{one[u"name"].toString(), one[u"weight"].toDouble(1), {}};
        if (one[u"clip_weight"].isDouble())
            lora.clipWeight = one[u"clip_weight"].toDouble();
        loras.push_back(lora);
    }
    return loras;
}

Result<std::vector<comfy::LoraRef>> checkedLoras(const std::vector<comfy::LoraRef> &loras)
{
    const QString field = QCoreApplication::translate("sc::generation", "A LoRA's name");
    std::vector<comfy::LoraRef> checked;
    for (comfy::LoraRef lora : loras) {
        SC_TRY_ASSIGN(name, cleanText(lora.name, TextKind::SingleLine, 1, kMaxLoraNameLength, field));
        if (name == u"none")
            continue;
        const auto inRange = [](double weight) { return weight >= -4 && weight <= 4; };
        if (!inRange(lora.weight) || !inRange(lora.clipWeight.value_or(0)))
            return std::unexpected(brokenRule(QCoreApplication::translate("sc::generation", "The weight of \"%1\"").arg(name),
                                              QCoreApplication::translate("sc::generation", "-4 to 4, for example 0.8")));
        lora.name = name;
        std::erase_if(checked, [&](const comfy::LoraRef &one) { return one.name == name; });
        checked.push_back(lora);
    }
    return checked;
}

std::vector<comfy::LoraRef> unitedLoras(std::vector<comfy::LoraRef> first, const std::vector<comfy::LoraRef> &second)
{
    for (const comfy::LoraRef &lora : second) {
        const auto same = std::ranges::find(first, lora.name, &comfy::LoraRef::name);
        if (same == first.end())
            first.push_back(lora);
        else
            *same = lora;
    }
    return first;
}

} // namespace sc::generation
