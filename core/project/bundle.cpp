// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/bundle.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/project/bundle_lock.h"
#include "core/project/project_rows.h"
#include "core/project/project_schema.h"
#include "core/store/integrity.h"
#include "core/store/migrations.h"
#include "core/store/sql_problem.h"
#include "core/store/transaction.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sc::project {

namespace {

constexpr qint64 kSmallBytes = 4'000'000;       // a copy of so much is made before anybody notices
constexpr qint64 kEmptyBundleBytes = 2'000'000; // a fresh database with its journal, and some air

store::OpenOptions optionsFor(const BundlePaths &paths, store::Access access)
{
    store::OpenOptions options;
    options.label = paths.label();
    options.access = access;
    options.applicationId = kApplicationId;
    return options;
}

void removeDatabase(const QString &file)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(file + QLatin1String(suffix));
}

Result<> writeNewDatabase(const QString &file, const BundlePaths &paths, const timeline::Project &project)
{
    store::OpenOptions options = optionsFor(paths, store::Access::ReadWrite);
    options.create = true;
    SC_TRY_ASSIGN(db, store::Database::open(file, options));
    SC_TRY(store::migrate(*db, projectMigrations()));
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*db));
    SC_TRY(projectTable().insert(*db, project));
    return transaction.commit();
}

// What every opening checks before a row is read.
Result<> requireUsable(store::Database &db)
{
    SC_TRY(store::requireKnownVersion(db, projectMigrations()));
    SC_TRY_ASSIGN(version, db.userVersion());
    if (version < 1)
        return std::unexpected(store::damagedProblem(db.label(), QStringLiteral("the database has no tables")));
    return store::requireSound(db);
}

Result<> openWritable(OpenBundle &bundle)
{
    SC_TRY_ASSIGN(db, store::Database::open(bundle.paths.database(), optionsFor(bundle.paths, store::Access::ReadWrite)));
    SC_TRY(requireUsable(*db));
    const store::Backups backups = bundle.paths.backups();
    SC_TRY(store::migrate(*db, projectMigrations(), &backups));
    bundle.db = std::move(db);
    if (!backups.isDue())
        return {};
    if (QFileInfo(bundle.paths.database()).size() > kSmallBytes) {
        bundle.backup =
            std::make_unique<BackgroundBackup>(backups, bundle.paths.database(), optionsFor(bundle.paths, store::Access::ReadWrite));
        return {};
    }
    // A project must open also where there is no room for another copy of it.
    if (const Result<QString> copy = backups.add(*bundle.db); !copy)
        logProblem(logStore(), copy.error());
    return {};
}

Result<std::unique_ptr<store::Database>> openInPlace(const BundlePaths &paths, store::Access access)
{
    SC_TRY_ASSIGN(db, store::Database::open(paths.database(), optionsFor(paths, access)));
    SC_TRY(requireUsable(*db));
    return db;
}

// Edits that lie in a write-ahead log can only be read where a side file can be written.
Result<> openPrivateCopy(OpenBundle &bundle)
{
    bundle.privateCopy = std::make_unique<QTemporaryDir>();
    if (!bundle.privateCopy->isValid())
        return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                       QCoreApplication::translate("sc::project", "The system's temporary folder cannot be written."))
                                   .withDetail(bundle.privateCopy->errorString()));
    const QString copy = bundle.privateCopy->filePath(QStringLiteral("project.db"));
    for (const char *suffix : {"", "-wal"}) {
        const QString from = bundle.paths.database() + QLatin1String(suffix);
        if (QFileInfo::exists(from))
            SC_TRY(store::copyDurably(from, copy + QLatin1String(suffix)));
    }
    SC_TRY_ASSIGN(db, store::Database::open(copy, optionsFor(bundle.paths, store::Access::ReadWrite)));
    SC_TRY(requireUsable(*db));
    bundle.db = std::move(db);
    return {};
}

Result<> openForReading(OpenBundle &bundle)
{
    bundle.readOnly = true;
    const bool mayBeInUse = QFileInfo::exists(bundle.paths.lock());
    const bool hasLog = QFileInfo(bundle.paths.database() + QStringLiteral("-wal")).size() > 0;
    if (!mayBeInUse && !hasLog) {
        SC_TRY_ASSIGN(db, openInPlace(bundle.paths, store::Access::Immutable));
        bundle.db = std::move(db);
        return {};
    }
    auto beside = openInPlace(bundle.paths, store::Access::ReadOnly);
    if (!beside && beside.error().code() == ProblemCode::PermissionDenied)
        return openPrivateCopy(bundle);
    SC_TRY_ASSIGN(db, std::move(beside));
    bundle.db = std::move(db);
    return {};
}

