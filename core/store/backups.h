// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>

#include <vector>

namespace sc::store {

struct Backup
{
    QString file; // absolute path
    QDateTime at; // UTC
};

// Copies of one database in a folder of their own, named after it and the time: "project-20260131T120000123Z.db".
// Kept are the ten newest and the newest of each of seven days. Value; thread: that of the Database handed in.
class Backups
{
public:
    // `databaseFile` need not exist.
    Backups(QString folder, const QString &databaseFile);

    // Writes a checked, compact copy (a temporary name first, replaced at the end), thins the others, gives its path.
    // INSUFFICIENT_STORAGE, PERMISSION_DENIED; a damaged database is not copied: DATABASE_ERROR.
    [[nodiscard]] Result<QString> add(Database &db) const;
    [[nodiscard]] std::vector<Backup> list() const; // newest first
    // The database was written since the newest copy, or there is none.
    [[nodiscard]] bool isDue() const;

    // Puts the newest copy that opens and is sound in the database's place. What lay there is kept beside it as
    // "project.damaged-TIME.db" with its side files. The database must be closed. `options` as for opening the
    // database; copies of a format above `newestVersion` are passed over. RESOURCE_NOT_FOUND when no copy is good.
    [[nodiscard]] Result<Backup> restoreNewest(const OpenOptions &options, int newestVersion) const;
    // Ends a restore() that a crash cut between its two renames. Call before opening.
    [[nodiscard]] Result<> finishRestore() const;

private:
    [[nodiscard]] Result<> moveDamagedAside(const QString &label) const;
    void thinOut() const;

    QString m_folder;
    QString m_databaseFile;
    QString m_baseName;
};

// Copies `from` to `to` so that `to` is either whole and on the disk, or as it was before. INSUFFICIENT_STORAGE,
// PERMISSION_DENIED, MEDIA_MISSING when `from` cannot be read.
// What was written is also added to `hash`.
[[nodiscard]] Result<> copyDurably(const QString &from, const QString &to, QCryptographicHash *hash = nullptr);

} // namespace sc::store
