// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/gallery.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Clip;
using timeline::Take;
using timeline::TakeVerdict;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

constexpr std::array kMarks{GalleryMark::NotJudged, GalleryMark::Approved, GalleryMark::Rejected, GalleryMark::Flagged,
                            GalleryMark::Chosen};

bool hasMark(const GalleryItem &item, GalleryMark mark)
{
    switch (mark) {
    case GalleryMark::NotJudged:
        return item.take.verdict == TakeVerdict::None;
    case GalleryMark::Approved:
        return item.take.verdict == TakeVerdict::Approved;
    case GalleryMark::Rejected:
        return item.take.verdict == TakeVerdict::Rejected;
    case GalleryMark::Flagged:
        return item.isFlagged();
    case GalleryMark::Chosen:
        return item.isChosen;
    }
    return false;
}

// What a project's shots say of the takes they keep.
struct Places
{
    struct Place
    {
        const Clip *clip = nullptr;
        const timeline::Scene *scene = nullptr;
        int number = 0;
        int sceneNumber = 0;
    };
    QHash<ClipId, Place> byKeeper; // of several clips that share takes the first in time
    QSet<TakeId> chosen;

    explicit Places(const timeline::Timeline &timeline)
    {
        QHash<SceneId, std::pair<const timeline::Scene *, int>> scenes;
        int counted = 0;
        for (const timeline::Scene &scene : timeline.scenes)
            scenes.insert(scene.id, {&scene, scene.isLive ? ++counted : counted});
        int number = 0;
        for (const Clip &clip : timeline.clips) {
            const auto [scene, sceneNumber] = scenes.value(clip.scene);
            const bool plays = clip.isLive && scene && scene->isLive;
            number += plays ? 1 : 0;
            for (const TakeId &id : {clip.selectedImage, clip.selectedVideo}) {
                if (!id.isEmpty())
                    chosen.insert(id);
            }
            Place &known = byKeeper[timeline::takesKeptBy(clip)];
            if (!known.clip || (plays && known.number == 0) || (plays == (known.number > 0) && clip.start < known.clip->start))
                known = {&clip, scene, plays ? number : 0, sceneNumber};
        }
    }
};

template<class Value> bool isAmong(const std::vector<Value> &wanted, const Value &value)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool isAmong(const QStringList &wanted, const QString &value)
{
    return wanted.isEmpty() || wanted.contains(value);
}

bool fitsText(const GalleryItem &item, const QString &text)
{
    const auto has = [&](const QString &place) { return place.contains(text, Qt::CaseInsensitive); };
    return text.isEmpty() || has(item.prompt) || has(item.take.notes) || has(item.take.originalName) || has(item.clipName) ||
           std::ranges::any_of(item.take.tags, has) || (item.take.seed && QString::number(*item.take.seed).startsWith(text));
}

bool fitsRest(const GalleryItem &item, const GalleryFilter &filter)
{
    const Take &take = item.take;
    return (!filter.only || filter.only->contains(take.id)) && take.rating >= filter.leastRating &&
           std::min(take.width, take.height) >= filter.leastSide && (!filter.seed || take.seed == filter.seed) &&
           take.modelName.contains(filter.model, Qt::CaseInsensitive) && take.createdAt.left(10) >= filter.madeFrom &&
           (filter.madeUntil.isEmpty() || take.createdAt.left(10) <= filter.madeUntil) && (!filter.inPool || item.isLoose()) &&
           (!filter.isUnreviewed || take.verdict == TakeVerdict::None) && (!filter.isFlagged || item.isFlagged()) &&
           (!filter.isUnused || !item.isChosen) && (!filter.isMissing || item.isMissing) && fitsText(item, filter.text);
}

constexpr unsigned bit(GalleryFacet facet)
{
    return 1U << unsigned(facet);
}
constexpr unsigned kRest = 1U << kGalleryFacets;

