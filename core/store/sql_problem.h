// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <QtSql/QSqlError>

namespace sc::store {

// What an SQLite error means to a person. `label` names the store in a sentence: "The library". Full disk is
// INSUFFICIENT_STORAGE, a place that cannot be opened or written PERMISSION_DENIED, a broken rule of the schema
// VALIDATION_ERROR, CONFLICT or DUPLICATE_RESOURCE, all else (damaged, busy, not a database) DATABASE_ERROR. SQL and
// SQLite's own words go to the detail.
[[nodiscard]] Problem problemOf(const QSqlError &error, const QString &label, const QString &sql = {});

// The store's bytes do not make sense; offers the newest backup.
[[nodiscard]] Problem damagedProblem(const QString &label, const QString &detail);

} // namespace sc::store
