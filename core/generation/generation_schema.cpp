// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/generation_schema.h"

#include <array>

namespace sc::generation {

namespace {

QString serverTable()
{
    return QStringLiteral(R"(CREATE TABLE server (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        url TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('standard', 'runpod')),
        endpoint_id TEXT NOT NULL,
        key_ref TEXT NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        max_concurrent INTEGER NOT NULL CHECK (max_concurrent BETWEEN 1 AND 16),
        exclusive_group TEXT NOT NULL,
        weight REAL NOT NULL CHECK (weight BETWEEN 0.1 AND 10),
        headers TEXT NOT NULL,
        tls_trust TEXT NOT NULL CHECK (tls_trust IN ('system', 'pinned')),
        fingerprint TEXT NOT NULL,
        idle_timeout_s INTEGER NOT NULL,
        image_limit_s INTEGER NOT NULL,
        video_limit_s INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID)");
}

QString batchTable()
{
    return QStringLiteral(R"(CREATE TABLE batch (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        bundle TEXT NOT NULL,
        project_name TEXT NOT NULL,
        spec TEXT NOT NULL,
        status TEXT NOT NULL,
        total INTEGER NOT NULL,
        completed INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        cancelled INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT NOT NULL,
        revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID)");
}

// Long texts that a list does not need stand last, so that reading the others passes by them.
QString jobTable()
{
    return QStringLiteral(R"(CREATE TABLE job (
        id TEXT PRIMARY KEY,
        bundle TEXT NOT NULL,
        project_id TEXT NOT NULL,
        project_name TEXT NOT NULL,
        clip TEXT NOT NULL,
        clip_name TEXT NOT NULL,
        character TEXT NOT NULL,
        batch TEXT REFERENCES batch (id),
        kind TEXT NOT NULL CHECK (kind IN ('image', 'video', 'upscale', 'interpolate', 'face', 'cloud_video', 'custom')),
        family TEXT NOT NULL,
        model_name TEXT NOT NULL,
        priority INTEGER NOT NULL CHECK (priority BETWEEN -100 AND 100),
        front INTEGER NOT NULL,
        rank REAL NOT NULL,
        depends_on TEXT NOT NULL,
        still_of TEXT NOT NULL,
        preferred_server TEXT,
        pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
        status TEXT NOT NULL CHECK (status IN ('queued', 'blocked', 'paused', 'assigned', 'running', 'unknown', 'completed', 'failed',
                                               'cancelled')),
        stage TEXT NOT NULL CHECK (stage IN ('none', 'preparing', 'sending', 'sent', 'fetching', 'keeping')),
        server TEXT,
        server_name TEXT NOT NULL,
        remote_id TEXT NOT NULL,
        progress REAL,
        node TEXT NOT NULL,
        step_text TEXT NOT NULL,
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        max_attempts INTEGER NOT NULL CHECK (max_attempts BETWEEN 1 AND 10),
        failure TEXT NOT NULL,
        error TEXT NOT NULL,
        avoid TEXT NOT NULL,
        not_before INTEGER NOT NULL,
        estimate_s REAL NOT NULL,
        queued_at TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT NOT NULL,
        done_at TEXT NOT NULL,
        take_ids TEXT NOT NULL,
        inbox_file TEXT NOT NULL,
        cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
        created_at TEXT NOT NULL,
        revision INTEGER NOT NULL,
        prompt TEXT NOT NULL,
        negative TEXT NOT NULL,
        prompt_parts TEXT NOT NULL,
        params TEXT NOT NULL,
        own_graph TEXT NOT NULL,
        graph TEXT NOT NULL,
        graph_hash TEXT NOT NULL,
        output_node TEXT NOT NULL,
        sent_params TEXT NOT NULL,
        models TEXT NOT NULL
    ) STRICT)");
}

store::Migration first()
{
    return {1,
            {
                serverTable(),
                batchTable(),
                jobTable(),
                QStringLiteral("CREATE INDEX job_by_status ON job (status)"),
                QStringLiteral("CREATE INDEX job_by_revision ON job (revision)"),
                QStringLiteral("CREATE INDEX job_by_batch ON job (batch)"),
                QStringLiteral("CREATE UNIQUE INDEX job_by_remote ON job (remote_id) WHERE remote_id <> ''"),
                // What became of a job and why, in order; the queue's log.
                QStringLiteral("CREATE TABLE decision (n INTEGER PRIMARY KEY, job TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, "
                               "server TEXT NOT NULL, reason TEXT NOT NULL, facts TEXT NOT NULL) STRICT"),
                QStringLiteral("CREATE INDEX decision_by_job ON decision (job)"),
                // Rows that went, so that other processes notice.
                QStringLiteral("CREATE TABLE gone_job (job TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID"),
                QStringLiteral("CREATE TABLE learned_run (server TEXT NOT NULL, family TEXT NOT NULL, pixels INTEGER NOT NULL, "
                               "frames INTEGER NOT NULL, steps INTEGER NOT NULL, count INTEGER NOT NULL, mean_s REAL NOT NULL, "
                               "PRIMARY KEY (server, family, pixels, frames, steps)) STRICT, WITHOUT ROWID"),
                QStringLiteral("CREATE TABLE learned_load (server TEXT NOT NULL, models TEXT NOT NULL, count INTEGER NOT NULL, "
                               "mean_s REAL NOT NULL, PRIMARY KEY (server, models)) STRICT, WITHOUT ROWID"),
                QStringLiteral("CREATE TABLE learned_outcome (server TEXT PRIMARY KEY, completed INTEGER NOT NULL, "
                               "failed INTEGER NOT NULL) STRICT, WITHOUT ROWID"),
                QStringLiteral("CREATE TABLE object_info (server TEXT PRIMARY KEY, version TEXT NOT NULL, fetched_at TEXT NOT NULL, "
                               "packed BLOB NOT NULL) STRICT, WITHOUT ROWID"),
                QStringLiteral("CREATE TABLE queue_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"),
                QStringLiteral("INSERT INTO queue_state VALUES ('revision', '0')"),
            }};
}

// What a person did with the queue, so that it can be taken back, also after a restart.
store::Migration steps()
{
    return {2,
            {QStringLiteral("CREATE TABLE queue_step (n INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL, "
                            "undone INTEGER NOT NULL CHECK (undone IN (0, 1)), packed BLOB NOT NULL) STRICT")}};
}

// Jobs that wait until a person has chosen the picture that they start from.
store::Migration choices()
{
    return {3,
            {QStringLiteral("ALTER TABLE job ADD COLUMN awaits_choice INTEGER NOT NULL DEFAULT 0 CHECK (awaits_choice IN (0, 1))")}};
}

} // namespace

std::span<const store::Migration> generationMigrations()
{
    static const std::array<store::Migration, 3> all = {first(), steps(), choices()};
    return all;
}

} // namespace sc::generation