// The lists that keep this item out.
unsigned misses(const GalleryItem &item, const GalleryFilter &filter)
{
    const Take &take = item.take;
    unsigned out = 0;
    const auto require = [&](bool fits, GalleryFacet facet) { out |= fits ? 0U : bit(facet); };
    require(filter.marks.empty() || std::ranges::any_of(filter.marks, [&](GalleryMark mark) { return hasMark(item, mark); }),
            GalleryFacet::Mark);
    require(isAmong(filter.scenes, item.scene), GalleryFacet::Scene);
    require(isAmong(filter.clips, take.clip), GalleryFacet::Clip);
    require(isAmong(filter.kinds, take.kind), GalleryFacet::Kind);
    require(isAmong(filter.sources, take.provider), GalleryFacet::Source);
    require(filter.characters.empty() ||
                std::ranges::any_of(item.characters, [&](const CharacterId &id) { return isAmong(filter.characters, id); }),
            GalleryFacet::Character);
    require(isAmong(filter.families, take.family), GalleryFacet::Family);
    require(isAmong(filter.models, take.modelName), GalleryFacet::Model);
    require(isAmong(filter.servers, take.serverName), GalleryFacet::Server);
    require(filter.tags.isEmpty() ||
                std::ranges::any_of(take.tags, [&](const QString &tag) { return filter.tags.contains(tag, Qt::CaseInsensitive); }),
            GalleryFacet::Tag);
    require(filter.sizes.isEmpty() || filter.sizes.contains(item.sizeText()), GalleryFacet::Size);
    return fitsRest(item, filter) ? out : out | kRest;
}

// Chosen values of one list, as texts.
QStringList chosenIn(const GalleryFilter &filter, GalleryFacet facet)
{
    QStringList values;
    const auto ids = [&](const auto &list) {
        for (const auto &id : list)
            values.append(id.text());
    };
    switch (facet) {
    case GalleryFacet::Mark:
        for (const GalleryMark mark : filter.marks)
            values.append(galleryMarkName(mark));
        break;
    case GalleryFacet::Scene:
        ids(filter.scenes);
        break;
    case GalleryFacet::Clip:
        ids(filter.clips);
        break;
    case GalleryFacet::Kind:
        for (const timeline::TakeKind kind : filter.kinds)
            values.append(timeline::takeKindName(kind));
        break;
    case GalleryFacet::Source:
        for (const timeline::TakeProvider source : filter.sources)
            values.append(timeline::takeProviderName(source));
        break;
    case GalleryFacet::Character:
        ids(filter.characters);
        break;
    case GalleryFacet::Family:
        return filter.families;
    case GalleryFacet::Model:
        return filter.models;
    case GalleryFacet::Server:
        return filter.servers;
    case GalleryFacet::Tag:
        return filter.tags;
    case GalleryFacet::Size:
        return filter.sizes;
    }
    return values;
}

QString markTitle(const QString &name)
{
    switch (galleryMarkFromName(name).value_or(GalleryMark::NotJudged)) {
    case GalleryMark::NotJudged:
        return Text::tr("Not judged");
    case GalleryMark::Approved:
        return Text::tr("Approved");
    case GalleryMark::Rejected:
        return Text::tr("Rejected");
    case GalleryMark::Flagged:
        return Text::tr("Flagged by checks");
    case GalleryMark::Chosen:
        return Text::tr("Chosen");
    }
    return name;
}

QString sourceTitle(const QString &name)
{
    switch (timeline::takeProviderFromName(name).value_or(timeline::TakeProvider::Import)) {
    case timeline::TakeProvider::ComfyUi:
        return Text::tr("Generated");
    case timeline::TakeProvider::RunPod:
        return Text::tr("RunPod");
    case timeline::TakeProvider::Cloud:
        return Text::tr("Cloud video");
    case timeline::TakeProvider::Import:
        return Text::tr("Imported");
    }
    return name;
}

} // namespace

