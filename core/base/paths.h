// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QString>

namespace sc {

// Where one profile keeps its things. Value; nothing is created before ensureProfile().
struct ProfilePaths
{
    QString root;

    // The person's own: the system's application data folder.
    [[nodiscard]] static ProfilePaths standard();
    [[nodiscard]] QString libraryDb() const { return root + QStringLiteral("/library.db"); }
    [[nodiscard]] QString backups() const { return root + QStringLiteral("/backups"); }
    [[nodiscard]] QString logs() const { return root + QStringLiteral("/logs"); }
    [[nodiscard]] QString artwork() const { return root + QStringLiteral("/artwork"); }
    [[nodiscard]] QString waveforms() const { return root + QStringLiteral("/waveforms"); }
    [[nodiscard]] QString settingsFile() const { return root + QStringLiteral("/settings.json"); }
};

// Makes the folders. PERMISSION_DENIED or INSUFFICIENT_STORAGE naming the place.
[[nodiscard]] Result<> ensureFolder(const QString &path);
[[nodiscard]] Result<> ensureProfile(const ProfilePaths &paths);

// Where the person's project bundles and exports go when no place was chosen: the system's movies folder.
[[nodiscard]] QString defaultProjectsFolder();

// INSUFFICIENT_STORAGE naming what is needed and free when fewer than `bytes` are left where `path` lies.
[[nodiscard]] Result<> requireFreeSpace(const QString &path, qint64 bytes);

} // namespace sc
