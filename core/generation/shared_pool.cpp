// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shared_pool.h"

#include "core/base/text.h"
#include "core/generation/import_take.h"
#include "core/media/visual_facts.h"
#include "core/project/item_shelf.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

#include <algorithm>
#include <array>

namespace sc::generation {

namespace {

using timeline::Take;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

constexpr std::array kSources{"clip_generation", "upload", "batch", "character", "import"};

StudioItem toItem(const PoolItem &item)
{
    const Take &take = item.take;
    QJsonObject json{{QStringLiteral("description"), item.description},
                     {QStringLiteral("source"), poolSourceName(item.source)},
                     {QStringLiteral("project"), item.project},
                     {QStringLiteral("clip"), item.clip},
                     {QStringLiteral("kind"), timeline::takeKindName(take.kind)},
                     {QStringLiteral("media_path"), take.media.path},
                     {QStringLiteral("media_size"), take.media.size},
                     {QStringLiteral("media_hash"), take.media.hash},
                     {QStringLiteral("width"), take.width},
                     {QStringLiteral("height"), take.height},
                     {QStringLiteral("frames"), take.frames},
                     {QStringLiteral("rate"), QJsonArray{take.rateNumerator, take.rateDenominator}},
                     {QStringLiteral("length"), QString::number(take.length.value())},
                     {QStringLiteral("family"), take.family},
                     {QStringLiteral("model"), take.modelName},
                     {QStringLiteral("server"), take.serverName},
                     {QStringLiteral("provider"), timeline::takeProviderName(take.provider)},
                     {QStringLiteral("original_name"), take.originalName},
                     {QStringLiteral("rating"), take.rating},
                     {QStringLiteral("tags"), QJsonArray::fromStringList(take.tags)},
                     {QStringLiteral("prompt"), item.recipe.prompt},
                     {QStringLiteral("negative_prompt"), item.recipe.negativePrompt},
                     {QStringLiteral("params"), item.recipe.params},
                     {QStringLiteral("colour"), item.colour}};
    if (take.seed)
        json.insert(QStringLiteral("seed"), QString::number(*take.seed));
    StudioItem stored;
    stored.id = item.id;
    stored.kind = QLatin1String(kPoolItemKind);
    stored.name = item.name;
    stored.content = json;
    stored.createdAt = item.createdAt;
    return stored;
}

PoolItem fromItem(const StudioItem &stored)
{
    const QJsonObject &json = stored.content;
    const auto text = [&](const char *key) { return json.value(QLatin1String(key)).toString(); };
    PoolItem item;
    item.id = stored.id;
    item.name = stored.name;
    item.createdAt = stored.createdAt;
    item.description = text("description");
    const auto source = std::ranges::find_if(kSources, [&](const char *name) { return text("source") == QLatin1String(name); });
    item.source = source == kSources.end() ? PoolSource::Import : PoolSource(source - kSources.begin());
    item.project = text("project");
    item.clip = text("clip");
    item.colour = json.value(QStringLiteral("colour")).toInt(-1);
    Take &take = item.take;
    take.kind = timeline::takeKindFromName(text("kind")).value_or(timeline::TakeKind::Image);
    take.media = {text("media_path"), json.value(QStringLiteral("media_size")).toInteger(), text("media_hash")};
    take.width = json.value(QStringLiteral("width")).toInt();
    take.height = json.value(QStringLiteral("height")).toInt();
    take.frames = std::max<qint64>(1, json.value(QStringLiteral("frames")).toInteger());
    const QJsonArray rate = json.value(QStringLiteral("rate")).toArray();
    take.rateNumerator = rate.at(0).toInt();
    take.rateDenominator = std::max(1, rate.at(1).toInt(1));
    take.length = Ticks(text("length").toLongLong());
    take.family = text("family");
    take.modelName = text("model");
    take.serverName = text("server");
    take.provider = timeline::takeProviderFromName(text("provider")).value_or(timeline::TakeProvider::Import);
    take.originalName = text("original_name");
    take.createdAt = stored.createdAt;
    take.rating = std::clamp(json.value(QStringLiteral("rating")).toInt(), 0, timeline::kMaxRating);
    for (const QJsonValue &tag : json.value(QStringLiteral("tags")).toArray())
        take.tags.append(tag.toString());
    if (json.contains(QStringLiteral("seed")))
        take.seed = text("seed").toLongLong();
    item.recipe.prompt = text("prompt");
    item.recipe.negativePrompt = text("negative_prompt");
    item.recipe.params = text("params");
    return item;
}

Result<PoolItem> checked(PoolItem item)
{
    SC_TRY_ASSIGN(name, cleanText(item.name, TextKind::SingleLine, 1, timeline::kMaxNameLength, Text::tr("The name")));
    SC_TRY_ASSIGN(description,
                  cleanText(item.description, TextKind::MultiLine, 0, timeline::kMaxDescriptionLength, Text::tr("The description")));
    item.name = name;
    item.description = description;
    QStringList tags;
    for (const QString &tag : std::as_const(item.take.tags)) {
        SC_TRY_ASSIGN(clean, cleanText(tag, TextKind::SingleLine, 0, timeline::kMaxTagLength, Text::tr("A tag")));
        if (!clean.isEmpty() && !tags.contains(clean, Qt::CaseInsensitive))
            tags.append(clean);
    }
    item.take.tags = tags;
    if (tags.size() > timeline::kMaxTags || item.take.rating < 0 || item.take.rating > timeline::kMaxRating || item.colour < -1 ||
        item.colour >= kPoolColours)
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    Text::tr("Stars are 0 to 5, tags at most %1, colours 0 to %2.").arg(timeline::kMaxTags).arg(kPoolColours - 1)));
    return item;
}