QString galleryMarkName(GalleryMark mark)
{
    switch (mark) {
    case GalleryMark::NotJudged:
        return QStringLiteral("not_judged");
    case GalleryMark::Approved:
        return QStringLiteral("approved");
    case GalleryMark::Rejected:
        return QStringLiteral("rejected");
    case GalleryMark::Flagged:
        return QStringLiteral("flagged");
    case GalleryMark::Chosen:
        return QStringLiteral("chosen");
    }
    return {};
}

std::optional<GalleryMark> galleryMarkFromName(const QString &name)
{
    for (const GalleryMark mark : kMarks) {
        if (galleryMarkName(mark) == name)
            return mark;
    }
    return {};
}

QString GalleryItem::sizeText() const
{
    return QStringLiteral("%1x%2").arg(take.width).arg(take.height);
}

Result<GalleryIndex> GalleryIndex::read(const project::ProjectSession &session, const QHash<TakeId, QString> &batches)
{
    SC_TRY_ASSIGN(takes, session.takes().all());
    SC_TRY_ASSIGN(prompts, session.takes().prompts());
    const Places places(session.timeline());
    // One look into the folder instead of one for each of thousands of files.
    const QString media = session.bundle() + QStringLiteral("/media/");
    const QStringList names = QDir(media).entryList(QDir::Files, QDir::Unsorted);
    const QSet<QString> inBundle(names.begin(), names.end());
    QHash<ClipId, int> counted;
    GalleryIndex index;
    index.m_items.reserve(takes.size());
    for (Take &take : takes) {
        GalleryItem item;
        item.takeNumber = ++counted[take.clip];
        item.isChosen = places.chosen.contains(take.id);
        const QString file = session.absolutePath(take.media);
        item.isMissing = file.startsWith(media) ? !inBundle.contains(file.mid(media.size())) : !QFileInfo(file).isFile();
        item.prompt = prompts.value(take.id);
        item.batch = batches.value(take.id);
        const Places::Place place = places.byKeeper.value(take.clip);
        if (const Clip *clip = place.clip) {
            item.clipName = clip->name;
            item.clipNumber = place.number;
            item.scene = clip->scene;
            item.start = clip->start;
            for (const timeline::CharacterUse &use : clip->generation.characters)
                item.characters.push_back(use.character);
            if (place.scene) {
                item.sceneName = place.scene->name;
                item.sceneNumber = place.sceneNumber;
                item.sceneColour = place.scene->colour;
            }
        }
        item.take = std::move(take);
        index.m_items.push_back(std::move(item));
    }
    std::ranges::stable_sort(index.m_items, [](const GalleryItem &a, const GalleryItem &b) {
        return a.clipName.isEmpty() != b.clipName.isEmpty() ? b.clipName.isEmpty() : a.start < b.start;
    });
    return of(std::move(index.m_items));
}

bool GalleryIndex::update(const project::ProjectSession &session, const QSet<QString> &takes)
{
    for (const QString &id : takes) {
        const int place = indexOf(TakeId(id));
        const Take *take = session.takes().find(TakeId(id));
        if (place < 0 || !take || take->clip != m_items[size_t(place)].take.clip)
            return false;
        m_items[size_t(place)].take = *take;
    }
    const Places places(session.timeline());
    for (GalleryItem &item : m_items)
        item.isChosen = places.chosen.contains(item.take.id);
    return true;
}

GalleryIndex GalleryIndex::of(std::vector<GalleryItem> items)
{
    GalleryIndex index;
    index.m_items = std::move(items);
    for (size_t i = 0; i < index.m_items.size(); ++i)
        index.m_places.insert(index.m_items[i].take.id, int(i));
    return index;
}

int GalleryIndex::indexOf(const TakeId &take) const
{
    return m_places.value(take, -1);
}

