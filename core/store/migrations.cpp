// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/store/sql_problem.h"
#include "core/store/transaction.h"

#include <QtCore/QCoreApplication>

namespace sc::store {

namespace {

int lastVersion(std::span<const Migration> migrations)
{
    return migrations.empty() ? 0 : migrations.back().version;
}

Result<> runStep(Database &db, const Migration &step)
{
    SC_TRY_ASSIGN(transaction, Transaction::begin(db));
    SC_TRY(db.executeAll(step.statements));
    SC_TRY(db.executeAll({QStringLiteral("PRAGMA user_version = %1").arg(step.version),
                          QStringLiteral("PRAGMA application_id = %1").arg(static_cast<qint32>(db.options().applicationId))}));
    SC_TRY_ASSIGN(orphans, db.query(QStringLiteral("PRAGMA foreign_key_check")));
    SC_TRY_ASSIGN(hasOrphan, orphans.next());
    if (hasOrphan)
        return std::unexpected(
            damagedProblem(db.label(), QStringLiteral("migration %1 leaves rows without their owner").arg(step.version)));
    return transaction.commit();
}

} // namespace

Result<> requireKnownVersion(Database &db, std::span<const Migration> migrations)
{
    SC_TRY_ASSIGN(version, db.userVersion());
    const int known = lastVersion(migrations);
    if (version <= known)
        return {};
    return std::unexpected(Problem(
        ProblemCode::NewerVersion,
        QCoreApplication::translate("sc::store", "%1 was written by a newer StoryCanvas: its format is %2, this program knows up to %3.")
            .arg(db.label())
            .arg(version)
            .arg(known)));
}

Result<> migrate(Database &db, std::span<const Migration> migrations, const Backups *backups)
{
    SC_TRY(requireKnownVersion(db, migrations));
    SC_TRY_ASSIGN(version, db.userVersion());
    if (version == lastVersion(migrations))
        return {};
    if (version > 0 && backups)
        SC_TRY(backups->add(db));
    // Rebuilding a table drops the old one while others point to it; every step checks the keys itself. The switch has
    // no effect inside a transaction.
    SC_TRY(db.execute(QStringLiteral("PRAGMA foreign_keys = OFF")));
    Result<> done;
    for (const Migration &step : migrations) {
        if (step.version > version && done)
            done = runStep(db, step);
    }
    SC_TRY(db.execute(QStringLiteral("PRAGMA foreign_keys = ON")));
    return done;
}

} // namespace sc::store
