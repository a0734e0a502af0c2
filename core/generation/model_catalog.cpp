// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/model_catalog.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/comfy/family.h"
#include "core/comfy/family_detect.h"
#include "core/comfy/model_files.h"
#include "core/generation/profile_file.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QSet>

#include <algorithm>
#include <array>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 8> kKinds = {"checkpoint",   "diffusion_model", "lora",    "vae",
                                                "text_encoder", "controlnet",      "upscale", "other"};
constexpr int kMaxNotes = 5000;
constexpr int kMaxRating = 5;
const QString kFile = QStringLiteral("models.json");

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

struct Loader
{
    const char *className;
    const char *input;
    ModelKind kind;
};
constexpr std::array kLoaders = {
    Loader{"CheckpointLoaderSimple", "ckpt_name", ModelKind::Checkpoint},
    Loader{"UNETLoader", "unet_name", ModelKind::DiffusionModel},
    Loader{"UnetLoaderGGUF", "unet_name", ModelKind::DiffusionModel},
    Loader{"LoraLoader", "lora_name", ModelKind::Lora},
    Loader{"LoraLoaderModelOnly", "lora_name", ModelKind::Lora},
    Loader{"VAELoader", "vae_name", ModelKind::Vae},
    Loader{"CLIPLoader", "clip_name", ModelKind::TextEncoder},
    Loader{"CLIPLoaderGGUF", "clip_name", ModelKind::TextEncoder},
    Loader{"ControlNetLoader", "control_net_name", ModelKind::ControlNet},
    Loader{"UpscaleModelLoader", "model_name", ModelKind::Upscale},
    Loader{"CLIPVisionLoader", "clip_name", ModelKind::Other},
    Loader{"StyleModelLoader", "style_model_name", ModelKind::Other},
};

bool comesBefore(const ModelRecord &a, const ModelRecord &b)
{
    return a.kind != b.kind ? a.kind < b.kind : a.name < b.name;
}

// VAEs and encoders are of no family of their own.
QString familyOf(const QString &name, ModelKind kind)
{
    if (kind != ModelKind::Checkpoint && kind != ModelKind::DiffusionModel && kind != ModelKind::Lora)
        return {};
    const comfy::FamilyGuess guess = comfy::guessFamily(name);
    return guess.guessed ? QString() : guess.family;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &one : value.toArray())
        texts.append(one.toString());
    return texts;
}

Result<ModelRecord> recordFromJson(const QJsonObject &json)
{
    ModelRecord record;
    record.name = json.value(QStringLiteral("name")).toString();
    const auto kind = modelKindFromName(json.value(QStringLiteral("kind")).toString());
    if (record.name.isEmpty() || !kind)
        return std::unexpected(damagedProfileFile(kFile, record.name));
    record.kind = *kind;
    record.detectedFamily = familyOf(record.name, record.kind); // rules may have grown since it was stored
    record.ownFamily = json.value(QStringLiteral("own_family")).toString();
    record.isActive = json.value(QStringLiteral("active")).toBool(true);
    record.triggerWords = textsOf(json.value(QStringLiteral("trigger_words")));
    record.notes = json.value(QStringLiteral("notes")).toString();
    record.tags = textsOf(json.value(QStringLiteral("tags")));
    record.rating = std::clamp(json.value(QStringLiteral("rating")).toInt(), 0, kMaxRating);
    for (const QJsonValue &value : json.value(QStringLiteral("places")).toArray()) {
        const QJsonObject place = value.toObject();
        record.places.push_back({place.value(QStringLiteral("server")).toString(), place.value(QStringLiteral("first_seen")).toString(),
                                 place.value(QStringLiteral("last_seen")).toString(), place.value(QStringLiteral("there")).toBool()});
    }
    return record;
}

QString withoutEnding(const QString &name)
{
    return name.contains(u'.') ? name.section(u'.', 0, -2) : name;
}

QString withoutFolder(const QString &name)
{
    return QString(name).replace(u'\\', u'/').section(u'/', -1);
}

} // namespace

QStringList ModelRecord::servers() const
{
    QStringList names;
    for (const ModelPlace &place : places) {
        if (place.isThere)
            names.append(place.server);
    }
    return names;
}

QString modelKindName(ModelKind kind)
{
    return nameIn(kKinds, kind);
}

std::optional<ModelKind> modelKindFromName(const QString &name)
{
    return valueIn<ModelKind>(kKinds, name);
}

std::vector<ModelRecord> modelsIn(const comfy::ObjectInfo &info)
{
    std::vector<ModelRecord> models;
    QSet<QString> seen;
    for (const Loader &loader : kLoaders) {
        for (const QString &name : info.choices(QLatin1String(loader.className), QLatin1String(loader.input))) {
            const QString key = modelKindName(loader.kind) + u'/' + name;
            if (name.isEmpty() || seen.contains(key))
                continue;
            seen.insert(key);
            ModelRecord record;
            record.name = name;
            record.kind = loader.kind;
            record.detectedFamily = familyOf(name, loader.kind);
            models.push_back(std::move(record));
        }
    }
    std::ranges::sort(models, comesBefore);
    return models;
}

