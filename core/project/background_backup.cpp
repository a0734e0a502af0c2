// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/background_backup.h"

#include "core/base/log.h"

namespace sc::project {

namespace {

void backUp(const store::Backups &backups, const QString &databaseFile, const store::OpenOptions &options)
{
    auto db = store::Database::open(databaseFile, options);
    const Result<QString> copy = db ? backups.add(**db) : Result<QString>(std::unexpected(db.error()));
    if (!copy)
        logProblem(logStore(), copy.error());
}

} // namespace

BackgroundBackup::BackgroundBackup(const store::Backups &backups, const QString &databaseFile, store::OpenOptions options)
{
    options.access = store::Access::ReadWrite; // SQLite does not vacuum for readers
    options.create = false;
    m_thread = std::thread([backups, databaseFile, options] { backUp(backups, databaseFile, options); });
}

BackgroundBackup::~BackgroundBackup()
{
    wait();
}

void BackgroundBackup::wait()
{
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace sc::project
