// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/compose.h"
#include "core/generation/job.h"
#include "core/generation/learned_figures.h"

#include <QtCore/QHash>

// From a job to what is sent. Pure.
namespace sc::generation {

// Absolute paths of the local files that the request names ("media:<path>"), each once.
[[nodiscard]] QStringList localFilesOf(const Job &job);
// The same value with every "media:<path>" replaced by what `names` has for the path.
[[nodiscard]] QJsonValue withRemoteNames(const QJsonValue &value, const QHash<QString, QString> &names);

struct ComposedJob
{
    QJsonObject graph;
    QByteArray bytes;   // of the graph, as it is kept and hashed
    QString hash;       // SHA-256, hex
    QString outputNode; // empty for an own workflow
    QString params;     // JSON, every value as sent
    QStringList models;
    RunKey run;
};

// The exact graph for a server with these nodes. `names`: what its local files are called there. The file prefix holds the
// remote id, so that the server's cache cannot hand out an earlier file.
[[nodiscard]] Result<ComposedJob> composeJob(const Job &job, const QHash<QString, QString> &names, const QString &remoteId,
                                             const comfy::ObjectInfo &info);

// What a run's length depends on, as far as the job says it.
[[nodiscard]] RunKey runKeyOf(const Job &job);
// The job with a seed, chosen now where it was left open.
[[nodiscard]] Result<Job> withSeed(Job job);
// Jobs with the same text need the same of a server: all of the request but words, seeds and pictures.
[[nodiscard]] QByteArray needsOf(const Job &job);

} // namespace sc::generation
