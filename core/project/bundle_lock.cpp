// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/bundle_lock.h"

#include "core/base/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>

namespace sc::project {

namespace {

constexpr qint64 kLockBytes = 4096;

Problem openElsewhere(const QLockFile &lock, const QString &label)
{
    qint64 process = 0;
    QString machine;
    QString program;
    (void)lock.getLockInfo(&process, &machine, &program);
    const QDateTime since = QFileInfo(lock.fileName()).lastModified();
    return Problem(ProblemCode::Conflict,
                   QCoreApplication::translate(
                       "sc::project", "%1 is already open in %2 on %3 (process %4) since %5. Close it there, or open it for reading only.")
                       .arg(label, program, machine)
                       .arg(process)
                       .arg(QLocale().toString(since, QLocale::ShortFormat)))
        .withEntity(QStringLiteral("file"), lock.fileName())
        .withAction(QStringLiteral("open.readonly"), QCoreApplication::translate("sc::project", "Open for reading only"));
}

} // namespace

Result<std::unique_ptr<QLockFile>> takeLock(const QString &lockFile, const QString &label)
{
    auto lock = std::make_unique<QLockFile>(lockFile);
    // Age says nothing: a project may be open for days. Only a process that is gone frees its lock.
    lock->setStaleLockTime(0);
    if (lock->tryLock(0))
        return lock;
    if (lock->error() == QLockFile::LockFailedError) {
        qint64 process = 0;
        QString machine;
        QString program;
        // A crash while it was written leaves a lock that names nobody; a live owner keeps it from being removed.
        if (!lock->getLockInfo(&process, &machine, &program) && lock->removeStaleLockFile() && lock->tryLock(0))
            return lock;
        return std::unexpected(openElsewhere(*lock, label));
    }
    if (lock->error() == QLockFile::UnknownError)
        SC_TRY(requireFreeSpace(lockFile, kLockBytes));
    return std::unique_ptr<QLockFile>();
}

} // namespace sc::project
