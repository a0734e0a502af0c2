// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_list.h"

#include <algorithm>
#include <cmath>

namespace sc::library {

namespace {

constexpr size_t kManyChanges = 500; // while an order is being made: one more sorting costs less than their moves

bool isText(TrackSort sort)
{
    return sort == TrackSort::Artist || sort == TrackSort::Album || sort == TrackSort::Mood || sort == TrackSort::Genre;
}

QString textOf(TrackSort sort, const Track &track)
{
    switch (sort) {
    case TrackSort::Artist:
        return track.artist;
    case TrackSort::Album:
        return track.album;
    case TrackSort::Mood:
        return track.moods.value(0);
    case TrackSort::Genre:
        return shownGenre(track);
    default:
        return {};
    }
}

double numberOf(TrackSort sort, const TrackFacts &facts)
{
    switch (sort) {
    case TrackSort::Duration:
        return facts.seconds;
    case TrackSort::Bpm:
        return facts.bpm;
    case TrackSort::Key:
        return facts.keyPlace < 0 ? kNotKnown : facts.keyPlace;
    case TrackSort::Loudness:
        return facts.lufs;
    case TrackSort::Energy:
        return facts.energy;
    case TrackSort::Rating:
        return facts.rating;
    case TrackSort::Status:
        return static_cast<double>(facts.status);
    case TrackSort::Added:
        return facts.added;
    case TrackSort::LastPlayed:
        return facts.lastPlayed;
    case TrackSort::PlayCount:
        return facts.playCount;
    default:
        return kNotKnown;
    }
}

// What is not known comes last, whatever the direction.
double placeOf(double value, bool isDescending)
{
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : isDescending ? -value : value;
}

} // namespace

TrackList::TrackList() : m_collator(trackCollator()) {}

void TrackList::assign(std::vector<TrackRow> rows)
{
    m_songs.clear();
    m_facts.clear();
    m_free.clear();
    m_byId.clear();
    m_byRow.clear();
    m_orders.clear();
    m_out.reset();
    m_changedMeanwhile.clear();
    m_words = {};
    m_songs.reserve(rows.size());
    m_facts.reserve(rows.size());
    m_byId.reserve(std::ssize(rows));
    m_byFarRow.clear();
    m_ids.clear();
    m_ids.reserve(rows.size());
    for (TrackRow &row : rows) {
        const auto slot = static_cast<Slot>(m_songs.size());
        m_byId.insert(row.track.id, slot);
        noteRow(row.row, slot);
        m_ids.push_back(row.track.id);
        m_facts.push_back(factsOf(row.track, m_words));
        m_songs.push_back({row.row, std::move(row.track), {}});
        m_songs.back().titleKey = m_collator.sortKey(m_songs.back().track.title);
    }
}

void TrackList::put(TrackRow row)
{
    const auto known = m_byId.constFind(row.track.id);
    const bool isNew = known == m_byId.constEnd();
    Slot slot = 0;
    if (!isNew) {
        slot = *known;
    } else if (!m_free.empty()) {
        slot = m_free.back();
        m_free.pop_back();
    } else {
        slot = static_cast<Slot>(m_songs.size());
        m_songs.emplace_back();
        m_ids.emplace_back();
        m_facts.emplace_back();
    }
    Song song{row.row, std::move(row.track), {}};
    song.titleKey = m_collator.sortKey(song.track.title);
    TrackFacts facts = factsOf(song.track, m_words);
    const bool keepsTitle = !isNew && m_songs[slot].track.title == song.track.title;
    const auto keepsPlace = [&](TrackSort sort) {
        const double before = numberOf(sort, m_facts[slot]);
        const double after = numberOf(sort, facts);
        return keepsTitle && textOf(sort, m_songs[slot].track) == textOf(sort, song.track) &&
               (before == after || (std::isnan(before) && std::isnan(after)));
    };
    std::vector<std::vector<Slot> *> moves;
    std::vector<OrderName> names;
    for (auto &[name, order] : m_orders) {
        if (keepsPlace(name.first))
            continue;
        if (!isNew)
            order.erase(std::ranges::find(order, slot));
        moves.push_back(&order);
        names.push_back(name);
    }
    if (!isNew)
        noteRow(m_songs[slot].row, kNoSlot);
    m_byId.insert(song.track.id, slot);
    noteRow(song.row, slot);
    m_ids[slot] = song.track.id;
    m_songs[slot] = std::move(song);
    m_facts[slot] = std::move(facts);
    noteChanged(slot);
    for (size_t i = 0; i < moves.size(); ++i) {
        const auto before = [&](Slot a, Slot b) { return comesBefore(names[i], a, b); };
        moves[i]->insert(std::ranges::upper_bound(*moves[i], slot, before), slot);
    }
}

void TrackList::remove(const TrackId &id)
{
    const auto known = m_byId.constFind(id);
    if (known == m_byId.constEnd())
        return;
    const Slot slot = *known;
    for (auto &[name, order] : m_orders)
        order.erase(std::ranges::find(order, slot));
    noteChanged(slot);
    noteRow(m_songs[slot].row, kNoSlot);
    m_byId.erase(known);
    m_songs[slot] = {};
    m_facts[slot] = {};
    m_free.push_back(slot);
}

std::optional<TrackList::Slot> TrackList::slotOf(const TrackId &id) const
{
    const auto known = m_byId.constFind(id);
    return known != m_byId.constEnd() ? std::optional(*known) : std::nullopt;
}

std::optional<TrackList::Slot> TrackList::slotOfRow(qint64 row) const
{
    if (row < 0 || row >= std::ssize(m_byRow)) {
        const auto far = m_byFarRow.constFind(row);
        return far != m_byFarRow.constEnd() ? std::optional(*far) : std::nullopt;
    }
    const Slot slot = m_byRow[static_cast<size_t>(row)];
    return slot != kNoSlot ? std::optional(slot) : std::nullopt;
}

void TrackList::noteRow(qint64 row, Slot slot)
{
    if (row >= 0 && row < kDenseRows) {
        if (row >= std::ssize(m_byRow))
            m_byRow.resize(static_cast<size_t>(row) + 1, kNoSlot);
        m_byRow[static_cast<size_t>(row)] = slot;
    } else if (slot == kNoSlot) {
        m_byFarRow.remove(row);
    } else {
        m_byFarRow.insert(row, slot);
    }
}

const std::vector<TrackList::Slot> &TrackList::order(TrackSort sort, bool isDescending) const
{
    const OrderName name(sort, isDescending);
    if (const auto known = m_orders.find(name); known != m_orders.end())
        return known->second;
    std::vector<Slot> made = name == OrderName(TrackSort::Title, false) ? byTitle() : sortedSongs(sourceOf(sort), isDescending);
    return m_orders.emplace(name, std::move(made)).first->second;
}

int TrackList::compareTitles(Slot a, Slot b) const
{
    const int order = m_songs[a].titleKey->compare(*m_songs[b].titleKey);
    return order != 0 ? order : m_songs[a].track.id.text().compare(m_songs[b].track.id.text());
}

std::vector<TrackList::Slot> TrackList::byTitle() const
{
    std::vector<std::pair<QCollatorSortKey, Slot>> keys; // side by side: the sort walks through them, not through songs
    keys.reserve(m_songs.size());
    for (Slot slot = 0; slot < m_songs.size(); ++slot) {
        if (isUsed(slot))
            keys.emplace_back(*m_songs[slot].titleKey, slot);
    }
    std::ranges::sort(keys, [this](const auto &a, const auto &b) {
        const int order = a.first.compare(b.first);
        return order != 0 ? order < 0 : m_ids[a.second] < m_ids[b.second];
    });
    std::vector<Slot> order;
    order.reserve(keys.size());
    for (const auto &[key, slot] : keys)
        order.push_back(slot);
    return order;
}

OrderSource TrackList::sourceOf(TrackSort sort) const
{
    OrderSource source{sort, order(TrackSort::Title), {}, {}};
    if (isText(sort)) {
        source.texts.reserve(m_songs.size());
        for (const Song &song : m_songs)
            source.texts.push_back(textOf(sort, song.track));
    } else if (sort != TrackSort::Title) {
        source.numbers.reserve(m_facts.size());
        for (const TrackFacts &facts : m_facts)
            source.numbers.push_back(numberOf(sort, facts));
    }
    return source;
}

std::optional<OrderSource> TrackList::nextOrder()
{
    m_changedMeanwhile.clear();
    for (int i = 0; i <= static_cast<int>(kLastTrackSort); ++i) {
        const auto sort = static_cast<TrackSort>(i);
        if (m_orders.contains({sort, false}) && m_orders.contains({sort, true}))
            continue;
        m_out = sort;
        return sourceOf(sort);
    }
    m_out.reset();
    return std::nullopt;
}

bool TrackList::takeOrders(TrackOrders made)
{
    if (m_out != made.sort || m_changedMeanwhile.size() > kManyChanges)
        return false;
    std::vector<Slot> changed = std::exchange(m_changedMeanwhile, {});
    std::ranges::sort(changed);
    const auto same = std::ranges::unique(changed);
    changed.erase(same.begin(), same.end());
    m_out.reset();
    // What was asked for in between was made at once, and is there.
    for (const bool isDescending : {false, true}) {
        const OrderName name(made.sort, isDescending);
        if (m_orders.contains(name))
            continue;
        std::vector<Slot> &order = isDescending ? made.falling : made.rising;
        settle(order, name, changed);
        m_orders.emplace(name, std::move(order));
    }
    return true;
}

void TrackList::noteChanged(Slot slot)
{
    if (m_out && m_changedMeanwhile.size() <= kManyChanges)
        m_changedMeanwhile.push_back(slot);
}

// Songs that changed lie where they lay, or are in it no more, or not yet.
void TrackList::settle(std::vector<Slot> &order, const OrderName &name, const std::vector<Slot> &changed) const
{
    if (changed.empty())
        return;
    std::erase_if(order, [&](Slot slot) { return std::ranges::binary_search(changed, slot); });
    for (const Slot slot : changed) {
        if (isUsed(slot))
            order.insert(std::ranges::upper_bound(order, slot, [&](Slot a, Slot b) { return comesBefore(name, a, b); }), slot);
    }
}

bool TrackList::comesBefore(const OrderName &name, Slot a, Slot b) const
{
    const auto [sort, isDescending] = name;
    if (sort == TrackSort::Title)
        return isDescending ? compareTitles(a, b) > 0 : compareTitles(a, b) < 0;
    if (isText(sort)) {
        const QString first = textOf(sort, m_songs[a].track);
        const QString second = textOf(sort, m_songs[b].track);
        if (first.isEmpty() != second.isEmpty())
            return second.isEmpty();
        if (const int order = m_collator.compare(first, second); order != 0)
            return isDescending ? order > 0 : order < 0;
    } else {
        const double first = placeOf(numberOf(sort, m_facts[a]), isDescending);
        const double second = placeOf(numberOf(sort, m_facts[b]), isDescending);
        if (first != second)
            return first < second;
    }
    return compareTitles(a, b) < 0;
}

} // namespace sc::library
