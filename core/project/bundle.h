// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/background_backup.h"
#include "core/project/project_session.h"
#include "core/store/backups.h"
#include "core/store/database.h"

#include <QtCore/QLockFile>
#include <QtCore/QTemporaryDir>

namespace sc::project {

// Names inside a bundle folder.
struct BundlePaths
{
    QString root; // absolute

    explicit BundlePaths(const QString &bundle);
    [[nodiscard]] QString database() const { return root + QStringLiteral("/project.db"); }
    [[nodiscard]] QString media() const { return root + QStringLiteral("/media"); }
    [[nodiscard]] QString lock() const { return root + QStringLiteral("/project.lock"); }
    [[nodiscard]] QStringList folders() const; // every folder a bundle has
    [[nodiscard]] store::Backups backups() const;
    // The folder's name without ".storycanvas".
    [[nodiscard]] QString plainName() const;
    [[nodiscard]] QString label() const; // "The project “Neon Drive”"
};

// A bundle that is open. The members close in the right order: the lock goes last.
struct OpenBundle
{
    BundlePaths paths;
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<QTemporaryDir> privateCopy; // of the database, where its place could not be used
    std::unique_ptr<store::Database> db;
    bool readOnly = false;
    std::unique_ptr<BackgroundBackup> backup; // that runs, or ran; null when none was due or the database is small
};

// Makes the folders and a database that holds the one project row. Whole or not there: it is written under another name.
[[nodiscard]] Result<> makeBundle(const BundlePaths &paths, const timeline::Project &project);
// As ProjectSession::open(); checks version and integrity, migrates, and backs up what changed since the last backup: at
// once, or in the background when the database is large.
[[nodiscard]] Result<OpenBundle> openBundle(const BundlePaths &paths, OpenMode mode);
[[nodiscard]] Result<store::Backup> restoreBundle(const BundlePaths &paths);

} // namespace sc::project
