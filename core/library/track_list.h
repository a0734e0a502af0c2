// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track_facts.h"
#include "core/library/track_order.h"

#include <map>
#include <vector>

namespace sc::library {

// A song with the number of its row, by which the search index and the tables beside it name it.
struct TrackRow
{
    qint64 row = 0;
    Track track;
};

// All songs of the library in memory, and the orders they were asked for so far. A change of one song costs its move
// in those orders, not a sorting of 100 000. Not for several threads.
class TrackList
{
public:
    using Slot = TrackSlot; // kept as long as the song is in the list

    TrackList();
    void assign(std::vector<TrackRow> rows);
    void put(TrackRow row); // adds, or replaces the one with its id
    void remove(const TrackId &id);

    [[nodiscard]] int size() const { return static_cast<int>(m_byId.size()); }
    [[nodiscard]] size_t slotCount() const { return m_songs.size(); } // every slot is below it; some are free
    [[nodiscard]] bool isUsed(Slot slot) const { return m_songs[slot].row != 0; }
    [[nodiscard]] const TrackId &id(Slot slot) const { return m_ids[slot]; }
    [[nodiscard]] const Track &at(Slot slot) const { return m_songs[slot].track; }
    [[nodiscard]] const TrackFacts &facts(Slot slot) const { return m_facts[slot]; }
    [[nodiscard]] const WordList &words() const { return m_words; }
    [[nodiscard]] std::optional<Slot> slotOf(const TrackId &id) const;
    [[nodiscard]] std::optional<Slot> slotOfRow(qint64 row) const;

    // Equal ones by title; those of which the value is not known come last either way.
    [[nodiscard]] const std::vector<Slot> &order(TrackSort sort, bool isDescending = false) const;

    // Orders made ahead: takes out what the next one that nobody asked for yet is made of (nothing when all are there), to be
    // sorted on another thread; takeOrders() puts the result in, with what changed meanwhile. One is out at a time. False: so
    // much changed that it is of no use.
    [[nodiscard]] std::optional<OrderSource> nextOrder();
    bool takeOrders(TrackOrders made);

private:
    struct Song
    {
        qint64 row = 0; // 0 = the slot is free
        Track track;
        std::optional<QCollatorSortKey> titleKey;
    };
    static constexpr Slot kNoSlot = ~Slot(0);
    static constexpr qint64 kDenseRows = 4'000'000;
    void noteRow(qint64 row, Slot slot);          // kNoSlot: it is gone
    using OrderName = std::pair<TrackSort, bool>; // with isDescending
    [[nodiscard]] std::vector<Slot> byTitle() const;
    [[nodiscard]] OrderSource sourceOf(TrackSort sort) const;
    void noteChanged(Slot slot); // for the order that is out
    void settle(std::vector<Slot> &order, const OrderName &name, const std::vector<Slot> &changed) const;
    [[nodiscard]] bool comesBefore(const OrderName &name, Slot a, Slot b) const;
    [[nodiscard]] int compareTitles(Slot a, Slot b) const;

    QCollator m_collator;
    WordList m_words;
    std::vector<Song> m_songs;       // by slot
    std::vector<TrackFacts> m_facts; // by slot
    std::vector<Slot> m_free;
    QHash<TrackId, Slot> m_byId;
    std::vector<TrackId> m_ids; // by slot
    std::vector<Slot> m_byRow;  // kNoSlot where there is none; rows beyond kDenseRows are among the others
    QHash<qint64, Slot> m_byFarRow;
    mutable std::map<OrderName, std::vector<Slot>> m_orders; // those that were asked for or made ahead
    std::optional<TrackSort> m_out;                          // being made
    std::vector<Slot> m_changedMeanwhile;
};

} // namespace sc::library
