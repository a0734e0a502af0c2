// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/base/id.h"
#include "core/store/sql_problem.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>

namespace sc::store {

namespace {

// Keeping more prepared statements than a program has kinds of edits would only hold memory.
constexpr size_t kMaxPrepared = 300;
constexpr qint64 kSmallestDatabase = 512; // bytes: one page of the smallest size

QString addressOf(const QString &file, Access access)
{
    if (access != Access::Immutable)
        return file;
    return QString::fromLatin1(QUrl::fromLocalFile(file).toEncoded()) + QStringLiteral("?immutable=1");
}

QString connectOptionsOf(const OpenOptions &options)
{
    QString text = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(options.busyTimeoutMs);
    if (options.access != Access::ReadWrite)
        text += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (options.access == Access::Immutable)
        text += QStringLiteral(";QSQLITE_OPEN_URI");
    return text;
}

// QtSql stores a null QString as NULL; a text of ours is never NULL, only ''.
QVariant storable(const QVariant &value)
{
    if (value.metaType().id() == QMetaType::QString && value.toString().isNull())
        return QVariant(QStringLiteral(""));
    return value;
}

Result<> checkFile(const QString &file, const OpenOptions &options)
{
    const QFileInfo info(file);
    if (info.isDir())
        return std::unexpected(damagedProblem(options.label, QStringLiteral("a folder lies where the database should be")));
    if (!info.exists() && !options.create) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::store", "%1 was not found.").arg(options.label))
                .withEntity(QStringLiteral("file"), QDir::toNativeSeparators(file)));
    }
    // SQLite takes an empty file for an empty database; here it means that the content was lost.
    if (info.exists() && info.size() < kSmallestDatabase)
        return std::unexpected(damagedProblem(options.label, QStringLiteral("the file holds %1 bytes").arg(info.size())));
    return {};
}

} // namespace

Database::Database(QString file, OpenOptions options)
    : m_file(std::move(file)), m_options(std::move(options)), m_connection(QStringLiteral("sc-") + newUuidV7())
{
}

Database::~Database()
{
    m_prepared.clear();
    m_db.close();
    m_db = {};
    if (QSqlDatabase::contains(m_connection))
        QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, const OpenOptions &options)
{
    SC_TRY(checkFile(file, options));
    std::unique_ptr<Database> db(new Database(QFileInfo(file).absoluteFilePath(), options));
    SC_TRY(db->connect());
    SC_TRY(db->configure());
    return db;
}

Result<> Database::connect()
{
    m_db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!m_db.isValid()) {
        return std::unexpected(
            Problem(ProblemCode::DatabaseError,
                    QCoreApplication::translate("sc::store", "Qt's SQLite driver is not installed, so nothing can be stored."))
                .withAction(QStringLiteral("report"), QCoreApplication::translate("sc::store", "Report")));
    }
    m_db.setConnectOptions(connectOptionsOf(m_options));
    m_db.setDatabaseName(addressOf(m_file, m_options.access));
    if (!m_db.open())
        return std::unexpected(problemOf(m_db.lastError(), m_options.label));
    return {};
}

Result<> Database::configure()
{
    // The first statement that reads the file: what is no database at all fails here.
    SC_TRY_ASSIGN(applicationId, value(QStringLiteral("PRAGMA application_id")));
    SC_TRY_ASSIGN(tables, value(QStringLiteral("SELECT count(*) FROM sqlite_schema")));
    if (m_options.applicationId != 0 && tables.toInt() > 0 && applicationId.toUInt() != m_options.applicationId)
        return std::unexpected(damagedProblem(m_options.label, QStringLiteral("application_id is %1").arg(applicationId.toUInt())));
    QStringList pragmas = {QStringLiteral("PRAGMA foreign_keys = ON"), QStringLiteral("PRAGMA trusted_schema = OFF"),
                           QStringLiteral("PRAGMA temp_store = MEMORY"), QStringLiteral("PRAGMA recursive_triggers = ON")};
    if (isReadOnly())
        return executeAll(pragmas << QStringLiteral("PRAGMA query_only = ON"));
    SC_TRY_ASSIGN(mode, value(QStringLiteral("PRAGMA journal_mode = WAL")));
    // Network folders have no shared memory for WAL; the rollback journal is slower and as safe.
    if (mode.toString() != QLatin1String("wal"))
        SC_TRY(value(QStringLiteral("PRAGMA journal_mode = DELETE")));
    pragmas << (m_options.durability == Durability::Full ? QStringLiteral("PRAGMA synchronous = FULL")
                                                         : QStringLiteral("PRAGMA synchronous = NORMAL"));
    return executeAll(pragmas);
}

Result<QSqlQuery *> Database::prepared(const QString &sql)
{
    if (const auto found = m_prepared.find(sql); found != m_prepared.end())
        return &found->second;
    if (m_prepared.size() >= kMaxPrepared)
        m_prepared.clear();
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return std::unexpected(problemOf(query.lastError(), m_options.label, sql));
    return &m_prepared.emplace(sql, std::move(query)).first->second;
}

Result<> Database::run(QSqlQuery &query, const QVariantList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i)
        query.bindValue(static_cast<int>(i), storable(arguments[i]));
    if (query.exec())
        return {};
    const Problem problem = problemOf(query.lastError(), m_options.label, query.lastQuery());
    query.finish();
    return std::unexpected(problem);
}

Result<> Database::execute(const QString &sql, const QVariantList &arguments)
{
    SC_TRY_ASSIGN(query, prepared(sql));
    SC_TRY(run(*query, arguments));
    query->finish();
    return {};
}

Result<> Database::executeAll(const QStringList &statements)
{
    for (const QString &sql : statements) {
        QSqlQuery query(m_db);
        if (!query.exec(sql))
            return std::unexpected(problemOf(query.lastError(), m_options.label, sql));
    }
    return {};
}

Result<Statement> Database::query(const QString &sql, const QVariantList &arguments)
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return std::unexpected(problemOf(query.lastError(), m_options.label, sql));
    SC_TRY(run(query, arguments));
    return Statement(std::move(query), m_options.label);
}

Result<QVariant> Database::value(const QString &sql, const QVariantList &arguments)
{
    SC_TRY_ASSIGN(rows, query(sql, arguments));
    SC_TRY_ASSIGN(found, rows.next());
    return found ? rows.value(0) : QVariant();
}

Result<int> Database::userVersion()
{
    SC_TRY_ASSIGN(version, value(QStringLiteral("PRAGMA user_version")));
    return version.toInt();
}

} // namespace sc::store
