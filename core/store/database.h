// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/statement.h"

#include <QtCore/QString>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>

#include <memory>
#include <unordered_map>

namespace sc::store {

enum class Access {
    ReadWrite,
    ReadOnly,  // beside a writer in another process
    Immutable, // no locks and no side files: for a place that cannot be written; a -wal file is not looked at
};

// Full: a committed change survives a power cut (some milliseconds a commit). Normal: it survives a crash of the
// program; a power cut may cost the last commits, never the file.
enum class Durability { Full, Normal };

struct OpenOptions
{
    QString label; // names the store in sentences for people: "The library", "The project \"Neon\""
    Access access = Access::ReadWrite;
    Durability durability = Durability::Full;
    bool create = false;       // make the file when there is none
    quint32 applicationId = 0; // expected PRAGMA application_id of a file that is not new; 0 = any
    int busyTimeoutMs = 5000;
};

// One SQLite file, open: WAL, foreign keys on, untrusted schema. Owns one uniquely named QtSql connection. Everything
// goes through the thread that opened it; another thread opens a Database of its own.
class Database
{
public:
    // RESOURCE_NOT_FOUND (no such file and not `create`), DATABASE_ERROR (damaged, empty, not a database or of another
    // application), PERMISSION_DENIED, INSUFFICIENT_STORAGE. Does not check the content: see integrity.h.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &file, const OpenOptions &options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    // Runs one statement whose rows are not wanted. The prepared form is kept, so that repeating it is cheap.
    // Arguments fill the '?' in order; empty texts are stored as '', an invalid QVariant as NULL.
    [[nodiscard]] Result<> execute(const QString &sql, const QVariantList &arguments = {});
    // Several statements, one after the other; stops at the first Problem.
    [[nodiscard]] Result<> executeAll(const QStringList &statements);
    // Rows, read forward.
    [[nodiscard]] Result<Statement> query(const QString &sql, const QVariantList &arguments = {});
    // First column of the first row; invalid when there is no row.
    [[nodiscard]] Result<QVariant> value(const QString &sql, const QVariantList &arguments = {});

    [[nodiscard]] Result<int> userVersion();
    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] const QString &label() const { return m_options.label; }
    [[nodiscard]] const OpenOptions &options() const { return m_options; }
    [[nodiscard]] bool isReadOnly() const { return m_options.access != Access::ReadWrite; }

private:
    friend class Transaction;
    Database(QString file, OpenOptions options);
    [[nodiscard]] Result<> connect();
    [[nodiscard]] Result<> configure();
    [[nodiscard]] Result<QSqlQuery *> prepared(const QString &sql);
    [[nodiscard]] Result<> run(QSqlQuery &query, const QVariantList &arguments);

    QString m_file;
    OpenOptions m_options;
    QString m_connection;
    QSqlDatabase m_db;
    std::unordered_map<QString, QSqlQuery> m_prepared;
    bool m_inTransaction = false;
};

} // namespace sc::store
