// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/column_values.h"
#include "core/store/database.h"

#include <QtCore/QCoreApplication>

#include <vector>

// A table and the struct that one row of it is: one list of columns serves reading, writing and comparing.
namespace sc::project {

template<class Row> struct Column
{
    QString name;
    QVariant (*get)(const Row &);
    bool (*set)(Row &, const QVariant &);
    bool (*same)(const Row &, const Row &);
};

template<class Member> struct OwnerOf;
template<class Owner, class Field> struct OwnerOf<Field Owner::*>
{
    using Type = Owner;
};

// column<&Song::media, &MediaRef::path>("media_path"): the way from the row to the value.
template<auto First, auto... Rest> [[nodiscard]] auto column(const char *name)
{
    using Row = typename OwnerOf<decltype(First)>::Type;
    return Column<Row>{
        QString::fromLatin1(name),
        [](const Row &row) { return encode(((row.*First).*....*Rest)); },
        [](Row &row, const QVariant &stored) { return decode(stored, ((row.*First).*....*Rest)); },
        [](const Row &a, const Row &b) { return ((a.*First).*....*Rest) == ((b.*First).*....*Rest); },
    };
}

// Texts that SQLite would give back changed: with a NUL, half a surrogate pair, or a byte order mark in front.
[[nodiscard]] bool isStorable(const QVariant &value);
[[nodiscard]] Problem notStorable(const QString &table, const QString &column, const QString &id);
[[nodiscard]] Problem notReadable(const QString &label, const QString &table, const QString &column, const QString &id);

template<class Row> class Table
{
public:
    // The first column is the key.
    Table(QString name, std::vector<Column<Row>> columns) : m_name(std::move(name)), m_columns(std::move(columns)) {}

    [[nodiscard]] const QString &name() const { return m_name; }

    [[nodiscard]] Result<std::vector<Row>> readAll(store::Database &db) const
    {
        SC_TRY_ASSIGN(rows, db.query(selection() + QStringLiteral(" ORDER BY ") + m_columns.front().name));
        return collect(db, rows);
    }

    [[nodiscard]] Result<std::vector<Row>> read(store::Database &db, const QString &key) const
    {
        SC_TRY_ASSIGN(rows, db.query(selection() + QStringLiteral(" WHERE %1 = ?").arg(m_columns.front().name), {key}));
        return collect(db, rows);
    }

    // `condition` is SQL of ours over this table's columns, its '?' filled by `arguments`.
    [[nodiscard]] Result<std::vector<Row>> readWhere(store::Database &db, const QString &condition, const QVariantList &arguments) const
    {
        SC_TRY_ASSIGN(rows,
                      db.query(selection() + QStringLiteral(" WHERE %1 ORDER BY %2").arg(condition, m_columns.front().name), arguments));
        return collect(db, rows);
    }

    [[nodiscard]] Result<> insert(store::Database &db, const Row &row) const
    {
        QStringList names;
        QStringList places;
        QVariantList values;
        for (const Column<Row> &column : m_columns) {
            names.append(column.name);
            places.append(QStringLiteral("?"));
            SC_TRY(append(values, column, row));
        }
        return db.execute(
            QStringLiteral("INSERT INTO %1(%2) VALUES(%3)").arg(m_name, names.join(QLatin1Char(',')), places.join(QLatin1Char(','))),
            values);
    }

    // Writes the columns that differ; the rows share their key.
    [[nodiscard]] Result<> update(store::Database &db, const Row &before, const Row &after) const
    {
        QString sql = QStringLiteral("UPDATE %1 SET ").arg(m_name);
        QVariantList values;
        for (const Column<Row> &column : m_columns) {
            if (column.same(before, after))
                continue;
            sql += (values.isEmpty() ? QString() : QStringLiteral(", ")) + column.name + QStringLiteral(" = ?");
            SC_TRY(append(values, column, after));
        }
        if (values.isEmpty())
            return {};
        values.append(m_columns.front().get(after));
        return db.execute(sql + QStringLiteral(" WHERE %1 = ?").arg(m_columns.front().name), values);
    }

    [[nodiscard]] Result<> remove(store::Database &db, const QString &key) const
    {
        return db.execute(QStringLiteral("DELETE FROM %1 WHERE %2 = ?").arg(m_name, m_columns.front().name), {key});
    }

private:
    [[nodiscard]] QString selection() const
    {
        QStringList names;
        for (const Column<Row> &column : m_columns)
            names.append(column.name);
        return QStringLiteral("SELECT %1 FROM %2").arg(names.join(QLatin1Char(',')), m_name);
    }

    [[nodiscard]] Result<std::vector<Row>> collect(store::Database &db, store::Statement &rows) const
    {
        std::vector<Row> found;
        for (;;) {
            SC_TRY_ASSIGN(more, rows.next());
            if (!more)
                return found;
            Row &row = found.emplace_back();
            for (size_t i = 0; i < m_columns.size(); ++i) {
                if (!m_columns[i].set(row, rows.value(static_cast<int>(i))))
                    return std::unexpected(notReadable(db.label(), m_name, m_columns[i].name, rows.text(0)));
            }
        }
    }

    [[nodiscard]] Result<> append(QVariantList &values, const Column<Row> &column, const Row &row) const
    {
        QVariant value = column.get(row);
        if (!isStorable(value))
            return std::unexpected(notStorable(m_name, column.name, m_columns.front().get(row).toString()));
        values.append(std::move(value));
        return {};
    }

    QString m_name;
    std::vector<Column<Row>> m_columns;
};

} // namespace sc::project
