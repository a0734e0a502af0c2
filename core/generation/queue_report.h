// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_store.h"

// The morning report: what was made while nobody looked.
namespace sc::generation {

[[nodiscard]] Result<std::vector<std::pair<JobStatus, int>>> countJobs(GenerationStore &store); // every state, in their order

struct ServerReport
{
    QString name;
    int completed = 0;
    int failed = 0;
    double busyS = 0; // from the start to the end of its jobs
};

struct FailureReport
{
    QString code; // "OUT_OF_MEMORY"
    QString text;
    int count = 0;
    QStringList jobs; // ids
};

struct QueueReport
{
    QString since; // UTC, ISO 8601; empty: all
    int completed = 0;
    int failed = 0;
    int cancelled = 0;
    int open = 0;
    int takes = 0;
    int pictures = 0;
    int videos = 0;
    int retried = 0; // completed after more than one attempt
    QString firstStart;
    QString lastEnd;
    std::vector<ServerReport> servers;   // by completed jobs
    std::vector<FailureReport> failures; // most frequent first
    std::vector<Batch> batches;          // that ended in this time
};

// Jobs that ended since. VALIDATION_ERROR for what is no time.
[[nodiscard]] Result<QueueReport> queueReport(GenerationStore &store, const QString &since = {});
[[nodiscard]] QString reportText(const QueueReport &report); // translated, several lines
[[nodiscard]] QJsonObject toJson(const QueueReport &report);

} // namespace sc::generation
