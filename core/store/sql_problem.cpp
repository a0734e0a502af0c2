// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_problem.h"

#include <QtCore/QCoreApplication>

namespace sc::store {

namespace {

// Primary result codes of sqlite3.h. QtSql hands them out as text and Qt may carry an SQLite of its own, so its
// header is not to be had everywhere.
enum SqliteCode {
    kPerm = 3,
    kBusy = 5,
    kLocked = 6,
    kReadOnly = 8,
    kCorrupt = 11,
    kFull = 13,
    kCantOpen = 14,
    kTooBig = 18,
    kConstraint = 19,
    kMismatch = 20,
    kAuth = 23,
    kNotADatabase = 26,
};
constexpr int kConstraintForeignKey = 787;
constexpr int kConstraintPrimaryKey = 1555;
constexpr int kConstraintUnique = 2067;

Problem constraintProblem(int extended, const QString &label)
{
    switch (extended) {
    case kConstraintPrimaryKey:
    case kConstraintUnique:
        return Problem(ProblemCode::DuplicateResource,
                       QCoreApplication::translate("sc::store", "%1 already holds such an entry.").arg(label));
    case kConstraintForeignKey:
        return Problem(ProblemCode::Conflict, QCoreApplication::translate(
                                                  "sc::store", "%1 still needs an entry that would be removed, or lacks one that is named.")
                                                  .arg(label));
    default:
        return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::store", "%1 cannot hold this value.").arg(label));
    }
}

Problem problemOfCode(int extended, const QString &label)
{
    switch (extended & 0xff) {
    case kFull:
        return Problem(
            ProblemCode::InsufficientStorage,
            QCoreApplication::translate("sc::store", "The disk is full. %1 keeps what was stored before, this change was not stored.")
                .arg(label));
    case kPerm:
    case kReadOnly:
    case kCantOpen:
    case kAuth:
        return Problem(ProblemCode::PermissionDenied,
                       QCoreApplication::translate("sc::store", "%1 cannot be opened or written in this place.").arg(label));
    case kCorrupt:
    case kNotADatabase:
        return damagedProblem(label, {});
    case kBusy:
    case kLocked:
        return Problem(ProblemCode::DatabaseError, QCoreApplication::translate("sc::store", "%1 is busy in another program.").arg(label))
            .withAction(QStringLiteral("retry"), QCoreApplication::translate("sc::store", "Try again"));
    case kConstraint:
    case kMismatch:
    case kTooBig:
        return constraintProblem(extended, label);
    default:
        return Problem(ProblemCode::DatabaseError, QCoreApplication::translate("sc::store", "%1 could not be read or written.").arg(label));
    }
}

} // namespace

Problem problemOf(const QSqlError &error, const QString &label, const QString &sql)
{
    const int code = error.nativeErrorCode().toInt();
    QString detail = QStringLiteral("SQLite %1: %2").arg(code).arg(error.databaseText().isEmpty() ? error.text() : error.databaseText());
    if (!sql.isEmpty())
        detail += QStringLiteral(" in: ") + sql.left(200);
    return problemOfCode(code, label).withDetail(detail);
}

Problem damagedProblem(const QString &label, const QString &detail)
{
    return Problem(ProblemCode::DatabaseError,
                   QCoreApplication::translate("sc::store", "%1 is damaged. A copy made earlier can be restored.").arg(label))
        .withDetail(detail)
        .withAction(QStringLiteral("restore"), QCoreApplication::translate("sc::store", "Restore the newest copy"));
}

} // namespace sc::store
