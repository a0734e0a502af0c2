// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/undo_triggers.h"

#include <QtCore/QCoreApplication>

namespace sc::store {

namespace {

struct Column
{
    QString name; // quoted as an identifier
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

// SQL expressions that give, when the trigger runs, an inverse statement and its arguments as a JSON array. Arguments
// stay out of the statement so that the thousand rows of one edit are undone by one prepared statement: preparing costs
// more than running, because every statement brings the compiled triggers along.
struct Inverse
{
    QString statement;
    QString arguments;
};

QString quoted(const QString &row, const Column &column)
{
    return QStringLiteral("json_quote(%1.%2)").arg(row, column.name);
}

QString keyCondition(const QList<Column> &columns)
{
    QStringList terms;
    for (const Column &column : columns) {
        if (column.isKey)
            terms.append(column.name + QLatin1String("=?"));
    }
    return terms.join(QLatin1String(" AND "));
}

QString joinedKeys(const QString &row, const QList<Column> &columns, const QString &separator, bool asJson)
{
    QStringList terms;
    for (const Column &column : columns) {
        if (column.isKey)
            terms.append(asJson ? quoted(row, column) : row + QLatin1Char('.') + column.name);
    }
    return terms.join(QStringLiteral("||'%1'||").arg(separator));
}

Inverse inverseOfInsert(const QString &table, const QList<Column> &columns)
{
    return {literal(QStringLiteral("DELETE FROM %1 WHERE %2").arg(identifier(table), keyCondition(columns))),
            QStringLiteral("'['||%1||']'").arg(joinedKeys(QStringLiteral("new"), columns, QStringLiteral(","), true))};
}

Inverse inverseOfDelete(const QString &table, const QList<Column> &columns)
{
    QStringList names;
    QStringList places;
    QStringList values;
    for (const Column &column : columns) {
        names.append(column.name);
        places.append(QStringLiteral("?"));
        values.append(quoted(QStringLiteral("old"), column));
    }
    return {literal(QStringLiteral("INSERT INTO %1(%2) VALUES(%3)")
                        .arg(identifier(table), names.join(QLatin1Char(',')), places.join(QLatin1Char(',')))),
            QStringLiteral("'['||%1||']'").arg(values.join(QStringLiteral("||','||")))};
}

// Only the columns that changed: a ripple over thousands of clips must not copy their prompts. The key is always set,
// last, so that the lists have no comma to take off.
Inverse inverseOfUpdate(const QString &table, const QList<Column> &columns)
{
    QString statement = literal(QStringLiteral("UPDATE %1 SET ").arg(identifier(table)));
    QString arguments = QStringLiteral("'['");
    QStringList keys;
    for (const Column &column : columns) {
        if (column.isKey) {
            keys.append(column.name + QLatin1String("=?"));
            continue;
        }
        const QString changed = QStringLiteral("||CASE WHEN old.%1 IS NOT new.%1 THEN ").arg(column.name);
        statement += changed + literal(column.name + QLatin1String("=?,")) + QLatin1String(" ELSE '' END");
        arguments += changed + quoted(QStringLiteral("old"), column) + QLatin1String("||',' ELSE '' END");
    }
    statement += QLatin1String("||") + literal(keys.join(QLatin1Char(',')) + QLatin1String(" WHERE ") + keyCondition(columns));
    arguments += QStringLiteral("||%1||','||%2||']'")
                     .arg(joinedKeys(QStringLiteral("old"), columns, QStringLiteral(","), true),
                          joinedKeys(QStringLiteral("new"), columns, QStringLiteral(","), true));
    return {statement, arguments};
}

QString trigger(const QString &table, const QString &event, const QString &key, const Inverse &inverse)
{
    // Without an open group the group is NULL, which undo_row refuses: no change can slip past the log.
    return QStringLiteral("CREATE TEMP TRIGGER %1 AFTER %2 ON main.%3 BEGIN "
                          "INSERT INTO undo_row(group_id, table_name, row_id, kind, sql, arguments) "
                          "VALUES((SELECT group_id FROM undo_active), %4, %5, %6, %7, %8); END")
        .arg(identifier(QStringLiteral("undo_%1_%2").arg(table, event.toLower())), event, identifier(table), literal(table), key,
             literal(event.toLower()), inverse.statement, inverse.arguments);
}

Problem notExact(const Database &db, const QString &table)
{
    return Problem(ProblemCode::InternalError, QCoreApplication::translate("sc::store", "%1 cannot be set up for undo.").arg(db.label()))
        .withDetail(QStringLiteral("table \"%1\" must be STRICT, WITHOUT ROWID and of INTEGER and TEXT").arg(table));
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
        if (type != QLatin1String("INTEGER") && type != QLatin1String("INT") && type != QLatin1String("TEXT"))
            return std::unexpected(notExact(db, table));
        columns.append({identifier(rows.text(0)), rows.integer(2) > 0});
    }
}

} // namespace

Result<QStringList> undoTriggersFor(Database &db, const QString &table)
{
    SC_TRY(requireExactTable(db, table));
    SC_TRY_ASSIGN(columns, columnsOf(db, table));
    const QString before = joinedKeys(QStringLiteral("old"), columns, QStringLiteral("/"), false);
    const QString after = joinedKeys(QStringLiteral("new"), columns, QStringLiteral("/"), false);
    return QStringList{
        trigger(table, QStringLiteral("INSERT"), after, inverseOfInsert(table, columns)),
        trigger(table, QStringLiteral("UPDATE"), before, inverseOfUpdate(table, columns)),
        trigger(table, QStringLiteral("DELETE"), before, inverseOfDelete(table, columns)),
    };
}

} // namespace sc::store
