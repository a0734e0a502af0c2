// SPDX-License-Identifier: GPL-3.0-or-later
// Folders whose new songs come in by themselves.
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/store/transaction.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sc::library {

QStringList Library::watchFolders() const
{
    QStringList folders;
    auto rows = d->db->query(QStringLiteral("SELECT path FROM watch_folder ORDER BY n"));
    while (rows) {
        const auto hasRow = rows->next();
        if (!hasRow || !*hasRow)
            break;
        folders.append(rows->text(0));
    }
    if (!rows)
        logProblem(logStore(), rows.error());
    return folders;
}

Result<> Library::setWatchFolders(const QStringList &folders)
{
    QStringList clean;
    for (const QString &folder : folders) {
        const QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
        // One that is gone for the moment may stay watched, but nobody begins with it.
        if (!QFileInfo(path).isDir() && !watchFolders().contains(path)) {
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("\"%1\" is no folder.").arg(QDir::toNativeSeparators(path)))
                                       .withEntity(QStringLiteral("folder"), QDir::toNativeSeparators(path)));
        }
        if (!clean.contains(path))
            clean.append(path);
    }
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        SC_TRY(d->db->execute(QStringLiteral("DELETE FROM watch_folder")));
        for (const QString &path : clean)
            SC_TRY(d->db->execute(QStringLiteral("INSERT INTO watch_folder (path) VALUES (?)"), {path}));
        SC_TRY(transaction.commit());
    }
    d->startWatching();
    return {};
}

void Library::Private::startWatching()
{
    watch.start(q->watchFolders(), [this] {
        QHash<QString, FileStamp> known = importer.known();
        known.insert(removedFiles());
        return known;
    });
}

// What a person took out of the library is not brought back by watching, unless the file becomes another.
QHash<QString, FileStamp> Library::Private::removedFiles()
{
    QHash<QString, FileStamp> removed;
    auto rows = db->query(QStringLiteral("SELECT file, size, modified_ms FROM removed_file"));
    while (rows) {
        const auto hasRow = rows->next();
        if (!hasRow || !*hasRow)
            break;
        removed.insert(rows->text(0), {rows->integer(1), rows->integer(2)});
    }
    return removed;
}

Result<> Library::Private::noteRemoved(const Track &track)
{
    return db->execute(QStringLiteral("INSERT OR REPLACE INTO removed_file (file, size, modified_ms) VALUES (?, ?, ?)"),
                       {track.file, track.size, track.modifiedMs});
}

void Library::Private::tellVanished(const QString &folder)
{
    const QString shown = QDir::toNativeSeparators(folder);
    Q_EMIT q->watchFolderVanished(
        folder, Problem(ProblemCode::MediaMissing, Library::tr("The watched folder \"%1\" is not there any more.").arg(shown))
                    .withEntity(QStringLiteral("folder"), shown)
                    .withAction(QStringLiteral("choose.place"), Library::tr("Choose another folder")));
}

} // namespace sc::library
