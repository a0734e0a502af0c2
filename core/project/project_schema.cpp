// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_schema.h"

#include "core/store/item_rows.h"
#include "core/store/undo_log.h"

namespace sc::project {

namespace {

// Times are ticks. Numbers with a fraction are TEXT, shortest form: undo must put them back to the bit. References are
// checked at the end of a transaction, because undo brings rows back one by one.
QStringList firstVersion()
{
    QStringList statements = store::UndoLog::schema();
    statements << QStringLiteral(R"(
CREATE TABLE project (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    frame_rate TEXT NOT NULL,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    song_offset INTEGER NOT NULL,
    song_gain_db TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID)");
    statements << QStringLiteral(R"(
CREATE TABLE song (
    project_id TEXT PRIMARY KEY REFERENCES project(id) DEFERRABLE INITIALLY DEFERRED,
    media_path TEXT NOT NULL,
    media_size INTEGER NOT NULL,
    media_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    artist TEXT NOT NULL,
    sample_rate INTEGER NOT NULL,
    channels INTEGER NOT NULL,
    bpm TEXT NOT NULL,
    song_key TEXT NOT NULL,
    time_signature TEXT NOT NULL,
    loudness_lufs TEXT,
    map TEXT NOT NULL
) STRICT, WITHOUT ROWID)");
    statements << QStringLiteral(R"(
CREATE TABLE scene (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    lyrics TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    auto_length INTEGER NOT NULL CHECK (auto_length IN (0, 1)),
    colour INTEGER NOT NULL,
    section_label TEXT NOT NULL,
    section_start INTEGER,
    parent_id TEXT,
    alternate_number INTEGER NOT NULL,
    is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
    locked INTEGER NOT NULL CHECK (locked IN (0, 1))
) STRICT, WITHOUT ROWID)");
    statements << QStringLiteral(R"(
CREATE TABLE clip (
    id TEXT PRIMARY KEY,
    scene_id TEXT NOT NULL REFERENCES scene(id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    lyrics TEXT NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL CHECK (length > 0),
    position INTEGER NOT NULL,
    image_prompt TEXT NOT NULL,
    video_prompt TEXT NOT NULL,
    negative_prompt TEXT NOT NULL,
    direction TEXT NOT NULL,
    source_in INTEGER NOT NULL,
    speed_numerator INTEGER NOT NULL CHECK (speed_numerator >= 0),
    speed_denominator INTEGER NOT NULL CHECK (speed_denominator > 0),
    selected_image_id TEXT,
    selected_video_id TEXT,
    beat_in INTEGER,
    beat_out INTEGER,
    parent_id TEXT,
    alternate_number INTEGER NOT NULL,
    is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
    locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
    notes TEXT NOT NULL
) STRICT, WITHOUT ROWID)");
    statements << QStringLiteral("CREATE INDEX clip_scene ON clip(scene_id)");
    statements << QStringLiteral(R"(
CREATE TABLE marker (
    id TEXT PRIMARY KEY,
    time INTEGER NOT NULL,
    length INTEGER NOT NULL,
    name TEXT NOT NULL,
    colour INTEGER NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT, WITHOUT ROWID)");
    // By the song's content, so that undoing a change of song finds the right one again. Not part of undo.
    statements << QStringLiteral("CREATE TABLE waveform (media_hash TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT");
    return statements;
}

// So that the number of a deleted alternate is never given again.
QStringList alternatesCounted()
{
    return {QStringLiteral("ALTER TABLE scene ADD COLUMN alternates_made INTEGER NOT NULL DEFAULT 0"),
            QStringLiteral("ALTER TABLE clip ADD COLUMN alternates_made INTEGER NOT NULL DEFAULT 0")};
}

QStringList withLyrics()
{
    return {QStringLiteral(R"(
CREATE TABLE lyric (
    id TEXT PRIMARY KEY,
    start INTEGER NOT NULL,
    end_time INTEGER,
    text TEXT NOT NULL,
    words TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT, WITHOUT ROWID)")};
}

QStringList withSceneDirections()
{
    return {QStringLiteral("ALTER TABLE scene ADD COLUMN direction TEXT NOT NULL DEFAULT '{}'")};
}

// Takes are kept by their clip, but outlive it: undo of a deletion finds them again, and so does what was split or copied from
// it. What is read by the thousand stands apart from the long texts.
QStringList withTakes()
{
    return {QStringLiteral("ALTER TABLE clip ADD COLUMN takes_of TEXT"), QStringLiteral(R"(
CREATE TABLE take (
    id TEXT PRIMARY KEY,
    clip_id TEXT,
    kind TEXT NOT NULL,
    media_path TEXT NOT NULL,
    media_size INTEGER NOT NULL,
    media_hash TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    frames INTEGER NOT NULL,
    rate_numerator INTEGER NOT NULL,
    rate_denominator INTEGER NOT NULL CHECK (rate_denominator > 0),
    is_rate_variable INTEGER NOT NULL CHECK (is_rate_variable IN (0, 1)),
    length INTEGER NOT NULL CHECK (length >= 0),
    start_timecode TEXT NOT NULL,
    family TEXT NOT NULL,
    model_name TEXT NOT NULL,
    seed INTEGER,
    server_id TEXT NOT NULL,
    server_name TEXT NOT NULL,
    provider TEXT NOT NULL,
    original_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5),
    verdict TEXT NOT NULL,
    tags TEXT NOT NULL,
    notes TEXT NOT NULL,
    checks TEXT NOT NULL
) STRICT, WITHOUT ROWID)"),
            QStringLiteral("CREATE INDEX take_clip ON take(clip_id)"), QStringLiteral("CREATE INDEX take_media ON take(media_hash)"),
            QStringLiteral(R"(
CREATE TABLE take_recipe (
    take_id TEXT PRIMARY KEY REFERENCES take(id) DEFERRABLE INITIALLY DEFERRED,
    prompt TEXT NOT NULL,
    negative_prompt TEXT NOT NULL,
    prompt_parts TEXT NOT NULL,
    params TEXT NOT NULL,
    graph_hash TEXT NOT NULL,
    request TEXT NOT NULL,
    model_hashes TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL
) STRICT, WITHOUT ROWID)"),
            // Small pictures and proxies, by the content they were made from. They can be made again: not part of undo.
            QStringLiteral("CREATE TABLE derived_media (media_hash TEXT NOT NULL, use TEXT NOT NULL, path TEXT NOT NULL, "
                           "size INTEGER NOT NULL, PRIMARY KEY (media_hash, use)) STRICT, WITHOUT ROWID")};
}

QStringList withVersions()
{
    return {QStringLiteral("ALTER TABLE clip ADD COLUMN active_version INTEGER NOT NULL DEFAULT 0"), QStringLiteral(R"(
CREATE TABLE clip_version (
    id TEXT PRIMARY KEY,
    clip_id TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    reason TEXT NOT NULL,
    created_at TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID)"),
            QStringLiteral("CREATE INDEX clip_version_clip ON clip_version(clip_id)")};
}

// What shots are made with.
QStringList withGeneration()
{
    return {QStringLiteral("ALTER TABLE project ADD COLUMN look TEXT NOT NULL DEFAULT '{}'"),
            QStringLiteral("ALTER TABLE project ADD COLUMN default_family TEXT NOT NULL DEFAULT ''"),
            QStringLiteral("ALTER TABLE project ADD COLUMN default_preset TEXT NOT NULL DEFAULT ''"),
            QStringLiteral("ALTER TABLE scene ADD COLUMN prompt_templates TEXT NOT NULL DEFAULT '[]'"),
            QStringLiteral("ALTER TABLE clip ADD COLUMN generation TEXT NOT NULL DEFAULT '{}'")};
}

// How exports went. History, not content: no part of undo.
QStringList withExportRuns()
{
    return {QStringLiteral(R"(
CREATE TABLE export_run (
    id TEXT PRIMARY KEY,
    preset TEXT NOT NULL,
    kind TEXT NOT NULL,
    range_start INTEGER,
    range_end INTEGER,
    destination TEXT NOT NULL,
    result TEXT NOT NULL,
    notices TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    milliseconds INTEGER NOT NULL
) STRICT, WITHOUT ROWID)")};
}

// With what they were set to, so that they can be repeated.
QStringList withExportOptions()
{
    return {QStringLiteral("ALTER TABLE export_run ADD COLUMN options TEXT NOT NULL DEFAULT '{}'")};
}

} // namespace

std::span<const store::Migration> projectMigrations()
{
    static const std::vector<store::Migration> migrations = {
        {1, firstVersion()}, {2, alternatesCounted()}, {3, withLyrics()},        {4, withSceneDirections()}, {5, withTakes()},
        {6, withVersions()}, {7, withGeneration()},    {8, store::itemSchema()}, {9, withExportRuns()},      {10, withExportOptions()}};
    return migrations;
}

int newestVersion()
{
    return projectMigrations().back().version;
}

const QStringList &contentTables()
{
    static const QStringList tables = {QStringLiteral("project"),
                                       QStringLiteral("song"),
                                       QStringLiteral("scene"),
                                       QStringLiteral("clip"),
                                       QStringLiteral("marker"),
                                       QStringLiteral("lyric"),
                                       QStringLiteral("take"),
                                       QStringLiteral("take_recipe"),
                                       QStringLiteral("clip_version"),
                                       QStringLiteral("studio_item"),
                                       QStringLiteral("studio_item_version")};
    return tables;
}

} // namespace sc::project
