// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations.h"
#include "core/store/undo_log.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

namespace sc::test {

// A small schema in the manner of the real ones: two tables that can be undone and one that cannot.
inline std::vector<store::Migration> fixtureMigrations()
{
    QStringList first = store::UndoLog::schema();
    first << QStringLiteral("CREATE TABLE shelf (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID")
          << QStringLiteral(
                 "CREATE TABLE item (id TEXT PRIMARY KEY, shelf_id TEXT REFERENCES shelf(id) ON DELETE CASCADE, "
                 "name TEXT NOT NULL, weight TEXT, count INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0), data TEXT) STRICT, WITHOUT ROWID")
          << QStringLiteral("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    return {{1, first}};
}

inline store::OpenOptions fixtureOptions(bool create = true)
{
    store::OpenOptions options;
    options.label = QStringLiteral("The shelf");
    options.create = create;
    options.durability = store::Durability::Normal;
    options.applicationId = 0x53435354;
    return options;
}

inline const QStringList kUndoTables = {QStringLiteral("shelf"), QStringLiteral("item")};

inline Result<std::unique_ptr<store::Database>> openFixture(const QString &file, bool create = true)
{
    SC_TRY_ASSIGN(db, store::Database::open(file, fixtureOptions(create)));
    SC_TRY(store::migrate(*db, fixtureMigrations()));
    return db;
}

// Every row of the undoable tables as SQL literals, by key.
inline QByteArray dumpOf(store::Database &db)
{
    QByteArray dump;
    for (const QString &sql :
         {QStringLiteral("SELECT quote(id)||quote(name) FROM shelf ORDER BY id"),
          QStringLiteral("SELECT quote(id)||quote(shelf_id)||hex(name)||quote(weight)||quote(count)||quote(data) FROM item ORDER BY id")}) {
        auto rows = db.query(sql);
        while (rows && rows->next().value_or(false))
            dump += rows->text(0).toUtf8() + '\n';
    }
    return dump;
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace sc::test
