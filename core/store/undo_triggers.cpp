// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/undo_triggers.h"

#include <QtCore/QCoreApplication>

namespace sc::store {

namespace {

struct Column
{
    QString name; // quoted as an identifier
    bool isText = false;
    bool isKey = false;
};

QString identifier(QString name)
{
    return QLatin1Char('"') + name.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

QString literal(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

// SQL that gives the SQL literal of a column. quote() is exact for every value but a text with a NUL, which it cuts.
QString valueOf(const QString &row, const Column &column)
{
    const QString value = row + QLatin1Char('.') + column.name;
    if (!column.isText)
        return QStringLiteral("quote(%1)").arg(value);
    return QStringLiteral("CASE WHEN instr(%1,char(0)) THEN 'CAST('||quote(CAST(%1 AS BLOB))||' AS TEXT)' ELSE quote(%1) END").arg(value);
}

QString whereOf(const QString &row, const QList<Column> &columns)
{
    QStringList terms;
    for (const Column &column : columns) {
        if (column.isKey)
            terms.append(literal(column.name + QLatin1Char('=')) + QStringLiteral("||(%1)").arg(valueOf(row, column)));
    }
    return terms.join(QStringLiteral("||' AND '||"));
}

QString keyOf(const QString &row, const QList<Column> &columns)
{
    QStringList terms;
    for (const Column &column : columns) {
        if (column.isKey)
            terms.append(row + QLatin1Char('.') + column.name);
    }
    return terms.join(QStringLiteral("||'/'||"));
}

QString inverseOfInsert(const QString &table, const QList<Column> &columns)
{
    return literal(QStringLiteral("DELETE FROM %1 WHERE ").arg(identifier(table))) + QStringLiteral("||") +
           whereOf(QStringLiteral("new"), columns);
}

QString inverseOfDelete(const QString &table, const QList<Column> &columns)
{
    QStringList names;
    QStringList values;
    for (const Column &column : columns) {
        names.append(column.name);
        values.append(QStringLiteral("(%1)").arg(valueOf(QStringLiteral("old"), column)));
    }
    return literal(QStringLiteral("INSERT INTO %1(%2) VALUES(").arg(identifier(table), names.join(QLatin1Char(',')))) +
           QStringLiteral("||") + values.join(QStringLiteral("||','||")) + QStringLiteral("||')'");
}

// Only the columns that changed: a ripple over thousands of clips must not copy their prompts. The key goes last, always,
// so that the list has no comma to take off.
QString inverseOfUpdate(const QString &table, const QList<Column> &columns)
{
    QString sql = literal(QStringLiteral("UPDATE %1 SET ").arg(identifier(table)));
    QStringList keys;
    for (const Column &column : columns) {
        const QString assignment =
            literal(column.name + QLatin1Char('=')) + QStringLiteral("||(%1)").arg(valueOf(QStringLiteral("old"), column));
        if (column.isKey)
            keys.append(assignment);
        else
            sql += QStringLiteral("||CASE WHEN old.%1 IS NOT new.%1 THEN %2||',' ELSE '' END").arg(column.name, assignment);
    }
    return sql + QStringLiteral("||") + keys.join(QStringLiteral("||','||")) + QStringLiteral("||' WHERE '||") +
           whereOf(QStringLiteral("new"), columns);
}

QString trigger(const QString &table, const QString &event, const QString &key, const QString &inverse)
{
    // Without an open group the group is NULL, which undo_row refuses: no change can slip past the log.
    return QStringLiteral("CREATE TEMP TRIGGER %1 AFTER %2 ON main.%3 BEGIN "
                          "INSERT INTO undo_row(group_id, table_name, row_id, kind, sql) "
                          "VALUES((SELECT group_id FROM undo_active), %4, %5, %6, %7); END")
        .arg(identifier(QStringLiteral("undo_%1_%2").arg(table, event.toLower())), event, identifier(table), literal(table), key,
             literal(event.toLower()), inverse);
}

Problem notExact(const Database &db, const QString &table)
{
    return Problem(ProblemCode::InternalError, QCoreApplication::translate("sc::store", "%1 cannot be set up for undo.").arg(db.label()))
        .withDetail(QStringLiteral("table \"%1\" must be STRICT, WITHOUT ROWID and of INTEGER, TEXT and BLOB").arg(table));
}

Result<> requireExactTable(Database &db, const QString &table)
{
    SC_TRY_ASSIGN(rows, db.query(QStringLiteral("SELECT wr, strict FROM pragma_table_list WHERE schema = 'main' AND name = ?"), {table}));
    SC_TRY_ASSIGN(found, rows.next());
    if (found && rows.integer(0) == 1 && rows.integer(1) == 1)
        return {};
    return std::unexpected(notExact(db, table));
}

Result<QList<Column>> columnsOf(Database &db, const QString &table)
{
    QList<Column> columns;
    SC_TRY_ASSIGN(rows, db.query(QStringLiteral("SELECT name, type, pk FROM pragma_table_info(?)"), {table}));
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return columns;
        const QString type = rows.text(1);
        if (type == QLatin1String("REAL") || type == QLatin1String("ANY"))
            return std::unexpected(notExact(db, table));
        columns.append({identifier(rows.text(0)), type == QLatin1String("TEXT"), rows.integer(2) > 0});
    }
}

} // namespace

Result<QStringList> undoTriggersFor(Database &db, const QString &table)
{
    SC_TRY(requireExactTable(db, table));
    SC_TRY_ASSIGN(columns, columnsOf(db, table));
    return QStringList{
        trigger(table, QStringLiteral("INSERT"), keyOf(QStringLiteral("new"), columns), inverseOfInsert(table, columns)),
        trigger(table, QStringLiteral("UPDATE"), keyOf(QStringLiteral("old"), columns), inverseOfUpdate(table, columns)),
        trigger(table, QStringLiteral("DELETE"), keyOf(QStringLiteral("old"), columns), inverseOfDelete(table, columns)),
    };
}

} // namespace sc::store
