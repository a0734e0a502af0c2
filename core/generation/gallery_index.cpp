// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/gallery.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Clip;
using timeline::Take;

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

// What the song says of the take, besides the take itself.
void place(GalleryItem &item, const Places &places)
{
    item.isChosen = places.chosen.contains(item.take.id);
    const auto known = places.byKeeper.constFind(item.take.clip);
    const Places::Place place = known == places.byKeeper.constEnd() ? Places::Place() : *known;
    const Clip *clip = place.clip;
    const timeline::Scene *scene = place.scene;
    item.clipName = clip ? clip->name : QString();
    item.clipNumber = place.number;
    item.scene = clip ? clip->scene : SceneId();
    item.start = clip ? clip->start : Ticks();
    item.sceneName = scene ? scene->name : QString();
    item.sceneNumber = scene ? place.sceneNumber : 0;
    item.sceneColour = scene ? scene->colour : 0;
    item.characters.clear();
    if (clip) {
        for (const timeline::CharacterUse &use : clip->generation.characters)
            item.characters.push_back(use.character);
    }
}

// In song order, the pool last; takes of one place as they came, which their ids tell.
bool comesFirst(const GalleryItem &a, const GalleryItem &b)
{
    if (a.clipName.isEmpty() != b.clipName.isEmpty())
        return b.clipName.isEmpty();
    return a.start != b.start ? a.start < b.start : a.take.id.text() < b.take.id.text();
}

} // namespace

QString GalleryItem::sizeText() const
{
    return QStringLiteral("%1x%2").arg(take.width).arg(take.height);
}

Result<GalleryIndex> GalleryIndex::read(const project::ProjectSession &session, const QHash<TakeId, QString> &batches)
{
    SC_TRY_ASSIGN(takes, session.takes().all());
    SC_TRY_ASSIGN(prompts, session.takes().prompts());
    GalleryIndex index;
    index.m_items.reserve(takes.size());
    for (Take &take : takes) {
        GalleryItem item;
        item.prompt = prompts.value(take.id);
        item.batch = batches.value(take.id);
        item.take = std::move(take);
        index.m_items.push_back(std::move(item));
    }
    index.lookForFiles(session);
    index.followSong(session.timeline());
    index.countTakes();
    return index;
}

void GalleryIndex::update(const project::ProjectSession &session, const project::ChangeSet &change, const QHash<TakeId, QString> &batches)
{
    QSet<TakeId> gone;
    bool isCountedAnew = false;
    for (const QString &text : change.takes) {
        const TakeId id(text);
        const Take *take = session.takes().find(id);
        const int known = indexOf(id);
        if (!take) {
            if (known >= 0)
                gone.insert(id);
            continue;
        }
        if (known < 0) {
            m_items.emplace_back();
            m_items.back().batch = batches.value(id);
            const timeline::TakeRecipe *inputs = session.takes().inputsOf(id);
            m_items.back().prompt = inputs ? inputs->prompt : QString();
        }
        GalleryItem &item = known < 0 ? m_items.back() : m_items[size_t(known)];
        isCountedAnew = isCountedAnew || known < 0 || item.take.clip != take->clip;
        if (known < 0 || item.take.media != take->media)
            item.isMissing = !QFileInfo(session.absolutePath(take->media)).isFile();
        item.take = *take;
    }
    if (!gone.isEmpty())
        std::erase_if(m_items, [&](const GalleryItem &item) { return gone.contains(item.take.id); });
    isCountedAnew = isCountedAnew || !gone.isEmpty();
    if (isCountedAnew || change.structure || !change.clips.isEmpty() || !change.scenes.isEmpty())
        followSong(session.timeline());
    if (isCountedAnew)
        countTakes();
}

void GalleryIndex::lookForFiles(const project::ProjectSession &session)
{
    // One look into the folder instead of one for each of thousands of files.
    const QString media = session.bundle() + QStringLiteral("/media/");
    const QStringList names = QDir(media).entryList(QDir::Files, QDir::Unsorted);
    const QSet<QString> inBundle(names.begin(), names.end());
    for (GalleryItem &item : m_items) {
        const QString file = session.absolutePath(item.take.media);
        item.isMissing = file.startsWith(media) ? !inBundle.contains(file.mid(media.size())) : !QFileInfo(file).isFile();
    }
}

void GalleryIndex::nameBatches(const QHash<TakeId, QString> &batches)
{
    for (GalleryItem &item : m_items)
        item.batch = batches.value(item.take.id);
}

void GalleryIndex::followSong(const timeline::Timeline &timeline)
{
    const Places places(timeline);
    for (GalleryItem &item : m_items)
        place(item, places);
    if (!std::ranges::is_sorted(m_items, comesFirst))
        std::ranges::sort(m_items, comesFirst);
    findPlaces();
}

// Takes that one clip keeps stand together, in the order in which they came.
void GalleryIndex::countTakes()
{
    QHash<ClipId, int> counted;
    for (GalleryItem &item : m_items)
        item.takeNumber = ++counted[item.take.clip];
}

void GalleryIndex::findPlaces()
{
    const auto isPlaced = [this](size_t i) { return m_places.value(m_items[i].take.id, -1) == int(i); };
    bool isSame = size_t(m_places.size()) == m_items.size();
    for (size_t i = 0; isSame && i < m_items.size(); ++i)
        isSame = isPlaced(i);
    if (isSame)
        return;
    m_places.clear();
    m_places.reserve(qsizetype(m_items.size()));
    for (size_t i = 0; i < m_items.size(); ++i)
        m_places.insert(m_items[i].take.id, int(i));
}

GalleryIndex GalleryIndex::of(std::vector<GalleryItem> items)
{
    GalleryIndex index;
    index.m_items = std::move(items);
    index.findPlaces();
    return index;
}

int GalleryIndex::indexOf(const TakeId &take) const
{
    return m_places.value(take, -1);
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
