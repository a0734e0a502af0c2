// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_schema.h"

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

} // namespace

std::span<const store::Migration> libraryMigrations()
{
    static const std::array<store::Migration, 1> all = {first()};
    return all;
}

} // namespace sc::library