std::vector<int> GalleryIndex::find(const GalleryFilter &filter) const
{
    std::vector<int> found;
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (misses(m_items[i], filter) == 0)
            found.push_back(int(i));
    }
    return found;
}

std::vector<QString> GalleryIndex::valuesOf(const GalleryItem &item, GalleryFacet facet) const
{
    const Take &take = item.take;
    const auto named = [](const QString &name) { return name.isEmpty() ? std::vector<QString>() : std::vector{name}; };
    switch (facet) {
    case GalleryFacet::Mark: {
        std::vector<QString> marks;
        for (const GalleryMark mark : kMarks) {
            if (hasMark(item, mark))
                marks.push_back(galleryMarkName(mark));
        }
        return marks;
    }
    case GalleryFacet::Scene:
        return named(item.scene.text());
    case GalleryFacet::Clip:
        return named(item.clipName.isEmpty() ? QString() : take.clip.text());
    case GalleryFacet::Kind:
        return {timeline::takeKindName(take.kind)};
    case GalleryFacet::Source:
        return {timeline::takeProviderName(take.provider)};
    case GalleryFacet::Character: {
        std::vector<QString> ids;
        for (const CharacterId &id : item.characters)
            ids.push_back(id.text());
        return ids;
    }
    case GalleryFacet::Family:
        return named(take.family);
    case GalleryFacet::Model:
        return named(take.modelName);
    case GalleryFacet::Server:
        return named(take.serverName);
    case GalleryFacet::Tag:
        return {take.tags.begin(), take.tags.end()};
    case GalleryFacet::Size:
        return {item.sizeText()};
    }
    return {};
}

GalleryChoice GalleryIndex::titled(GalleryFacet facet, const QString &value) const
{
    GalleryChoice choice{value, value, -1, 0};
    if (facet == GalleryFacet::Mark)
        choice.title = markTitle(value);
    else if (facet == GalleryFacet::Kind)
        choice.title = value == timeline::takeKindName(timeline::TakeKind::Video) ? Text::tr("Video") : Text::tr("Picture");
    else if (facet == GalleryFacet::Source)
        choice.title = sourceTitle(value);
    else if (facet == GalleryFacet::Size)
        choice.title = QString(value).replace(u'x', QStringLiteral(" x "));
    else if (facet == GalleryFacet::Scene || facet == GalleryFacet::Clip) {
        const auto item = std::ranges::find_if(m_items, [&](const GalleryItem &one) {
            return (facet == GalleryFacet::Scene ? one.scene.text() : one.take.clip.text()) == value;
        });
        if (item != m_items.end()) {
            const int number = facet == GalleryFacet::Scene ? item->sceneNumber : item->clipNumber;
            const QString &name = facet == GalleryFacet::Scene ? item->sceneName : item->clipName;
            choice.title = number > 0 ? QStringLiteral("%1 %2").arg(number).arg(name) : name;
            choice.colour = item->sceneColour;
        }
    }
    return choice;
}

