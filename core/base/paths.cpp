// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"

#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtCore/QStorageInfo>

namespace sc {

ProfilePaths ProfilePaths::standard()
{
    return {QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)};
}

Result<> ensureFolder(const QString &path)
{
    if (QDir().mkpath(path))
        return {};
    const QFileInfo info(path);
    if (info.exists() && !info.isDir()) {
        return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                       QCoreApplication::translate("sc::paths", "\"%1\" is a file, a folder is needed there.").arg(path)));
    }
    return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                   QCoreApplication::translate("sc::paths", "The folder \"%1\" cannot be made or written.").arg(QDir::toNativeSeparators(path))));
}

Result<> ensureProfile(const ProfilePaths &paths)
{
    for (const QString &folder : {paths.root, paths.backups(), paths.logs(), paths.artwork(), paths.waveforms()})
        SC_TRY(ensureFolder(folder));
    return {};
}

QString defaultProjectsFolder()
{
    const QString movies = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    return (movies.isEmpty() ? QDir::homePath() : movies) + QStringLiteral("/StoryCanvas");
}

Result<> requireFreeSpace(const QString &path, qint64 bytes)
{
    QFileInfo place(path);
    while (!place.exists() && !place.isRoot())
        place = QFileInfo(place.absolutePath());
    const QStorageInfo storage(place.absoluteFilePath());
    if (!storage.isValid() || storage.bytesAvailable() >= bytes)
        return {};
    return std::unexpected(Problem(ProblemCode::InsufficientStorage,
                                   QCoreApplication::translate("sc::paths", "The disk is full: %1 are needed, %2 are free.")
                                       .arg(humanSize(bytes), humanSize(storage.bytesAvailable())))
                               .withEntity(QStringLiteral("place"), QDir::toNativeSeparators(path)));
}

} // namespace sc
