// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/gallery_match.h"

#include <algorithm>

namespace sc::generation {

using timeline::Take;
using timeline::TakeVerdict;

namespace {

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
           (filter.model.isEmpty() || take.modelName.contains(filter.model, Qt::CaseInsensitive)) &&
           (filter.madeFrom.isEmpty() || take.createdAt.left(10) >= filter.madeFrom) &&
           (filter.madeUntil.isEmpty() || take.createdAt.left(10) <= filter.madeUntil) && (!filter.inPool || item.isLoose()) &&
           (!filter.isUnreviewed || take.verdict == TakeVerdict::None) && (!filter.isFlagged || item.isFlagged()) &&
           (!filter.isUnused || !item.isChosen) && (!filter.isMissing || item.isMissing) && fitsText(item, filter.text);
}

constexpr unsigned kRest = 1U << kGalleryFacets;

} // namespace

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

unsigned misses(const GalleryItem &item, const GalleryFilter &filter)
{
    const Take &take = item.take;
    unsigned out = 0;
    const auto require = [&](bool fits, GalleryFacet facet) { out |= fits ? 0U : facetBit(facet); };
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

bool isInUse(const GalleryFilter &filter, GalleryFacet facet)
{
    return !chosenIn(filter, facet).isEmpty();
}

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
    for (const GalleryMark mark : kGalleryMarks) {
        if (galleryMarkName(mark) == name)
            return mark;
    }
    return {};
}

std::vector<int> GalleryIndex::find(const GalleryFilter &filter) const
{
    const bool findsAll = filter.isEmpty();
    std::vector<int> found;
    found.reserve(findsAll ? m_items.size() : 0);
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (findsAll || misses(m_items[i], filter) == 0)
            found.push_back(int(i));
    }
    return found;
}

} // namespace sc::generation
