// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backups.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/store/integrity.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtCore/QSet>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace sc::store {

namespace {

constexpr size_t kKeptRecent = 10;
constexpr qsizetype kKeptDays = 7;
constexpr qint64 kChunk = 1 << 20;

QString timeFormat()
{
    return QStringLiteral("yyyyMMdd'T'hhmmsszzz'Z'");
}

QString timeStamp()
{
    return QDateTime::currentDateTimeUtc().toString(timeFormat());
}

QStringList sideFilesOf(const QString &databaseFile)
{
    return {databaseFile + QStringLiteral("-wal"), databaseFile + QStringLiteral("-shm"), databaseFile + QStringLiteral("-journal")};
}

QString restoreNameOf(const QString &databaseFile)
{
    return databaseFile + QStringLiteral(".restore");
}

Problem cannotWrite(const QString &path, const QString &detail)
{
    return Problem(ProblemCode::PermissionDenied,
                   QCoreApplication::translate("sc::store", "\"%1\" cannot be written.").arg(QDir::toNativeSeparators(path)))
        .withDetail(detail);
}

// A short write says nothing about its cause through Qt; a full disk is the one that people can mend.
Problem writeProblem(const QString &path, qint64 needed, const QString &detail)
{
    if (const Result<> space = requireFreeSpace(path, needed); !space)
        return space.error();
    return cannotWrite(path, detail);
}

Result<> rename(const QString &from, const QString &to)
{
    QFile file(from);
    if (file.rename(to))
        return {};
    return std::unexpected(cannotWrite(to, file.errorString()));
}

bool isGood(const QString &file, OpenOptions options, int newestVersion)
{
    options.access = Access::Immutable;
    options.create = false;
    const auto db = Database::open(file, options);
    if (!db || !requireSound(**db))
        return false;
    const Result<int> version = (*db)->userVersion();
    return version && *version > 0 && *version <= newestVersion;
}

} // namespace

Result<> copyDurably(const QString &from, const QString &to, QCryptographicHash *hash)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly)) {
        return std::unexpected(
            Problem(ProblemCode::MediaMissing,
                    QCoreApplication::translate("sc::store", "\"%1\" cannot be read.").arg(QDir::toNativeSeparators(from)))
                .withDetail(source.errorString()));
    }
    // QSaveFile writes to a temporary name, flushes to the disk and renames.
    QSaveFile target(to);
    if (!target.open(QIODevice::WriteOnly))
        return std::unexpected(writeProblem(to, source.size(), target.errorString()));
    while (!source.atEnd()) {
        const QByteArray chunk = source.read(kChunk);
        if (source.error() != QFileDevice::NoError)
            return std::unexpected(
                Problem(ProblemCode::FileDamaged,
                        QCoreApplication::translate("sc::store", "\"%1\" cannot be read to its end.").arg(QDir::toNativeSeparators(from)))
                    .withDetail(source.errorString()));
        if (hash)
            hash->addData(chunk);
        if (target.write(chunk) != chunk.size())
            return std::unexpected(writeProblem(to, source.size(), target.errorString()));
    }
    if (!target.commit())
        return std::unexpected(writeProblem(to, source.size(), target.errorString()));
    return {};
}

Backups::Backups(QString folder, const QString &databaseFile)
    : m_folder(std::move(folder)), m_databaseFile(databaseFile), m_baseName(QFileInfo(databaseFile).completeBaseName())
{
}

Result<QString> Backups::add(Database &db) const
{
    const QDateTime begun = QDateTime::currentDateTimeUtc();
    SC_TRY(ensureFolder(m_folder));
    SC_TRY(requireSound(db));
    const QString temporary = QStringLiteral("%1/%2.part").arg(m_folder, m_baseName);
    const QString file = QStringLiteral("%1/%2-%3.db").arg(m_folder, m_baseName, timeStamp());
    QFile::remove(temporary);
    Result<> done = db.execute(QStringLiteral("VACUUM INTO ?"), {temporary});
    // SQLite does not flush what it vacuums into, the durable copy does.
    if (done)
        done = copyDurably(temporary, file);
    QFile::remove(temporary);
    if (!done)
        return std::unexpected(done.error());
    // What is written while the copy is made is not in it, and makes the next one due.
    QFile written(file);
    if (!written.open(QIODevice::ReadWrite) || !written.setFileTime(begun, QFileDevice::FileModificationTime))
        qCWarning(logStore).noquote() << "the time of a backup cannot be set:" << file;
    thinOut();
    return file;
}

