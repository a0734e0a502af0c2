// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/small_tables.h"

#include "core/store/transaction.h"

#include <QtCore/QDateTime>

namespace sc::library {

namespace {

constexpr int kRecentProjects = 50;

} // namespace

Result<QString> readSetting(store::Database &db, const QString &key, const QString &fallback)
{
    SC_TRY_ASSIGN(value, db.value(QStringLiteral("SELECT value FROM setting WHERE key = ?"), {key}));
    return value.isValid() ? value.toString() : fallback;
}

Result<> writeSetting(store::Database &db, const QString &key, const QString &value)
{
    return db.execute(
        QStringLiteral("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
        {key, value});
}

Result<std::vector<RecentProject>> readRecentProjects(store::Database &db)
{
    SC_TRY_ASSIGN(rows,
                  db.query(QStringLiteral("SELECT bundle, name, opened_at FROM recent_project ORDER BY opened_at DESC, rowid DESC LIMIT ?"),
                           {kRecentProjects}));
    std::vector<RecentProject> projects;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return projects;
        projects.push_back({rows.text(0), rows.text(1), rows.text(2)});
    }
}

// Taken out and put in again, so that of two within one millisecond the later one comes first.
Result<> noteRecent(store::Database &db, const QString &bundle, const QString &name)
{
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(db));
    SC_TRY(db.execute(QStringLiteral("DELETE FROM recent_project WHERE bundle = ?"), {bundle}));
    SC_TRY(db.execute(QStringLiteral("INSERT INTO recent_project (bundle, name, opened_at) VALUES (?, ?, ?)"),
                      {bundle, name, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}));
    SC_TRY(db.execute(QStringLiteral("DELETE FROM recent_project WHERE bundle NOT IN "
                                     "(SELECT bundle FROM recent_project ORDER BY opened_at DESC, rowid DESC LIMIT ?)"),
                      {kRecentProjects}));
    return transaction.commit();
}

} // namespace sc::library
