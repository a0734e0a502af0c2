// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_schema.h"

#include "core/store/item_rows.h"

#include <array>

namespace sc::library {

namespace {

// Times are ticks. The columns bpm..energy repeat the current analysis, so that a list needs no JSON.
QString trackTable()
{
    return QStringLiteral(R"(CREATE TABLE track (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        file TEXT NOT NULL UNIQUE,
        file_name TEXT NOT NULL,
        title TEXT NOT NULL COLLATE NOCASE,
        artist TEXT NOT NULL DEFAULT '',
        album TEXT NOT NULL DEFAULT '',
        genre TEXT NOT NULL DEFAULT '',
        year INTEGER NOT NULL DEFAULT 0,
        track_number INTEGER NOT NULL DEFAULT 0,
        comment TEXT NOT NULL DEFAULT '',
        has_artwork INTEGER NOT NULL DEFAULT 0 CHECK (has_artwork IN (0, 1)),
        duration INTEGER NOT NULL DEFAULT 0 CHECK (duration >= 0),
        sample_rate INTEGER NOT NULL DEFAULT 0,
        channels INTEGER NOT NULL DEFAULT 0,
        bit_depth INTEGER NOT NULL DEFAULT 0,
        codec TEXT NOT NULL DEFAULT '',
        bit_rate INTEGER NOT NULL DEFAULT 0,
        size INTEGER NOT NULL DEFAULT 0,
        modified_ms INTEGER NOT NULL DEFAULT 0,
        content_hash TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'imported' CHECK (status IN ('imported', 'waiting', 'analysing', 'analysed', 'error')),
        problem TEXT NOT NULL DEFAULT '',
        rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
        favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
        added_at TEXT NOT NULL,
        bpm REAL,
        musical_key TEXT NOT NULL DEFAULT '',
        lufs REAL,
        energy REAL
    ) STRICT)");
}

QString analysisTable()
{
    return QStringLiteral(R"(CREATE TABLE analysis (
        id TEXT PRIMARY KEY,
        track INTEGER NOT NULL REFERENCES track (n) ON DELETE CASCADE,
        level TEXT NOT NULL,
        engine_version INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
        json TEXT NOT NULL,
        waveform BLOB,
        overview BLOB
    ) STRICT)");
}

// Holds no text of its own: it reads from the table of songs, and TrackTable keeps it in step. Triggers could not: SQLite
// takes an index written by a trigger for unsafe as long as schemas of files are not trusted.
QString searchIndex()
{
    return QStringLiteral("CREATE VIRTUAL TABLE track_text USING fts5 (title, artist, album, genre, file_name, content='track', "
                          "content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')");
}

store::Migration first()
{
    QStringList statements = {
        trackTable(),
        QStringLiteral("CREATE INDEX track_by_hash ON track (content_hash)"),
        analysisTable(),
        QStringLiteral("CREATE UNIQUE INDEX analysis_current ON analysis (track) WHERE is_current = 1"),
        QStringLiteral("CREATE INDEX analysis_by_track ON analysis (track)"),
        QStringLiteral("CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT"),
        QStringLiteral("CREATE TABLE recent_project (bundle TEXT PRIMARY KEY, name TEXT NOT NULL, opened_at TEXT NOT NULL) STRICT"),
        searchIndex(),
    };
    return {1, statements};
}

// The columns genres..used_in repeat what the tables beside say, one name a line, so that a list reads one table only
// and the search index finds tags.
QStringList columnsOfAList()
{
    QStringList statements;
    for (const char *column : {"genres TEXT NOT NULL DEFAULT ''", "moods TEXT NOT NULL DEFAULT ''", "instruments TEXT NOT NULL DEFAULT ''",
                               "colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 8)", "tags TEXT NOT NULL DEFAULT ''",
                               "last_played_at TEXT NOT NULL DEFAULT ''", "play_count INTEGER NOT NULL DEFAULT 0",
                               "used_in INTEGER NOT NULL DEFAULT 0", "quality REAL"})
        statements.append(QStringLiteral("ALTER TABLE track ADD COLUMN %1").arg(QLatin1String(column)));
    return statements;
}

