// SPDX-License-Identifier: GPL-3.0-or-later
// The batches of GenerationStore.
#include "core/base/text.h"
#include "core/generation/generation_store.h"
#include "core/generation/job_table.h"
#include "core/store/database.h"

#include <QtCore/QCoreApplication>

namespace sc::generation {

namespace {

constexpr int kMaxName = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

} // namespace

Result<std::vector<Batch>> GenerationStore::batches()
{
    SC_TRY_ASSIGN(all, batchTable().readAll(*m_db));
    std::reverse(all.begin(), all.end()); // ids sort by creation
    return all;
}

Result<Batch> GenerationStore::batch(const BatchId &id)
{
    SC_TRY_ASSIGN(found, batchTable().read(*m_db, id.text()));
    if (found.empty()) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, tr("There is no such batch.")).withEntity(QStringLiteral("batch"), id.text()));
    }
    return found.front();
}

Result<Batch> GenerationStore::addBatch(Batch batch, std::vector<Job> jobs, bool start)
{
    SC_TRY_ASSIGN(name, cleanText(batch.name, TextKind::SingleLine, 1, kMaxName, tr("The name of the batch")));
    batch.name = name;
    if (jobs.empty())
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("A batch needs at least one job.")));
    batch.id = batch.id.isEmpty() ? BatchId::create() : batch.id;
    batch.status = start ? BatchStatus::Running : BatchStatus::Draft;
    batch.total = static_cast<int>(jobs.size());
    batch.completed = batch.failed = batch.cancelled = 0;
    batch.createdAt = utcNow();
    for (Job &job : jobs) {
        job.batch = batch.id;
        job.status = start ? JobStatus::Queued : JobStatus::Paused;
    }
    const Result<> written = write([&](qint64 revision) -> Result<> {
        batch.revision = revision;
        SC_TRY(batchTable().insert(*m_db, batch));
        SC_TRY(insertJobs(std::move(jobs), revision));
        return {};
    });
    if (!written)
        return std::unexpected(written.error());
    return batch;
}

Result<Batch> GenerationStore::setBatchStatus(const BatchId &id, BatchStatus status)
{
    const Result<> written = write([&](qint64 revision) {
        return countInBatch(id, revision, [status](Batch batch) {
            batch.status = status;
            return batch;
        });
    });
    if (!written)
        return std::unexpected(written.error());
    return batch(id);
}

Result<QHash<TakeId, QString>> GenerationStore::batchNames()
{
    SC_TRY_ASSIGN(rows, m_db->query(QStringLiteral("SELECT batch.name, job.take_ids FROM batch JOIN job ON job.batch = batch.id")));
    QHash<TakeId, QString> names;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return names;
        QStringList takes;
        if (!project::decode(rows.value(1), takes))
            continue; // of a job that is not read either
        for (const QString &take : std::as_const(takes))
            names.insert(TakeId(take), rows.text(0));
    }
}

} // namespace sc::generation