std::vector<Backup> Backups::list() const
{
    std::vector<Backup> found;
    const QString prefix = m_baseName + QLatin1Char('-');
    const QStringList names = QDir(m_folder).entryList({QStringLiteral("*.db")}, QDir::Files);
    for (const QString &name : names) {
        if (!name.startsWith(prefix))
            continue;
        QDateTime at = QDateTime::fromString(name.mid(prefix.size()).chopped(3), timeFormat());
        if (!at.isValid())
            continue;
        at.setTimeSpec(Qt::UTC);
        found.push_back({QDir(m_folder).absoluteFilePath(name), at});
    }
    std::ranges::sort(found, [](const Backup &a, const Backup &b) { return a.at > b.at; });
    return found;
}

bool Backups::isDue() const
{
    const std::vector<Backup> all = list();
    if (all.empty())
        return true;
    const QDateTime newest = QFileInfo(all.front().file).lastModified();
    const QFileInfo wal(m_databaseFile + QStringLiteral("-wal"));
    return QFileInfo(m_databaseFile).lastModified() > newest || (wal.size() > 0 && wal.lastModified() > newest);
}

void Backups::thinOut() const
{
    QSet<QDate> days;
    const std::vector<Backup> all = list();
    for (size_t i = 0; i < all.size(); ++i) {
        const QDate day = all[i].at.date();
        const bool newestOfDay = !days.contains(day) && days.size() < kKeptDays;
        if (newestOfDay)
            days.insert(day);
        if (i >= kKeptRecent && !newestOfDay && !QFile::remove(all[i].file))
            qCWarning(logStore).noquote() << "an old backup cannot be removed:" << all[i].file;
    }
}

Result<> Backups::moveDamagedAside(const QString &label) const
{
    if (!QFileInfo::exists(m_databaseFile))
        return {};
    const QString aside = QStringLiteral("%1/%2.damaged-%3.db").arg(QFileInfo(m_databaseFile).absolutePath(), m_baseName, timeStamp());
    // Side files first: one that stayed would be replayed into the restored database.
    for (const QString &side : sideFilesOf(m_databaseFile)) {
        if (QFileInfo::exists(side))
            SC_TRY(rename(side, aside + side.mid(m_databaseFile.size())));
    }
    SC_TRY(rename(m_databaseFile, aside));
    qCWarning(logStore).noquote() << label << "was damaged and is kept as" << aside;
    return {};
}

Result<Backup> Backups::restoreNewest(const OpenOptions &options, int newestVersion) const
{
    for (const Backup &backup : list()) {
        if (!isGood(backup.file, options, newestVersion))
            continue;
        SC_TRY(copyDurably(backup.file, restoreNameOf(m_databaseFile)));
        SC_TRY(moveDamagedAside(options.label));
        SC_TRY(finishRestore());
        return backup;
    }
    return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                   QCoreApplication::translate("sc::store", "%1 has no copy that could be restored.").arg(options.label))
                               .withEntity(QStringLiteral("folder"), QDir::toNativeSeparators(m_folder))
                               .withAction(QStringLiteral("report"), QCoreApplication::translate("sc::store", "Save a copy and report")));
}

Result<> Backups::finishRestore() const
{
    const QString ready = restoreNameOf(m_databaseFile);
    if (!QFileInfo::exists(ready))
        return {};
    if (!QFileInfo::exists(m_databaseFile))
        return rename(ready, m_databaseFile);
    // The crash came before the damaged file was moved: nothing has changed yet.
    QFile::remove(ready);
    return {};
}

} // namespace sc::store
