// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QVariant>
#include <QtSql/QSqlQuery>

namespace sc::store {

// A running query: call next() until it gives false, reading the columns in between. Finish it (or let it go out of
// scope) before the Database closes and before a commit: an unfinished one keeps locks.
class Statement
{
public:
    Statement(QSqlQuery query, QString label) : m_query(std::move(query)), m_label(std::move(label)) {}

    // False after the last row. A page that cannot be read in the middle of a result is a Problem, not an early end.
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }
    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }
    [[nodiscard]] qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }

private:
    QSqlQuery m_query;
    QString m_label;
};

} // namespace sc::store
