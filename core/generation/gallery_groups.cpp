// SPDX-License-Identifier: GPL-3.0-or-later
// Orders and groups of what was found.
#include "core/generation/gallery.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Take;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

// What takes of one group have in common; empty for those that have none.
QString groupKey(const GalleryItem &item, GalleryGrouping grouping)
{
    switch (grouping) {
    case GalleryGrouping::None:
        return {};
    case GalleryGrouping::Scene:
        return item.sceneName.isEmpty() ? QString() : item.scene.text();
    case GalleryGrouping::Clip:
        return item.clipName.isEmpty() ? QString() : item.take.clip.text();
    case GalleryGrouping::Batch:
        return item.batch;
    case GalleryGrouping::Model:
        return item.take.modelName;
    case GalleryGrouping::Day:
        return item.take.createdAt.left(10);
    case GalleryGrouping::Character:
        return item.characters.empty() ? QString() : item.characters.front().text();
    case GalleryGrouping::Server:
        return item.take.serverName;
    }
    return {};
}

QString titleOfRest(GalleryGrouping grouping)
{
    switch (grouping) {
    case GalleryGrouping::Scene:
        return Text::tr("In no scene");
    case GalleryGrouping::Clip:
        return Text::tr("In no shot");
    case GalleryGrouping::Batch:
        return Text::tr("Of no batch");
    case GalleryGrouping::Model:
        return Text::tr("Model not known");
    case GalleryGrouping::Character:
        return Text::tr("Without a character");
    case GalleryGrouping::Server:
        return Text::tr("Made elsewhere");
    case GalleryGrouping::None:
    case GalleryGrouping::Day:
        break;
    }
    return {};
}

GalleryGroup groupFor(const QString &key, const GalleryItem &item, GalleryGrouping grouping)
{
    GalleryGroup group;
    group.key = key;
    group.title = key.isEmpty() ? titleOfRest(grouping) : key;
    if (key.isEmpty())
        return group;
    if (grouping == GalleryGrouping::Scene) {
        group.title = item.sceneName;
        group.number = item.sceneNumber;
        group.colour = item.sceneColour;
    } else if (grouping == GalleryGrouping::Clip) {
        group.title = item.clipName;
        group.number = item.clipNumber;
        group.colour = item.sceneColour;
    }
    return group;
}

} // namespace

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
    size_t at = 0;
    for (const int index : sorted) {
        const GalleryItem &item = m_items[size_t(index)];
        const QString key = groupKey(item, grouping);
        if (at >= groups.size() || groups[at].key != key) { // neighbours mostly share one
            const auto known = places.constFind(key);
            at = known == places.constEnd() ? groups.size() : *known;
            if (known == places.constEnd()) {
                places.insert(key, at);
                groups.push_back(groupFor(key, item, grouping));
            }
        }
        groups[at].items.push_back(index);
    }
    for (GalleryGroup &group : groups) {
        QSet<ClipId> shots;
        const ClipId *last = nullptr;
        for (const int index : group.items) {
            const GalleryItem &item = m_items[size_t(index)];
            if (!item.clipName.isEmpty() && (!last || *last != item.take.clip))
                shots.insert(item.take.clip);
            last = &item.take.clip;
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

} // namespace sc::generation
