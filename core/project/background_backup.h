// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/backups.h"

#include <thread>

namespace sc::project {

// A backup of an open database, made on a thread with a connection of its own while the first edits go on: it holds what
// was stored when it began. A problem is logged, as the one of a backup made at once. The destructor waits for it.
class BackgroundBackup
{
public:
    BackgroundBackup(const store::Backups &backups, const QString &databaseFile, store::OpenOptions options);
    ~BackgroundBackup();
    BackgroundBackup(const BackgroundBackup &) = delete;
    BackgroundBackup &operator=(const BackgroundBackup &) = delete;

    void wait();

private:
    std::thread m_thread;
};

} // namespace sc::project
