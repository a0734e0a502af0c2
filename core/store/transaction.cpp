// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/transaction.h"

#include "core/base/log.h"

#include <QtCore/QCoreApplication>

namespace sc::store {

Result<Transaction> Transaction::begin(Database &db)
{
    if (db.m_inTransaction) {
        return std::unexpected(Problem(ProblemCode::InternalError,
                                       QCoreApplication::translate("sc::store", "%1 is in the middle of another change.").arg(db.label())));
    }
    if (db.isReadOnly()) {
        return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                       QCoreApplication::translate("sc::store", "%1 is open for reading only.").arg(db.label())));
    }
    SC_TRY(db.execute(QStringLiteral("BEGIN IMMEDIATE")));
    db.m_inTransaction = true;
    return Transaction(db);
}

Transaction::~Transaction()
{
    if (m_db)
        rollBack();
}

Result<> Transaction::commit()
{
    if (!m_db)
        return std::unexpected(
            Problem(ProblemCode::InternalError, QCoreApplication::translate("sc::store", "This change is already stored.")));
    const Result<> committed = m_db->execute(QStringLiteral("COMMIT"));
    if (committed)
        m_db->m_inTransaction = false;
    else
        rollBack();
    m_db = nullptr;
    return committed;
}

void Transaction::rollBack()
{
    m_db->m_inTransaction = false;
    // After a full disk or a failed write SQLite has rolled back by itself; a second ROLLBACK then says so.
    if (const Result<> done = m_db->execute(QStringLiteral("ROLLBACK")); !done)
        qCDebug(logStore).noquote() << done.error().toLogLine();
}

} // namespace sc::store