QJsonObject toJson(const ModelRecord &record)
{
    QJsonArray places;
    for (const ModelPlace &place : record.places)
        places.append(QJsonObject{{QStringLiteral("server"), place.server},
                                  {QStringLiteral("first_seen"), place.firstSeen},
                                  {QStringLiteral("last_seen"), place.lastSeen},
                                  {QStringLiteral("there"), place.isThere}});
    return {{QStringLiteral("name"), record.name},       {QStringLiteral("kind"), modelKindName(record.kind)},
            {QStringLiteral("family"), record.family()}, {QStringLiteral("own_family"), record.ownFamily},
            {QStringLiteral("active"), record.isActive}, {QStringLiteral("trigger_words"), QJsonArray::fromStringList(record.triggerWords)},
            {QStringLiteral("notes"), record.notes},     {QStringLiteral("tags"), QJsonArray::fromStringList(record.tags)},
            {QStringLiteral("rating"), record.rating},   {QStringLiteral("places"), places}};
}

Result<ModelCatalog> ModelCatalog::load(const ProfilePaths &profile)
{
    ModelCatalog catalog;
    SC_TRY_ASSIGN(json, readProfileFile(profile, kFile));
    for (const QJsonValue &value : json.value(QStringLiteral("models")).toArray()) {
        SC_TRY_ASSIGN(record, recordFromJson(value.toObject()));
        catalog.m_models.push_back(std::move(record));
    }
    std::ranges::sort(catalog.m_models, comesBefore);
    return catalog;
}

Result<> ModelCatalog::save(const ProfilePaths &profile) const
{
    QJsonArray models;
    for (const ModelRecord &record : m_models)
        models.append(toJson(record));
    return writeProfileFile(profile, kFile, {{QStringLiteral("models"), models}});
}

int ModelCatalog::see(const QString &server, const comfy::ObjectInfo &info, const QString &now)
{
    for (ModelRecord &record : m_models) {
        for (ModelPlace &place : record.places)
            place.isThere = place.isThere && place.server != server;
    }
    int fresh = 0;
    std::vector<ModelRecord> added;
    for (ModelRecord &found : modelsIn(info)) {
        const auto known = std::ranges::lower_bound(m_models, found, comesBefore);
        const bool isKnown = known != m_models.end() && known->name == found.name && known->kind == found.kind;
        if (!isKnown) {
            found.places = {{server, now, now, true}};
            added.push_back(std::move(found));
            ++fresh;
            continue;
        }
        const auto place = std::ranges::find(known->places, server, &ModelPlace::server);
        if (place == known->places.end()) {
            known->places.push_back({server, now, now, true});
        } else {
            place->lastSeen = now;
            place->isThere = true;
        }
    }
    m_models.insert(m_models.end(), added.begin(), added.end());
    std::ranges::sort(m_models, comesBefore);
    return fresh;
}

void ModelCatalog::forgetServer(const QString &server)
{
    for (ModelRecord &record : m_models)
        std::erase_if(record.places, [&](const ModelPlace &place) { return place.server == server; });
}

Result<ModelRecord> ModelCatalog::find(const QString &wanted) const
{
    std::vector<const ModelRecord *> found;
    QStringList alike;
    for (const ModelRecord &record : m_models) {
        if (record.name == wanted)
            return record;
        const QString base = withoutFolder(record.name);
        if (base == wanted || withoutEnding(base) == wanted)
            found.push_back(&record);
        if (comfy::foldedName(record.name).contains(comfy::foldedName(wanted)))
            alike.append(record.name);
    }
    if (found.size() == 1)
        return *found.front();
    return std::unexpected(Problem(found.empty() ? ProblemCode::ResourceNotFound : ProblemCode::Conflict,
                                   found.empty() ? Text::tr("No server that was looked at has the model \"%1\".").arg(wanted)
                                                 : Text::tr("Several models are called \"%1\".").arg(wanted))
                               .withDetail(alike.mid(0, 8).join(QStringLiteral(", ")))
                               .withEntity(QStringLiteral("model"), wanted));
}

Result<> ModelCatalog::change(const ModelRecord &record)
{
    if (record.rating < 0 || record.rating > kMaxRating)
        return std::unexpected(Problem(ProblemCode::ValidationError, Text::tr("A rating is a number from 0 to 5.")));
    SC_TRY(cleanText(record.notes, TextKind::MultiLine, 0, kMaxNotes, Text::tr("The model's notes")));
    if (!record.ownFamily.isEmpty())
        SC_TRY(comfy::FamilyTable::builtIn().family(record.ownFamily));
    const auto known =
        std::ranges::find_if(m_models, [&](const ModelRecord &other) { return other.name == record.name && other.kind == record.kind; });
    if (known == m_models.end())
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, Text::tr("No server that was looked at has the model \"%1\".").arg(record.name)));
    *known = record;
    return {};
}

} // namespace sc::generation
