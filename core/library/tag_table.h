// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/store/database.h"

namespace sc::library {

inline constexpr int kMaxTagWord = 60; // code points

[[nodiscard]] Result<> requireColour(int colour); // VALIDATION_ERROR unless 0..8

// The person's words for songs, one spelling each whatever the case; a word that no song has any more goes. What
// changes is to be called inside a transaction; the rows of the songs follow by TrackTable::takeTagsOf(). Thread: that
// of the Database.
class TagTable
{
public:
    explicit TagTable(store::Database &db) : m_db(db) {}

    [[nodiscard]] Result<std::vector<Library::TagUse>> all() const; // by name
    [[nodiscard]] Result<std::vector<TrackId>> songsWith(const QString &name) const;
    [[nodiscard]] Result<> add(const TrackId &track, const QString &name); // VALIDATION_ERROR: 1..60 characters
    [[nodiscard]] Result<> take(const TrackId &track, const QString &name);
    // RESOURCE_NOT_FOUND; CONFLICT (merge.tags) when `to` is another tag and they are not to become one.
    [[nodiscard]] Result<> rename(const QString &from, const QString &to, bool merge);
    [[nodiscard]] Result<> setColour(const QString &name, int colour);
    [[nodiscard]] Result<> dropUnused();

private:
    [[nodiscard]] Result<qint64> require(const QString &name) const;
    [[nodiscard]] Result<std::optional<qint64>> find(const QString &name) const;

    store::Database &m_db;
};

} // namespace sc::library
