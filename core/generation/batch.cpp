// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/batch.h"

#include "core/base/enum_names.h"

#include <QtCore/QCoreApplication>

namespace sc::generation {

namespace {

constexpr std::array<const char *, 6> kStatuses = {"draft", "running", "paused", "completed", "completed_with_failures", "cancelled"};
constexpr std::array<const char *, 6> kWords = {QT_TRANSLATE_NOOP("sc::generation", "Draft"),
                                                QT_TRANSLATE_NOOP("sc::generation", "Running"),
                                                QT_TRANSLATE_NOOP("sc::generation", "Paused"),
                                                QT_TRANSLATE_NOOP("sc::generation", "Completed"),
                                                QT_TRANSLATE_NOOP("sc::generation", "Completed with failures"),
                                                QT_TRANSLATE_NOOP("sc::generation", "Cancelled")};

void count(Batch &batch, JobStatus status, int step)
{
    if (status == JobStatus::Completed)
        batch.completed += step;
    else if (status == JobStatus::Failed)
        batch.failed += step;
    else if (status == JobStatus::Cancelled)
        batch.cancelled += step;
}

void settle(Batch &batch)
{
    if (batch.open() > 0) {
        if (!batch.finishedAt.isEmpty()) { // a job of a finished batch is tried again
            batch.finishedAt.clear();
            batch.status = BatchStatus::Running;
        }
        return;
    }
    if (batch.finishedAt.isEmpty())
        batch.finishedAt = utcNow();
    if (batch.failed > 0)
        batch.status = BatchStatus::CompletedWithFailures;
    else
        batch.status = batch.completed == 0 && batch.cancelled > 0 ? BatchStatus::Cancelled : BatchStatus::Completed;
}

} // namespace

QString batchStatusName(BatchStatus status)
{
    return nameIn(kStatuses, status);
}

std::optional<BatchStatus> batchStatusFromName(const QString &name)
{
    return valueIn<BatchStatus>(kStatuses, name);
}

QString batchStatusWord(BatchStatus status)
{
    return QCoreApplication::translate("sc::generation", kWords[static_cast<size_t>(status)]);
}

Batch afterTransition(Batch batch, JobStatus from, JobStatus to)
{
    count(batch, from, -1);
    count(batch, to, 1);
    if (to == JobStatus::Assigned && batch.startedAt.isEmpty())
        batch.startedAt = utcNow();
    settle(batch);
    return batch;
}

Batch afterRemoval(Batch batch, JobStatus status)
{
    if (status == JobStatus::Completed || status == JobStatus::Failed || status == JobStatus::Cancelled)
        return batch;
    batch.total -= 1;
    settle(batch);
    return batch;
}

QVariant encode(BatchStatus value)
{
    return batchStatusName(value);
}

bool decode(const QVariant &stored, BatchStatus &value)
{
    return assignFound(batchStatusFromName(stored.toString()), value);
}

} // namespace sc::generation