// Shelves and words of the person, projects that use a song, places to watch, and what songs are compared by.
store::Migration second()
{
    QStringList statements = columnsOfAList();
    statements << QStringLiteral("DROP TABLE track_text")
               << QStringLiteral("CREATE VIRTUAL TABLE track_text USING fts5 (title, artist, album, genre, file_name, tags, "
                                 "content='track', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')")
               << QStringLiteral("INSERT INTO track_text (track_text) VALUES ('rebuild')")
               << QStringLiteral("CREATE TABLE tag (n INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, "
                                 "colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 8)) STRICT")
               << QStringLiteral(
                      "CREATE TABLE track_tag (track INTEGER NOT NULL REFERENCES track (n) ON DELETE CASCADE, "
                      "tag INTEGER NOT NULL REFERENCES tag (n) ON DELETE CASCADE, PRIMARY KEY (track, tag)) STRICT, WITHOUT ROWID")
               << QStringLiteral("CREATE INDEX track_tag_by_tag ON track_tag (tag)")
               << QStringLiteral("CREATE TABLE collection (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, "
                                 "folded TEXT NOT NULL UNIQUE, query TEXT NOT NULL DEFAULT '') STRICT")
               << QStringLiteral("CREATE TABLE collection_track (collection INTEGER NOT NULL REFERENCES collection (n) ON DELETE CASCADE, "
                                 "track INTEGER NOT NULL REFERENCES track (n) ON DELETE CASCADE, PRIMARY KEY (collection, track)) "
                                 "STRICT, WITHOUT ROWID")
               << QStringLiteral("CREATE INDEX collection_track_by_track ON collection_track (track)")
               << QStringLiteral("CREATE TABLE project_track (bundle TEXT NOT NULL, track INTEGER NOT NULL REFERENCES track (n) "
                                 "ON DELETE CASCADE, PRIMARY KEY (bundle, track)) STRICT, WITHOUT ROWID")
               << QStringLiteral("CREATE INDEX project_track_by_track ON project_track (track)")
               << QStringLiteral("CREATE TABLE watch_folder (n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT")
               << QStringLiteral("CREATE TABLE likeness (track INTEGER PRIMARY KEY REFERENCES track (n) ON DELETE CASCADE, "
                                 "profile BLOB NOT NULL) STRICT")
               << QStringLiteral("CREATE TABLE fingerprint (track INTEGER PRIMARY KEY REFERENCES track (n) ON DELETE CASCADE, "
                                 "print BLOB NOT NULL) STRICT");
    return {2, statements};
}

// What a person knows better than the analysis; the picture of the spectrum lies beside the waveform.
store::Migration third()
{
    return {3,
            {
                QStringLiteral(R"(CREATE TABLE correction (
                    track INTEGER NOT NULL REFERENCES track (n) ON DELETE CASCADE,
                    kind TEXT NOT NULL CHECK (kind IN ('grid', 'key', 'sections', 'labels')),
                    json TEXT NOT NULL,
                    made_at TEXT NOT NULL,
                    PRIMARY KEY (track, kind)
                ) STRICT)"),
                QStringLiteral("ALTER TABLE analysis ADD COLUMN picture BLOB"),
            }};
}

// Files of songs that a person took out: watching their folder does not bring them back.
store::Migration fourth()
{
    return {4,
            {QStringLiteral("CREATE TABLE removed_file (file TEXT PRIMARY KEY, size INTEGER NOT NULL, modified_ms INTEGER NOT NULL) "
                            "STRICT, WITHOUT ROWID")}};
}

// Songs that were taken out, whole, so that they can come back; and which copy of a file was made before tags went into it.
store::Migration fifth()
{
    return {
        5,
        {QStringLiteral("CREATE TABLE removed_song (id TEXT PRIMARY KEY, title TEXT NOT NULL, artist TEXT NOT NULL, file TEXT NOT NULL, "
                        "removed_at TEXT NOT NULL, content BLOB NOT NULL) STRICT"),
         QStringLiteral("CREATE TABLE file_copy (name TEXT PRIMARY KEY, track TEXT NOT NULL, file TEXT NOT NULL, made_at TEXT NOT NULL, "
                        "size INTEGER NOT NULL) STRICT, WITHOUT ROWID")}};
}

} // namespace

std::span<const store::Migration> libraryMigrations()
{
    static const std::array<store::Migration, 6> all = {first(), second(), third(), fourth(), fifth(), {6, store::itemSchema()}};
    return all;
}

} // namespace sc::library
