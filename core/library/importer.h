// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/library/import_work.h"
#include "core/library/library.h"
#include "core/library/track_table.h"

namespace sc::library {

// The writing half of an import: what becomes of each finding in the library. Thread: that of the Database.
class Importer
{
public:
    Importer(store::Database &db, const ProfilePaths &paths) : m_db(db), m_tracks(db), m_paths(paths) {}

    // Size and time of every song by path.
    [[nodiscard]] QHash<QString, FileStamp> known() const;
    // All of them in one transaction; one outcome each. When the library cannot be written they are all refused.
    [[nodiscard]] std::vector<ImportOutcome> store(const std::vector<ImportWork::Finding> &findings);

private:
    [[nodiscard]] Result<ImportOutcome> storeOne(const ImportWork::Finding &finding);
    [[nodiscard]] Result<ImportOutcome> storeSong(const QString &file, const SongFile &song);
    [[nodiscard]] Result<ImportOutcome> replaceContent(Track track, const SongFile &song);
    [[nodiscard]] Result<ImportOutcome> insertNew(const SongFile &song);
    void writeArtwork(Track &track, const QByteArray &jpeg) const;

    store::Database &m_db;
    TrackTable m_tracks;
    ProfilePaths m_paths;
};

// Where the cover of a song lies.
[[nodiscard]] QString artworkFile(const ProfilePaths &paths, const TrackId &id);

} // namespace sc::library