std::array<std::vector<GalleryChoice>, kGalleryFacets> GalleryIndex::allChoices(const GalleryFilter &filter) const
{
    std::array<QHash<QString, int>, kGalleryFacets> counts;
    std::array<QStringList, kGalleryFacets> order; // as first met: song order
    for (const GalleryItem &item : m_items) {
        const unsigned out = misses(item, filter);
        for (int i = 0; i < kGalleryFacets; ++i) {
            const auto facet = GalleryFacet(i);
            const bool doesCount = (out & ~bit(facet)) == 0; // no other list keeps it out
            for (const QString &value : valuesOf(item, facet)) {
                const auto known = counts[size_t(i)].find(value);
                if (known == counts[size_t(i)].end()) {
                    counts[size_t(i)].insert(value, doesCount ? 1 : 0);
                    order[size_t(i)].append(value);
                } else {
                    *known += doesCount ? 1 : 0;
                }
            }
        }
    }
    std::array<std::vector<GalleryChoice>, kGalleryFacets> all;
    for (int i = 0; i < kGalleryFacets; ++i) {
        const auto facet = GalleryFacet(i);
        const QStringList chosen = chosenIn(filter, facet);
        QStringList values = order[size_t(i)];
        if (facet == GalleryFacet::Mark) {
            values.clear();
            for (const GalleryMark mark : kMarks)
                values.append(galleryMarkName(mark));
        }
        for (const QString &value : chosen) {
            if (!values.contains(value))
                values.append(value);
        }
        for (const QString &value : std::as_const(values)) {
            const int count = counts[size_t(i)].value(value);
            if (count == 0 && !chosen.contains(value) && facet != GalleryFacet::Mark)
                continue;
            GalleryChoice choice = titled(facet, value);
            choice.count = count;
            all[size_t(i)].push_back(choice);
        }
        const bool isByCount = facet == GalleryFacet::Family || facet == GalleryFacet::Model || facet == GalleryFacet::Server ||
                               facet == GalleryFacet::Tag || facet == GalleryFacet::Size || facet == GalleryFacet::Kind;
        if (isByCount)
            std::ranges::stable_sort(all[size_t(i)], std::ranges::greater(), &GalleryChoice::count);
    }
    return all;
}

std::vector<GalleryChoice> GalleryIndex::choices(GalleryFacet facet, const GalleryFilter &filter) const
{
    return allChoices(filter)[size_t(facet)];
}

std::vector<int> GalleryIndex::sorted(std::vector<int> found, GallerySort sort) const
{
    const auto at = [&](int index) -> const GalleryItem & { return m_items[size_t(index)]; };
    const auto by = [&](auto before) { std::ranges::stable_sort(found, [&](int a, int b) { return before(at(a).take, at(b).take); }); };
    switch (sort) {
    case GallerySort::SongOrder:
        std::ranges::sort(found);
        break;
    case GallerySort::Newest:
        by([](const Take &a, const Take &b) { return a.createdAt > b.createdAt; });
        break;
    case GallerySort::Oldest:
        by([](const Take &a, const Take &b) { return a.createdAt < b.createdAt; });
        break;
    case GallerySort::Rating:
        by([](const Take &a, const Take &b) { return a.rating > b.rating; });
        break;
    case GallerySort::Largest:
        by([](const Take &a, const Take &b) { return a.media.size > b.media.size; });
        break;
    case GallerySort::Seed:
        by([](const Take &a, const Take &b) { return a.seed < b.seed; });
        break;
    }
    return found;
}