QString freeName(const std::vector<PoolItem> &items, const QString &wanted, const QString &exceptId)
{
    const auto isTaken = [&](const QString &name) {
        return std::ranges::any_of(
            items, [&](const PoolItem &item) { return item.id != exceptId && item.name.compare(name, Qt::CaseInsensitive) == 0; });
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted.left(timeline::kMaxNameLength - 8)).arg(number);
    return name;
}

} // namespace

QString poolSourceName(PoolSource source)
{
    return QLatin1String(kSources[size_t(source)]);
}

QString SharedPool::folder() const
{
    return QFileInfo(m_shared.pictures()).path() + QStringLiteral("/pool");
}

Result<std::vector<PoolItem>> SharedPool::items() const
{
    SC_TRY_ASSIGN(stored, m_shared.all(QLatin1String(kPoolItemKind)));
    std::vector<PoolItem> items;
    for (const StudioItem &each : stored)
        items.push_back(fromItem(each));
    std::ranges::stable_sort(items, std::ranges::greater(), &PoolItem::createdAt);
    return items;
}

Result<PoolItem> SharedPool::item(const QString &idOrName) const
{
    SC_TRY_ASSIGN(all, items());
    const auto found = std::ranges::find_if(
        all, [&](const PoolItem &item) { return item.id == idOrName || item.name.compare(idOrName, Qt::CaseInsensitive) == 0; });
    if (found != all.end())
        return std::move(*found);
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("The shared pool has no \"%1\".").arg(idOrName))
                               .withEntity(QStringLiteral("pool item"), idOrName));
}

Result<PoolItem> SharedPool::draftOf(const project::ProjectSession &session, const TakeId &id)
{
    const Take *take = session.takes().find(id);
    if (!take)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("This take does not exist any more.")));
    PoolItem draft;
    draft.take = *take;
    SC_TRY_ASSIGN(recipe, session.takes().recipeOf(id));
    draft.recipe = std::move(recipe);
    draft.take.media.path = session.absolutePath(take->media);
    draft.project = session.timeline().project.name;
    const auto clip =
        std::ranges::find_if(session.timeline().clips, [&](const timeline::Clip &one) { return timeline::hasTake(one, *take); });
    if (clip != session.timeline().clips.end())
        draft.clip = clip->name;
    draft.source = take->provider == timeline::TakeProvider::Import ? PoolSource::Import : PoolSource::ClipGeneration;
    draft.name = draft.clip.isEmpty() ? QFileInfo(take->originalName).completeBaseName() : draft.clip;
    if (draft.name.isEmpty())
        draft.name = Text::tr("Picture");
    draft.take.id = {};
    draft.take.clip = {};
    draft.take.thumb = {};
    draft.take.proxy = {};
    draft.take.verdict = timeline::TakeVerdict::None;
    draft.take.notes.clear();
    draft.take.checks.clear();
    return draft;
}

Result<PoolItem> SharedPool::draftOfFile(const QString &file, const QString &folder)
{
    SC_TRY(media::measureVisual(file)); // what is no picture is not copied first
    // Measured and copied as for a bundle; the folder stands for one.
    SC_TRY_ASSIGN(kept, project::keepByContent(file, folder));
    const auto made = importTake({folder, kept.path, {{kept.path, kept.size, kept.hash}}});
    if (!made) {
        QFile::remove(kept.path); // no picture
        return std::unexpected(made.error());
    }
    PoolItem draft;
    draft.take = made->take;
    draft.recipe = made->recipe;
    draft.take.media = {kept.path, kept.size, kept.hash};
    draft.take.originalName = QFileInfo(file).fileName();
    draft.take.clip = {};
    draft.source = PoolSource::Upload;
    draft.name = tidyText(QFileInfo(file).completeBaseName(), timeline::kMaxNameLength);
    if (draft.name.isEmpty())
        draft.name = Text::tr("Picture");
    return draft;
}

