// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/generation/generation_store.h"

// What every command on the queue does first: open it, find the server, job or batch that was meant.
namespace sc::cli {

using QueuePtr = std::unique_ptr<generation::GenerationStore>;

[[nodiscard]] Result<QueuePtr> openQueue(const Invocation &invocation);

// By id, unique beginning of it (6 characters or more) or name. RESOURCE_NOT_FOUND with a near name.
[[nodiscard]] Result<generation::Server> findServer(generation::GenerationStore &queue, const QString &wanted);
// By id, unique beginning of it or #n in the order of `queue list`.
[[nodiscard]] Result<generation::Job> findJob(generation::GenerationStore &queue, const QString &wanted);
[[nodiscard]] Result<std::vector<generation::JobId>> findJobs(generation::GenerationStore &queue, const QStringList &wanted);
[[nodiscard]] Result<generation::Batch> findBatch(generation::GenerationStore &queue, const QString &wanted);

[[nodiscard]] QJsonObject serverJson(const generation::Server &server); // no secrets: they are references
[[nodiscard]] QJsonObject jobJson(const generation::Job &job);
[[nodiscard]] QString jobLine(int number, const generation::Job &job);
[[nodiscard]] QJsonObject batchJson(const generation::Batch &batch);

} // namespace sc::cli
