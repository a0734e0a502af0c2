// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QtCore/QStringList>

namespace sc::store {

// SQL of the triggers that write the inverse of every row change of `table` to undo_row, as a statement and a JSON array of
// its arguments, generated from the table's present columns. They are TEMP triggers, made anew at every opening: a
// migration cannot leave them behind the schema, and a file from elsewhere brings no code. INTERNAL_ERROR unless the
// table is STRICT, WITHOUT ROWID and of INTEGER and TEXT columns alone, because only then are rows put back byte for
// byte. (SQLite 3.40 writes a REAL up to a unit in the last place off; keep such numbers as TEXT.)
[[nodiscard]] Result<QStringList> undoTriggersFor(Database &db, const QString &table);

} // namespace sc::store
