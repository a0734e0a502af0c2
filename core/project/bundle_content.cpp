// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/bundle_content.h"

#include "core/project/bundle.h"
#include "core/project/project_schema.h"
#include "core/store/integrity.h"
#include "core/store/migrations.h"
#include "core/store/transaction.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace sc::project {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::project)
};

constexpr qint64 kLargestExact = 9'007'199'254'740'992; // of a number of JSON

QJsonValue toJson(const QVariant &value)
{
    if (value.isNull())
        return QJsonValue::Null;
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong: {
        const qint64 number = value.toLongLong();
        if (std::abs(number) <= kLargestExact)
            return number;
        return QJsonObject{{QStringLiteral("int"), QString::number(number)}};
    }
    case QMetaType::Double:
        return QJsonObject{{QStringLiteral("real"), QString::number(value.toDouble(), 'g', 17)}};
    case QMetaType::QByteArray:
        return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(value.toByteArray().toBase64())}};
    default:
        return value.toString();
    }
}

QVariant fromJson(const QJsonValue &value)
{
    if (value.isNull())
        return QVariant();
    if (value.isDouble())
        return static_cast<qint64>(value.toDouble());
    const QJsonObject object = value.toObject();
    if (object.contains(u"int"))
        return object[u"int"].toString().toLongLong();
    if (object.contains(u"real"))
        return object[u"real"].toString().toDouble();
    if (object.contains(u"base64"))
        return QByteArray::fromBase64(object[u"base64"].toString().toLatin1());
    return value.toString();
}

Result<QStringList> columnsOf(store::Database &db, const QString &table)
{
    SC_TRY_ASSIGN(rows, db.query(QStringLiteral("SELECT name FROM pragma_table_info(?)"), {table}));
    QStringList columns;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return columns;
        columns += rows.text(0);
    }
}

Result<QJsonArray> rowsOf(store::Database &db, const QString &table)
{
    SC_TRY_ASSIGN(columns, columnsOf(db, table));
    SC_TRY_ASSIGN(key, db.value(QStringLiteral("SELECT name FROM pragma_table_info(?) WHERE pk = 1"), {table}));
    SC_TRY_ASSIGN(
        rows,
        db.query(QStringLiteral("SELECT \"%1\" FROM %2 ORDER BY %3").arg(columns.join(QStringLiteral("\", \"")), table, key.toString())));
    QJsonArray all;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return all;
        QJsonObject row;
        for (int i = 0; i < columns.size(); ++i)
            row.insert(columns[i], toJson(rows.value(i)));
        all.append(row);
    }
}

Problem noContent(const QString &detail)
{
    return Problem(ProblemCode::ValidationError, Words::tr("This is not the content of a project.")).withDetail(detail);
}

Result<> insertRows(store::Database &db, const QString &table, const QJsonArray &rows)
{
    SC_TRY_ASSIGN(columns, columnsOf(db, table));
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        QStringList names;
        QVariantList values;
        for (const QString &column : columns) {
            if (!row.contains(column))
                continue;
            names += QStringLiteral("\"%1\"").arg(column);
            values += fromJson(row[column]);
        }
        if (names.isEmpty())
            return std::unexpected(noContent(QStringLiteral("an empty row of %1").arg(table)));
        const QString marks = QStringList(names.size(), QStringLiteral("?")).join(QStringLiteral(", "));
        const Result<> done =
            db.execute(QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)").arg(table, names.join(QStringLiteral(", ")), marks), values);
        if (!done)
            return std::unexpected(noContent(QStringLiteral("%1: %2").arg(table, done.error().detail())));
    }
    return {};
}

Result<> fill(const BundlePaths &paths, const QJsonObject &tables)
{
    store::OpenOptions options;
    options.label = paths.label();
    options.applicationId = kApplicationId;
    SC_TRY_ASSIGN(db, store::Database::open(paths.database(), options));
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*db));
    // Rows refer to one another in every direction; what counts is that they agree in the end.
    SC_TRY(db->execute(QStringLiteral("PRAGMA defer_foreign_keys = ON")));
    SC_TRY(db->execute(QStringLiteral("DELETE FROM project")));
    for (const QString &table : contentTables())
        SC_TRY(insertRows(*db, table, tables[table].toArray()));
    if (const Result<> done = transaction.commit(); !done)
        return std::unexpected(noContent(done.error().detail()));
    return {};
}

// A connection of its own, beside the session's; where no side file can be written, the file alone.
Result<std::unique_ptr<store::Database>> openBeside(const BundlePaths &paths)
{
    store::OpenOptions options;
    options.label = paths.label();
    options.applicationId = kApplicationId;
    options.access = store::Access::ReadOnly;
    auto db = store::Database::open(paths.database(), options);
    if (db || db.error().code() != ProblemCode::PermissionDenied)
        return db;
    options.access = store::Access::Immutable;
    return store::Database::open(paths.database(), options);
}

} // namespace

Result<QJsonObject> contentOf(const ProjectSession &session)
{
    SC_TRY_ASSIGN(db, openBeside(BundlePaths(session.bundle())));
    QJsonObject tables;
    for (const QString &table : contentTables()) {
        SC_TRY_ASSIGN(rows, rowsOf(*db, table));
        tables.insert(table, rows);
    }
    return QJsonObject{{QStringLiteral("schema"), newestVersion()}, {QStringLiteral("tables"), tables}};
}

Result<> makeBundleOf(const QString &bundle, const QJsonObject &content)
{
    const int schema = content[u"schema"].toInt();
    const QJsonObject tables = content[u"tables"].toObject();
    if (schema < 1 || tables[u"project"].toArray().size() != 1)
        return std::unexpected(noContent(QStringLiteral("schema or project missing")));
    if (schema > newestVersion()) {
        return std::unexpected(
            Problem(ProblemCode::NewerVersion,
                    Words::tr("This project was written by a newer program (form %1, known is %2).").arg(schema).arg(newestVersion())));
    }
    const BundlePaths paths(bundle);
    const bool isNew = !QFileInfo::exists(paths.root);
    timeline::Project blank;
    blank.id = ProjectId::create();
    blank.name = paths.plainName();
    blank.createdAt = QStringLiteral("2000-01-01T00:00:00.000Z");
    SC_TRY(makeBundle(paths, blank));
    Result<> done = fill(paths, tables);
    if (done) {
        const auto opened = ProjectSession::open(bundle, OpenMode::ReadOnly);
        if (!opened)
            done = std::unexpected(noContent(opened.error().toLogLine()));
    }
    if (!done) {
        if (isNew)
            QDir(paths.root).removeRecursively();
        else
            QFile::remove(paths.database());
    }
    return done;
}

} // namespace sc::project