Result<> requireProject(const BundlePaths &paths)
{
    const QFileInfo database(paths.database());
    if (database.exists() && !database.isReadable()) {
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::project", "%1 may not be read.").arg(paths.label()))
                .withEntity(QStringLiteral("file"), QDir::toNativeSeparators(paths.database())));
    }
    if (database.exists() || QFileInfo::exists(paths.database() + QStringLiteral(".restore")))
        return {};
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound,
                QCoreApplication::translate("sc::project", "There is no project in \"%1\".").arg(QDir::toNativeSeparators(paths.root)))
            .withEntity(QStringLiteral("folder"), QDir::toNativeSeparators(paths.root)));
}

Problem placeNotWritable(const BundlePaths &paths)
{
    return Problem(
               ProblemCode::PermissionDenied,
               QCoreApplication::translate("sc::project", "The folder \"%1\" cannot be written.").arg(QDir::toNativeSeparators(paths.root)))
        .withEntity(QStringLiteral("folder"), QDir::toNativeSeparators(paths.root));
}

} // namespace

BundlePaths::BundlePaths(const QString &bundle) : root(QDir::cleanPath(QDir(bundle).absolutePath())) {}

QStringList BundlePaths::folders() const
{
    return {media(), root + QStringLiteral("/thumbs"), root + QStringLiteral("/proxies"), root + QStringLiteral("/exports"),
            root + QStringLiteral("/backups")};
}

store::Backups BundlePaths::backups() const
{
    return {root + QStringLiteral("/backups"), database()};
}

QString BundlePaths::plainName() const
{
    QString name = QFileInfo(root).fileName();
    if (name.endsWith(QLatin1String(".storycanvas"), Qt::CaseInsensitive))
        name.chop(12);
    return name;
}

QString BundlePaths::label() const
{
    return QCoreApplication::translate("sc::project", "The project \"%1\"").arg(plainName());
}

Result<> makeBundle(const BundlePaths &paths, const timeline::Project &project)
{
    const bool isNewFolder = !QFileInfo::exists(paths.root);
    SC_TRY(ensureFolder(paths.root));
    SC_TRY(requireFreeSpace(paths.root, kEmptyBundleBytes));
    SC_TRY_ASSIGN(lock, takeLock(paths.lock(), paths.label()));
    if (!lock)
        return std::unexpected(placeNotWritable(paths));
    if (QFileInfo::exists(paths.database())) {
        return std::unexpected(
            Problem(ProblemCode::DuplicateResource, QCoreApplication::translate("sc::project", "There is a project in \"%1\" already.")
                                                        .arg(QDir::toNativeSeparators(paths.root)))
                .withEntity(QStringLiteral("folder"), QDir::toNativeSeparators(paths.root)));
    }
    // Under a name of its own until it is whole: what a crash leaves is no project and is overwritten by the next try.
    const QString unfinished = paths.database() + QStringLiteral(".new");
    removeDatabase(unfinished);
    Result<> made = writeNewDatabase(unfinished, paths, project);
    for (const QString &folder : paths.folders()) {
        if (made)
            made = ensureFolder(folder);
    }
    if (made && !QFile::rename(unfinished, paths.database()))
        made = std::unexpected(placeNotWritable(paths));
    if (made)
        return {};
    removeDatabase(unfinished);
    lock.reset();
    for (const QString &folder : paths.folders())
        QDir().rmdir(folder);
    if (isNewFolder)
        QDir().rmdir(paths.root);
    return made;
}

Result<OpenBundle> openBundle(const BundlePaths &paths, OpenMode mode)
{
    SC_TRY(requireProject(paths));
    OpenBundle bundle{paths, nullptr, nullptr, nullptr, false, nullptr};
    if (mode == OpenMode::ReadWrite) {
        SC_TRY_ASSIGN(lock, takeLock(paths.lock(), paths.label()));
        bundle.lock = std::move(lock);
        if (bundle.lock)
            SC_TRY(paths.backups().finishRestore());
    }
    if (bundle.lock && QFileInfo(paths.database()).isWritable()) {
        SC_TRY(openWritable(bundle));
    } else {
        bundle.lock.reset();
        SC_TRY(openForReading(bundle));
    }
    return bundle;
}

Result<store::Backup> restoreBundle(const BundlePaths &paths)
{
    SC_TRY_ASSIGN(lock, takeLock(paths.lock(), paths.label()));
    if (!lock)
        return std::unexpected(placeNotWritable(paths));
    return paths.backups().restoreNewest(optionsFor(paths, store::Access::Immutable), newestVersion());
}

} // namespace sc::project