Result<PoolItem> SharedPool::copied(PoolItem draft, const QString &folder)
{
    SC_TRY_ASSIGN(kept, project::keepByContent(draft.take.media.path, folder));
    draft.take.media = {kept.path, kept.size, kept.hash};
    return draft;
}

Result<QString> SharedPool::put(const PoolItem &draft)
{
    SC_TRY_ASSIGN(all, items());
    const auto same = std::ranges::find_if(all, [&](const PoolItem &item) { return item.take.media.hash == draft.take.media.hash; });
    if (same != all.end())
        return std::unexpected(Problem(ProblemCode::DuplicateResource, Text::tr("The shared pool has this already: “%1”.").arg(same->name))
                                   .withDetail(same->id)
                                   .withEntity(QStringLiteral("pool item"), same->id));
    PoolItem item = draft;
    item.name = freeName(all, draft.name, {});
    SC_TRY_ASSIGN(clean, checked(item));
    clean.id = newUuidV7();
    clean.createdAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    StudioItem stored = toItem(clean);
    stored.updatedAt = clean.createdAt;
    SC_TRY(m_shared.change({.put = {stored}, .removed = {}}));
    return clean.id;
}

Result<> SharedPool::edit(const PoolItem &item)
{
    SC_TRY_ASSIGN(all, items());
    const auto now = std::ranges::find(all, item.id, &PoolItem::id);
    if (now == all.end())
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, Text::tr("This is not in the shared pool any more.")).withDetail(item.id));
    PoolItem next = *now;
    next.name = item.name;
    next.description = item.description;
    next.take.tags = item.take.tags;
    next.take.rating = item.take.rating;
    next.colour = item.colour;
    SC_TRY_ASSIGN(clean, checked(next));
    if (freeName(all, clean.name, clean.id) != clean.name)
        return std::unexpected(Problem(ProblemCode::DuplicateResource, Text::tr("The shared pool has a “%1” already.").arg(clean.name))
                                   .withDetail(freeName(all, clean.name, clean.id)));
    StudioItem stored = toItem(clean);
    if (stored.content == toItem(*now).content && clean.name == now->name)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, Text::tr("It is like that already.")));
    stored.updatedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    return m_shared.change({.put = {stored}, .removed = {}});
}

Result<> SharedPool::remove(const QStringList &ids)
{
    SC_TRY_ASSIGN(all, items());
    QSet<QString> stays;
    QStringList files;
    for (const PoolItem &item : all) {
        if (ids.contains(item.id))
            files.append(item.take.media.path);
        else
            stays.insert(item.take.media.path);
    }
    if (files.isEmpty())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("This is not in the shared pool any more.")));
    SC_TRY(m_shared.change({.put = {}, .removed = ids}));
    for (const QString &file : std::as_const(files)) {
        if (!stays.contains(file))
            QFile::remove(file);
    }
    return {};
}

Result<project::NewTake> SharedPool::prepare(const PoolItem &item, const project::TakeIntake &intake)
{
    SC_TRY_ASSIGN(taken, project::takeFromFile(intake));
    project::NewTake made;
    made.take = item.take;
    made.take.media = taken.media;
    made.take.createdAt.clear(); // when it came into this project
    made.recipe = item.recipe;
    return made;
}

Result<TakeId> SharedPool::keep(project::ProjectSession &session, project::NewTake take, const ClipId &clip)
{
    SC_TRY_ASSIGN(own, clip.isEmpty() ? session.takes().all() : session.takes().takesOf(clip));
    const auto same = std::ranges::find_if(
        own, [&](const Take &other) { return other.media.hash == take.take.media.hash && (!clip.isEmpty() || other.clip.isEmpty()); });
    if (same != own.end())
        return std::unexpected(
            Problem(ProblemCode::Conflict, Text::tr("The project has this already.")).withEntity(QStringLiteral("take"), same->id.text()));
    take.take.id = TakeId::create();
    take.take.clip = clip;
    SC_TRY_ASSIGN(ids, session.takes().add(Text::tr("From the shared pool"), {std::move(take)}));
    return ids.front();
}

} // namespace sc::generation
