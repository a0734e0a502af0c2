// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/job.h"

// Many jobs that were ordered together, kept for ever with what became of them.
namespace sc::generation {

enum class BatchStatus { Draft, Running, Paused, Completed, CompletedWithFailures, Cancelled };

struct Batch
{
    BatchId id;
    QString name; // 1..200
    QString bundle;
    QString projectName;
    QString spec; // JSON of BatchSpec (batch_plan.h): what was ordered
    BatchStatus status = BatchStatus::Draft;
    int total = 0;
    int completed = 0;
    int failed = 0;
    int cancelled = 0;
    QString createdAt; // UTC, ISO 8601 with milliseconds
    QString startedAt;
    QString finishedAt;
    qint64 revision = 0;

    [[nodiscard]] int open() const { return total - completed - failed - cancelled; }
    bool operator==(const Batch &) const = default;
};

[[nodiscard]] QString batchStatusName(BatchStatus status); // "completed_with_failures"
[[nodiscard]] std::optional<BatchStatus> batchStatusFromName(const QString &name);
[[nodiscard]] QString batchStatusWord(BatchStatus status); // translated

// The batch after one of its jobs went from one state to another: its counts, and its status with them.
[[nodiscard]] Batch afterTransition(Batch batch, JobStatus from, JobStatus to);
// The batch without a job in this state: waiting ones leave the total, finished ones stay counted.
[[nodiscard]] Batch afterRemoval(Batch batch, JobStatus status);

[[nodiscard]] QVariant encode(BatchStatus value);
[[nodiscard]] bool decode(const QVariant &stored, BatchStatus &value);

} // namespace sc::generation
