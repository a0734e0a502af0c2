// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/item_rows.h"

#include "core/base/id.h"
#include "core/base/json.h"
#include "core/store/sql_problem.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::store {

namespace {

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

Result<QJsonObject> contentOf(Database &db, const QString &text, const QString &id)
{
    Result<QJsonObject> json = parseJsonObject(text.toUtf8(), QStringLiteral("content"));
    if (!json)
        return std::unexpected(damagedProblem(db.label(), QStringLiteral("studio_item.content holds a value that cannot be"))
                                   .withEntity(QStringLiteral("item"), id));
    return json;
}

Result<std::vector<StudioItem>> select(Database &db, const QString &condition, const QString &argument)
{
    SC_TRY_ASSIGN(rows, db.query(QStringLiteral("SELECT id, kind, name, content, version, created_at, updated_at FROM studio_item "
                                                "WHERE %1 = ?")
                                     .arg(condition),
                                 {argument}));
    std::vector<StudioItem> items;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            break;
        SC_TRY_ASSIGN(content, contentOf(db, rows.text(3), rows.text(0)));
        items.push_back({rows.text(0), rows.text(1), rows.text(2), content, static_cast<int>(rows.integer(4)), rows.text(5), rows.text(6)});
    }
    std::ranges::sort(items, [](const StudioItem &a, const StudioItem &b) {
        const int order = QString::localeAwareCompare(a.name, b.name);
        return order != 0 ? order < 0 : a.id < b.id;
    });
    return items;
}

QString textOf(const QJsonObject &content)
{
    return QString::fromUtf8(toCompactJson(content));
}

} // namespace

QStringList itemSchema()
{
    return {QStringLiteral(R"(
CREATE TABLE studio_item (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID)"),
            QStringLiteral(R"(
CREATE TABLE studio_item_version (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID)"),
            QStringLiteral("CREATE INDEX studio_item_version_item ON studio_item_version(item_id)"),
            QStringLiteral("CREATE TABLE studio_item_use (item_id TEXT PRIMARY KEY, uses INTEGER NOT NULL) STRICT, WITHOUT ROWID")};
}

Result<std::vector<StudioItem>> readItems(Database &db, const QString &kind)
{
    return select(db, QStringLiteral("kind"), kind);
}

Result<> writeItem(Database &db, const StudioItem &item)
{
    SC_TRY_ASSIGN(there, select(db, QStringLiteral("id"), item.id));
    if (there.empty())
        return db.execute(QStringLiteral("INSERT INTO studio_item(id, kind, name, content, version, created_at, updated_at) "
                                         "VALUES(?, ?, ?, ?, ?, ?, ?)"),
                          {item.id, item.kind, item.name, textOf(item.content), std::max(1, item.version),
                           item.createdAt.isEmpty() ? now() : item.createdAt, item.updatedAt.isEmpty() ? now() : item.updatedAt});
    const StudioItem &before = there.front();
    if (before.name == item.name && before.content == item.content)
        return {};
    SC_TRY(db.execute(QStringLiteral("INSERT INTO studio_item_version(id, item_id, version, at, name, content) VALUES(?, ?, ?, ?, ?, ?)"),
                      {newUuidV7(), before.id, before.version, before.updatedAt, before.name, textOf(before.content)}));
    return db.execute(QStringLiteral("UPDATE studio_item SET name = ?, content = ?, version = ?, updated_at = ? WHERE id = ?"),
                      {item.name, textOf(item.content), before.version + 1, now(), item.id});
}

Result<> removeItem(Database &db, const QString &id)
{
    SC_TRY(db.execute(QStringLiteral("DELETE FROM studio_item_version WHERE item_id = ?"), {id}));
    return db.execute(QStringLiteral("DELETE FROM studio_item WHERE id = ?"), {id});
}

Result<std::vector<StudioItemVersion>> readItemVersions(Database &db, const QString &id)
{
    SC_TRY_ASSIGN(rows, db.query(QStringLiteral("SELECT version, at, name, content FROM studio_item_version WHERE item_id = ? "
                                                "ORDER BY version DESC"),
                                 {id}));
    std::vector<StudioItemVersion> versions;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return versions;
        SC_TRY_ASSIGN(content, contentOf(db, rows.text(3), id));
        versions.push_back({static_cast<int>(rows.integer(0)), rows.text(1), rows.text(2), content});
    }
}

Result<QHash<QString, int>> readItemUses(Database &db)
{
    SC_TRY_ASSIGN(rows, db.query(QStringLiteral("SELECT item_id, uses FROM studio_item_use")));
    QHash<QString, int> uses;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return uses;
        uses.insert(rows.text(0), static_cast<int>(rows.integer(1)));
    }
}

Result<> addItemUse(Database &db, const QString &id)
{
    return db.execute(
        QStringLiteral("INSERT INTO studio_item_use(item_id, uses) VALUES(?, 1) ON CONFLICT(item_id) DO UPDATE SET uses = uses + 1"), {id});
}

} // namespace sc::store
