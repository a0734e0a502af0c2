// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/song_file.h"
#include "core/library/track_list.h"
#include "core/store/database.h"

#include <QtCore/QHash>

#include <vector>

namespace sc::library {

[[nodiscard]] QString statusName(TrackStatus status); // as stored

// The rows of songs. Thread: that of the Database, which must outlive it. Problems as the store gives them.
class TrackTable
{
public:
    explicit TrackTable(store::Database &db) : m_db(db) {}

    [[nodiscard]] Result<std::vector<TrackRow>> all() const;         // in no order
    [[nodiscard]] Result<Track> byId(const TrackId &id) const;       // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<TrackRow> rowById(const TrackId &id) const; // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<std::optional<Track>> byFile(const QString &file) const;
    [[nodiscard]] Result<std::vector<Track>> byHash(const QString &contentHash) const;
    [[nodiscard]] Result<QHash<QString, FileStamp>> stamps() const; // size and time of every song by path
    // Rows whose text has words beginning with every word of `text`.
    [[nodiscard]] Result<std::vector<qint64>> matching(const QString &text) const;

    [[nodiscard]] Result<> rebuildIndex(); // of the search
    [[nodiscard]] Result<> repairIndex();  // rebuilds it when it does not say what the table says

    // The four that change what a search finds are to be called inside a transaction.
    [[nodiscard]] Result<> insert(const Track &track);
    [[nodiscard]] Result<> update(const Track &track);    // all of the row of track.id
    [[nodiscard]] Result<> remove(const TrackId &id);     // analyses go with it
    [[nodiscard]] Result<> takeTagsOf(const TrackId &id); // into the row, from the tables of tags
    [[nodiscard]] Result<> setStatus(const TrackId &id, TrackStatus status, const QString &problem = {});
    [[nodiscard]] Result<> noteText(const TrackId &id);     // of a row that was put in past this class, for the search
    [[nodiscard]] Result<> settleStatus(const TrackId &id); // as resetUnfinished(), of one song
    // What a crash left waiting or in work goes back to what it was before.
    [[nodiscard]] Result<> resetUnfinished();

private:
    [[nodiscard]] Result<> forgetText(const TrackId &id); // while the row is still as it was noted
    [[nodiscard]] Result<std::vector<TrackRow>> select(const QString &condition, const QVariantList &arguments) const;

    store::Database &m_db;
};

// The numbers of a row set that SQLite gave as one text, "3,17,4": a hundred thousand rows cost a tenth of reading them
// one by one.
[[nodiscard]] std::vector<qint64> numbersOf(QStringView list);

} // namespace sc::library
