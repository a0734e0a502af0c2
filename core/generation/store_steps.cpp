// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of GenerationStore: what was done with the queue and may be taken back.
#include "core/generation/generation_store.h"
#include "core/store/database.h"
#include "core/store/transaction.h"

namespace sc::generation {

Result<> GenerationStore::addStep(const QString &name, const QByteArray &content)
{
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*m_db));
    SC_TRY(m_db->execute(QStringLiteral("DELETE FROM queue_step WHERE undone = 1")));
    SC_TRY(m_db->execute(QStringLiteral("INSERT INTO queue_step (name, at, undone, packed) VALUES (?, ?, 0, ?)"),
                         {name, utcNow(), qCompress(content)}));
    SC_TRY(m_db->execute(QStringLiteral("DELETE FROM queue_step WHERE n <= (SELECT max(n) FROM queue_step) - ?"), {kMostQueueSteps}));
    return transaction.commit();
}

Result<std::optional<QueueStep>> GenerationStore::readStep(const QString &condition)
{
    SC_TRY_ASSIGN(row, m_db->query(QStringLiteral("SELECT n, name, packed FROM queue_step WHERE ") + condition));
    SC_TRY_ASSIGN(found, row.next());
    if (!found)
        return std::nullopt;
    return QueueStep{row.integer(0), row.text(1), qUncompress(row.value(2).toByteArray())};
}

Result<std::optional<QueueStep>> GenerationStore::lastStep()
{
    return readStep(QStringLiteral("undone = 0 ORDER BY n DESC LIMIT 1"));
}

Result<std::optional<QueueStep>> GenerationStore::undoneStep()
{
    return readStep(QStringLiteral("undone = 1 ORDER BY n LIMIT 1"));
}

Result<> GenerationStore::markStep(qint64 n, bool undone)
{
    return m_db->execute(QStringLiteral("UPDATE queue_step SET undone = ? WHERE n = ?"), {undone ? 1 : 0, n});
}

} // namespace sc::generation
