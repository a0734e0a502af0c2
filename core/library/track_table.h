// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track.h"
#include "core/store/database.h"

#include <QtCore/QSet>

#include <vector>

namespace sc::library {

[[nodiscard]] QString statusName(TrackStatus status); // as stored

// The rows of songs. Thread: that of the Database, which must outlive it. Problems as the store gives them.
class TrackTable
{
public:
    explicit TrackTable(store::Database &db) : m_db(db) {}

    [[nodiscard]] Result<std::vector<Track>> all() const;      // in no order
    [[nodiscard]] Result<Track> byId(const TrackId &id) const; // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<std::optional<Track>> byFile(const QString &file) const;
    [[nodiscard]] Result<std::vector<Track>> byHash(const QString &contentHash) const;
    // Ids whose text has words beginning with every word of `text`.
    [[nodiscard]] Result<QSet<QString>> matching(const QString &text) const;

    [[nodiscard]] Result<> rebuildIndex(); // of the search
    [[nodiscard]] Result<> repairIndex(); // rebuilds it when it does not say what the table says

    // The three that change what a search finds are to be called inside a transaction.
    [[nodiscard]] Result<> insert(const Track &track);
    [[nodiscard]] Result<> update(const Track &track); // all of the row of track.id
    [[nodiscard]] Result<> remove(const TrackId &id);  // analyses go with it
    [[nodiscard]] Result<> setStatus(const TrackId &id, TrackStatus status, const QString &problem = {});
    // What a crash left waiting or in work goes back to what it was before.
    [[nodiscard]] Result<> resetUnfinished();

private:
    [[nodiscard]] Result<> noteText(const TrackId &id); // in the index, from the row
    [[nodiscard]] Result<> forgetText(const TrackId &id); // while the row is still as it was noted
    [[nodiscard]] Result<std::vector<Track>> select(const QString &condition, const QVariantList &arguments) const;

    store::Database &m_db;
};

} // namespace sc::library
