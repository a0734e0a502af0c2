// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/store/database.h"

namespace sc::library {

// Songs that were taken out, with everything that was known of them: their own rows and those of every table that hangs on
// a song (analyses, corrections, what likeness compares), tags, collections, cover. Kept for a month and within a bound of
// bytes, the latest longest. Thread: that of the Database, which must outlive it. Each but all() inside a transaction.
class RemovedSongs
{
public:
    explicit RemovedSongs(store::Database &db) : m_db(db) {}

    [[nodiscard]] Result<std::vector<Library::RemovedSong>> all() const; // the latest first
    // Before its rows go.
    [[nodiscard]] Result<> keep(const Track &song, const QByteArray &artwork);
    // Gives the cover. RESOURCE_NOT_FOUND; DUPLICATE_RESOURCE when its file is a song of the library again. A collection
    // that is gone meanwhile does not come back with it.
    [[nodiscard]] Result<QByteArray> putBack(const TrackId &id);
    [[nodiscard]] Result<> thin(const QDateTime &now);

private:
    using Row = QVariantMap; // by column
    [[nodiscard]] Result<QStringList> tablesOfSongs() const;
    [[nodiscard]] Result<QStringList> columnsOf(const QString &table) const;
    [[nodiscard]] Result<QVariantList> rowsOf(const QString &table, const QString &condition, const QVariant &argument) const;
    [[nodiscard]] Result<> insert(const QString &table, const Row &row);
    [[nodiscard]] Result<> putBackRows(const QVariantMap &rowsByTable, qint64 number);
    [[nodiscard]] Result<> putBackShelves(const TrackId &id, const QVariantMap &content);

    store::Database &m_db;
};

} // namespace sc::library
