// SPDX-License-Identifier: GPL-3.0-or-later
// What can be chosen in the lists of a filter, and how many takes each choice would leave.
#include "core/generation/gallery_match.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Take;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

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

// Calls `meet` with each value that the item has in this list.
template<class Meet> void forEachValue(const GalleryItem &item, GalleryFacet facet, const Meet &meet)
{
    const Take &take = item.take;
    const auto meetNamed = [&](const QString &name) {
        if (!name.isEmpty())
            meet(name);
    };
    switch (facet) {
    case GalleryFacet::Mark:
        for (const GalleryMark mark : kGalleryMarks) {
            if (hasMark(item, mark))
                meet(galleryMarkName(mark));
        }
        return;
    case GalleryFacet::Scene:
        return meetNamed(item.scene.text());
    case GalleryFacet::Clip:
        return meetNamed(item.clipName.isEmpty() ? QString() : take.clip.text());
    case GalleryFacet::Kind:
        return meet(timeline::takeKindName(take.kind));
    case GalleryFacet::Source:
        return meet(timeline::takeProviderName(take.provider));
    case GalleryFacet::Character:
        for (const CharacterId &id : item.characters)
            meet(id.text());
        return;
    case GalleryFacet::Family:
        return meetNamed(take.family);
    case GalleryFacet::Model:
        return meetNamed(take.modelName);
    case GalleryFacet::Server:
        return meetNamed(take.serverName);
    case GalleryFacet::Tag:
        for (const QString &tag : take.tags)
            meet(tag);
        return;
    case GalleryFacet::Size:
        return meet(item.sizeText());
    }
}

// The values of one list in the order in which they were first met: song order.
class Tally
{
public:
    struct Entry
    {
        QString value;
        int first = -1; // the item that it was met in; -1: none has it
        int count = 0;
    };

    void meet(const QString &value, int item, bool counts)
    {
        if (m_last >= m_entries.size() || m_entries[m_last].value != value) // takes of one scene or model stand together
            m_last = placeOf(value, item);
        m_entries[m_last].count += counts ? 1 : 0;
    }
    size_t placeOf(const QString &value, int item)
    {
        const auto known = m_places.constFind(value);
        if (known != m_places.constEnd())
            return *known;
        m_places.insert(value, m_entries.size());
        m_entries.push_back({value, item, 0});
        return m_entries.size() - 1;
    }
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }

private:
    std::vector<Entry> m_entries;
    QHash<QString, size_t> m_places;
    size_t m_last = 0;
};

GalleryChoice titled(GalleryFacet facet, const QString &value, const GalleryItem *first)
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
    else if (first && (facet == GalleryFacet::Scene || facet == GalleryFacet::Clip)) {
        const int number = facet == GalleryFacet::Scene ? first->sceneNumber : first->clipNumber;
        const QString &name = facet == GalleryFacet::Scene ? first->sceneName : first->clipName;
        choice.title = number > 0 ? QStringLiteral("%1 %2").arg(number).arg(name) : name;
        choice.colour = first->sceneColour;
    }
    return choice;
}

bool isListedByCount(GalleryFacet facet)
{
    return facet == GalleryFacet::Family || facet == GalleryFacet::Model || facet == GalleryFacet::Server || facet == GalleryFacet::Tag ||
           facet == GalleryFacet::Size || facet == GalleryFacet::Kind;
}

} // namespace

std::vector<GalleryChoice> GalleryIndex::choices(GalleryFacet facet, const GalleryFilter &filter) const
{
    Tally tally;
    const QStringList chosen = chosenIn(filter, facet);
    if (facet == GalleryFacet::Mark) {
        for (const GalleryMark mark : kGalleryMarks)
            tally.placeOf(galleryMarkName(mark), -1);
    }
    const unsigned others = ~facetBit(facet);
    const bool countsAll = filter.isEmpty();
    for (size_t i = 0; i < m_items.size(); ++i) {
        const bool counts = countsAll || (misses(m_items[i], filter) & others) == 0; // no other list keeps it out
        forEachValue(m_items[i], facet, [&](const QString &value) { tally.meet(value, int(i), counts); });
    }
    for (const QString &value : chosen)
        tally.placeOf(value, -1);
    std::vector<GalleryChoice> choices;
    for (const Tally::Entry &entry : tally.entries()) {
        if (entry.count == 0 && !chosen.contains(entry.value) && facet != GalleryFacet::Mark)
            continue;
        GalleryChoice choice = titled(facet, entry.value, entry.first < 0 ? nullptr : &m_items[size_t(entry.first)]);
        choice.count = entry.count;
        choices.push_back(std::move(choice));
    }
    if (isListedByCount(facet))
        std::ranges::stable_sort(choices, std::ranges::greater(), &GalleryChoice::count);
    return choices;
}

QString GalleryIndex::titleOf(GalleryFacet facet, const QString &value) const
{
    const auto item = std::ranges::find_if(m_items, [&](const GalleryItem &one) {
        return (facet == GalleryFacet::Scene ? one.scene.text() : facet == GalleryFacet::Clip ? one.take.clip.text() : QString()) == value;
    });
    return titled(facet, value, item == m_items.end() ? nullptr : &*item).title;
}

} // namespace sc::generation