std::vector<GalleryGroup> GalleryIndex::grouped(const std::vector<int> &sorted, GalleryGrouping grouping) const
{
    std::vector<GalleryGroup> groups;
    QHash<QString, size_t> places;
    const auto keyed = [&](const GalleryItem &item) -> GalleryGroup {
        const auto make = [](const QString &key, const QString &title, int number = 0, int colour = -1) {
            GalleryGroup group;
            group.key = key;
            group.title = title;
            group.number = number;
            group.colour = colour;
            return group;
        };
        switch (grouping) {
        case GalleryGrouping::None:
            return {};
        case GalleryGrouping::Scene:
            return item.sceneName.isEmpty() ? make({}, Text::tr("In no scene"))
                                            : make(item.scene.text(), item.sceneName, item.sceneNumber, item.sceneColour);
        case GalleryGrouping::Clip:
            return item.clipName.isEmpty() ? make({}, Text::tr("In no shot"))
                                           : make(item.take.clip.text(), item.clipName, item.clipNumber, item.sceneColour);
        case GalleryGrouping::Batch:
            return make(item.batch, item.batch.isEmpty() ? Text::tr("Of no batch") : item.batch);
        case GalleryGrouping::Model:
            return make(item.take.modelName, item.take.modelName.isEmpty() ? Text::tr("Model not known") : item.take.modelName);
        case GalleryGrouping::Day:
            return make(item.take.createdAt.left(10), item.take.createdAt.left(10));
        case GalleryGrouping::Character: {
            const QString id = item.characters.empty() ? QString() : item.characters.front().text();
            return make(id, id.isEmpty() ? Text::tr("Without a character") : id);
        }
        case GalleryGrouping::Server:
            return make(item.take.serverName, item.take.serverName.isEmpty() ? Text::tr("Made elsewhere") : item.take.serverName);
        }
        return {};
    };
    for (const int index : sorted) {
        GalleryGroup group = keyed(m_items[size_t(index)]);
        const auto known = places.constFind(group.key);
        if (known == places.constEnd()) {
            places.insert(group.key, groups.size());
            group.items = {index};
            groups.push_back(std::move(group));
        } else {
            groups[*known].items.push_back(index);
        }
    }
    for (GalleryGroup &group : groups) {
        QSet<ClipId> shots;
        for (const int index : group.items) {
            const GalleryItem &item = m_items[size_t(index)];
            if (!item.clipName.isEmpty())
                shots.insert(item.take.clip);
        }
        group.shots = int(shots.size());
        group.bytes = bytesOf(group.items);
    }
    if (grouping == GalleryGrouping::Day)
        std::ranges::stable_sort(groups, std::ranges::greater(), &GalleryGroup::key);
    else // what belongs nowhere comes last
        std::ranges::stable_partition(groups, [](const GalleryGroup &group) { return !group.key.isEmpty(); });
    return groups;
}

qint64 GalleryIndex::bytesOf(const std::vector<int> &items) const
{
    QSet<QString> counted;
    qint64 bytes = 0;
    for (const int index : items) {
        const timeline::MediaRef &media = m_items[size_t(index)].take.media;
        if (counted.contains(media.hash))
            continue;
        counted.insert(media.hash);
        bytes += media.size;
    }
    return bytes;
}

Result<std::vector<GalleryItem>> galleryOf(const project::ProjectSession &session, const GalleryFilter &filter)
{
    SC_TRY_ASSIGN(index, GalleryIndex::read(session));
    GalleryFilter wanted = filter;
    for (ClipId &id : wanted.clips) {
        if (const Clip *clip = timeline::findClip(session.timeline(), id))
            id = timeline::takesKeptBy(*clip);
    }
    std::vector<GalleryItem> found;
    for (const int place : index.find(wanted))
        found.push_back(index.items()[size_t(place)]);
    return found;
}

Result<QSet<TakeId>> takesOfSameMaking(const project::ProjectSession &session, const TakeId &id)
{
    const auto makingOf = [](const Take &take, const timeline::TakeRecipe &recipe) {
        QJsonObject params = QJsonDocument::fromJson(recipe.params.toUtf8()).object();
        params.remove(QStringLiteral("seed"));
        return QStringList{take.family, take.modelName, recipe.prompt, recipe.negativePrompt,
                           QString::fromUtf8(QJsonDocument(params).toJson(QJsonDocument::Compact))};
    };
    SC_TRY_ASSIGN(recipe, session.takes().recipeOf(id));
    const Take *asked = session.takes().find(id);
    if (!asked || (recipe.params.isEmpty() && recipe.prompt.isEmpty()))
        return QSet<TakeId>();
    const QStringList wanted = makingOf(*asked, recipe);
    SC_TRY_ASSIGN(prompts, session.takes().prompts());
    SC_TRY_ASSIGN(takes, session.takes().all());
    QSet<TakeId> same;
    for (const Take &take : takes) {
        // The long part is read only where the short ones agree.
        if (prompts.value(take.id) != recipe.prompt || take.modelName != wanted[1] || take.family != wanted[0])
            continue;
        SC_TRY_ASSIGN(other, session.takes().recipeOf(take.id));
        if (makingOf(take, other) == wanted)
            same.insert(take.id);
    }
    return same;
}

} // namespace sc::generation
